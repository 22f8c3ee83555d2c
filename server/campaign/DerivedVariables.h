// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/campaign/EntityContext.h"
#include "server/campaign/RuleSet.h"
#include "server/campaign/RuleSites.h"
#include "server/rules/Evaluator.h"

namespace campaign {

/// What a formula came to.
struct DerivedValue
{
    Value value;           ///< null when it failed
    std::string problem;   ///< why, "" when it did not
    bool isCircle = false; ///< it is derived from itself

    bool isGood() const { return problem.empty(); }
    bool operator==(const DerivedValue&) const = default;
};

/// Formulas by their text: the program, and what it may read on each type. Shared by everybody; any thread.
class Formulas
{
public:
    /// Both outlive it.
    Formulas(const ContextNames& names, const rules::OperatorRegistry& operators);

    Result<std::shared_ptr<const rules::Program>> program(const Value& expression);
    std::shared_ptr<const RuleSites> sites(const catalogue::Type& root, const Value& expression);
    const ContextNames& names() const { return m_names; }
    const rules::OperatorRegistry& operators() const { return m_operators; }
    ProgramCache& programs() { return m_programs; }

private:
    const ContextNames& m_names;
    const rules::OperatorRegistry& m_operators;
    ProgramCache m_programs;
    std::mutex m_mutex; // guards the sites
    std::unordered_map<std::string, std::shared_ptr<const RuleSites>> m_sites;
};

/// Reckons derived variables where they are read: each once, after all that its formula may read, however long the
/// chain. Those that read each other in a circle have no value. Reads through the graph, like a rule; one operation,
/// one thread.
class DerivedVariables final : public DerivedValues
{
public:
    /// All outlive it; defaults by the type's index.
    DerivedVariables(Formulas& formulas, EntityGraph& graph, const std::vector<VariableDefaults>& defaults);
    ~DerivedVariables() override;

    const Value* of(const history::Entity& variable) override;
    /// The same with the reason, for a variable with a formula.
    const DerivedValue& reckon(const history::Entity& variable);
    /// The paths its formula reads, with their values, as it is evaluated now.
    Value reads(const history::Entity& variable);

    /// The derived variables that its formula may read, as things stand.
    std::vector<const history::Entity*> upstream(const history::Entity& variable);
    /// Those that a rule with these sites may read when it is evaluated on the entity.
    std::vector<const history::Entity*> readBy(const RuleSites& sites, const history::Entity& entity);
    /// The shortest circle in which it is derived from itself, itself first and last; empty when there is none.
    std::vector<const history::Entity*> circle(const history::Entity& variable);
    /// The thing a variable hangs on, null when it is gone.
    const history::Entity* ownerOf(const history::Entity& variable);

    /// Evaluates one formula, whatever is known of it; `of` answers for those that it reads.
    static DerivedValue evaluate(Formulas& formulas, const history::Entity& variable, const history::Entity* owner,
                                 EntityContext& context, rules::Evaluator& evaluator);

private:
    struct Level; ///< what an evaluation within an evaluation needs

    void reckonAll(const history::Entity& variable);
    void evaluateOne(const history::Entity& variable);
    void markCircle(std::span<const history::Entity* const> members);
    std::optional<ReadSet> lookAround(std::span<const history::Entity* const> variables);
    Level& level();

    struct Known
    {
        DerivedValue value;
        std::optional<ReadSet> reads; ///< its own and those of what it read
    };

    Formulas& m_formulas;
    EntityGraph& m_graph;
    const std::vector<VariableDefaults>& m_defaults;
    std::unordered_map<Id, Known> m_known;
    std::vector<std::unique_ptr<Level>> m_levels;
    std::size_t m_depth = 0;
};

/// Whether an entity is a state variable with a formula.
bool isDerived(const history::Entity& entity);
/// Whether it counts: neither archived nor switched off.
bool isInForce(const history::Entity& entity);
/// What circle a list of variables makes, in names: "gold of Harrowford → …".
std::string circleInWords(std::span<const history::Entity* const> circle, DerivedVariables& variables);

} // namespace campaign
