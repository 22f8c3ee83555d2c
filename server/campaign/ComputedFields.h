// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/campaign/RuleSet.h"
#include "server/history/Store.h"
#include "server/rules/Evaluator.h"

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

    /// {"field": {ruleId, ruleName, errors: [{ruleId, ruleName, message}]}}
    Value sources() const;
};
using ComputedPtr = std::shared_ptr<const ComputedEntity>;

/// Evaluates FieldConditions: an entity's own rules before those of its type, highest priority first, the first that
/// succeeds gives the value. Remembers results of the current state by the row evaluated, for as long as no change
/// touched a type that the type's rules read over relations. Safe from any thread.
class ComputedFields
{
public:
    /// All outlive it.
    ComputedFields(history::Store& store, const ChangeTracker& tracker, const ContextNames& names,
                   const rules::OperatorRegistry& operators);

    /// One for each entity, all of one type and read at one point.
    Result<std::vector<ComputedPtr>> of(std::span<const history::EntityPtr> entities, const history::ReadPoint& at,
                                        history::Snapshot& snapshot, const Viewer& viewer);

    /// Why a field has its value: the rules in the order they were tried, what became of each, and what the winner
    /// read.
    Result<Value> explain(const history::Entity& entity, const std::string& field, const history::ReadPoint& at,
                          history::Snapshot& snapshot, const Viewer& viewer);

    /// Whether rules may compute fields of this type's entities: everything that hangs in the tree of branched things.
    static bool applyTo(const catalogue::Type& type);

private:
    struct Bucket
    {
        std::int64_t seq = -1; ///< everything in it is good at this number
        std::unordered_map<std::int64_t, ComputedPtr> byRow;
    };
    using BucketKey = std::pair<Id, int>; // branch, type

    Result<std::shared_ptr<const RuleSet>> ruleSet(const history::ReadPoint& at, history::Snapshot& snapshot,
                                                   const Viewer& viewer);
    Bucket* freshBucket(const BucketKey& key, const TypeSet& dependsOn, std::int64_t seq);
    std::vector<std::size_t> takeKnown(std::span<const history::EntityPtr> entities, const BucketKey& key,
                                       const TypeSet& dependsOn, std::int64_t seq, std::vector<ComputedPtr>& out);
    void remember(std::span<const history::EntityPtr> entities, const std::vector<std::size_t>& which,
                  const BucketKey& key, std::int64_t seq, const std::vector<ComputedPtr>& computed);

    history::Store& m_store;
    const ChangeTracker& m_tracker;
    const ContextNames& m_names;
    ProgramCache m_programs;
    TypeSet m_ruleTypes;
    std::mutex m_mutex; // guards the two below
    std::map<BucketKey, Bucket> m_buckets;
    std::map<Id, std::pair<std::int64_t, std::shared_ptr<const RuleSet>>> m_ruleSets; // by branch, with their seq
};

} // namespace campaign
