// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulation/TimeService.h"

namespace campaign::simulation {

/// The effects put off by real time. Each runs once it is due, on every branch where it waits, in the order of their
/// times, in a change of its own: of kind "due", in the name of whoever put it off, so that it is among their steps of
/// undo. One that came to wait only after its time (its run or its cancellation was taken back, its resolution done
/// again) waits for the game master: it does not run by itself. For one thread at a time; isAlteredBy() for any.
class RealTimeEffects
{
public:
    /// All outlive it.
    RealTimeEffects(history::Store& store, TimeService& time, const Clock& clock);

    /// Runs what is due; says when (µs since 1970 UTC) something is again, nothing while none waits. What cannot be
    /// written is tried again a minute later. `isStopping` is asked between two effects.
    std::optional<std::int64_t> runDue(const std::function<bool()>& isStopping);
    /// Whether something may be due at another time after this change.
    bool isAlteredBy(const events::ChangeEvent& change) const;

private:
    struct Waiting
    {
        Id branch;
        history::EntityPtr scheduled;
        Id author; ///< whoever put it off; filled in once it is due
        std::int64_t due = 0;
    };
    Result<std::optional<Waiting>> next() const;
    Result<> findNext(history::Snapshot& snapshot, const Id& branch, std::optional<Waiting>& next) const;
    Result<bool> checkStanding(history::Snapshot& snapshot, Waiting& waiting) const;
    void run(const Waiting& waiting);

    history::Store& m_store;
    TimeService& m_time;
    const Clock& m_clock;
    const catalogue::Type* m_type; ///< null in catalogues without them
    const catalogue::Type& m_branchType;
    std::map<Id, std::int64_t> m_triedAgainAt; ///< what could not be written
};

} // namespace campaign::simulation
