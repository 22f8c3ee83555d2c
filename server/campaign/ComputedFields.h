// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/campaign/DerivedVariables.h"
#include "server/campaign/SharedReads.h"

namespace campaign {

/// A rule that was tried and failed.
struct RuleFailure
{
    Id ruleId;
    std::string ruleName;
    std::string message;
};

/// One computed field: its value with the rule that gave it, or only failures.
struct ComputedField
{
    std::string field;
    Value value;
    Id ruleId; ///< "" when every rule failed
    std::string ruleName;
    std::vector<RuleFailure> failures;
};

/// What the rules make of one entity. Immutable, shared between threads and requests.
struct ComputedEntity
{
    std::vector<ComputedField> fields; ///< by name
    std::string json;                  ///< {"field": value}; null where every rule failed
    cache::DependenciesPtr from;       ///< what was read beside the entity itself; null where there is no rule

    /// {"field": {ruleId, ruleName, errors: [{ruleId, ruleName, message}]}}
    Value sources() const;
};
using ComputedPtr = std::shared_ptr<const ComputedEntity>;

/// What a derived variable comes to.
struct DerivedResult
{
    DerivedValue derived;
    cache::DependenciesPtr from; ///< what was read beside the variable itself
};

/// Evaluates FieldConditions: an entity's own rules before those of its type, highest priority first, the first that
/// succeeds gives the value. Results of the current state are shared through the cache: by the row evaluated, until a
/// change touches the rules or one of the things that they read over relations. Safe from any thread.
class ComputedFields
{
public:
    /// All outlive it.
    ComputedFields(const SharedReads& shared, const ContextNames& names, const rules::OperatorRegistry& operators);

    /// One for each entity, all of one type and read at one point.
    Result<std::vector<ComputedPtr>> of(std::span<const history::EntityPtr> entities, const history::ReadPoint& at,
                                        history::Snapshot& snapshot, const Viewer& viewer);

    /// The same in the eyes of a change in the making, for the game master, of entities of any types. Nothing is
    /// shared.
    Result<std::vector<ComputedPtr>> within(std::span<const history::EntityPtr> entities, history::Reading& reading);

    /// Why a field has its value: the rules in the order they were tried, with what became of each, what it read, and
    /// what each of its operations came to (rules::Explanation).
    Result<Value> explain(const history::Entity& entity, const std::string& field, const history::ReadPoint& at,
                          history::Snapshot& snapshot, const Viewer& viewer);

    /// The values of derived variables, one for each entity, all read at one point.
    Result<std::vector<DerivedResult>> derive(std::span<const history::EntityPtr> variables,
                                              const history::ReadPoint& at, history::Snapshot& snapshot,
                                              const Viewer& viewer);
    /// Why a derived variable has its value: {value, problem, reads}.
    Result<Value> explainVariable(const history::Entity& variable, const history::ReadPoint& at,
                                  history::Snapshot& snapshot, const Viewer& viewer);

    /// What an expression that stands nowhere yet gives for an entity: {value, reads}, or {problem, reads}, and its
    /// {tree} when it is to be explained. The expression has passed the checks of saving.
    Result<Value> tryOut(const rules::Expression& expression, const history::Entity& entity,
                         const history::ReadPoint& at, history::Snapshot& snapshot, const Viewer& viewer,
                         bool isExplained);

    /// The same for many entities, all of one type: one value or error for each.
    Result<std::vector<Result<Value>>> tryOutOn(const rules::Expression& expression,
                                                std::span<const history::EntityPtr> entities,
                                                const history::ReadPoint& at, history::Snapshot& snapshot,
                                                const Viewer& viewer);

    /// Whether rules may compute fields of this type's entities: everything that hangs in the tree of branched things.
    static bool applyTo(const catalogue::Type& type);
    /// Whether a change to an entity of this type may change what is computed of any other: rules and variables'
    /// declarations, and branches with their clocks.
    static bool areMadeFrom(const catalogue::Type& type);

private:
    using RuleSetPtr = std::shared_ptr<const RuleSet>;
    Result<RuleSetPtr> ruleSet(const history::ReadPoint& at, history::Snapshot& snapshot, const Viewer& viewer);
    ReadSet rulesRead(const Id& branch) const;

    const SharedReads m_shared;
    const ContextNames& m_names;
    Formulas m_formulas;
};

} // namespace campaign
