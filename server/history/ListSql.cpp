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

namespace {

/// What a list is ordered by: a column, and what decides where it is the same.
struct Ordering
{
    std::string key, tie;
    bool isByName;

    explicit Ordering(const catalogue::Field* sort)
        : key(sort ? "s.\"" + sort->column() + '"' : "s.sort_name")
        , tie(sort ? "s.sort_name, s.id" : "s.id")
        , isByName(!sort)
    {
    }
    Value keyOf(const Cursor& cursor) const { return isByName ? Value(cursor.sortName) : cursor.key; }
    std::string byKey(bool descending) const { return " ORDER BY " + key + (descending ? " DESC, " : ", ") + tie; }
    std::string byTie() const { return " ORDER BY " + tie; }
    Stretch withKey(const Value& wanted) const
    {
        if (wanted.isNull())
            return {" AND " + key + " IS NULL", {}};
        return {" AND " + key + " = ?", {wanted}};
    }
    /// Those that have the cursor's key and come after it.
    Stretch sameAs(const Cursor& cursor) const
    {
        Stretch same = withKey(keyOf(cursor));
        same.text += isByName ? " AND s.id > ?" : " AND (s.sort_name, s.id) > (?, ?)";
        if (!isByName)
            same.values.emplace_back(cursor.sortName);
        same.values.emplace_back(cursor.id);
        same.text += byTie();
        return same;
    }
};

std::vector<Stretch> risingStretches(const Ordering& order, const Cursor* after)
{
    if (!after)
        return {{order.byKey(false), {}}};
    const Value key = order.keyOf(*after);
    if (key.isNull())
        return {order.sameAs(*after), {" AND " + order.key + " IS NOT NULL" + order.byKey(false), {}}};
    return {order.sameAs(*after), {" AND " + order.key + " > ?" + order.byKey(false), {key}}};
}

} // namespace

std::vector<Stretch> stretches(const catalogue::Field* sort, bool descending, const Cursor* after,
                               const Value& boundary)
{
    const Ordering order(sort);
    if (!descending)
        return risingStretches(order, after);
    std::vector<Stretch> all;
    if (after)
        all.push_back(order.sameAs(*after));
    if (after && order.keyOf(*after).isNull())
        return all; // rows without a value come last
    Stretch above{boundary.isNull() ? " AND " + order.key + " IS NOT NULL" : " AND " + order.key + " > ?", {}};
    if (!boundary.isNull())
        above.values.push_back(boundary);
    if (after) {
        above.text += " AND " + order.key + " < ?";
        above.values.push_back(order.keyOf(*after));
    }
    above.text += order.byKey(true);
    all.push_back(std::move(above));
    Stretch at = order.withKey(boundary);
    at.text += order.byTie();
    all.push_back(std::move(at));
    return all;
}

std::optional<Stretch> boundaryStretch(const catalogue::Field* sort, bool descending, const Cursor* after)
{
    const Ordering order(sort);
    if (!descending || (after && order.keyOf(*after).isNull()))
        return std::nullopt;
    Stretch boundary;
    if (after)
        boundary = {" AND " + order.key + " < ?", {order.keyOf(*after)}};
    boundary.text += " ORDER BY " + order.key + " DESC LIMIT 1 OFFSET ?";
    return boundary;
}

void bindValues(Statement& statement, std::span<const Value> values)
{
    for (const Value& value : values)
        bindValue(statement, value);
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
