// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/SqliteSnapshot.h"

#include "server/core/Sha256.h"

#include <algorithm>
#include <set>

namespace campaign::history {

using database::Statement;

ReaderPool::ReaderPool(std::string path, database::ConnectionOptions options)
    : m_path(std::move(path))
    , m_options(std::move(options))
{
}

Result<std::unique_ptr<database::Connection>> ReaderPool::take()
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_idle.empty()) {
            std::unique_ptr<database::Connection> connection = std::move(m_idle.back());
            m_idle.pop_back();
            return connection;
        }
    }
    return database::Connection::open(m_path, m_options);
}

void ReaderPool::give(std::unique_ptr<database::Connection> connection)
{
    const std::lock_guard lock(m_mutex);
    m_idle.push_back(std::move(connection));
}

Result<std::shared_ptr<const Lineage>> LineageCache::at(std::int64_t seq, database::Connection& connection)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_lineage && m_seq == seq)
            return m_lineage;
    }
    Result<std::shared_ptr<const Lineage>> loaded = Lineage::load(connection);
    if (!loaded)
        return loaded;
    const std::lock_guard lock(m_mutex);
    if (seq >= m_seq) {
        m_seq = seq;
        m_lineage = *loaded;
    }
    return loaded;
}

SqliteSnapshot::SqliteSnapshot(ReaderPool& pool, EntityCache& cache, const catalogue::Catalogue& types,
                               std::unique_ptr<database::Connection> connection)
    : m_pool(pool)
    , m_cache(cache)
    , m_types(types)
    , m_connection(std::move(connection))
    , m_log(*m_connection)
{
}

Result<std::unique_ptr<Snapshot>> SqliteSnapshot::open(ReaderPool& pool, LineageCache& lineages, EntityCache& cache,
                                                       const catalogue::Catalogue& types)
{
    Result<std::unique_ptr<database::Connection>> connection = pool.take();
    if (!connection)
        return connection.error();
    std::unique_ptr<SqliteSnapshot> snapshot(new SqliteSnapshot(pool, cache, types, std::move(connection).value()));
    database::Connection& reader = *snapshot->m_connection;
    Result<Statement> begin = reader.prepare("BEGIN");
    if (!begin)
        return begin.error();
    if (Result<void> begun = begin->run(); !begun)
        return begun.error();
    std::int64_t branchSeq = 0;
    { // the first read fixes what this view sees
        Result<Statement> row =
            reader.prepare("SELECT (SELECT max(seq) FROM change), (SELECT max(change_seq) FROM state_branch)");
        if (!row)
            return row.error();
        const Result<bool> there = row->step();
        if (!there)
            return there.error();
        snapshot->m_seq = row->integer(0);
        branchSeq = row->integer(1);
    }
    Result<std::shared_ptr<const Lineage>> lineage = lineages.at(branchSeq, reader);
    if (!lineage)
        return lineage.error();
    snapshot->m_lineage = *lineage;
    snapshot->m_lists.emplace(reader, *snapshot->m_lineage, &cache);
    snapshot->m_statementsBefore = reader.statementCount();
    return std::unique_ptr<Snapshot>(std::move(snapshot));
}

SqliteSnapshot::~SqliteSnapshot()
{
    bool isClean = false;
    if (Result<Statement> end = m_connection->prepare("COMMIT"); end)
        isClean = end->run().has_value();
    if (isClean)
        m_pool.give(std::move(m_connection));
}

Result<BranchKey> SqliteSnapshot::branchKey(const Id& branch) const
{
    const BranchNode* node = m_lineage->byId(branch);
    if (!node)
        return Error{ErrorCode::NotFound, "There is no branch with the id " + branch + ".", "branchId", {}, {}};
    return node->key;
}

Result<LoggedChange> SqliteSnapshot::logged(const ChangeHeader& header)
{
    Result<bool> undone = m_log.isUndone(header.seq);
    Result<std::string> hash = m_log.hashOf(header.seq);
    if (!undone || !hash)
        return undone ? hash.error() : undone.error();
    const BranchNode* node = m_lineage->find(header.branch);
    return LoggedChange{.seq = header.seq,
                        .changeId = header.changeId,
                        .branchId = node ? node->id : Id(),
                        .author = header.author,
                        .kind = header.kind,
                        .reason = header.reason,
                        .realTime = header.realTime,
                        .undoes = header.undoes,
                        .isUndone = *undone,
                        .hash = toHex(*hash)};
}

