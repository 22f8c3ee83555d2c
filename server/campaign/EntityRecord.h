// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Entity.h"
#include "server/rules/Path.h"

namespace campaign {

class EntityGraph;
struct Hop;
struct Lead;

/// An entity as rules see it: the paths of README.md. Its own fields lie in a row; where else a key leads is looked up
/// once and noted in the path. Belongs to an EntityGraph, on its thread.
class EntityRecord final : public rules::Record
{
public:
    /// Both outlive it; the graph knows the names (EntityGraph::readWith).
    EntityRecord(const history::Entity& entity, EntityGraph& graph);

    const history::Entity& entity() const { return *m_entity; }
    Value toValue() const override;

    /// What a statement costs a rule in steps.
    static constexpr std::size_t stepsOfReading = 1'000;

private:
    using Steps = std::span<const rules::Path::Step>;
    using Operand = rules::Operand;

    Operand find(Steps steps, rules::Workspace& workspace) const override;
    const Lead* leadOf(const rules::Path::Step& step) const;
    Operand follow(const Lead& lead, Steps rest, rules::Workspace& workspace) const;
    Operand ofEntity(const Lead& lead, Steps steps, rules::Workspace& workspace) const;
    Operand ofList(const Hop& hop, Steps steps, rules::Workspace& workspace) const;
    Operand ofKey(const Lead& lead, Steps steps, rules::Workspace& workspace) const;
    Operand ofField(int field, Steps steps, rules::Workspace& workspace) const;

    const history::Entity* m_entity;
    EntityGraph* m_graph;
};

} // namespace campaign
