// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/LogCopy.h"

#include "server/history/FileLock.h"
#include "server/history/Verify.h"

#include <filesystem>
#include <map>

namespace campaign::history {

using database::Connection;
using database::Statement;

namespace {

Error invalid(const std::string& message)
{
    return {ErrorCode::Invalid, message, {}, {}, {}};
}

/// Runs `read` on each row.
template <typename F>
Result<void> forEachRow(Connection& connection, const std::string& sql, F&& read)
{
    Result<Statement> rows = connection.prepare(sql);
    if (!rows)
        return rows.error();
    Result<bool> more = rows->step();
    for (; more && *more; more = rows->step())
        read(*rows);
    return more ? Result<void>() : more.error();
}

std::optional<std::int64_t> optionalInteger(const Statement& row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(row.integer(column));
}

Result<std::map<BranchKey, Id>> readBranches(Connection& connection, LogCopy& log)
{
    std::map<BranchKey, Id> ids{{streamScope, Id()}};
    const Result<void> read =
        forEachRow(connection, "SELECT key, id FROM branch_key ORDER BY key", [&](const Statement& row) {
            ids.emplace(row.integer(0), Id(row.text(1)));
            log.branches.emplace_back(row.text(1));
        });
    return read ? Result<std::map<BranchKey, Id>>(std::move(ids)) : read.error();
}

Result<void> readChanges(Connection& connection, const std::map<BranchKey, Id>& branches, LogCopy& log)
{
    const auto idOf = [&](std::int64_t key) {
        const auto found = branches.find(key);
        return found == branches.end() ? Id() : found->second;
    };
    std::map<std::int64_t, std::size_t> places;
    const char* changeSql =
        "SELECT seq, change_id, author, real_time, branch, kind, reason, cause, undoes, world_time, "
        "request_key, hash FROM change ORDER BY seq";
    Result<void> read = forEachRow(connection, changeSql, [&](const Statement& row) {
        CopiedChange change;
        change.header.seq = row.integer(0);
        change.header.changeId = Id(row.text(1));
        change.header.author = std::string(row.text(2));
        change.header.realTime = row.integer(3);
        change.branch = idOf(row.integer(4));
        change.header.kind = std::string(row.text(5));
        change.header.reason = std::string(row.text(6));
        change.header.cause = std::string(row.text(7));
        change.header.undoes = row.integer(8);
        change.header.worldTime = optionalInteger(row, 9);
        change.header.requestKey = std::string(row.text(10));
        change.hash = std::string(row.blob(11));
        places.emplace(change.header.seq, log.changes.size());
        log.changes.push_back(std::move(change));
    });
    if (!read)
        return read;
    const char* versionSql = "SELECT seq, branch, entity_type, entity_id, world_time, cause, schema, payload, "
                             "payload_hash FROM version ORDER BY seq, id";
    return forEachRow(connection, versionSql, [&](const Statement& row) {
        const auto place = places.find(row.integer(0));
        if (place == places.end())
            return; // verify speaks of it
        CopiedVersion version{.branch = idOf(row.integer(1)), .type = std::string(row.text(2))};
        version.entity = Id(row.text(3));
        version.worldTime = row.integer(4);
        version.cause = std::string(row.text(5));
        version.schema = row.integer(6);
        if (!row.isNull(7))
            version.payload = std::string(row.blob(7));
        version.payloadHash = std::string(row.blob(8));
        log.changes[place->second].versions.push_back(std::move(version));
    });
}

Result<void> checkMarks(Connection& connection, const std::string& path)
{
    const Result<std::int64_t> application = connection.scalar("PRAGMA application_id");
    const Result<std::int64_t> schema = connection.scalar("PRAGMA user_version");
    if (!application || !schema)
        return application ? schema.error() : application.error();
    if (*application != applicationId)
        return invalid(path + " is not a campaign.");
    if (*schema > schemaNumber)
        return invalid(path + " was written by a newer Campaign Manager. Update to read it.");
    return {};
}

void bindText(Statement& statement, const std::string& text)
{
    if (text.empty())
        statement.bindNull();
    else
        statement.bind(text);
}

/// Puts a record into the tables of a new file.
class LogWriting
{
public:
    LogWriting(Connection& connection, const LogCopy& log)
        : m_connection(connection)
        , m_log(log)
    {
    }

