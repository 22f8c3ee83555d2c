// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/Lists.h"

#include "server/core/Json.h"
#include "server/core/Sha256.h"
#include "server/core/Text.h"
#include "server/history/StateTables.h"

#include <algorithm>
#include <unordered_map>

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

/// The field beside the name by which a list is ordered, null when it is by name alone.
const catalogue::Field* sortField(const catalogue::Type& type, const ListQuery& query)
{
    return query.orderBy.empty() || query.orderBy.front().field == "name" ? nullptr
                                                                          : type.field(query.orderBy.front().field);
}

bool isDescending(const ListQuery& query)
{
    return !query.orderBy.empty() && query.orderBy.front().descending;
}

int compareKeys(const Value& left, const Value& right)
{
    if (left.isNull() || right.isNull())
        return static_cast<int>(!left.isNull()) - static_cast<int>(!right.isNull());
    if (left.isNumber() && right.isNumber())
        return left.asNumber() < right.asNumber() ? -1 : left.asNumber() > right.asNumber() ? 1 : 0;
    if (left.isBoolean() && right.isBoolean())
        return static_cast<int>(left.asBoolean()) - static_cast<int>(right.asBoolean());
    if (left.isString() && right.isString())
        return left.asString().compare(right.asString());
    return static_cast<int>(left.kind()) - static_cast<int>(right.kind());
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

/// "Comes after the cursor", for either direction; the tie-break by name and id always rises.
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

} // namespace

/// A row that an arm offers for a page, with what the merge orders it by.
struct Lists::Candidate
{
    std::int64_t row = 0;
    Id id;
    std::string sortName;
    Value key;
};

std::vector<Arm> Lists::armsFor(const catalogue::Type& type, BranchKey branch) const
{
    return m_lineage.arms(type.scope == catalogue::Scope::Branched ? branch : streamScope);
}

Result<bool> Lists::hasOwn(BranchKey branch)
{
    for (const auto& [known, answer] : m_hasOwn) {
        if (known == branch)
            return answer;
    }
    Result<Statement> row = m_connection.prepare("SELECT 1 FROM own WHERE branch = ? LIMIT 1");
    if (!row)
        return row.error();
    Result<bool> there = row->bind(branch).step();
    if (there)
        m_hasOwn.emplace_back(branch, *there);
    return there;
}

Result<std::string> Lists::armCondition(const std::vector<Arm>& arms, std::size_t index, const Viewer& viewer)
{
    const Arm& arm = arms[index];
    // Numbers of our own making stand in the text: they are the same for many statements and let the planner see them.
    std::string text = "s.branch = " + std::to_string(arm.branch) + " AND s.alive = 1";
    if (arm.maxSeq == openEnd)
        text += " AND s.seq_to = 9223372036854775807";
    else
        text += " AND s.seq_from <= " + std::to_string(arm.maxSeq) + " AND s.seq_to > " + std::to_string(arm.maxSeq);
    for (std::size_t nearer = 0; nearer < index; ++nearer) {
        Result<bool> owns = hasOwn(arms[nearer].branch);
        if (!owns)
            return owns.error();
        if (*owns)
            text += " AND NOT EXISTS (SELECT 1 FROM own o WHERE o.branch = " + std::to_string(arms[nearer].branch) +
                    " AND o.entity_id = s.id AND o.seq_from <= " + std::to_string(arms[nearer].maxSeq) + ")";
    }
    if (!viewer.isGameMaster) {
        std::string audiences;
        for (const AudienceId audience : viewer.audiences)
            audiences += (audiences.empty() ? "" : ", ") + std::to_string(audience);
        text += " AND s.audience IN (" + audiences + ")";
    }
    return text;
}

Result<std::vector<EntityPtr>> Lists::fetch(const catalogue::Type& type, const std::vector<std::int64_t>& rows)
{
    std::vector<EntityPtr> entities(rows.size());
    std::unordered_map<std::int64_t, std::vector<std::size_t>> missing;
    std::vector<std::int64_t> wanted;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        entities[i] = m_cache ? m_cache->find(rows[i]) : nullptr;
        if (entities[i])
            continue;
        if (missing[rows[i]].empty())
            wanted.push_back(rows[i]);
        missing[rows[i]].push_back(i);
    }
    if (wanted.empty())
        return entities;
    Result<Statement> found =
        m_connection.prepare(std::string("SELECT ") + stateColumns + fieldColumns(type) + " FROM " + stateTable(type) +
                             " WHERE row IN (SELECT value FROM json_each(?))");
    if (!found)
        return found.error();
    found->bind(rowSet(wanted));
    Result<bool> more = found->step();
    for (; more && *more; more = found->step()) {
        Result<EntityPtr> entity = StateTables::decode(type, *found, m_lineage);
        if (!entity)
            return entity.error();
        if (m_cache)
            m_cache->insert(*entity);
        for (const std::size_t place : missing[(*entity)->row])
            entities[place] = *entity;
    }
    if (!more)
        return more.error();
    return entities;
}

