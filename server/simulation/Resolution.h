// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/campaign/Availability.h"
#include "server/campaign/ComputedFields.h"
#include "server/history/Store.h"
#include "server/simulation/EffectRun.h"

#include <set>

namespace campaign::simulation {

struct ResolveOptions
{
    std::string outcome;     ///< what is kept of how it ended, where the type has a field for it
    bool overridden = false; ///< resolve it though it is over or not available: for game masters
    bool isPreview = false;  ///< say what would happen, leave no trace
    std::optional<std::int64_t> expectedVersion;
};

/// What a resolution did, or would do. `content` is what the API answers: {entityType, entityId, worldTime, pre,
/// onResolve, post, triggered} and, of a preview, {computed}: what rules would make of it; each phase is {total,
/// succeeded, failed, results, executionOrder}. After a failure in a preview `content` holds the phases up to it, of
/// its own the effect that failed, and `problem` says why.
struct Resolved
{
    Value content;
    history::Receipt receipt; ///< of a preview: the change that would have been made
    std::string problem;
};

/// Resolves encounters and completes events, with their effects and what they trigger: one change, to be undone in one
/// step, or none. Safe from any thread.
class ResolutionService
{
public:
    /// All outlive it.
    ResolutionService(history::Store& store, EntityService& entities, Availability& availability,
                      ComputedFields& computed, const Clock& clock);

    /// Conflict with the reasons in `details` when it is over or not available. A failing effect leaves nothing of what
    /// the others did; that it failed is recorded in a change of its own.
    Result<Resolved> resolve(const history::Entity& subject, const ResolveOptions& options,
                             history::ChangeRequest request);
    /// Marks an event as expired.
    Result<history::Receipt> expire(const history::Entity& subject, history::ChangeRequest request);
    /// Runs effects by hand, without marking anything as done: those of one phase, or the one given.
    Result<Resolved> execute(const history::Entity& subject, const std::string& timing, const history::Entity* effect,
                             bool isPreview, history::ChangeRequest request);

    /// What an effect that is not stored would do to the world, were it run by hand now; `fields` as a creation takes
    /// them. What creation refuses, this refuses too. Leaves no trace.
    Result<Resolved> tryOut(const history::Entity& subject, const Value::Object& fields,
                            history::ChangeRequest request);

private:
    friend class TimeService;
    using Work = std::function<Result<>(EffectRun&, Value::Object& content)>;
    Result<Resolved> runAll(const history::Entity& subject, bool isPreview, history::ChangeRequest request,
                            const Work& work);
    Result<> resolveWithin(EffectRun& run, const history::Entity& subject, const ResolveOptions& options,
                           std::set<Id>& visited, Value::Object& content);
    Result<> trigger(EffectRun& run, const history::Entity& subject, std::set<Id>& visited, Value::Object& content);
    Result<Value> follow(EffectRun& run, const history::Entity& link, std::set<Id>& visited);
    Result<> checkMay(EffectRun& run, const history::Entity& subject);
    Result<> finish(EffectRun& run, const history::Entity& subject, const std::string& outcome);
    void recordFailure(const history::Entity& subject, const EffectOutcome& failure,
                       const history::ChangeRequest& request);

    history::Store& m_store;
    Availability& m_availability;
    ComputedFields& m_computed;
    const Workshop m_workshop;
};

} // namespace campaign::simulation
