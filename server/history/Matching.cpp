// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/Matching.h"

#include "server/core/Text.h"

#include <algorithm>

namespace campaign::history {

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
