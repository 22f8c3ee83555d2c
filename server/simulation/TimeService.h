// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulation/Resolution.h"

namespace campaign::simulation {

/// Sets a branch's clock forward and runs what was put off until then, each at its own time, in order. Safe from any
/// thread.
class TimeService
{
public:
    /// Both outlive it.
    TimeService(history::Store& store, ResolutionService& resolution);

    /// One change. `content` is {from, to, due: [{scheduledId, name, dueAt, outcome, error, …}]}; one that fails is
    /// marked and does not hold up the others.
    Result<Resolved> advance(catalogue::WorldTime to, bool isPreview, history::ChangeRequest request);
    /// Runs what is due by the branch's clock and by the real one. Nothing due: no change.
    Result<Resolved> runDue(history::ChangeRequest request);
    /// Runs one that waits, whatever its time: one change. One that fails is marked; one that does not wait any more
    /// makes no change. `content` is {due} as above.
    Result<Resolved> runWaiting(const Id& scheduledId, history::ChangeRequest request);
    /// A waiting effect does not run any more; Conflict when it has run or failed.
    Result<history::Receipt> cancel(const history::Entity& scheduled, history::ChangeRequest request);

private:
    Result<> runUntil(EffectRun& run, const Id& branch, std::optional<catalogue::WorldTime> to, Value::Array& due);
    Result<std::vector<history::EntityPtr>> pending(EffectRun& run, catalogue::WorldTime until, bool byRealTime);
    Result<Value> runOne(EffectRun& run, const history::Entity& scheduled);
    Result<> perform(EffectRun& run, const history::Entity& scheduled, Value::Object& did);
    Result<Resolved> write(history::ChangeRequest request, const Id& branch, std::optional<catalogue::WorldTime> to);

    history::Store& m_store;
    ResolutionService& m_resolution;
};

} // namespace campaign::simulation
