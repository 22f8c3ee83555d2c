// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/campaign/EntityGraph.h"
#include "server/rules/ContextSource.h"

#include <array>

namespace campaign {

/// Default values of variables by their key, from the variable schemas of a type.
using VariableDefaults = std::vector<std::pair<std::string, Value>>;

/// The mean of a number field over the entities that have it; nothing when none has.
std::optional<double> meanOf(std::span<const history::EntityPtr> entities, int field);

/// Where the values of derived variables come from.
class DerivedValues
{
public:
    virtual ~DerivedValues() = default;
    /// Of a variable with a formula; null while it has none. Stays where it is for as long as the variable does.
    virtual const Value* of(const history::Entity& variable) = 0;
};

/// What a rule sees of the entity under evaluation and of those around it (the paths are described in README.md). Lazy:
/// a path is resolved when a rule gets to it. One thread.
class EntityContext final : public rules::ContextSource
{
public:
    /// Defaults by the type's index; all outlive the context.
    EntityContext(const ContextNames& names, EntityGraph& graph, const std::vector<VariableDefaults>& defaults);

    void setEntity(const history::Entity& entity) { m_entity = &entity; }
    /// Without it derived variables are undefined. It outlives the context.
    void useDerived(DerivedValues& derived) { m_derived = &derived; }
    rules::Operand resolve(const rules::Path& path, rules::Workspace& workspace) override;

private:
    using Steps = std::span<const rules::Path::Step>;
    rules::Operand ofEntity(const history::Entity& entity, Steps steps, rules::Workspace& workspace);
    rules::Operand ofList(const history::Entity& entity, const Hop& hop, Steps steps, rules::Workspace& workspace);
    rules::Operand ofKey(const history::Entity& entity, const Lead& lead, Steps steps, rules::Workspace& workspace);
    rules::Operand ofField(const history::Entity& entity, int field, Steps steps, rules::Workspace& workspace);

    const Lead* leadOf(const catalogue::Type& type, const rules::Path::Step& step);

    /// What a key meant on a type the last time; rules ask for the same few again and again.
    struct Remembered
    {
        const catalogue::Type* type = nullptr;
        std::string key;
        const Lead* lead = nullptr;
    };
    static constexpr std::size_t rememberedCount = 32;

    const ContextNames& m_names;
    EntityGraph& m_graph;
    std::array<Remembered, rememberedCount> m_remembered; ///< by the addresses of step and type
    const std::vector<VariableDefaults>& m_defaults;
    const history::Entity* m_entity = nullptr;
    DerivedValues* m_derived = nullptr;
};

} // namespace campaign
