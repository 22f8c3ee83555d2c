// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/database/sqlite/Connection.h"

#include <sqlite3.h>

#include <utility>

namespace campaign::database {

Error sqliteError(sqlite3* handle, const std::string& doing)
{
    const int code = sqlite3_extended_errcode(handle);
    const std::string said = sqlite3_errmsg(handle);
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::Unavailable, "The file is in use by another program (" + doing + ").", {}, {}, {}};
    case SQLITE_FULL:
        return {ErrorCode::Unavailable, "The disk is full; free some space and try again (" + doing + ").", {}, {}, {}};
    case SQLITE_IOERR:
        return {ErrorCode::Unavailable,
                "The disk did not read or write as asked: " + said + " (" + doing + ").",
                {},
                {},
                {}};
    case SQLITE_CANTOPEN:
        return {ErrorCode::NotFound, "The file cannot be opened: " + said + ".", {}, {}, {}};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {ErrorCode::Invalid, "The file is damaged or not a campaign: " + said + ".", {}, {}, {}};
    case SQLITE_READONLY:
        return {ErrorCode::Forbidden, "The file is open for reading only.", {}, {}, {}};
    case SQLITE_INTERRUPT:
        return {ErrorCode::Cancelled, "The operation was cancelled.", {}, {}, {}};
    default:
        return {ErrorCode::Internal, said + " (" + doing + ")", {}, {}, {}};
    }
}

Statement::Statement(sqlite3_stmt* statement, sqlite3* connection, bool isOwned)
    : m_statement(statement)
    , m_connection(connection)
    , m_isOwned(isOwned)
{
}

Statement::Statement(Statement&& other) noexcept
    : m_statement(std::exchange(other.m_statement, nullptr))
    , m_connection(other.m_connection)
    , m_isOwned(other.m_isOwned)
    , m_bound(other.m_bound)
    , m_bindError(other.m_bindError)
{
}

Statement::~Statement()
{
    if (!m_statement)
        return;
    if (m_isOwned)
        sqlite3_finalize(m_statement);
    else
        reset();
}

void Statement::reset()
{
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
    m_bound = 0;
    m_bindError = SQLITE_OK;
}

Statement& Statement::bind(std::int64_t value)
{
    m_bindError |= sqlite3_bind_int64(m_statement, ++m_bound, value);
    return *this;
}

Statement& Statement::bind(double value)
{
    m_bindError |= sqlite3_bind_double(m_statement, ++m_bound, value);
    return *this;
}

Statement& Statement::bind(std::string_view text)
{
    m_bindError |= sqlite3_bind_text64(m_statement, ++m_bound, text.data() ? text.data() : "", text.size(),
                                       SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bindBlob(std::string_view bytes)
{
    m_bindError |=
        sqlite3_bind_blob64(m_statement, ++m_bound, bytes.data() ? bytes.data() : "", bytes.size(), SQLITE_TRANSIENT);
    return *this;
}

Statement& Statement::bindNull()
{
    m_bindError |= sqlite3_bind_null(m_statement, ++m_bound);
    return *this;
}

Result<bool> Statement::step()
{
    if (m_bindError != SQLITE_OK)
        return Error{
            ErrorCode::Internal, std::string("Cannot bind a value to: ") + sqlite3_sql(m_statement), {}, {}, {}};
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    return sqliteError(m_connection, sqlite3_sql(m_statement));
}

Result<void> Statement::run()
{
    Result<bool> more = step();
    while (more && *more)
        more = step();
    if (!more)
        return more.error();
    reset();
    return {};
}

bool Statement::isNull(int column) const
{
    return columnType(column) == SQLITE_NULL;
}
std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}
double Statement::number(int column) const
{
    return sqlite3_column_double(m_statement, column);
}
int Statement::columnType(int column) const
{
    return sqlite3_column_type(m_statement, column);
}

std::string_view Statement::text(int column) const
{
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
    return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)))
                 : std::string_view();
}

std::string_view Statement::blob(int column) const
{
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
    return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)))
                 : std::string_view();
}

