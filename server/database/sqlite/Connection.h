// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace campaign::database {

/// A prepared statement of one connection, borrowed from its cache for one use: bind, step, read; the destructor resets
/// it. Belongs to the connection's thread. Parameters and columns count from 0.
class Statement
{
public:
    /// `isOwned`: not from the cache, finalised instead of reset.
    Statement(sqlite3_stmt* statement, sqlite3* connection, bool isOwned);
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    Statement& bind(std::int64_t value);
    Statement& bind(double value);
    Statement& bind(std::string_view text);
    Statement& bindBlob(std::string_view bytes);
    Statement& bindNull();

    /// True while there is a row.
    Result<bool> step();
    /// Runs to the end, ignoring rows.
    Result<void> run();
    /// Ready for another round of binding.
    void reset();

    bool isNull(int column) const;
    std::int64_t integer(int column) const;
    double number(int column) const;
    /// Valid until the next step.
    std::string_view text(int column) const;
    std::string_view blob(int column) const;
    /// SQLITE_INTEGER, SQLITE_FLOAT, …
    int columnType(int column) const;

private:
    sqlite3_stmt* m_statement;
    sqlite3* m_connection;
    bool m_isOwned;
    int m_bound = 0;
    int m_bindError = 0;
};

struct ConnectionOptions
{
    bool readOnly = false;
    bool create = true;
    bool spatial = true; ///< load SpatiaLite
    std::string vfs;
    int cacheKibibytes = 32'000; ///< pages kept in memory
};

/// One SQLite database connection. Used by one thread at a time (SQLITE_OPEN_NOMUTEX).
class Connection
{
public:
    static Result<std::unique_ptr<Connection>> open(const std::string& path, const ConnectionOptions& options);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Takes from the cache or prepares; a statement that is being stepped gets a twin.
    Result<Statement> prepare(const std::string& sql);
    /// Runs one or several statements without parameters.
    Result<void> execute(const std::string& sql);
    /// The first column of the first row, 0 when there is none.
    Result<std::int64_t> scalar(const std::string& sql);

    std::int64_t lastRowId() const;
    int changes() const;
    int statementCount() const { return m_statementCount; }
    sqlite3* handle() const { return m_handle; }

    /// Copies everything to `path` through the online backup API.
    Result<void> backupTo(const std::string& path);
    /// The same into an open connection.
    Result<void> copyTo(Connection& target);

private:
    explicit Connection(sqlite3* handle)
        : m_handle(handle)
    {
    }
    Result<void> configure(const ConnectionOptions& options);
    Result<void> loadSpatial();

    sqlite3* m_handle;
    std::unordered_map<std::string, sqlite3_stmt*> m_statements;
    int m_statementCount = 0;
};

/// What SQLite says went wrong, in our terms: busy and full disks are Unavailable, damaged files Invalid.
Error sqliteError(sqlite3* handle, const std::string& doing);

/// Rolls back in the destructor unless committed.
class Transaction
{
public:
    static Result<Transaction> begin(Connection& connection, const char* statement = "BEGIN IMMEDIATE");
    Transaction(Transaction&& other) noexcept;
    ~Transaction();
    Result<void> commit();

private:
    explicit Transaction(Connection& connection)
        : m_connection(&connection)
    {
    }
    Connection* m_connection;
};

} // namespace campaign::database
