// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/recompute/LiveState.h"

namespace campaign::recompute {

/// An entity that a change names.
struct Named
{
    const catalogue::Type* type = nullptr;
    Id id;
};

/// What the rules make of one branch as it is now: all computed values and the dependency graph, in memory, kept up
/// change by change at the cost of what depends on each. With full sight: what of it a viewer may hear is for others to
/// decide. One thread at a time.
class LiveBranch
{
public:
    /// The formulas outlive it. `viewer` sees everything.
    LiveBranch(Formulas& formulas, Id branch, Viewer viewer);
    ~LiveBranch();

    /// The change it shows; −1 before the first.
    std::int64_t seq() const { return m_seq; }
    /// Brings it up to the snapshot. `changed`: every entity that changed since on this branch or those it comes from;
    /// nothing: not known, so everything is compared. Returns what came out otherwise; the first time nothing.
    Result<std::vector<ChangedValue>> catchUp(history::Snapshot& snapshot,
                                              const std::optional<std::vector<Named>>& changed);
    /// Forgets everything.
    void clear();

    /// The computed fields of an entity, null where there are none.
    const std::map<std::string, ComputedField>* fieldsOf(const Id& entity) const;
    const DerivedValue* variable(const Id& id) const;
    const ConditionValue* condition(const Id& id) const;
    const dependencies::DependencyGraph& graph() const { return m_state->graph; }
    dependencies::Resolver resolver() const { return resolverFor(*m_state); }
    const Work& work() const { return m_state->work; }

    /// What is evaluated, each after what it is made from: variables, then rules and conditions.
    std::vector<dependencies::Node> order() const;
    /// The circles among the variables, each as the way round, first and last the same.
    std::vector<std::vector<dependencies::Node>> circles() const;
    /// In names, "gold of Harrowford → …".
    std::string inWords(const std::vector<dependencies::Node>& circle) const;

    /// All values as canonical JSON: {fields: {id: {field: value}}, variables: {id: value}, conditions: {id: value}};
    /// what has no value is null.
    std::string allValues() const;

private:
    /// What one entity was and is.
    struct Seen
    {
        history::EntityPtr before, after;
    };
    using RulePair = std::pair<std::shared_ptr<const LiveRule>, std::shared_ptr<const LiveRule>>;

    Result<> begin(history::Snapshot& snapshot);
    Result<> holdWhatIsRead(history::Snapshot& snapshot);
    Result<std::vector<Seen>> readAgain(history::Snapshot& snapshot, const std::optional<std::vector<Named>>& changed);
    Result<> readAgain(const catalogue::Type& type, const std::vector<Id>& ids, history::Snapshot& snapshot,
                       std::vector<Seen>& seen);
    std::vector<RulePair> takeRules(const std::vector<Seen>& seen);
    Result<> readDefaults();
    Result<> readDefaults(std::set<std::pair<const catalogue::Type*, std::string>>& declared);
    std::vector<Id> upstreamOf(const Id& variable) const;

    Formulas& m_formulas;
    const history::ReadPoint m_at;
    const Viewer m_viewer;
    std::unique_ptr<LiveState> m_state;
    std::int64_t m_seq = -1;
};

} // namespace campaign::recompute