Result<std::vector<EntityPtr>> Lists::byIds(const catalogue::Type& type, std::span<const Id> ids, BranchKey branch,
                                            const Viewer& viewer)
{
    std::unordered_map<Id, std::int64_t> rows;
    std::vector<Id> missing(ids.begin(), ids.end());
    for (const Arm& arm : armsFor(type, branch)) {
        if (missing.empty())
            break;
        const std::int64_t at = std::min(arm.maxSeq, openEnd - 1);
        Result<Statement> found =
            m_connection.prepare("SELECT s.row, s.id, s.alive FROM " + stateTable(type) +
                                 " s WHERE s.branch = ? AND s.id IN (SELECT value FROM json_each(?)) AND "
                                 "s.seq_from <= ? AND s.seq_to > ?");
        if (!found)
            return found.error();
        found->bind(arm.branch).bind(idSet(missing)).bind(at).bind(at);
        Result<bool> more = found->step();
        for (; more && *more; more = found->step())
            rows.emplace(Id(found->text(1)),
                         found->integer(2) ? found->integer(0) : 0); // a dead row hides the farther arms
        if (!more)
            return more.error();
        std::erase_if(missing, [&](const Id& id) { return rows.contains(id); });
    }
    std::vector<std::int64_t> live;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const auto row = rows.find(ids[i]);
        if (row == rows.end() || row->second == 0)
            continue;
        live.push_back(row->second);
        places.push_back(i);
    }
    Result<std::vector<EntityPtr>> fetched = fetch(type, live);
    if (!fetched)
        return fetched;
    std::vector<EntityPtr> entities(ids.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        if ((*fetched)[i] && viewer.maySee((*fetched)[i]->audience))
            entities[places[i]] = std::move((*fetched)[i]);
    }
    return entities;
}

Result<std::vector<std::vector<EntityPtr>>> Lists::byReference(const catalogue::Type& type,
                                                               const catalogue::Field& reference,
                                                               std::span<const Id> parents, BranchKey branch,
                                                               const Viewer& viewer, int limit)
{
    struct Found
    {
        std::size_t parent;
        Candidate candidate;
    };
    std::unordered_map<Id, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < parents.size(); ++i)
        places[parents[i]].push_back(i);
    std::vector<Found> found;
    const std::string column = "s.\"" + reference.column() + '"';
    const std::vector<Arm> arms = armsFor(type, branch);
    for (std::size_t i = 0; i < arms.size(); ++i) {
        Result<std::string> condition = armCondition(arms, i, viewer);
        if (!condition)
            return condition.error();
        Result<Statement> rows = m_connection.prepare(
            "SELECT s.row, s.id, s.sort_name, " + column + " FROM " + stateTable(type) + " s WHERE " + *condition +
            " AND s.archived = 0 AND " + column + " IN (SELECT value FROM json_each(?))");
        if (!rows)
            return rows.error();
        rows->bind(idSet(parents));
        Result<bool> more = rows->step();
        for (; more && *more; more = rows->step()) {
            if (static_cast<int>(found.size()) >= limit)
                return Error{ErrorCode::Limit,
                             "The list is longer than " + std::to_string(limit) + " entries; ask for it page by page.",
                             {},
                             {},
                             {}};
            for (const std::size_t place : places[Id(rows->text(3))])
                found.push_back({place, {rows->integer(0), Id(rows->text(1)), std::string(rows->text(2)), {}}});
        }
        if (!more)
            return more.error();
    }
    std::sort(found.begin(), found.end(), [](const Found& left, const Found& right) {
        return std::tie(left.parent, left.candidate.sortName, left.candidate.id) <
               std::tie(right.parent, right.candidate.sortName, right.candidate.id);
    });
    std::vector<std::int64_t> rows;
    for (const Found& one : found)
        rows.push_back(one.candidate.row);
    Result<std::vector<EntityPtr>> entities = fetch(type, rows);
    if (!entities)
        return entities.error();
    std::vector<std::vector<EntityPtr>> lists(parents.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        lists[found[i].parent].push_back((*entities)[i]);
    return lists;
}

