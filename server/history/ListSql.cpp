// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/ListSql.h"

#include "server/core/Json.h"
#include "server/core/Text.h"

namespace campaign::history {

using database::Statement;

namespace {

/// The column a field is compared by, null when the type has no such filterable field.
const catalogue::Field* filterField(const catalogue::Type& type, const std::string& name)
{
    const catalogue::Field* field = type.field(name);
    return field && field->filterable ? field : nullptr;
}

std::string columnOf(const catalogue::Type& type, const std::string& fieldName)
{
    if (fieldName == "id")
        return "s.id";
    return "s.\"" + type.field(fieldName)->column() + '"';
}

const char* operatorText(Condition::Operator comparison)
{
    switch (comparison) {
    case Condition::Operator::Equal:
        return " = ?";
    case Condition::Operator::NotEqual:
        return " IS NOT ?";
    case Condition::Operator::Less:
        return " < ?";
    case Condition::Operator::LessOrEqual:
        return " <= ?";
    case Condition::Operator::Greater:
        return " > ?";
    case Condition::Operator::GreaterOrEqual:
        return " >= ?";
    case Condition::Operator::In:
        return " IN (SELECT value FROM json_each(?))";
    case Condition::Operator::IsNull:
        return " IS NULL";
    case Condition::Operator::IsNotNull:
        return " IS NOT NULL";
    case Condition::Operator::Contains:
        return "";
    case Condition::Operator::HasTag:
        return "";
    }
    return "";
}

void bindValue(Statement& statement, const Value& value)
{
    switch (value.kind()) {
    case Value::Kind::Null:
        statement.bindNull();
        break;
    case Value::Kind::Boolean:
        statement.bind(std::int64_t{value.asBoolean()});
        break;
    case Value::Kind::Integer:
        statement.bind(value.asInteger());
        break;
    case Value::Kind::Number:
        statement.bind(value.asNumber());
        break;
    case Value::Kind::String:
        statement.bind(value.asString());
        break;
    default:
        statement.bind(toJson(value));
    }
}

} // namespace

/// Text conditions beside SQL's own: tags are JSON arrays of sorted texts; "contains" for names uses the folded form.
std::string conditionText(const catalogue::Type& type, const Condition& condition)
{
    if (condition.comparison == Condition::Operator::HasTag)
        return " AND EXISTS (SELECT 1 FROM json_each(" + columnOf(type, condition.field) + ") WHERE value = ?)";
    if (condition.comparison == Condition::Operator::Contains)
        return condition.field == "name" ? " AND instr(s.sort_name, ?) > 0"
                                         : " AND instr(lower(" + columnOf(type, condition.field) + "), ?) > 0";
    return " AND " + columnOf(type, condition.field) + operatorText(condition.comparison);
}

void bindCondition(Statement& statement, const Condition& condition)
{
    using Operator = Condition::Operator;
    if (condition.comparison == Operator::IsNull || condition.comparison == Operator::IsNotNull)
        return;
    if (condition.comparison == Operator::Contains && condition.operand.isString())
        statement.bind(condition.field == "name" ? sortName(condition.operand.asString())
                                                 : foldCase(condition.operand.asString()));
    else
        bindValue(statement, condition.operand);
}

std::string rowSet(const std::vector<std::int64_t>& rows)
{
    std::string text = "[";
    for (const std::int64_t row : rows)
        text += (text.size() > 1 ? "," : "") + std::to_string(row);
    return text + "]";
}

std::string idSet(std::span<const Id> ids)
{
    return toJson(Value::Array(ids.begin(), ids.end()));
}

const catalogue::Field* sortField(const catalogue::Type& type, const ListQuery& query)
{
    return query.orderBy.empty() || query.orderBy.front().field == "name" ? nullptr
                                                                          : type.field(query.orderBy.front().field);
}

bool isDescending(const ListQuery& query)
{
    return !query.orderBy.empty() && query.orderBy.front().descending;
}

Value keyOf(const Statement& row, int column)
{
    switch (row.columnType(column)) {
    case 1:
        return row.integer(column);
    case 2:
        return row.number(column);
    case 3:
        return row.text(column);
    default:
        return Value();
    }
}

std::string cursorText(const catalogue::Field* sort, bool descending, const Cursor& cursor)
{
    const std::string tie = "(s.sort_name, s.id) > (?, ?)";
    if (!sort)
        return descending ? " AND (s.sort_name < ? OR (s.sort_name = ? AND s.id > ?))" : " AND " + tie;
    const std::string column = "s.\"" + sort->column() + '"';
    if (cursor.key.isNull())
        return descending ? " AND " + column + " IS NULL AND " + tie
                          : " AND (" + column + " IS NOT NULL OR (" + column + " IS NULL AND " + tie + "))";
    if (descending)
        return " AND (" + column + " < ? OR " + column + " IS NULL OR (" + column + " = ? AND " + tie + "))";
    return " AND (" + column + " > ? OR (" + column + " = ? AND " + tie + "))";
}

void bindCursor(Statement& statement, const catalogue::Field* sort, bool descending, const Cursor& cursor)
{
    if (!sort && descending) {
        statement.bind(cursor.sortName).bind(cursor.sortName).bind(cursor.id);
        return;
    }
    if (sort && !cursor.key.isNull()) {
        bindValue(statement, cursor.key);
        bindValue(statement, cursor.key);
    }
    statement.bind(cursor.sortName).bind(cursor.id);
}

std::string orderText(const catalogue::Field* sort, bool descending)
{
    const char* direction = descending ? " DESC" : "";
    if (!sort)
        return std::string(" ORDER BY s.sort_name") + direction + ", s.id";
    return " ORDER BY s.\"" + sort->column() + '"' + direction + ", s.sort_name, s.id";
}

Result<void> checkQuery(const catalogue::Type& type, const ListQuery& query)
{
    constexpr int longestPage = 10'000;
    if (query.first < 0 || query.first > longestPage)
        return Error{ErrorCode::Invalid, "A page holds 0 to 10,000 entries.", "first", {}, {}};
    for (const Condition& condition : query.where) {
        if (condition.field != "id" && condition.field != "name" && !filterField(type, condition.field))
            return Error{ErrorCode::Invalid,
                         type.label + " cannot be filtered by \"" + condition.field + "\".",
                         "filter",
                         {},
                         {}};
    }
    for (const Order& order : query.orderBy) {
        const catalogue::Field* field = type.field(order.field);
        if (!field || !field->sortable)
            return Error{
                ErrorCode::Invalid, type.label + " cannot be sorted by \"" + order.field + "\".", "orderBy", {}, {}};
    }
    return {};
}

} // namespace campaign::history