Result<std::vector<LoggedChange>> SqliteSnapshot::changes(std::int64_t since, int first, const Viewer& viewer)
{
    if (!viewer.isGameMaster)
        return std::vector<LoggedChange>();
    Result<std::vector<ChangeHeader>> headers = m_log.changesAfter(since, first);
    if (!headers)
        return headers.error();
    std::vector<LoggedChange> changes;
    for (const ChangeHeader& header : *headers) {
        Result<LoggedChange> change = logged(header);
        if (!change)
            return change.error();
        changes.push_back(std::move(change).value());
    }
    return changes;
}

Result<std::optional<LoggedChange>> SqliteSnapshot::nextUndo(const std::string& author, const Id& branch)
{
    Result<BranchKey> key = branchKey(branch);
    if (!key)
        return key.error();
    Result<std::optional<ChangeHeader>> header = findNextUndo(m_log, m_types, author, m_lineage->followed(*key));
    if (!header || !*header)
        return header ? Result<std::optional<LoggedChange>>(std::nullopt) : header.error();
    return logged(**header).transform([](const LoggedChange& change) { return std::optional(change); });
}

Result<std::optional<LoggedChange>> SqliteSnapshot::nextRedo(const std::string& author, const Id& branch)
{
    Result<BranchKey> key = branchKey(branch);
    if (!key)
        return key.error();
    Result<std::optional<ChangeHeader>> header = findNextRedo(m_log, author, m_lineage->followed(*key));
    if (!header || !*header)
        return header ? Result<std::optional<LoggedChange>>(std::nullopt) : header.error();
    return logged(**header).transform([](const LoggedChange& change) { return std::optional(change); });
}

/// Bytes have no audience of their own: players see those that a file they may see names.
Result<bool> SqliteSnapshot::maySeeFile(const Id& fileId, const Viewer& viewer)
{
    const catalogue::Type* type = m_types.withRole(catalogue::Role::File);
    if (viewer.isGameMaster || !type)
        return viewer.isGameMaster;
    const ListQuery query{.where = {{"blob", Condition::Operator::Equal, fileId}},
                          .orderBy = {},
                          .first = 1,
                          .after = {},
                          .includeArchived = false};
    const Result<Page> page = m_lists->page(*type, query, streamScope, viewer);
    return page ? Result<bool>(!page->entities.empty()) : page.error();
}

Result<std::optional<Snapshot::File>> SqliteSnapshot::file(const Id& fileId, const Viewer& viewer)
{
    const Result<bool> visible = maySeeFile(fileId, viewer);
    if (!visible || !*visible)
        return visible ? Result<std::optional<File>>(std::nullopt) : visible.error();
    Result<Statement> row = m_connection->prepare("SELECT media_type, bytes FROM file WHERE id = ?");
    if (!row)
        return row.error();
    const Result<bool> there = row->bind(fileId).step();
    if (!there)
        return there.error();
    return *there ? std::optional(File{std::string(row->text(0)), std::string(row->blob(1))}) : std::nullopt;
}

namespace {

/// The log's first change made the file itself and is nobody's step.
bool isStep(const ChangeHeader& header)
{
    return header.kind != "stream";
}

/// What was put off and ran by itself is a step of whoever put it off, but not of their hand.
bool isByHand(const ChangeHeader& header)
{
    return header.kind != "due";
}

} // namespace

// Both walk from the newest change of the caller to the oldest; what a standing undo (anybody's) names does not count.
Result<std::optional<ChangeHeader>> findNextUndo(ChangeLog& log, const catalogue::Catalogue& types,
                                                 const std::string& author, const std::vector<BranchKey>& branches)
{
    std::optional<ChangeHeader> next;
    const Result<void> walked = log.walkBack(author, branches, [&](const ChangeHeader& header) {
        if (header.kind == "undo" || log.isUndone(header.seq).value_or(false))
            return true;
        if (!log.isUndoable(header.seq, types).value_or(true))
            return true;
        if (isStep(header))
            next = header;
        return false;
    });
    return walked ? Result<std::optional<ChangeHeader>>(next) : walked.error();
}

Result<std::optional<ChangeHeader>> findNextRedo(ChangeLog& log, const std::string& author,
                                                 const std::vector<BranchKey>& branches)
{
    std::optional<ChangeHeader> next;
    const Result<void> walked = log.walkBack(author, branches, [&](const ChangeHeader& header) {
        if (!isByHand(header) || header.kind == "redo" ||
            (header.kind == "undo" && log.isUndone(header.seq).value_or(false)))
            return true;
        if (header.kind == "undo")
            next = header;
        return false; // a new step of the caller leaves nothing to redo, whatever became of it
    });
    return walked ? Result<std::optional<ChangeHeader>>(next) : walked.error();
}

} // namespace campaign::history
