// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/EntityContext.h"

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

std::optional<double> meanOf(std::span<const history::EntityPtr> entities, int field)
{
    double sum = 0;
    std::size_t count = 0;
    for (const history::EntityPtr& entity : entities) {
        if (!entity->field(field).isNumber())
            continue;
        sum += entity->field(field).asNumber();
        ++count;
    }
    return count == 0 ? std::nullopt : std::optional(sum / static_cast<double>(count));
}

EntityContext::EntityContext(const ContextNames& names, EntityGraph& graph,
                             const std::vector<VariableDefaults>& defaults)
    : m_names(names)
    , m_graph(graph)
    , m_defaults(defaults)
{
}

Operand EntityContext::resolve(const rules::Path& path, rules::Workspace& workspace)
{
    return ofEntity(*m_entity, path.steps(), workspace);
}

const Lead* EntityContext::leadOf(const catalogue::Type& type, const rules::Path::Step& step)
{
    const auto address = reinterpret_cast<std::uintptr_t>(&step) / 8 + reinterpret_cast<std::uintptr_t>(&type) / 64;
    Remembered& remembered = m_remembered[address % rememberedCount];
    // Another step may lie at that address by now: the key decides.
    if (remembered.type != &type || remembered.key != step.key())
        remembered = {&type, step.key(), m_names.find(type, step.key())};
    return remembered.lead;
}

Operand EntityContext::ofEntity(const Entity& entity, Steps steps, rules::Workspace& workspace)
{
    if (steps.empty())
        return Operand::of(m_graph.asObject(entity));
    const Lead* lead = leadOf(*entity.type, steps.front());
    if (!lead)
        return Operand();
    const Steps rest = steps.subspan(1);
    switch (lead->kind) {
    case Lead::Kind::OwnField:
        return ofField(entity, lead->field, rest, workspace);
    case Lead::Kind::OwnId:
        return rest.empty() ? Operand::string(entity.id) : Operand();
    case Lead::Kind::Version:
        return rest.empty() ? Operand::number(static_cast<double>(entity.version)) : Operand();
    case Lead::Kind::List:
        return ofList(entity, lead->hops.front(), rest, workspace);
    case Lead::Kind::Average: {
        const std::optional<double> mean = meanOf(m_graph.down(entity, lead->hops.front()), lead->field);
        return rest.empty() && mean ? Operand::number(*mean) : Operand();
    }
    case Lead::Kind::Keyed:
        return ofKey(entity, *lead, rest, workspace);
    case Lead::Kind::Entity:
        break;
    }
    const Entity* at = &entity;
    for (const Hop& hop : lead->hops) {
        at = m_graph.up(*at, hop);
        if (!at)
            return Operand();
    }
    return ofEntity(*at, rest, workspace);
}

Operand EntityContext::ofList(const Entity& entity, const Hop& hop, Steps steps, rules::Workspace& workspace)
{
    if (steps.empty())
        return Operand::of(m_graph.asArray(entity, hop));
    const std::vector<history::EntityPtr>& children = m_graph.down(entity, hop);
    const std::string& key = steps.front().key();
    if (key == "length" || key == "count")
        return Operand::number(static_cast<double>(children.size()));
    const std::optional<std::size_t> index = asIndex(key);
    if (!index || *index >= children.size())
        return Operand();
    return ofEntity(*children[*index], steps.subspan(1), workspace);
}

/// The value under a key, of those that are in force; a derived one's is reckoned.
Operand EntityContext::ofKey(const Entity& entity, const Lead& lead, Steps steps, rules::Workspace& workspace)
{
    if (steps.empty())
        return Operand();
    for (const history::EntityPtr& one : m_graph.down(entity, lead.hops.front())) {
        const Value& key = one->field("key");
        if (!key.isString() || key.asString() != steps.front().key() || one->field("isActive") == Value(false))
            continue;
        const Value* value = &one->field(lead.field);
        if (m_derived && !one->field("formula").isNull())
            value = m_derived->of(*one);
        return value ? rules::walk(Operand::of(*value), steps.subspan(1), workspace) : Operand();
    }
    return Operand();
}

Operand EntityContext::ofField(const Entity& entity, int field, Steps steps, rules::Workspace& workspace)
{
    const Operand found = rules::walk(Operand::of(entity.field(field)), steps, workspace);
    if (!found.isUndefined() || field != catalogue::common::Variables || steps.empty())
        return found;
    const int type = m_names.types().indexOf(*entity.type);
    for (const auto& [key, value] : m_defaults[static_cast<std::size_t>(type)]) {
        if (key == steps.front().key())
            return rules::walk(Operand::of(value), steps.subspan(1), workspace);
    }
    return found;
}

} // namespace campaign