Result<std::vector<Lists::Candidate>> Lists::candidates(const catalogue::Type& type, const ListQuery& query,
                                                        BranchKey branch, const Viewer& viewer)
{
    const catalogue::Field* sort = sortField(type, query);
    const bool descending = isDescending(query);
    Cursor cursor;
    if (!query.after.empty()) {
        Result<Cursor> read = readCursor(query.after);
        if (!read)
            return read.error();
        cursor = *read;
    }
    std::vector<Candidate> found;
    const std::vector<Arm> arms = armsFor(type, branch);
    for (std::size_t i = 0; i < arms.size(); ++i) {
        Result<std::string> condition = armCondition(arms, i, viewer);
        if (!condition)
            return condition.error();
        std::string sql = "SELECT s.row, s.id, s.sort_name, " +
                          (sort ? "s.\"" + sort->column() + '"' : std::string("NULL")) + " FROM " + stateTable(type) +
                          " s WHERE " + *condition;
        if (!query.includeArchived)
            sql += " AND s.archived = 0";
        for (const Condition& one : query.where)
            sql += conditionText(type, one);
        if (!query.after.empty())
            sql += cursorText(sort, descending, cursor);
        Result<Statement> rows = m_connection.prepare(sql + orderText(sort, descending) + " LIMIT ?");
        if (!rows)
            return rows.error();
        for (const Condition& one : query.where)
            bindCondition(*rows, one);
        if (!query.after.empty())
            bindCursor(*rows, sort, descending, cursor);
        rows->bind(std::int64_t{query.first} + 1);
        Result<bool> more = rows->step();
        for (; more && *more; more = rows->step())
            found.push_back({rows->integer(0), Id(rows->text(1)), std::string(rows->text(2)), keyOf(*rows, 3)});
        if (!more)
            return more.error();
    }
    std::sort(found.begin(), found.end(), [&](const Candidate& left, const Candidate& right) {
        const int byKey = sort ? compareKeys(left.key, right.key) : left.sortName.compare(right.sortName);
        if (byKey != 0)
            return descending ? byKey > 0 : byKey < 0;
        return std::tie(left.sortName, left.id) < std::tie(right.sortName, right.id);
    });
    return found;
}

Result<Page> Lists::page(const catalogue::Type& type, const ListQuery& query, BranchKey branch, const Viewer& viewer)
{
    if (Result<void> good = checkQuery(type, query); !good)
        return good.error();
    Result<std::vector<Candidate>> found = candidates(type, query, branch, viewer);
    if (!found)
        return found.error();
    Page page;
    const auto wanted = static_cast<std::size_t>(query.first);
    page.hasNext = found->size() > wanted;
    if (page.hasNext)
        found->resize(wanted);
    std::vector<std::int64_t> rows;
    for (const Candidate& candidate : *found) {
        rows.push_back(candidate.row);
        page.cursors.push_back(makeCursor(candidate.key, candidate.sortName, candidate.id));
    }
    Result<std::vector<EntityPtr>> entities = fetch(type, rows);
    if (!entities)
        return entities.error();
    page.entities = std::move(entities).value();
    return page;
}

Result<std::int64_t> Lists::count(const catalogue::Type& type, const ListQuery& query, BranchKey branch,
                                  const Viewer& viewer)
{
    if (Result<void> good = checkQuery(type, query); !good)
        return good.error();
    std::int64_t total = 0;
    const std::vector<Arm> arms = armsFor(type, branch);
    for (std::size_t i = 0; i < arms.size(); ++i) {
        Result<std::string> condition = armCondition(arms, i, viewer);
        if (!condition)
            return condition.error();
        std::string sql = "SELECT count(*) FROM " + stateTable(type) + " s WHERE " + *condition;
        if (!query.includeArchived)
            sql += " AND s.archived = 0";
        for (const Condition& one : query.where)
            sql += conditionText(type, one);
        Result<Statement> row = m_connection.prepare(sql);
        if (!row)
            return row.error();
        for (const Condition& one : query.where)
            bindCondition(*row, one);
        const Result<bool> there = row->step();
        if (!there)
            return there.error();
        total += row->integer(0);
    }
    return total;
}

Result<std::vector<EntityPtr>> Lists::visibleRows(const catalogue::Type& type, const std::vector<std::int64_t>& rows,
                                                  BranchKey branch, const Viewer& viewer)
{
    std::vector<std::int64_t> visible;
    const std::vector<Arm> arms = armsFor(type, branch);
    for (std::size_t i = 0; i < arms.size(); ++i) {
        Result<std::string> condition = armCondition(arms, i, viewer);
        if (!condition)
            return condition.error();
        // The plus keeps the planner on the row numbers: they are few, the branch's rows are many.
        Result<Statement> found = m_connection.prepare(
            "SELECT s.row FROM " + stateTable(type) +
            " s WHERE s.row IN (SELECT value FROM json_each(?)) AND s.archived = 0 AND +" + *condition);
        if (!found)
            return found.error();
        found->bind(rowSet(rows));
        Result<bool> more = found->step();
        for (; more && *more; more = found->step())
            visible.push_back(found->integer(0));
        if (!more)
            return more.error();
    }
    return fetch(type, visible);
}

