// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Entity.h"
#include "server/history/Lineage.h"

namespace campaign::history {

/// Writes and reads single rows of the state tables with their search and spatial shadows. A thin layer over one
/// connection.
class StateTables
{
public:
    StateTables(database::Connection& connection, const catalogue::Catalogue& types)
        : m_connection(connection)
        , m_types(types)
    {
    }

    /// The largest row number in use.
    Result<std::int64_t> lastRow();

    /// Makes `entity` (with its row number set) what the branch holds from `seq` on. The row it replaces is closed
    /// while a fork's cut (`latestCut` or earlier) may still read it, else removed.
    Result<void> put(const Entity& entity, BranchKey branch, std::int64_t seq, std::int64_t latestCut);

    /// The row by which the nearest arm holds the entity, dead or alive; null when none does.
    Result<EntityPtr> find(const catalogue::Type& type, const Id& id, const Lineage& lineage,
                           const std::vector<Arm>& arms);

    /// Whether the branch holds its own slice of an entity that its ancestors have, too.
    Result<bool> owns(BranchKey branch, const Id& id);
    Result<void> setOwn(BranchKey branch, const Id& id, std::int64_t seq);

    /// An entity from a row selected as "stateColumns + fieldColumns(type)".
    static Result<EntityPtr> decode(const catalogue::Type& type, const database::Statement& row,
                                    const Lineage& lineage);

private:
    Result<void> retire(const catalogue::Type& type, const Id& id, BranchKey branch, std::int64_t seq,
                        std::int64_t latestCut);
    Result<void> insertRow(const Entity& entity, BranchKey branch, std::int64_t seq);
    Result<void> insertShadows(const Entity& entity);
    Result<void> removeShadows(std::int64_t row);

    database::Connection& m_connection;
    const catalogue::Catalogue& m_types;
};

} // namespace campaign::history
