// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/EntityContext.h"

namespace campaign {

using rules::Operand;

EntityContext::EntityContext(const ContextNames& names, EntityGraph& graph,
                             const std::vector<VariableDefaults>& defaults)
    : m_graph(graph)
{
    graph.readWith(names, defaults);
}

Operand EntityContext::resolve(const rules::Path& path, rules::Workspace& workspace)
{
    return path.isWhole() ? Operand::of(*m_entity) : m_entity->read(path.steps(), workspace);
}

Operand EntityContext::resolveFrom(std::string_view type, std::string_view id, const rules::Path& path,
                                   rules::Workspace& workspace)
{
    const catalogue::Type* known = m_graph.names().types().find(type);
    const std::size_t before = m_graph.unforeseen();
    const history::Entity* entity = known ? m_graph.find(*known, Id(id)) : nullptr;
    const bool isPaid = m_graph.unforeseen() == before || workspace.charge(EntityRecord::stepsOfReading);
    if (!entity || !isPaid)
        return Operand();
    const EntityRecord& record = m_graph.record(*entity);
    return path.isWhole() ? Operand::of(record) : record.read(path.steps(), workspace);
}

} // namespace campaign
