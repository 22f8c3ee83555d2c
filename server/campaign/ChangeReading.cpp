// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/ChangeReading.h"

#include <unordered_map>

namespace campaign {

using history::EntityPtr;

namespace {
constexpr int pageSize = 10'000;
constexpr std::size_t parentsAtOnce = 500;
} // namespace

Result<std::vector<EntityPtr>> ChangeReading::byIds(const catalogue::Type& type, std::span<const Id> ids,
                                                    const history::ReadPoint&, const Viewer&)
{
    std::vector<EntityPtr> found;
    for (const Id& id : ids) {
        Result<EntityPtr> one = m_writer.find(type, id);
        if (!one)
            return one.error();
        found.push_back(std::move(*one));
    }
    return found;
}

Result<std::vector<std::vector<EntityPtr>>>
ChangeReading::byReference(const catalogue::Type& type, const catalogue::Field& reference, std::span<const Id> parents,
                           const history::ReadPoint&, const Viewer&, int limit)
{
    std::unordered_map<Id, std::size_t> places;
    for (std::size_t i = 0; i < parents.size(); ++i)
        places.emplace(parents[i], i);
    std::vector<std::vector<EntityPtr>> out(parents.size());
    for (std::size_t begin = 0; begin < parents.size(); begin += parentsAtOnce) {
        const std::span<const Id> some = parents.subspan(begin, std::min(parentsAtOnce, parents.size() - begin));
        history::ListQuery query;
        query.first = pageSize;
        query.where = {
            {reference.name, history::Condition::Operator::In, Value(Value::Array(some.begin(), some.end()))}};
        for (bool more = true; more;) {
            const Result<history::Page> page = m_writer.list(type, query);
            if (!page)
                return page.error();
            for (const EntityPtr& entity : page->entities) {
                const auto place = places.find(entity->field(reference.name).asString());
                if (--limit < 0)
                    return Error{ErrorCode::Limit, "There are too many " + type.plural + " to read.", {}, {}, {}};
                if (place != places.end())
                    out[place->second].push_back(entity);
            }
            more = page->hasNext && !page->cursors.empty();
            if (more)
                query.after = page->cursors.back();
        }
    }
    return out;
}

Result<history::Page> ChangeReading::list(const catalogue::Type& type, const history::ListQuery& query,
                                          const history::ReadPoint&, const Viewer&)
{
    return m_writer.list(type, query);
}

Result<history::WorldTime> ChangeReading::worldTime(const history::ReadPoint&)
{
    return m_writer.clock();
}

} // namespace campaign
