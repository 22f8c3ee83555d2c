// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/Filters.h"

#include "server/api/FieldTypes.h"
#include "server/catalogue/Time.h"

namespace campaign::api {

using catalogue::Field;
using catalogue::FieldType;
using catalogue::Type;
using Operator = history::Condition::Operator;

namespace {

struct NamedOperator
{
    const char* name;
    Operator comparison;
};
constexpr NamedOperator operators[] = {
    {"eq", Operator::Equal},        {"ne", Operator::NotEqual},       {"lt", Operator::Less},
    {"lte", Operator::LessOrEqual}, {"gt", Operator::Greater},        {"gte", Operator::GreaterOrEqual},
    {"in", Operator::In},           {"contains", Operator::Contains}, {"hasTag", Operator::HasTag},
};

bool isText(const Field& field)
{
    return field.type == FieldType::TypeName || field.type == FieldType::Text || field.type == FieldType::LongText;
}

/// Names the input after what is compared, so that all text fields share StringFilter.
std::string filterName(const Type& type, const Field& field)
{
    return field.type == FieldType::Tags ? "TagsFilter" : graphqlType(type, field) + "Filter";
}

void addComparison(graphql::SchemaBuilder& schema, const std::string& name, const std::string& operand, bool isOrdered,
                   bool isText)
{
    if (schema.find(name))
        return;
    graphql::Type& made = schema.input(name);
    made.describe("All conditions given must hold.");
    made.input("eq", operand).input("ne", operand).input("in", "[" + operand + "!]").input("isNull", "Boolean");
    if (isOrdered)
        made.input("lt", operand).input("lte", operand).input("gt", operand).input("gte", operand);
    if (isText)
        made.input("contains", "String").describeInput("Somewhere in the text, without regard to case.");
}

void addFilterOf(graphql::SchemaBuilder& schema, const Type& type, const Field& field)
{
    const std::string name = filterName(type, field);
    if (field.type == FieldType::Tags) {
        if (!schema.find(name))
            schema.input(name).input("hasTag", "String").input("isNull", "Boolean");
        return;
    }
    const bool isOrdered = field.type != FieldType::Boolean && field.type != FieldType::Enum &&
                           field.type != FieldType::Reference && field.type != FieldType::AnyId;
    addComparison(schema, name, graphqlType(type, field), isOrdered, isText(field));
}

std::string orderPrefix(const Field& field)
{
    std::string text = field.column();
    for (char& c : text)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c & ~0x20) : c;
    return text;
}

Result<Value> storedForm(const Field* field, const Value& operand, const std::string& path)
{
    const bool isTime = field && (field->type == FieldType::WorldTime || field->type == FieldType::RealTime);
    if (!isTime || !operand.isString())
        return operand;
    const Result<catalogue::WorldTime> seconds = catalogue::fromIsoTime(operand.asString());
    if (!seconds)
        return Error{ErrorCode::Invalid, seconds.error().message, path, {}, {}};
    constexpr std::int64_t microseconds = 1'000'000;
    return Value(field->type == FieldType::RealTime ? *seconds * microseconds : *seconds);
}

Result<> addConditions(const Field* field, const std::string& name, const Value& comparisons,
                       std::vector<history::Condition>& out)
{
    for (const NamedOperator& one : operators) {
        const Value* operand = comparisons.find(one.name);
        if (!operand || operand->isNull())
            continue;
        const std::string path = "filter." + name + "." + one.name;
        Value stored = *operand;
        if (stored.isArray()) {
            for (Value& item : stored.asArray()) {
                Result<Value> good = storedForm(field, item, path);
                if (!good)
                    return good.error();
                item = std::move(*good);
            }
        } else {
            Result<Value> good = storedForm(field, stored, path);
            if (!good)
                return good.error();
            stored = std::move(*good);
        }
        out.push_back({name, one.comparison, std::move(stored)});
    }
    const Value* isNull = comparisons.find("isNull");
    if (isNull && isNull->isBoolean())
        out.push_back({name, isNull->asBoolean() ? Operator::IsNull : Operator::IsNotNull, {}});
    return {};
}

} // namespace

void addFilterInputs(graphql::SchemaBuilder& schema, const Type& type)
{
    addComparison(schema, "IDFilter", "ID", false, false);
    graphql::Type& filter = schema.input(type.name + "Filter");
    filter.describe("All conditions given must hold.").input("id", "IDFilter");
    graphql::Type& order = schema.enumeration(type.name + "Order");
    for (const Field& field : type.fields) {
        if (field.filterable) {
            addFilterOf(schema, type, field);
            filter.input(field.name, filterName(type, field));
        }
        if (field.sortable)
            order.value(orderPrefix(field) + "_ASC").value(orderPrefix(field) + "_DESC");
    }
}

Result<std::vector<history::Condition>> conditionsOf(const Type& type, const Value* filter)
{
    std::vector<history::Condition> conditions;
    if (!filter || !filter->isObject())
        return conditions;
    for (const auto& [name, comparisons] : filter->asObject()) {
        if (comparisons.isNull())
            continue;
        if (const Result<> added = addConditions(type.field(name), name, comparisons, conditions); !added)
            return added.error();
    }
    return conditions;
}

history::Order orderOf(const Type& type, const std::string& order)
{
    for (const Field& field : type.fields) {
        if (field.sortable && order == orderPrefix(field) + "_ASC")
            return {field.name, false};
        if (field.sortable && order == orderPrefix(field) + "_DESC")
            return {field.name, true};
    }
    return {"name", false};
}

} // namespace campaign::api
