// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/StateTables.h"

#include "server/core/Json.h"
#include "server/core/Text.h"
#include "server/geometry/GeoJson.h"
#include "server/geometry/Wkb.h"

#include <sqlite3.h>

namespace campaign::history {

namespace {

using catalogue::Field;
using catalogue::FieldType;
using database::Statement;

void bindField(Statement& statement, const Field& field, const Value& value)
{
    if (value.isNull())
        statement.bindNull();
    else if (value.isBoolean() && field.type == FieldType::Boolean)
        statement.bind(std::int64_t{value.asBoolean()});
    else if (value.isInteger() && field.type != FieldType::Number && field.type != FieldType::Json)
        statement.bind(value.asInteger());
    else if (value.isNumber() && field.type == FieldType::Number)
        statement.bind(value.asNumber());
    else if (value.isString() && field.type != FieldType::Json && field.type != FieldType::Rule)
        statement.bind(value.asString());
    else
        statement.bind(toCanonicalJson(value)); // as the log has it, so that a rebuild gives the same bytes
}

bool isStoredAsJson(FieldType type)
{
    return type == FieldType::Tags || type == FieldType::Variables || type == FieldType::Rule ||
           type == FieldType::Json || type == FieldType::Geometry;
}

Result<Value> readField(const Field& field, const Statement& row, int column)
{
    switch (row.columnType(column)) {
    case SQLITE_NULL:
        return Value();
    case SQLITE_INTEGER:
        return field.type == FieldType::Boolean ? Value(row.integer(column) != 0) : Value(row.integer(column));
    case SQLITE_FLOAT:
        return Value(row.number(column));
    default:
        break;
    }
    return isStoredAsJson(field.type) ? parseJson(row.text(column)) : Result<Value>(Value(row.text(column)));
}

std::string searchableText(const Entity& entity)
{
    std::string text;
    for (std::size_t i = 0; i < entity.fields.size(); ++i) {
        const Value& value = entity.fields[i];
        if (!entity.type->fields[i].searchable || i == catalogue::common::Name)
            continue;
        if (value.isString())
            text += value.asString() + '\n';
        for (const Value& tag : value.isArray() ? value.asArray() : Value::Array())
            text += tag.isString() ? tag.asString() + '\n' : std::string();
    }
    return foldCase(text);
}

} // namespace

Result<std::int64_t> StateTables::lastRow()
{
    std::int64_t last = 0;
    for (const catalogue::Type& type : m_types.types()) {
        if (type.scope == catalogue::Scope::Store)
            continue;
        Result<std::int64_t> row = m_connection.scalar("SELECT max(row) FROM " + stateTable(type));
        if (!row)
            return row;
        last = std::max(last, *row);
    }
    return last;
}

Result<void> StateTables::put(const Entity& entity, BranchKey branch, std::int64_t seq, std::int64_t latestCut)
{
    if (Result<void> retired = retire(*entity.type, entity.id, branch, seq, latestCut); !retired)
        return retired;
    if (Result<void> inserted = insertRow(entity, branch, seq); !inserted)
        return inserted;
    return entity.isLive ? insertShadows(entity) : Result<void>();
}

Result<void> StateTables::retire(const catalogue::Type& type, const Id& id, BranchKey branch, std::int64_t seq,
                                 std::int64_t latestCut)
{
    const std::string table = stateTable(type);
    Result<Statement> present = m_connection.prepare("SELECT row, seq_from FROM " + table +
                                                     " WHERE branch = ? AND id = ? AND seq_to = 9223372036854775807");
    if (!present)
        return present.error();
    const Result<bool> there = present->bind(branch).bind(id).step();
    if (!there || !*there)
        return there ? Result<void>() : there.error();
    const std::int64_t row = present->integer(0);
    const std::int64_t from = present->integer(1);
    present->reset();
    if (from < seq && latestCut >= from) {
        Result<Statement> close = m_connection.prepare("UPDATE " + table + " SET seq_to = ? WHERE row = ?");
        return close ? close->bind(seq).bind(row).run() : close.error();
    }
    Result<Statement> remove = m_connection.prepare("DELETE FROM " + table + " WHERE row = ?");
    if (!remove)
        return remove.error();
    if (Result<void> removed = remove->bind(row).run(); !removed)
        return removed;
    return removeShadows(row);
}

Result<void> StateTables::insertRow(const Entity& entity, BranchKey branch, std::int64_t seq)
{
    const catalogue::Type& type = *entity.type;
    std::string columns = std::string(stateColumns) + fieldColumns(type);
    std::string marks = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";
    for (std::size_t i = 0; i < type.fields.size(); ++i)
        marks += ", ?";
    const SpatialType spatial = spatialType(m_types);
    const bool hasShape = spatial.type == &type;
    if (hasShape) {
        columns += ", " + type.fields[static_cast<std::size_t>(spatial.field)].column() + "_shape";
        marks += ", ?";
    }
    Result<Statement> insert =
        m_connection.prepare("INSERT INTO " + stateTable(type) + " (" + columns + ") VALUES (" + marks + ")");
    if (!insert)
        return insert.error();
    insert->bind(entity.row).bind(branch).bind(entity.id).bind(seq).bind(openEnd);
    insert->bind(std::int64_t{entity.isLive})
        .bind(std::int64_t{entity.isArchived()})
        .bind(entity.version)
        .bind(entity.changeSeq);
    insert->bind(entity.createdAt).bind(entity.updatedAt).bind(entity.audience).bind(sortName(entity.name()));
    for (std::size_t i = 0; i < type.fields.size(); ++i)
        bindField(*insert, type.fields[i], entity.fields[i]);
    if (hasShape) {
        const Result<geometry::Geometry> shape = geometry::fromGeoJson(entity.field(spatial.field));
        shape ? insert->bindBlob(geometry::toSpatiaLite(*shape, geometry::flatSrid)) : insert->bindNull();
    }
    return insert->run();
}

Result<void> StateTables::insertShadows(const Entity& entity)
{
    Result<Statement> search = m_connection.prepare("INSERT INTO search (rowid, name, body) VALUES (?, ?, ?)");
    if (!search)
        return search.error();
    if (Result<void> done = search->bind(entity.row).bind(foldCase(entity.name())).bind(searchableText(entity)).run();
        !done)
        return done;
    const SpatialType spatial = spatialType(m_types);
    if (spatial.type != entity.type)
        return {};
    const Result<geometry::Geometry> shape = geometry::fromGeoJson(entity.field(spatial.field));
    if (!shape)
        return {};
    const geometry::Bounds bounds = geometry::boundsOf(*shape);
    Result<Statement> space = m_connection.prepare("INSERT INTO space VALUES (?, ?, ?, ?, ?)");
    if (!space)
        return space.error();
    return space->bind(entity.row).bind(bounds.minX).bind(bounds.maxX).bind(bounds.minY).bind(bounds.maxY).run();
}

Result<void> StateTables::removeShadows(std::int64_t row)
{
    Result<Statement> search = m_connection.prepare("DELETE FROM search WHERE rowid = ?");
    Result<Statement> space = m_connection.prepare("DELETE FROM space WHERE row = ?");
    if (!search || !space)
        return search ? space.error() : search.error();
    if (Result<void> done = search->bind(row).run(); !done)
        return done;
    return space->bind(row).run();
}

Result<EntityPtr> StateTables::find(const catalogue::Type& type, const Id& id, const Lineage& lineage,
                                    const std::vector<Arm>& arms)
{
    for (const Arm& arm : arms) {
        Result<Statement> row =
            m_connection.prepare(std::string("SELECT ") + stateColumns + fieldColumns(type) + " FROM " +
                                 stateTable(type) + " WHERE branch = ? AND id = ? AND seq_from <= ? AND seq_to > ?");
        if (!row)
            return row.error();
        // seq_to is never above `openEnd`, which an uncut arm asks for: compare with one less.
        const std::int64_t at = std::min(arm.maxSeq, openEnd - 1);
        const Result<bool> there = row->bind(arm.branch).bind(id).bind(at).bind(at).step();
        if (!there)
            return there.error();
        if (*there)
            return decode(type, *row, lineage);
    }
    return EntityPtr();
}

Result<bool> StateTables::owns(BranchKey branch, const Id& id)
{
    Result<Statement> row = m_connection.prepare("SELECT 1 FROM own WHERE branch = ? AND entity_id = ?");
    if (!row)
        return row.error();
    return row->bind(branch).bind(id).step();
}

Result<void> StateTables::setOwn(BranchKey branch, const Id& id, std::int64_t seq)
{
    Result<Statement> insert =
        m_connection.prepare("INSERT OR IGNORE INTO own (branch, entity_id, seq_from) VALUES (?, ?, ?)");
    return insert ? insert->bind(branch).bind(id).bind(seq).run() : insert.error();
}

Result<EntityPtr> StateTables::decode(const catalogue::Type& type, const Statement& row, const Lineage& lineage)
{
    auto entity = std::make_shared<Entity>();
    entity->type = &type;
    entity->row = row.integer(0);
    if (const BranchNode* branch = lineage.find(row.integer(1)))
        entity->branchId = branch->id;
    entity->id = Id(row.text(2));
    entity->isLive = row.integer(5) != 0;
    entity->version = row.integer(7);
    entity->changeSeq = row.integer(8);
    entity->createdAt = row.integer(9);
    entity->updatedAt = row.integer(10);
    entity->audience = row.integer(11);
    entity->fields.reserve(type.fields.size());
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
        Result<Value> value = readField(type.fields[i], row, stateColumnCount + static_cast<int>(i));
        if (!value)
            return Error{ErrorCode::Invalid,
                         "A stored " + type.fields[i].name + " of " + entity->id + " is damaged.",
                         {},
                         {},
                         {}};
        entity->fields.push_back(std::move(value).value());
    }
    return EntityPtr(std::move(entity));
}

} // namespace campaign::history
