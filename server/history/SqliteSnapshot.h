// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/ChangeLog.h"
#include "server/history/Lists.h"
#include "server/history/Snapshot.h"

#include <functional>
#include <mutex>

namespace campaign::history {

/// Reading connections, lent one at a time. Safe from any thread.
class ReaderPool
{
public:
    ReaderPool(std::string path, database::ConnectionOptions options);
    Result<std::unique_ptr<database::Connection>> take();
    void give(std::unique_ptr<database::Connection> connection);

private:
    std::string m_path;
    database::ConnectionOptions m_options;
    std::mutex m_mutex; // guards the idle connections
    std::vector<std::unique_ptr<database::Connection>> m_idle;
};

/// The latest lineage read, shared by the readers that see the same branches.
class LineageCache
{
public:
    /// `seq` is the last change that touched a branch.
    Result<std::shared_ptr<const Lineage>> at(std::int64_t seq, database::Connection& connection);

private:
    std::mutex m_mutex; // guards the two below
    std::int64_t m_seq = -1;
    std::shared_ptr<const Lineage> m_lineage;
};

class TextQuery;

/// A read transaction on a connection of the pool.
class SqliteSnapshot : public Snapshot
{
public:
    static Result<std::unique_ptr<Snapshot>> open(ReaderPool& pool, LineageCache& lineages, EntityCache& cache,
                                                  const catalogue::Catalogue& types);
    ~SqliteSnapshot() override;

    std::int64_t seq() const override { return m_seq; }
    Result<std::vector<EntityPtr>> byIds(const catalogue::Type& type, std::span<const Id> ids, const ReadPoint& at,
                                         const Viewer& viewer) override;
    Result<std::vector<std::vector<EntityPtr>>> byReference(const catalogue::Type& type,
                                                            const catalogue::Field& reference,
                                                            std::span<const Id> parents, const ReadPoint& at,
                                                            const Viewer& viewer, int limit) override;
    Result<Page> list(const catalogue::Type& type, const ListQuery& query, const ReadPoint& at,
                      const Viewer& viewer) override;
    Result<WorldTime> worldTime(const ReadPoint& at) override;
    Result<std::int64_t> count(const catalogue::Type& type, const ListQuery& query, const ReadPoint& at,
                               const Viewer& viewer) override;
    Result<std::vector<SearchHit>> search(const std::string& text, std::span<const std::string> types, int limit,
                                          const Id& branch, const Viewer& viewer) override;
    Result<std::vector<EntityPtr>> locationsInBox(const Box& box, const Id& mapId, const Id& branch,
                                                  const Viewer& viewer) override;
    Result<std::vector<Nearby>> locationsNear(double x, double y, double radius, const Id& mapId, const Id& branch,
                                              const Viewer& viewer) override;
    Result<std::vector<Nearby>> nearestLocations(double x, double y, int count, const Id& mapId, const Id& branch,
                                                 const Viewer& viewer) override;
    Result<std::vector<EntityPtr>> locationsInRegion(const Id& regionId, const Id& branch,
                                                     const Viewer& viewer) override;
    Result<bool> regionsOverlap(const Id& first, const Id& second, const Id& branch, const Viewer& viewer) override;
    Result<std::vector<LoggedChange>> changes(std::int64_t since, int first, const Viewer& viewer) override;
    Result<std::vector<EntityPtr>> namingId(const Id& id, const Id& branch, const Viewer& viewer) override;
    Result<std::vector<EntityStep>> stepsOf(const catalogue::Type& type, const Id& id, const Id& branch,
                                            std::int64_t before, int first, const Viewer& viewer) override;
    Result<ChangeContent> contentOf(std::int64_t change, int first, const Viewer& viewer) override;
    Result<std::optional<LoggedChange>> nextUndo(const std::string& author, const Id& branch) override;
    Result<std::optional<LoggedChange>> nextRedo(const std::string& author, const Id& branch) override;
    Result<std::optional<File>> file(const Id& fileId, const Viewer& viewer) override;
    int statementCount() const override { return m_connection->statementCount() - m_statementsBefore; }

private:
    SqliteSnapshot(ReaderPool& pool, EntityCache& cache, const catalogue::Catalogue& types,
                   std::unique_ptr<database::Connection> connection);

    Result<BranchKey> branchKey(const Id& branch) const;
    /// Folds the given patches into the entities that were there at a point in time.
    Result<std::vector<EntityPtr>> slices(const catalogue::Type& type, const std::vector<Patch>& patches,
                                          BranchKey branch, const ReadPoint& at, const Viewer& viewer);
    Result<WorldTime> timeOf(const ReadPoint& at, BranchKey branch);
    Result<std::vector<EntityPtr>> allAt(const catalogue::Type& type, const ReadPoint& at, const Viewer& viewer);
    Result<std::vector<EntityPtr>> filteredAt(const catalogue::Type& type, const ListQuery& query, const ReadPoint& at,
                                              const Viewer& viewer);
    Result<std::vector<EntityPtr>> seenNow(const catalogue::Type& type, std::vector<EntityPtr> entities,
                                           BranchKey branch, const Viewer& viewer);
    using TypeList = std::vector<const catalogue::Type*>;
    using NameCheck = std::function<bool(std::string_view)>;
    Result<void> addRows(const std::string& expression, int limit, const NameCheck& passes,
                         std::vector<std::int64_t>& rows);
    Result<void> addHits(const TypeList& types, const TextQuery& query, bool typos, std::vector<std::int64_t> rows,
                         BranchKey branch, const Viewer& viewer, std::vector<SearchHit>& hits);
    Result<void> addNamed(const TypeList& types, const TextQuery& query, bool typos, const NameCheck& passes,
                          BranchKey branch, const Viewer& viewer, std::vector<SearchHit>& hits);
    Result<void> addExactHits(const TypeList& types, const TextQuery& query, BranchKey branch, const Viewer& viewer,
                              std::vector<SearchHit>& hits);
    Result<void> addTypoHits(const TypeList& types, const TextQuery& query, BranchKey branch, const Viewer& viewer,
                             std::vector<SearchHit>& hits);
    Result<std::vector<EntityPtr>> inBox(const Box& box, const Id& mapId, BranchKey branch, const Viewer& viewer);
    Result<bool> maySeeFile(const Id& fileId, const Viewer& viewer);
    Result<LoggedChange> logged(const ChangeHeader& header);

    ReaderPool& m_pool;
    EntityCache& m_cache;
    const catalogue::Catalogue& m_types;
    std::unique_ptr<database::Connection> m_connection;
    std::shared_ptr<const Lineage> m_lineage;
    std::optional<Lists> m_lists;
    ChangeLog m_log;
    std::int64_t m_seq = 0;
    int m_statementsBefore = 0;
};

/// The caller's next steps on the branches given (all that the one at hand follows): derived from the log, never
/// stored.
Result<std::optional<ChangeHeader>> findNextUndo(ChangeLog& log, const catalogue::Catalogue& types,
                                                 const std::string& author, const std::vector<BranchKey>& branches);
Result<std::optional<ChangeHeader>> findNextRedo(ChangeLog& log, const std::string& author,
                                                 const std::vector<BranchKey>& branches);

} // namespace campaign::history
