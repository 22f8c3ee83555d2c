// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/EntityGraph.h"

#include <charconv>

namespace campaign {

using history::Entity;
using rules::Operand;

namespace {

std::optional<std::size_t> asIndex(std::string_view key)
{
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), index);
    if (error != std::errc() || end != key.data() + key.size())
        return std::nullopt;
    return index;
}

} // namespace

EntityRecord::EntityRecord(const Entity& entity, EntityGraph& graph)
    : Record(graph.names().layout(*entity.type), entity.fields, graph.isWatched())
    , m_entity(&entity)
    , m_graph(&graph)
{
}

Value EntityRecord::toValue() const
{
    Value::Object object;
    object.reserve(m_entity->fields.size() + 2);
    object.append("id", m_entity->id);
    object.append("version", m_entity->version);
    for (std::size_t i = 0; i < m_entity->fields.size(); ++i)
        object.append(m_entity->type->fields[i].name, m_entity->fields[i]);
    return object;
}

/// Noted for fields as their place in the row, for other leads as their number beyond it.
const Lead* EntityRecord::leadOf(const rules::Path::Step& step) const
{
    const std::uint64_t note = step.note();
    if (note >> 32 == layout()) {
        if (const Lead* lead = m_graph->names().lead(*m_entity->type, static_cast<std::uint32_t>(note)))
            return lead;
    }
    const Lead* lead = m_graph->names().find(*m_entity->type, step.key());
    if (lead)
        step.setNote(noteOf(layout(), lead->place));
    return lead;
}

Operand EntityRecord::find(Steps steps, rules::Workspace& workspace) const
{
    const Lead* lead = leadOf(steps.front());
    if (!lead)
        return Operand();
    if (lead->kind == Lead::Kind::OwnField)
        return ofField(lead->field, steps.subspan(1), workspace);
    // What nobody foresaw is a statement each time: a rule that does it over and over comes to an end.
    const std::size_t before = m_graph->unforeseen();
    const Operand found = follow(*lead, steps.subspan(1), workspace);
    if (m_graph->unforeseen() != before && !workspace.charge(stepsOfReading))
        return Operand();
    return found;
}

Operand EntityRecord::follow(const Lead& lead, Steps rest, rules::Workspace& workspace) const
{
    switch (lead.kind) {
    case Lead::Kind::OwnField:
        return ofField(lead.field, rest, workspace);
    case Lead::Kind::OwnId:
        return rest.empty() ? Operand::string(m_entity->id) : Operand();
    case Lead::Kind::Version:
        return rest.empty() ? Operand::number(static_cast<double>(m_entity->version)) : Operand();
    case Lead::Kind::List:
        return ofList(lead.hops.front(), rest, workspace);
    case Lead::Kind::Average: {
        const std::optional<double> mean = meanOf(m_graph->down(*m_entity, lead.hops.front()), lead.field);
        return rest.empty() && mean ? Operand::number(*mean) : Operand();
    }
    case Lead::Kind::Keyed:
        return ofKey(lead, rest, workspace);
    case Lead::Kind::Entity:
        break;
    }
    return ofEntity(lead, rest, workspace);
}

Operand EntityRecord::ofEntity(const Lead& lead, Steps steps, rules::Workspace& workspace) const
{
    const Entity* at = m_entity;
    for (const Hop& hop : lead.hops) {
        at = m_graph->up(*at, hop);
        if (!at)
            return Operand();
    }
    const EntityRecord& there = m_graph->record(*at);
    remember(lead.place, there);
    return steps.empty() ? Operand::of(there) : there.read(steps, workspace);
}

Operand EntityRecord::ofList(const Hop& hop, Steps steps, rules::Workspace& workspace) const
{
    if (steps.empty())
        return m_graph->records(*m_entity, hop);
    const std::vector<history::EntityPtr>& children = m_graph->down(*m_entity, hop);
    const std::string& key = steps.front().key();
    if (key == "length" || key == "count")
        return Operand::number(static_cast<double>(children.size()));
    const std::optional<std::size_t> index = asIndex(key);
    if (!index || *index >= children.size())
        return Operand();
    const Entity& child = *children[*index];
    return steps.size() == 1 ? Operand::of(m_graph->record(child))
                             : EntityRecord(child, *m_graph).read(steps.subspan(1), workspace);
}

/// The value under a key, of those that are in force; a derived one's is reckoned.
Operand EntityRecord::ofKey(const Lead& lead, Steps steps, rules::Workspace& workspace) const
{
    if (steps.empty())
        return Operand();
    for (const history::EntityPtr& one : m_graph->down(*m_entity, lead.hops.front())) {
        const Value& key = one->field("key");
        if (!key.isString() || key.asString() != steps.front().key() || one->field("isActive") == Value(false))
            continue;
        const Value* value = &one->field(lead.field);
        if (DerivedValues* derived = m_graph->derived(); derived && !one->field("formula").isNull())
            value = derived->of(*one);
        return value ? rules::walk(Operand::of(*value), steps.subspan(1), workspace) : Operand();
    }
    return Operand();
}

Operand EntityRecord::ofField(int field, Steps steps, rules::Workspace& workspace) const
{
    const Operand found = rules::walk(Operand::of(m_entity->field(field)), steps, workspace);
    if (!found.isUndefined() || field != catalogue::common::Variables || steps.empty())
        return found;
    for (const auto& [key, value] : m_graph->defaultsOf(*m_entity->type)) {
        if (key == steps.front().key())
            return rules::walk(Operand::of(value), steps.subspan(1), workspace);
    }
    return found;
}

} // namespace campaign
