// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "server/history/EntityCache.h"
#include "server/history/Lineage.h"
#include "server/history/Query.h"

#include <functional>
#include <span>

namespace campaign::history {

struct Cursor;
struct Stretch;

/// Reads the current state of one branch: lists merge one arm per branch of the lineage, each through its own index
/// (semantics §4). Belongs to the connection's thread. Without a cache (inside a change) every row is decoded anew.
class Lists
{
public:
    Lists(database::Connection& connection, const Lineage& lineage, EntityCache* cache)
        : m_connection(connection)
        , m_lineage(lineage)
        , m_cache(cache)
    {
    }

    Result<std::vector<EntityPtr>> byIds(const catalogue::Type& type, std::span<const Id> ids, BranchKey branch,
                                         const Viewer& viewer);
    Result<std::vector<std::vector<EntityPtr>>> byReference(const catalogue::Type& type,
                                                            const catalogue::Field& reference,
                                                            std::span<const Id> parents, BranchKey branch,
                                                            const Viewer& viewer, int limit);
    Result<Page> page(const catalogue::Type& type, const ListQuery& query, BranchKey branch, const Viewer& viewer);
    Result<std::int64_t> count(const catalogue::Type& type, const ListQuery& query, BranchKey branch,
                               const Viewer& viewer);

    /// Those of the given rows that the branch sees, live and not archived; one statement an arm.
    Result<std::vector<EntityPtr>> visibleRows(const catalogue::Type& type, const std::vector<std::int64_t>& rows,
                                               BranchKey branch, const Viewer& viewer);
    /// Row number and normalised name of every entity that the branch shows and that is not archived, from the index
    /// of names alone.
    Result<void> eachName(const catalogue::Type& type, BranchKey branch, const Viewer& viewer,
                          const std::function<void(std::int64_t, std::string_view)>& visit);
    /// Entities of these rows, in their order; one statement for all that are not cached.
    Result<std::vector<EntityPtr>> fetch(const catalogue::Type& type, const std::vector<std::int64_t>& rows);

    /// The condition by which arm number `index` shows its rows: branch, interval, liveness, nearer arms, audience.
    /// Alias s.
    Result<std::string> armCondition(const std::vector<Arm>& arms, std::size_t index, const Viewer& viewer);
    /// The lineage's arms for a type's scope.
    std::vector<Arm> armsFor(const catalogue::Type& type, BranchKey branch) const;

private:
    struct Candidate;
    Result<std::vector<Candidate>> candidates(const catalogue::Type& type, const ListQuery& query, BranchKey branch,
                                              const Viewer& viewer);
    Result<void> offer(const catalogue::Type& type, const ListQuery& query, const std::string& condition,
                       const Cursor* after, std::vector<Candidate>& found);
    Result<database::Statement> prepare(const std::string& head, const ListQuery& query, const Stretch& stretch);
    Result<bool> hasOwn(BranchKey branch);

    database::Connection& m_connection;
    const Lineage& m_lineage;
    EntityCache* m_cache;
    std::vector<std::pair<BranchKey, bool>> m_hasOwn; ///< asked once a reader
};

} // namespace campaign::history
