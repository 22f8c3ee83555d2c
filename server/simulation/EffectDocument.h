// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/campaign/EntityContext.h"
#include "server/campaign/EntityService.h"

namespace campaign::simulation {

/// What one entity looked like where an effect changed it: only the fields that differ.
struct TargetOutcome
{
    std::string type;
    Id id;
    std::string name;
    Value::Object before, after;

    Value toValue() const;
};

/// An entity as a JSON Patch sees it: its fields as the API names them, unset ones null, variables with their
/// defaults; `id`, `type`, `version`; and `var`, the state variables that hang on it, by key. One change, one thread.
class EffectDocument
{
public:
    /// All outlive it; defaults by the type's index.
    EffectDocument(EntityService& entities, const catalogue::Catalogue& types, history::Writer& writer,
                   const std::vector<VariableDefaults>& defaults);

    Result<Value> read(const history::Entity& entity);
    /// Writes what differs between what was read and what a patch made of it. Forbidden when that is protected, Invalid
    /// when it does not fit the field.
    Result<TargetOutcome> write(const history::Entity& entity, const Value& before, const Value& after);

private:
    Result<std::vector<history::EntityPtr>> stateVariablesOf(const history::Entity& entity);
    Result<> writeStateVariables(const history::Entity& entity, const Value& before, const Value& after);
    Result<> writeStateVariable(const history::Entity& entity, const std::string& key, const Value& value,
                                const std::vector<history::EntityPtr>& present);

    EntityService& m_entities;
    const catalogue::Catalogue& m_types;
    history::Writer& m_writer;
    const std::vector<VariableDefaults>& m_defaults;
};

} // namespace campaign::simulation