std::string makeCursor(const Value& key, const std::string& sortName, const Id& id)
{
    const std::string text = toJson(Value::Array{key, sortName, id});
    return toHex(text) + toHex(sha256("cursor" + text).substr(0, 4));
}

Result<Cursor> readCursor(const std::string& text)
{
    const Error unknown{
        ErrorCode::Invalid, "This cursor is not one of ours; start from the beginning of the list.", "after", {}, {}};
    constexpr std::size_t checkLength = 8;
    if (text.size() <= checkLength || text.size() % 2 != 0)
        return unknown;
    const auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; };
    std::string bytes;
    for (std::size_t i = 0; i + checkLength < text.size(); i += 2) {
        const int high = digit(text[i]);
        const int low = digit(text[i + 1]);
        if (high < 0 || low < 0)
            return unknown;
        bytes += static_cast<char>(high * 16 + low);
    }
    if (toHex(sha256("cursor" + bytes).substr(0, 4)) != text.substr(text.size() - checkLength))
        return unknown;
    Result<Value> parts = parseJson(bytes);
    if (!parts || !parts->isArray() || parts->asArray().size() != 3)
        return unknown;
    const Value::Array& array = parts->asArray();
    return Cursor{array[0], array[1].isString() ? array[1].asString() : "",
                  array[2].isString() ? array[2].asString() : ""};
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

namespace {

/// A field's value as the column holds it: booleans are numbers there.
Value storedForm(const Entity& entity, const std::string& fieldName)
{
    if (fieldName == "id")
        return entity.id;
    const Value& value = entity.field(fieldName);
    return value.isBoolean() ? Value(std::int64_t{value.asBoolean()}) : value;
}

bool hasTag(const Value& tags, const Value& tag)
{
    return tags.isArray() && std::find(tags.asArray().begin(), tags.asArray().end(), tag) != tags.asArray().end();
}

bool contains(const Entity& entity, const Condition& condition)
{
    const Value& value = entity.field(condition.field);
    if (!value.isString() || !condition.operand.isString())
        return false;
    if (condition.field == "name")
        return sortName(value.asString()).find(sortName(condition.operand.asString())) != std::string::npos;
    return foldCase(value.asString()).find(foldCase(condition.operand.asString())) != std::string::npos;
}

bool matches(const Entity& entity, const Condition& condition)
{
    using Operator = Condition::Operator;
    const Value value = storedForm(entity, condition.field);
    const Value operand =
        condition.operand.isBoolean() ? Value(std::int64_t{condition.operand.asBoolean()}) : condition.operand;
    switch (condition.comparison) {
    case Operator::IsNull:
        return value.isNull();
    case Operator::IsNotNull:
        return !value.isNull();
    case Operator::NotEqual:
        return !(value == operand);
    case Operator::Contains:
        return contains(entity, condition);
    case Operator::HasTag:
        return hasTag(value, operand);
    case Operator::In:
        return operand.isArray() && !value.isNull() &&
               std::find(operand.asArray().begin(), operand.asArray().end(), value) != operand.asArray().end();
    default:
        break;
    }
    if (value.isNull() || operand.isNull())
        return false;
    const int order = compareKeys(value, operand);
    switch (condition.comparison) {
    case Operator::Equal:
        return order == 0;
    case Operator::Less:
        return order < 0;
    case Operator::LessOrEqual:
        return order <= 0;
    case Operator::Greater:
        return order > 0;
    default:
        return order >= 0;
    }
}

} // namespace

bool matches(const Entity& entity, const std::vector<Condition>& where)
{
    return std::all_of(where.begin(), where.end(),
                       [&](const Condition& condition) { return matches(entity, condition); });
}

bool comesBefore(const Entity& left, const Entity& right, const std::vector<Order>& order)
{
    const bool descending = !order.empty() && order.front().descending;
    const std::string leftName = sortName(left.name());
    const std::string rightName = sortName(right.name());
    const bool byField = !order.empty() && order.front().field != "name";
    const int byKey = byField
                          ? compareKeys(storedForm(left, order.front().field), storedForm(right, order.front().field))
                          : leftName.compare(rightName);
    if (byKey != 0)
        return descending ? byKey > 0 : byKey < 0;
    return std::tie(leftName, left.id) < std::tie(rightName, right.id);
}

} // namespace campaign::history