Result<std::unique_ptr<Connection>> Connection::open(const std::string& path, const ConnectionOptions& options)
{
    const int access =
        options.readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | (options.create ? SQLITE_OPEN_CREATE : 0);
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &handle, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI,
                                     options.vfs.empty() ? nullptr : options.vfs.c_str());
    std::unique_ptr<Connection> connection(new Connection(handle));
    if (code != SQLITE_OK)
        return sqliteError(handle, "opening " + path);
    if (Result<void> configured = connection->configure(options); !configured)
        return configured.error();
    return connection;
}

Result<void> Connection::configure(const ConnectionOptions& options)
{
    constexpr int patience = 5000; // ms to wait for a lock
    sqlite3_busy_timeout(m_handle, patience);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    if (options.spatial) {
        if (Result<void> loaded = loadSpatial(); !loaded)
            return loaded;
    }
    return execute("PRAGMA foreign_keys=OFF; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0; "
                   "PRAGMA trusted_schema=OFF; PRAGMA cache_size=-" +
                   std::to_string(options.cacheKibibytes) + ";");
}

Result<void> Connection::loadSpatial()
{
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, nullptr);
    char* message = nullptr;
    const int code = sqlite3_load_extension(m_handle, "mod_spatialite", nullptr, &message);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    if (code == SQLITE_OK)
        return {};
    const std::string said = message ? message : "no reason given";
    sqlite3_free(message);
    return Error{
        ErrorCode::Unavailable, "SpatiaLite cannot be loaded (install libsqlite3-mod-spatialite): " + said, {}, {}, {}};
}

Connection::~Connection()
{
    for (const auto& entry : m_statements)
        sqlite3_finalize(entry.second);
    sqlite3_close(m_handle);
}

Result<Statement> Connection::prepare(const std::string& sql)
{
    ++m_statementCount;
    const auto cached = m_statements.find(sql);
    if (cached != m_statements.end() && !sqlite3_stmt_busy(cached->second))
        return Statement(cached->second, m_handle, false);
    sqlite3_stmt* fresh = nullptr;
    if (sqlite3_prepare_v3(m_handle, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &fresh,
                           nullptr) != SQLITE_OK)
        return sqliteError(m_handle, sql);
    if (cached != m_statements.end())
        return Statement(fresh, m_handle, true);
    m_statements.emplace(sql, fresh);
    return Statement(fresh, m_handle, false);
}

Result<void> Connection::execute(const std::string& sql)
{
    if (sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return sqliteError(m_handle, sql.substr(0, 200));
    return {};
}

Result<std::int64_t> Connection::scalar(const std::string& sql)
{
    Result<Statement> statement = prepare(sql);
    if (!statement)
        return statement.error();
    const Result<bool> row = statement->step();
    if (!row)
        return row.error();
    return *row ? statement->integer(0) : 0;
}

std::int64_t Connection::lastRowId() const
{
    return sqlite3_last_insert_rowid(m_handle);
}
int Connection::changes() const
{
    return sqlite3_changes(m_handle);
}

Result<void> Connection::backupTo(const std::string& path)
{
    Result<std::unique_ptr<Connection>> target =
        open(path, {.readOnly = false, .create = true, .spatial = false, .vfs = {}});
    return target ? copyTo(**target) : target.error();
}

Result<void> Connection::copyTo(Connection& target)
{
    constexpr int pagesAStep = 1000;
    sqlite3_backup* backup = sqlite3_backup_init(target.m_handle, "main", m_handle, "main");
    if (!backup)
        return sqliteError(target.m_handle, "copying the file");
    int code = SQLITE_OK;
    while (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED)
        code = sqlite3_backup_step(backup, pagesAStep);
    sqlite3_backup_finish(backup);
    return code == SQLITE_DONE ? Result<void>() : sqliteError(target.m_handle, "copying the file");
}

Result<Transaction> Transaction::begin(Connection& connection, const char* statement)
{
    if (Result<void> begun = connection.execute(statement); !begun)
        return begun.error();
    return Transaction(connection);
}

Transaction::Transaction(Transaction&& other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
{
}

Transaction::~Transaction()
{
    if (m_connection && !sqlite3_get_autocommit(m_connection->handle()))
        (void)m_connection->execute("ROLLBACK");
}

Result<void> Transaction::commit()
{
    Result<void> committed = m_connection->execute("COMMIT");
    if (committed)
        m_connection = nullptr;
    return committed;
}

} // namespace campaign::database
