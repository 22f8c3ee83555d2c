// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/Schema.h"

#include <set>

namespace campaign::history {

namespace {

using catalogue::Field;
using catalogue::FieldType;
using catalogue::Type;

constexpr const char* mechanicalTables = R"(
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE change (
    seq INTEGER PRIMARY KEY, change_id TEXT NOT NULL UNIQUE, origin_store TEXT, origin_seq INTEGER, origin_hash BLOB,
    author TEXT NOT NULL, real_time INTEGER NOT NULL, branch INTEGER NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL,
    cause TEXT, undoes INTEGER, world_time INTEGER, request_key TEXT, hash BLOB NOT NULL);
CREATE INDEX change_author ON change (author, branch, seq);
CREATE UNIQUE INDEX change_undoes ON change (undoes, seq) WHERE undoes IS NOT NULL;
CREATE UNIQUE INDEX change_request ON change (request_key) WHERE request_key IS NOT NULL;
CREATE TABLE version (
    id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, branch INTEGER NOT NULL, entity_type TEXT NOT NULL, entity_id TEXT NOT NULL,
    world_time INTEGER NOT NULL, cause TEXT, schema INTEGER NOT NULL, payload BLOB, payload_hash BLOB NOT NULL);
CREATE INDEX version_entity ON version (entity_id, branch, world_time, seq);
CREATE INDEX version_time ON version (branch, world_time, entity_type, entity_id);
CREATE INDEX version_seq ON version (seq);
CREATE INDEX version_type ON version (entity_type, branch, entity_id);
CREATE TABLE file (id TEXT PRIMARY KEY, media_type TEXT NOT NULL, bytes BLOB NOT NULL);
CREATE TABLE branch_key (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE own (branch INTEGER, entity_id TEXT, seq_from INTEGER NOT NULL, PRIMARY KEY (branch, entity_id)) WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5(name, body, tokenize='trigram');
CREATE VIRTUAL TABLE space USING rtree(row, min_x, max_x, min_y, max_y);
)";

const char* columnType(const Field& field)
{
    switch (field.type) {
    case FieldType::Integer:
    case FieldType::Boolean:
    case FieldType::WorldTime:
    case FieldType::RealTime:
    case FieldType::Audience:
        return "INTEGER";
    case FieldType::Number:
        return "REAL";
    default:
        return "TEXT";
    }
}

std::string quoted(const std::string& name)
{
    return '"' + name + '"';
}

std::string tableStatement(const Type& type)
{
    std::string sql =
        "CREATE TABLE " + stateTable(type) +
        " (row INTEGER PRIMARY KEY, branch INTEGER NOT NULL, id TEXT NOT NULL, seq_from INTEGER NOT NULL, "
        "seq_to INTEGER NOT NULL, alive INTEGER NOT NULL, archived INTEGER NOT NULL, version INTEGER NOT NULL, "
        "change_seq INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, "
        "audience INTEGER NOT NULL, sort_name TEXT NOT NULL";
    for (const Field& field : type.fields)
        sql += ", " + quoted(field.column()) + ' ' + columnType(field);
    for (const Field& field : type.fields) {
        if (field.type == FieldType::Geometry)
            sql += ", " + quoted(field.column() + "_shape") + " BLOB";
    }
    return sql + ");\n";
}

bool isIndexed(const Field& field)
{
    const bool scalar = field.type != FieldType::Tags && field.type != FieldType::LongText;
    return field.name != "name" && field.filterable && scalar;
}

// What a list needs to decide stands in the index itself, so that only the rows of the page are read from the table.
constexpr const char* covering = "sort_name, id, archived, seq_from, seq_to, audience) WHERE alive = 1;\n";

std::string fieldIndexStatement(const Type& type, const Field& field)
{
    if (!isIndexed(field))
        return {};
    const std::string table = stateTable(type);
    return "CREATE INDEX " + table + "_" + field.column() + " ON " + table + " (branch, " + quoted(field.column()) +
           ", " + covering;
}

std::string indexStatements(const Type& type)
{
    const std::string table = stateTable(type);
    std::string sql = "CREATE INDEX " + table + "_id ON " + table + " (branch, id, seq_from);\n";
    sql += "CREATE INDEX " + table + "_name ON " + table + " (branch, " + covering;
    for (const Field& field : type.fields)
        sql += fieldIndexStatement(type, field);
    return sql;
}

/// Named after the type, unless a table of the machinery has that name.
std::string viewName(const Type& type)
{
    const std::string name = type.table();
    const bool isTaken =
        std::string_view(mechanicalTables).find("CREATE TABLE " + name + " (") != std::string_view::npos;
    return quoted(isTaken ? name + "_entity" : name);
}

/// For people with a database tool: the live rows of the root and of the campaigns' main branches, one row each.
std::string viewStatement(const Type& type)
{
    std::string columns = "s.id AS id, s.version, s.created_at, s.updated_at";
    for (const Field& field : type.fields)
        columns += ", s." + quoted(field.column());
    const std::string home =
        type.scope == catalogue::Scope::Branched
            ? "(s.branch = 1 OR s.branch IN (SELECT key FROM main_branch)) AND (s.branch <> 1 OR NOT EXISTS "
              "(SELECT 1 FROM own o JOIN main_branch m ON m.key = o.branch WHERE o.entity_id = s.id))"
            : "s.branch = 0";
    return "CREATE VIEW " + viewName(type) + " AS SELECT " + columns + " FROM " + stateTable(type) +
           " s WHERE s.alive = 1 AND s.seq_to = 9223372036854775807 AND " + home + ";\n";
}

constexpr const char* mainBranchView =
    "CREATE VIEW main_branch AS SELECT k.key, k.id FROM branch_key k JOIN state_branch b ON b.id = k.id "
    "WHERE b.branch = 0 AND b.alive = 1 AND b.seq_to = 9223372036854775807 AND b.parent_id IS NOT NULL AND b.cut_seq "
    "IS NULL;\n";

} // namespace

std::string stateTable(const Type& type)
{
    return "state_" + type.table();
}

std::string fieldColumns(const Type& type)
{
    std::string columns;
    for (const Field& field : type.fields)
        columns += ", " + quoted(field.column());
    return columns;
}

SpatialType spatialType(const catalogue::Catalogue& types)
{
    for (const Type& type : types.types()) {
        for (std::size_t i = 0; i < type.fields.size(); ++i) {
            if (type.fields[i].type == FieldType::Geometry)
                return {&type, static_cast<int>(i)};
        }
    }
    return {};
}

Result<void> createSchema(database::Connection& connection, const catalogue::Catalogue& types)
{
    std::string sql = mechanicalTables;
    for (const Type& type : types.types()) {
        if (type.scope != catalogue::Scope::Store)
            sql += tableStatement(type) + indexStatements(type);
    }
    sql += mainBranchView;
    for (const Type& type : types.types()) {
        if (type.scope != catalogue::Scope::Store)
            sql += viewStatement(type);
    }
    sql += "PRAGMA application_id = " + std::to_string(applicationId) +
           "; PRAGMA user_version = " + std::to_string(schemaNumber) + ";";
    return connection.execute(sql);
}

namespace {

/// Columns of fields that were declared after the table was made; entities from before have nothing there.
Result<void> addColumns(database::Connection& connection, const Type& type)
{
    std::set<std::string, std::less<>> present;
    {
        Result<database::Statement> columns =
            connection.prepare("SELECT name FROM pragma_table_info('" + stateTable(type) + "')");
        if (!columns)
            return columns.error();
        for (Result<bool> more = columns->step();; more = columns->step()) {
            if (!more)
                return more.error();
            if (!*more)
                break;
            present.emplace(columns->text(0));
        }
    }
    std::string sql;
    for (const Field& field : type.fields) {
        if (!present.contains(field.column()))
            sql += "ALTER TABLE " + stateTable(type) + " ADD COLUMN " + quoted(field.column()) + ' ' +
                   columnType(field) + ";\n" + fieldIndexStatement(type, field);
    }
    if (sql.empty())
        return {};
    return connection.execute("DROP VIEW IF EXISTS " + viewName(type) + ";\n" + sql + viewStatement(type));
}

} // namespace

Result<void> extendSchema(database::Connection& connection, const catalogue::Catalogue& types)
{
    for (const Type& type : types.types()) {
        const Result<std::int64_t> there = connection.scalar(
            "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '" + stateTable(type) + "'");
        if (!there)
            return there.error();
        if (type.scope == catalogue::Scope::Store)
            continue;
        if (*there > 0) {
            if (Result<void> added = addColumns(connection, type); !added)
                return added;
            continue;
        }
        if (Result<void> made = connection.execute(tableStatement(type) + indexStatements(type) + viewStatement(type));
            !made)
            return made;
    }
    return {};
}

Result<void> clearDerived(database::Connection& connection, const catalogue::Catalogue& types)
{
    std::string sql = "DELETE FROM own; DELETE FROM search; DELETE FROM space;";
    for (const Type& type : types.types()) {
        if (type.scope != catalogue::Scope::Store)
            sql += "DELETE FROM " + stateTable(type) + ";";
    }
    return connection.execute(sql);
}

} // namespace campaign::history
