// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/ChangeLog.h"
#include "server/history/StateTables.h"

namespace campaign::history {

/// Keeps the state tables what the versions say (semantics §3, §4): branches that follow another, clocks that moved,
/// forks in the past. Works on the lane's connection inside a transaction, for writes and for a rebuild alike.
class Derivation
{
public:
    Derivation(database::Connection& connection, const catalogue::Catalogue& types, std::int64_t& lastRow)
        : m_log(connection)
        , m_states(connection, types)
        , m_types(types)
        , m_lastRow(lastRow)
    {
    }

    /// The entity as the branch's own clock shows it, folded from the log plus `pending` (patches not yet logged).
    Result<Entity> derive(const catalogue::Type& type, const Id& id, BranchKey branch, const Lineage& lineage,
                          std::int64_t seq, const std::vector<Patch>& pending);
    /// Puts an entity's new content as a row of the branch, owned when an ancestor has the entity, too.
    Result<void> put(Entity entity, BranchKey branch, const Lineage& lineage, std::int64_t seq);

    /// After an entity was written on a branch: the followers that show it otherwise get slices of their own.
    Result<void> updateFollowers(const catalogue::Type& type, const Id& id, BranchKey branch, const Lineage& lineage,
                                 std::int64_t seq, const std::vector<Patch>& pending);
    /// After branches changed: entities with patches between a branch's old and new clock are derived anew; a branch
    /// that is new gets slices of what differs from its parent.
    Result<void> updateClocks(const Lineage& before, const Lineage& after, std::int64_t seq,
                              const std::vector<Patch>& pending);

    StateTables& states() { return m_states; }

private:
    Result<void> rederive(const catalogue::Type& type, const Id& id, BranchKey branch, const Lineage& lineage,
                          std::int64_t seq, const std::vector<Patch>& pending);
    Result<bool> holds(const catalogue::Type& type, const Id& id, BranchKey branch, const Lineage& lineage);
    Result<bool> showsOtherwise(const catalogue::Type& type, const Id& id, BranchKey follower, const Lineage& lineage,
                                std::int64_t seq, const std::vector<Patch>& pending);
    Result<void> updateClock(BranchKey branch, WorldTime from, WorldTime to, bool isNew, const Lineage& lineage,
                             std::int64_t seq, const std::vector<Patch>& pending);

    ChangeLog m_log;
    StateTables m_states;
    const catalogue::Catalogue& m_types;
    std::int64_t& m_lastRow;
};

} // namespace campaign::history
