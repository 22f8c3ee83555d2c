// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Check.h"

#include "server/catalogue/Time.h"
#include "server/core/Id.h"
#include "server/core/Json.h"
#include "server/core/Text.h"

#include <algorithm>
#include <cmath>

namespace campaign::catalogue {

namespace {

Error wrong(const Field& field, const std::string& sentence)
{
    return {ErrorCode::Invalid, field.label + " " + sentence, field.name, {}, {}};
}

Result<Value> checkText(const Field& field, const Value& value)
{
    if (!value.isString())
        return wrong(field, "must be a text.");
    const std::string& text = value.asString();
    if (field.required && text.find_first_not_of(" \t\r\n") == std::string::npos)
        return wrong(field, "must not be empty.");
    if (field.maximum && static_cast<double>(text.size()) > *field.maximum)
        return wrong(field, "is longer than " + numberToString(*field.maximum) + " bytes.");
    return value;
}

Result<Value> checkNumber(const Field& field, const Value& value)
{
    if (!value.isNumber() || !std::isfinite(value.asNumber()))
        return wrong(field, "must be a number.");
    const double number = value.asNumber();
    if ((field.minimum && number < *field.minimum) || (field.maximum && number > *field.maximum))
        return wrong(field, "must be between " + numberToString(field.minimum.value_or(-INFINITY)) + " and " +
                                numberToString(field.maximum.value_or(INFINITY)) + ", not " + numberToString(number) +
                                ".");
    if (field.type == FieldType::Number || value.isInteger())
        return value;
    if (number != std::floor(number) || std::fabs(number) > 9e15)
        return wrong(field, "must be a whole number, not " + numberToString(number) + ".");
    return Value(static_cast<std::int64_t>(number));
}

Result<Value> checkChoice(const Field& field, const Value& value)
{
    if (value.isString() && std::find(field.values.begin(), field.values.end(), value.asString()) != field.values.end())
        return value;
    std::string choices;
    for (const std::string& choice : field.values)
        choices += (choices.empty() ? "" : ", ") + choice;
    return wrong(field, "must be one of: " + choices + ".");
}

/// A type may be named as in queries or lists, too; its own name is what is stored.
Result<Value> checkTypeName(const Field& field, const Value& value)
{
    if (!value.isString())
        return wrong(field, "must be the name of a type.");
    const std::string wanted = foldCase(value.asString());
    for (const std::string& name : field.values) {
        if (wanted == foldCase(name) || wanted == toSnakeCase(name) || wanted == foldCase(name) + "s")
            return Value(name);
    }
    return Error{ErrorCode::Invalid,
                 field.label + ": there is no such type of entities here as \"" + value.asString() + "\".",
                 field.name,
                 {},
                 {}};
}

Result<Value> checkTags(const Field& field, const Value& value)
{
    constexpr std::size_t mostTags = 100;
    if (!value.isArray() || value.asArray().size() > mostTags)
        return wrong(field, "must be a list of at most 100 texts.");
    std::vector<std::string> tags;
    for (const Value& tag : value.asArray()) {
        if (!tag.isString() || tag.asString().empty() || tag.asString().size() > 100)
            return wrong(field, "must be texts of 1 to 100 bytes.");
        tags.push_back(tag.asString());
    }
    std::sort(tags.begin(), tags.end());
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
    return Value(Value::Array(tags.begin(), tags.end()));
}

Result<Value> checkWorldTime(const Field& field, const Value& value)
{
    if (value.isInteger())
        return value;
    if (!value.isString())
        return wrong(field, "must be a time such as 0242-03-21T18:00:00Z.");
    Result<WorldTime> seconds = fromIsoTime(value.asString());
    if (!seconds)
        return wrong(field, "cannot be read: " + seconds.error().message);
    return Value(*seconds);
}

Result<Value> checkVariables(const Field& field, const Value& value)
{
    constexpr std::size_t longestKey = 100;
    if (!value.isObject())
        return wrong(field, "must be an object of named values.");
    for (const auto& [key, content] : value.asObject()) {
        if (key.empty() || key.size() > longestKey || key.find('.') != std::string::npos)
            return wrong(field, "\"" + key + "\": a variable's name has 1 to 100 bytes and no dot.");
    }
    return value;
}

Result<Value> checkId(const Field& field, const Value& value)
{
    if (!value.isString() || !isValidId(value.asString()))
        return wrong(field, "must be the id of an entity.");
    return value;
}

} // namespace

Result<Value> checkField(const Field& field, const Value& value)
{
    if (value.isNull())
        return field.required ? Result<Value>(wrong(field, "is required.")) : value;
    switch (field.type) {
    case FieldType::Text:
    case FieldType::LongText:
        return checkText(field, value);
    case FieldType::Integer:
    case FieldType::Audience:
    case FieldType::RealTime:
    case FieldType::Number:
        return checkNumber(field, value);
    case FieldType::Boolean:
        return value.isBoolean() ? Result<Value>(value) : wrong(field, "must be true or false.");
    case FieldType::Enum:
        return checkChoice(field, value);
    case FieldType::Reference:
    case FieldType::AnyId:
        return checkId(field, value);
    case FieldType::TypeName:
        return checkTypeName(field, value);
    case FieldType::WorldTime:
        return checkWorldTime(field, value);
    case FieldType::Tags:
        return checkTags(field, value);
    case FieldType::Variables:
        return checkVariables(field, value);
    case FieldType::Geometry:
        return value.isObject() ? Result<Value>(value) : wrong(field, "must be a GeoJSON geometry.");
    case FieldType::Rule:
    case FieldType::Json:
        return value;
    }
    return value;
}

Result<Value::Object> checkFields(const Type& type, const Value::Object& members)
{
    Value::Object checked;
    for (const auto& [name, value] : members) {
        const Field* declared = type.field(name);
        if (!declared)
            return Error{ErrorCode::Invalid, type.label + " has no field \"" + name + "\".", name, {}, {}};
        if (declared->readOnly)
            return Error{ErrorCode::Invalid, declared->label + " is set by the server.", name, {}, {}};
        Result<Value> good = checkField(*declared, value);
        if (!good)
            return good.error();
        checked.set(name, std::move(good).value());
    }
    return checked;
}

namespace {

/// The type's name template with the fields' values, given or usual, put in.
std::string nameFrom(const Type& type, const Value::Object& members)
{
    std::string name = type.nameTemplate;
    for (std::size_t open = name.find('{'); open != std::string::npos; open = name.find('{', open)) {
        const std::size_t close = name.find('}', open);
        const std::string inside = name.substr(open + 1, close - open - 1);
        const Field* field = type.field(inside);
        const Value* given = members.find(inside);
        const Value& value = given && !given->isNull() ? *given : field->defaultValue;
        const std::string text = value.isString() ? value.asString() : std::string();
        name.replace(open, close - open + 1, text);
        open += text.size();
    }
    return name;
}

} // namespace

Result<Value::Object> completeNew(const Type& type, const Value::Object& members)
{
    Value::Object complete;
    for (const Field& declared : type.fields) {
        const Value* given = members.find(declared.name);
        const bool isName = &declared == &type.fields[common::Name];
        if (given && !given->isNull())
            complete.append(declared.name, *given);
        else if (!declared.defaultValue.isNull())
            complete.append(declared.name, declared.defaultValue);
        else if (const std::string name = isName ? nameFrom(type, members) : ""; !name.empty())
            complete.append(declared.name, name);
        else if (declared.required)
            return Error{ErrorCode::Invalid, declared.label + " is required.", declared.name, {}, {}};
    }
    return complete;
}

} // namespace campaign::catalogue
