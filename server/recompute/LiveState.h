// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/campaign/ComputedFields.h"
#include "server/dependencies/DependencyGraph.h"
#include "server/recompute/LiveRules.h"

namespace campaign::recompute {

/// Whether a condition holds.
struct ConditionValue
{
    bool holds = false;
    std::string problem; ///< why that cannot be told, "" when it can

    bool operator==(const ConditionValue&) const = default;
};

using events::ChangedValue;

/// How much was done, for those who watch that it is little.
struct Work
{
    std::uint64_t variables = 0, fields = 0, conditions = 0; ///< evaluated
    std::uint64_t changed = 0;                               ///< of these, with another result than before
    std::uint64_t waves = 0;                                 ///< changes that were followed
    std::uint64_t comparisons = 0;                           ///< changes after which everything was compared

    std::uint64_t evaluations() const { return variables + fields + conditions; }
};

/// Everything that is known of one branch as it is now.
struct LiveState
{
    explicit LiveState(Formulas& theFormulas)
        : formulas(theFormulas)
        , image(theFormulas.names().types())
        , rules(theFormulas)
        , defaults(theFormulas.names().types().types().size())
    {
    }
    const catalogue::Catalogue& types() const { return formulas.names().types(); }

    Formulas& formulas;
    Image image;
    LiveRules rules;
    std::vector<VariableDefaults> defaults;
    dependencies::DependencyGraph graph;
    std::unordered_map<Id, std::map<std::string, ComputedField>> fields; ///< by the entity
    std::unordered_map<Id, DerivedValue> variables;
    std::unordered_map<Id, ConditionValue> conditions;
    Work work;
};

/// What a variable is where it is not set, null when nothing is declared.
const Value& defaultOf(const VariableDefaults& defaults, const std::string& name);
/// What an entity brings into the dependency graph, null when it is nothing of that kind or not in force.
dependencies::PartPtr partOf(const history::Entity& entity, Formulas& formulas);
/// On which entities a rule that is evaluated on one alone reads its places, as things stand.
dependencies::Resolver resolverFor(const LiveState& state);

} // namespace campaign::recompute
