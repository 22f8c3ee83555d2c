// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/campaign/EntityGraph.h"
#include "server/rules/ContextSource.h"

namespace campaign {

/// What a rule sees of the entity under evaluation and of those around it (the paths are described in README.md). Lazy:
/// a path is resolved when a rule gets to it; what it came to serves the next rule, too. One thread.
class EntityContext final : public rules::ContextSource
{
public:
    /// Defaults by the type's index; all outlive the context and the graph.
    EntityContext(const ContextNames& names, EntityGraph& graph, const std::vector<VariableDefaults>& defaults);
    /// Of an entity, over a graph that knows the names already.
    EntityContext(EntityGraph& graph, const history::Entity& entity)
        : m_graph(graph)
    {
        setEntity(entity);
    }

    /// Before anything is asked. The entity outlives what is asked of it.
    void setEntity(const history::Entity& entity)
    {
        m_entity.emplace(entity, m_graph);
        setWhole(*m_entity, catalogue::common::Variables);
    }
    /// Without it derived variables are undefined. It outlives the context; all contexts of a graph share it.
    void useDerived(DerivedValues& derived) { m_graph.useDerived(derived); }
    rules::Operand resolve(const rules::Path& path, rules::Workspace& workspace) override;
    rules::Operand resolveFrom(std::string_view type, std::string_view id, const rules::Path& path,
                               rules::Workspace& workspace) override;
    std::optional<std::int64_t> now() override { return m_graph.now(); }
    std::int64_t secondsPerDay() override { return m_graph.secondsPerDay(*m_entity); }

private:
    EntityGraph& m_graph;
    std::optional<EntityRecord> m_entity;
};

} // namespace campaign
