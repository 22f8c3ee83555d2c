// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/worker/DependencyOrder.h"

#include <algorithm>

namespace campaign::worker {

namespace {

constexpr std::string_view conditionPrefix = "CONDITION:";

class OrderByIds final : public DependencyOrder
{
public:
    explicit OrderByIds(const catalogue::Catalogue& types)
        : m_types(types)
    {
    }

    Result<std::vector<std::string>> order(history::Snapshot& snapshot, const history::ReadPoint& at) override
    {
        std::vector<std::string> nodes;
        for (const char* name : {"Condition", "FieldCondition"}) {
            if (const Result<> read = addAll(*m_types.find(name), snapshot, at, nodes); !read)
                return read.error();
        }
        std::sort(nodes.begin(), nodes.end());
        return nodes;
    }

    Result<std::vector<std::vector<std::string>>> cycles(history::Snapshot&, const history::ReadPoint&) override
    {
        return std::vector<std::vector<std::string>>();
    }

private:
    static Result<> addAll(const catalogue::Type& type, history::Snapshot& snapshot, const history::ReadPoint& at,
                           std::vector<std::string>& nodes)
    {
        history::ListQuery query;
        query.first = 10'000;
        for (bool hasNext = true; hasNext;) {
            const Result<history::Page> page = snapshot.list(type, query, at, Viewer::owner());
            if (!page)
                return page.error();
            for (const history::EntityPtr& one : page->entities)
                nodes.push_back(conditionNode(one->id));
            hasNext = page->hasNext;
            query.after = hasNext ? page->cursors.back() : std::string();
        }
        return {};
    }

    const catalogue::Catalogue& m_types;
};

} // namespace

std::string conditionNode(const Id& id)
{
    return std::string(conditionPrefix) + id;
}

std::string_view conditionOf(std::string_view node)
{
    return node.starts_with(conditionPrefix) ? node.substr(conditionPrefix.size()) : node;
}

std::unique_ptr<DependencyOrder> orderByIds(const catalogue::Catalogue& types)
{
    return std::make_unique<OrderByIds>(types);
}

} // namespace campaign::worker
