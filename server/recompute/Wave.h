// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/recompute/LiveState.h"

#include <memory_resource>
#include <set>

namespace campaign::recompute {

/// Follows one change through everything that is computed: from the places that changed to the rules that read them,
/// variables first and each after those it reads; a result that is as before goes no further. The image shows the
/// branch as it is after the change already. Used once.
class Wave final : public DerivedValues
{
public:
    Wave(LiveState& state, const history::ReadPoint& at, const Viewer& viewer);

    /// Nobody asks what came out otherwise than before: `run` returns nothing.
    void keepQuiet() { m_isQuiet = true; }

    /// An entity that came (no `before`), went (no `after`) or became another.
    void noteEntity(const history::EntityPtr& before, const history::EntityPtr& after);
    void noteRule(const std::shared_ptr<const LiveRule>& was, const std::shared_ptr<const LiveRule>& is);
    /// The variable of that name is another where it is not set. Noted before entities.
    void noteDefault(const catalogue::Type& type, const std::string& name);
    /// What rules read that ask for the time.
    void noteClock();

    /// Evaluates what depends on all that was noted; returns what came out otherwise than before.
    std::vector<ChangedValue> run();

    const Value* of(const history::Entity& variable) override;

private:
    using Field = std::tuple<const catalogue::Type*, std::pmr::string, std::pmr::string>;

    void noteFields(const history::Entity& before, const history::Entity& after);
    void noteVariables(const history::Entity& before, const history::Entity& after);
    void noteMembership(const history::Entity& entity, int onlyField);
    void noteVariable(const history::Entity* before, const history::Entity* after);
    void noteComingOrGoing(const history::Entity& entity, bool isThere);
    void touch(const Touched& touched);
    void mark(const LiveRule& rule, const Id& root);
    void markEverywhere(const LiveRule& rule);
    void settleVariables();
    std::vector<Id> reachable() const;
    void markCircle(const std::vector<Id>& members);
    void evaluateVariable(const LiveRule& rule);
    void setVariable(const LiveRule& rule, DerivedValue value);
    void settleFields();
    void settleField(const catalogue::Type& type, const Id& id, const std::string& field);
    ComputedField evaluateField(const history::Entity& entity, const std::string& field,
                                const std::vector<const LiveRule*>& rules);
    void settleConditions();
    void settleCondition(const LiveRule& rule);
    void report(const LiveRule& rule, Value value, bool isGone);
    void report(ChangedValue changed);
    void markField(const catalogue::Type& type, const Id& entity, std::string_view field);
    const history::EntityPtr& rootOf(const LiveRule& rule) const;

    LiveState& m_state;
    EntityGraph m_graph;
    DerivedVariables m_reach; ///< asked only for what variables may read
    EntityContext m_context;
    rules::Evaluator m_evaluator;
    std::set<Id> m_dirtyVariables;
    std::set<Id> m_dirtyConditions;
    std::pmr::monotonic_buffer_resource m_memory; ///< a first wave marks every field of every entity
    std::pmr::set<Field> m_dirtyFields{&m_memory};
    std::set<std::pair<const catalogue::Type*, std::string>> m_newDefaults;
    std::vector<ChangedValue> m_changed;
    bool m_isQuiet = false;
    bool m_hasTouched = false;
    int m_depth = 0;
};

} // namespace campaign::recompute