    Result<void> run()
    {
        if (Result<void> done = branches(); !done)
            return done;
        for (const CopiedChange& one : m_log.changes) {
            if (Result<void> done = change(one); !done)
                return done;
        }
        return files();
    }

private:
    Result<BranchKey> keyOf(const Id& branch) const
    {
        const auto found = m_keys.find(branch);
        return found != m_keys.end() ? Result<BranchKey>(found->second)
                                     : invalid("The record speaks of a branch it does not list, " + branch + ".");
    }

    Result<void> branches()
    {
        for (const Id& id : m_log.branches) {
            const auto key = static_cast<BranchKey>(m_keys.size());
            if (!m_keys.emplace(id, key).second)
                return invalid("The record lists the branch " + id + " twice.");
            Result<Statement> insert = m_connection.prepare("INSERT INTO branch_key (key, id) VALUES (?, ?)");
            if (!insert)
                return insert.error();
            if (Result<void> done = insert->bind(key).bind(id).run(); !done)
                return done;
        }
        return {};
    }

    Result<void> change(const CopiedChange& one)
    {
        const Result<BranchKey> key = keyOf(one.branch);
        if (!key)
            return key.error();
        Result<Statement> insert = m_connection.prepare(
            "INSERT INTO change (seq, change_id, author, real_time, branch, kind, reason, cause, undoes, world_time, "
            "request_key, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        if (!insert)
            return insert.error();
        const ChangeHeader& header = one.header;
        insert->bind(header.seq).bind(header.changeId).bind(header.author).bind(header.realTime).bind(*key);
        insert->bind(header.kind).bind(header.reason);
        bindText(*insert, header.cause);
        header.undoes ? insert->bind(header.undoes) : insert->bindNull();
        header.worldTime ? insert->bind(*header.worldTime) : insert->bindNull();
        bindText(*insert, header.requestKey);
        if (Result<void> done = insert->bindBlob(one.hash).run(); !done)
            return done;
        for (const CopiedVersion& version : one.versions) {
            if (Result<void> done = this->version(version, header.seq); !done)
                return done;
        }
        return {};
    }

    Result<void> version(const CopiedVersion& one, std::int64_t seq)
    {
        const Result<BranchKey> key = keyOf(one.branch);
        if (!key)
            return key.error();
        Result<Statement> insert =
            m_connection.prepare("INSERT INTO version (seq, branch, entity_type, entity_id, world_time, cause, schema, "
                                 "payload, payload_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        if (!insert)
            return insert.error();
        insert->bind(seq).bind(*key).bind(one.type).bind(one.entity).bind(one.worldTime);
        bindText(*insert, one.cause);
        insert->bind(one.schema);
        one.payload ? insert->bindBlob(*one.payload) : insert->bindNull();
        return insert->bindBlob(one.payloadHash).run();
    }

    Result<void> files()
    {
        for (const CopiedFile& file : m_log.files) {
            Result<Statement> insert =
                m_connection.prepare("INSERT INTO file (id, media_type, bytes) VALUES (?, ?, ?)");
            if (!insert)
                return insert.error();
            if (Result<void> done = insert->bind(file.id).bind(file.mediaType).bindBlob(file.bytes).run(); !done)
                return done;
        }
        return {};
    }

    Connection& m_connection;
    const LogCopy& m_log;
    std::map<Id, BranchKey> m_keys{{Id(), streamScope}};
};

Result<void> fill(Connection& connection, const catalogue::Catalogue& types, const LogCopy& log)
{
    Result<database::Transaction> transaction = database::Transaction::begin(connection);
    if (!transaction)
        return transaction.error();
    if (Result<void> made = createSchema(connection, types); !made)
        return made;
    if (Result<void> written = LogWriting(connection, log).run(); !written)
        return written;
    const Result<std::vector<std::string>> faults = ChangeLog(connection).verifyChain();
    if (!faults)
        return faults.error();
    if (!faults->empty())
        return invalid("The history is damaged: " + faults->front());
    if (Result<void> done = transaction->commit(); !done)
        return done;
    std::int64_t lastRow = 0;
    if (Result<void> derived = rebuildDerived(connection, types, lastRow); !derived)
        return derived;
    const Result<std::shared_ptr<const Lineage>> lineage = Lineage::load(connection);
    if (!lineage)
        return lineage.error();
    if (!(*lineage)->find(rootKey))
        return invalid("The history has no root branch.");
    return connection.execute("PRAGMA journal_mode=DELETE"); // one file, nothing beside it
}

void removeFile(const std::string& path)
{
    std::error_code ec;
    for (const char* suffix : {"", "-wal", "-shm", "-journal"})
        std::filesystem::remove(path + suffix, ec);
}

/// Whether nothing but the making of the file stands in it.
Result<void> checkReplaceable(const std::string& path)
{
    std::error_code ec;
    if (!std::filesystem::exists(path, ec) || std::filesystem::file_size(path, ec) == 0)
        return {};
    const Result<LogCopy> there = readLog(path);
    if (!there)
        return there.error();
    if (there->changes.size() > 1)
        return Error{ErrorCode::Conflict,
                     "A history is imported into a file that is empty; " + path + " holds " +
                         std::to_string(there->changes.size() - 1) + " changes.",
                     {},
                     {},
                     {}};
    return {};
}

} // namespace

Result<LogCopy> readLog(const std::string& path)
{
    std::error_code ec;
    if (!std::filesystem::exists(path, ec))
        return Error{ErrorCode::NotFound, "There is no file " + path + ".", {}, {}, {}};
    const Result<std::unique_ptr<Connection>> connection =
        Connection::open(path, {.readOnly = false, .create = false, .spatial = false, .vfs = {}});
    if (!connection)
        return connection.error();
    if (Result<void> marked = checkMarks(**connection, path); !marked)
        return marked.error();
    const Result<database::Transaction> fixed = database::Transaction::begin(**connection, "BEGIN");
    if (!fixed)
        return fixed.error();
    LogCopy log;
    const Result<std::map<BranchKey, Id>> branches = readBranches(**connection, log);
    if (!branches)
        return branches.error();
    if (Result<void> read = readChanges(**connection, *branches, log); !read)
        return read.error();
    const Result<void> files =
        forEachRow(**connection, "SELECT id, media_type, bytes FROM file ORDER BY id", [&](const Statement& row) {
            log.files.push_back({Id(row.text(0)), std::string(row.text(1)), std::string(row.blob(2))});
        });
    return files ? Result<LogCopy>(std::move(log)) : files.error();
}

Result<void> writeLog(const std::string& path, const catalogue::Catalogue& types, const LogCopy& log)
{
    const Result<std::unique_ptr<FileLock>> lock = FileLock::take(path);
    if (!lock)
        return lock.error();
    if (Result<void> replaceable = checkReplaceable(path); !replaceable)
        return replaceable;
    const std::string beside = path + ".part";
    removeFile(beside);
    Result<std::unique_ptr<Connection>> connection =
        Connection::open(beside, {.readOnly = false, .create = true, .spatial = true, .vfs = {}});
    if (!connection)
        return connection.error();
    Result<void> filled = fill(**connection, types, log);
    connection->reset();
    std::error_code ec;
    if (filled) {
        removeFile(path);
        std::filesystem::rename(beside, path, ec);
    }
    if (filled && !ec)
        return {};
    removeFile(beside);
    return filled ? Error{ErrorCode::Unavailable, path + " cannot be written.", {}, {}, {}} : filled;
}

} // namespace campaign::history
