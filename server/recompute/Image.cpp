// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/recompute/Image.h"

#include "server/core/Text.h"

#include <algorithm>
#include <functional>

namespace campaign::recompute {

using history::EntityPtr;

namespace {

constexpr int pageSize = 5'000;

bool isReference(const catalogue::Field& field)
{
    return field.type == catalogue::FieldType::Reference || field.type == catalogue::FieldType::AnyId;
}

/// Goes through all entities of a type, archived ones among them.
Result<> forEach(const catalogue::Type& type, history::Snapshot& snapshot, const history::ReadPoint& at,
                 const Viewer& viewer, const std::function<void(const EntityPtr&)>& work)
{
    history::ListQuery query;
    query.first = pageSize;
    query.includeArchived = true;
    for (bool more = true; more;) {
        const Result<history::Page> page = snapshot.list(type, query, at, viewer);
        if (!page)
            return page.error();
        for (const EntityPtr& entity : page->entities)
            work(entity);
        more = page->hasNext && !page->cursors.empty();
        if (more)
            query.after = page->cursors.back();
    }
    return {};
}

} // namespace

bool Image::Entry::operator<(const Entry& other) const
{
    const int order = sortName.compare(other.sortName);
    return order < 0 || (order == 0 && entity->id < other.entity->id);
}

Image::Image(const catalogue::Catalogue& types)
    : m_types(types)
    , m_held(types.types().size())
{
}

const Image::Held& Image::of(const catalogue::Type& type) const
{
    return m_held[static_cast<std::size_t>(m_types.indexOf(type))];
}

Image::Held& Image::of(const catalogue::Type& type)
{
    return m_held[static_cast<std::size_t>(m_types.indexOf(type))];
}

Result<> Image::load(const catalogue::Type& type, history::Snapshot& snapshot, const history::ReadPoint& at,
                     const Viewer& viewer)
{
    Held held;
    held.isHeld = true;
    const Result<> read = forEach(type, snapshot, at, viewer,
                                  [&](const EntityPtr& entity) { held.entities.emplace(entity->id, entity); });
    if (!read)
        return read;
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
        if (!isReference(type.fields[i]))
            continue;
        Lists& lists = held.lists[static_cast<int>(i)];
        for (const auto& [id, entity] : held.entities) {
            if (entity->fields[i].isString())
                lists[entity->fields[i].asString()].push_back({sortName(entity->name()), entity});
        }
        for (auto& [target, list] : lists)
            std::sort(list.begin(), list.end());
    }
    of(type) = std::move(held);
    return {};
}

Result<std::vector<Id>> Image::differing(const catalogue::Type& type, history::Snapshot& snapshot,
                                         const history::ReadPoint& at, const Viewer& viewer) const
{
    const Held& held = of(type);
    std::vector<Id> ids;
    std::size_t kept = 0;
    std::unordered_map<Id, bool> seen;
    const Result<> read = forEach(type, snapshot, at, viewer, [&](const EntityPtr& entity) {
        seen.emplace(entity->id, true);
        const auto known = held.entities.find(entity->id);
        const bool isSame = known != held.entities.end() &&
                            (known->second == entity || (entity->row != 0 && known->second->row == entity->row));
        if (!isSame)
            ids.push_back(entity->id);
        kept += known != held.entities.end() ? 1 : 0;
    });
    if (!read)
        return read.error();
    for (const auto& [id, entity] : held.entities) {
        if (kept < held.entities.size() && !seen.contains(id))
            ids.push_back(id);
    }
    return ids;
}

void Image::arrange(Held& held, const EntityPtr& entity, bool isThere)
{
    const Entry entry{sortName(entity->name()), entity};
    for (auto& [index, lists] : held.lists) {
        const Value& target = entity->field(index);
        if (!target.isString())
            continue;
        std::vector<Entry>& list = lists[target.asString()];
        const auto place = std::lower_bound(list.begin(), list.end(), entry);
        if (isThere)
            list.insert(place, entry);
        else if (place != list.end() && place->entity->id == entity->id)
            list.erase(place);
        if (list.empty())
            lists.erase(target.asString());
    }
}

EntityPtr Image::put(const catalogue::Type& type, const Id& id, EntityPtr now)
{
    Held& held = of(type);
    EntityPtr was;
    if (const auto known = held.entities.find(id); known != held.entities.end()) {
        was = std::move(known->second);
        arrange(held, was, false);
        held.entities.erase(known);
    }
    if (now) {
        arrange(held, now, true);
        held.entities.emplace(id, std::move(now));
    }
    return was;
}

const EntityPtr& Image::find(const catalogue::Type& type, const Id& id) const
{
    static const EntityPtr none;
    const Held& held = of(type);
    const auto found = held.entities.find(id);
    return found == held.entities.end() ? none : found->second;
}

const std::vector<Image::Entry>* Image::list(const catalogue::Type& type, const catalogue::Field& reference,
                                             const Id& target) const
{
    const Held& held = of(type);
    const auto lists = held.lists.find(type.fieldIndex(reference.name));
    if (lists == held.lists.end())
        return nullptr;
    const auto found = lists->second.find(target);
    return found == lists->second.end() ? nullptr : &found->second;
}

std::vector<Id> Image::referring(const catalogue::Type& type, const catalogue::Field& reference, const Id& target) const
{
    std::vector<Id> ids;
    if (const std::vector<Entry>* found = list(type, reference, target))
        for (const Entry& entry : *found)
            ids.push_back(entry.entity->id);
    return ids;
}

Result<std::vector<EntityPtr>> Image::byIds(const catalogue::Type& type, std::span<const Id> ids,
                                            const history::ReadPoint&, const Viewer&)
{
    std::vector<EntityPtr> found;
    for (const Id& id : ids)
        found.push_back(find(type, id));
    return found;
}

Result<std::vector<std::vector<EntityPtr>>> Image::byReference(const catalogue::Type& type,
                                                               const catalogue::Field& reference,
                                                               std::span<const Id> parents, const history::ReadPoint&,
                                                               const Viewer&, int)
{
    std::vector<std::vector<EntityPtr>> out;
    for (const Id& parent : parents) {
        std::vector<EntityPtr>& children = out.emplace_back();
        const std::vector<Entry>* found = list(type, reference, parent);
        for (std::size_t i = 0; found && i < found->size(); ++i) {
            if (!(*found)[i].entity->isArchived())
                children.push_back((*found)[i].entity);
        }
    }
    return out;
}

Result<history::Page> Image::list(const catalogue::Type& type, const history::ListQuery&, const history::ReadPoint&,
                                  const Viewer&)
{
    std::vector<Entry> entries;
    for (const auto& [id, entity] : all(type)) {
        if (!entity->isArchived())
            entries.push_back({sortName(entity->name()), entity});
    }
    std::sort(entries.begin(), entries.end());
    history::Page page;
    for (Entry& entry : entries)
        page.entities.push_back(std::move(entry.entity));
    return page;
}

Result<history::WorldTime> Image::worldTime(const history::ReadPoint&)
{
    return m_worldTime;
}

} // namespace campaign::recompute
