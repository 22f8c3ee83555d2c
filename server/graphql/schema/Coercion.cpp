// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/schema/Coercion.h"

#include "server/core/Json.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace campaign::graphql {

namespace {

Error misfit(std::string message)
{
    return Error{ErrorCode::Invalid, std::move(message), {}, {}, {}};
}

Error cannot(const TypeRef& type, const std::string& shown)
{
    return misfit("Expected value of type \"" + type.toString() + "\", found " + shown + ".");
}

Error below(Error error, const std::string& step)
{
    const bool joined = error.path.empty() || error.path.front() == '[';
    error.path = step + (joined ? "" : ".") + error.path;
    return error;
}

bool fitsInt(std::int64_t value)
{
    return value >= std::numeric_limits<std::int32_t>::min() && value <= std::numeric_limits<std::int32_t>::max();
}

double toDouble(std::string_view text)
{
    double value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    (void)end;
    if (problem != std::errc::result_out_of_range)
        return value;
    // As in ECMAScript, what is too large becomes infinite and what is too small becomes zero.
    const bool small = text.find("e-") != std::string_view::npos || text.find("E-") != std::string_view::npos;
    const double magnitude = small ? 0.0 : std::numeric_limits<double>::infinity();
    return text.front() == '-' ? -magnitude : magnitude;
}

Value numberOf(const Literal& literal)
{
    std::int64_t whole = 0;
    const char* end = literal.text.data() + literal.text.size();
    if (literal.kind == Literal::Kind::Int && std::from_chars(literal.text.data(), end, whole).ec == std::errc())
        return whole;
    return toDouble(literal.text);
}

Result<Value> coerceCustom(const Type& type, const Value& value)
{
    return type.scalar.parse ? type.scalar.parse(value) : Result<Value>(value);
}

Result<Value> builtInLiteral(const Literal& literal, const Type& type)
{
    using Kind = Literal::Kind;
    const bool isInt = literal.kind == Kind::Int;
    switch (type.builtIn) {
    case BuiltIn::Int: {
        const Value number = numberOf(literal);
        if (isInt && number.isInteger() && fitsInt(number.asInteger()))
            return number;
        if (isInt)
            return misfit("Int cannot represent non 32-bit signed integer value: " + literal.text);
        break;
    }
    case BuiltIn::Float:
        if (isInt || literal.kind == Kind::Float)
            return numberOf(literal);
        break;
    case BuiltIn::Boolean:
        if (literal.kind == Kind::Boolean)
            return Value(literal.text == "true");
        break;
    case BuiltIn::Id:
        if (isInt)
            return Value(literal.text);
        [[fallthrough]];
    default:
        if (literal.kind == Kind::String)
            return Value(literal.text);
    }
    return misfit(type.name + " cannot represent the value: " + toText(literal));
}

Result<Value> wholeNumber(const Value& json)
{
    if (json.isInteger())
        return json;
    const double number = json.isNumber() ? json.asNumber() : std::nan("");
    if (std::trunc(number) != number || std::abs(number) > 9.0e18)
        return misfit("not a whole number");
    return Value(static_cast<std::int64_t>(number));
}

Result<Value> builtInJson(const Value& json, const Type& type)
{
    const Result<Value> whole = wholeNumber(json);
    switch (type.builtIn) {
    case BuiltIn::Int:
        if (whole && fitsInt(whole->asInteger()))
            return whole;
        break;
    case BuiltIn::Float:
        if (json.isNumber() && std::isfinite(json.asNumber()))
            return json;
        break;
    case BuiltIn::Boolean:
        if (json.isBoolean())
            return json;
        break;
    case BuiltIn::Id:
        if (whole)
            return Value(std::to_string(whole->asInteger()));
        [[fallthrough]];
    default:
        if (json.isString())
            return json;
    }
    return misfit(type.name + " cannot represent the value: " + toJson(json));
}

Result<Value> leafJson(const Value& json, const Type& type)
{
    if (type.kind == TypeKind::Enum) {
        if (json.isString() && type.findEnumValue(json.asString()))
            return json;
        return misfit("Value " + toJson(json) + " does not exist in \"" + type.name + "\" enum.");
    }
    return type.builtIn == BuiltIn::None ? coerceCustom(type, json) : builtInJson(json, type);
}

bool isMissing(const Literal& literal, const VariableValues* variables)
{
    return literal.kind == Literal::Kind::Variable && (!variables || variables->find(literal.text) == variables->end());
}

Result<Value> listLiteral(const Literal& literal, const TypeRef& type, const VariableValues* variables)
{
    Value::Array items;
    if (literal.kind != Literal::Kind::List) {
        Result<Value> only = coerceLiteral(literal, type.item(), variables);
        if (!only)
            return only;
        items.push_back(std::move(*only));
        return Value(std::move(items));
    }
    for (const Literal& item : literal.items) {
        if (isMissing(item, variables) && !type.item().isNonNull()) {
            items.emplace_back();
            continue;
        }
        Result<Value> value = coerceLiteral(item, type.item(), variables);
        if (!value)
            return below(value.error(), "[" + std::to_string(items.size()) + "]");
        items.push_back(std::move(*value));
    }
    return Value(std::move(items));
}

Result<> checkOneOf(const Type& type, const ValueObject& object)
{
    if (type.isOneOf && (object.size() != 1 || object.begin()->second.isNull()))
        return misfit("Exactly one key must be given for OneOf input object \"" + type.name +
                      "\", and it must not be null.");
    return {};
}

Error missingField(const Type& type, const InputValue& field)
{
    return misfit("Field \"" + type.name + "." + field.name + "\" of required type \"" + field.type.toString() +
                  "\" was not provided.");
}

Error unknownField(const Type& type, const std::string& name)
{
    return misfit("Field \"" + name + "\" is not defined by type \"" + type.name + "\".");
}

Result<Value> objectLiteral(const Literal& literal, const TypeRef& type, const VariableValues* variables)
{
    if (literal.kind != Literal::Kind::Object)
        return cannot(type, toText(literal));
    for (const LiteralMember& member : literal.members)
        if (!type.type->findInput(member.name))
            return unknownField(*type.type, member.name);
    ValueObject object;
    for (const InputValue& field : type.type->inputFields) {
        const Literal* given = literal.find(field.name);
        if (!given || isMissing(*given, variables)) {
            if (field.defaultValue)
                object.append(field.name, *field.defaultValue);
            else if (field.type.isNonNull())
                return missingField(*type.type, field);
            continue;
        }
        Result<Value> value = coerceLiteral(*given, field.type, variables);
        if (!value)
            return below(value.error(), field.name);
        object.append(field.name, std::move(*value));
    }
    if (const Result<> one = checkOneOf(*type.type, object); !one)
        return one.error();
    return Value(std::move(object));
}

Result<Value> listJson(const Value& json, const TypeRef& type)
{
    Value::Array items;
    if (!json.isArray()) {
        Result<Value> only = coerceJson(json, type.item());
        if (!only)
            return only;
        items.push_back(std::move(*only));
        return Value(std::move(items));
    }
    for (const Value& item : json.asArray()) {
        Result<Value> value = coerceJson(item, type.item());
        if (!value)
            return below(value.error(), "[" + std::to_string(items.size()) + "]");
        items.push_back(std::move(*value));
    }
    return Value(std::move(items));
}

Result<Value> objectJson(const Value& json, const TypeRef& type)
{
    if (!json.isObject())
        return misfit("Expected type \"" + type.type->name + "\" to be an object.");
    for (const auto& member : json.asObject())
        if (!type.type->findInput(member.first))
            return below(unknownField(*type.type, member.first), member.first);
    ValueObject object;
    for (const InputValue& field : type.type->inputFields) {
        const Value* given = json.find(field.name);
        if (!given) {
            if (field.defaultValue)
                object.append(field.name, *field.defaultValue);
            else if (field.type.isNonNull())
                return below(missingField(*type.type, field), field.name);
            continue;
        }
        Result<Value> value = coerceJson(*given, field.type);
        if (!value)
            return below(value.error(), field.name);
        object.append(field.name, std::move(*value));
    }
    if (const Result<> one = checkOneOf(*type.type, object); !one)
        return one.error();
    return Value(std::move(object));
}

} // namespace

Value untypedValue(const Literal& literal, const VariableValues* variables)
{
    using Kind = Literal::Kind;
    switch (literal.kind) {
    case Kind::Null:
        return {};
    case Kind::Variable:
        return isMissing(literal, variables) ? Value() : variables->find(literal.text)->second;
    case Kind::Int:
    case Kind::Float:
        return numberOf(literal);
    case Kind::Boolean:
        return literal.text == "true";
    case Kind::List: {
        Value::Array items;
        for (const Literal& item : literal.items)
            items.push_back(untypedValue(item, variables));
        return items;
    }
    case Kind::Object: {
        ValueObject object;
        for (const LiteralMember& member : literal.members)
            object.set(member.name, untypedValue(member.value, variables));
        return object;
    }
    default:
        return literal.text;
    }
}

Result<Value> coerceLeafLiteral(const Literal& literal, const Type& type, const VariableValues* variables)
{
    if (type.kind == TypeKind::Enum) {
        if (literal.kind == Literal::Kind::Enum && type.findEnumValue(literal.text))
            return Value(literal.text);
        return misfit("Enum \"" + type.name + "\" cannot represent the value: " + toText(literal) + ".");
    }
    if (type.builtIn == BuiltIn::None)
        return coerceCustom(type, untypedValue(literal, variables));
    return builtInLiteral(literal, type);
}

Result<Value> coerceLiteral(const Literal& literal, const TypeRef& type, const VariableValues* variables)
{
    if (literal.kind == Literal::Kind::Variable) {
        if (isMissing(literal, variables))
            return misfit("Variable \"$" + literal.text + "\" has no value.");
        const Value& value = variables->find(literal.text)->second;
        if (value.isNull() && type.isNonNull())
            return cannot(type, "null (variable \"$" + literal.text + "\")");
        return value;
    }
    if (literal.kind == Literal::Kind::Null)
        return type.isNonNull() ? Result<Value>(cannot(type, "null")) : Result<Value>(Value());
    if (type.isList())
        return listLiteral(literal, type, variables);
    if (type.type->kind == TypeKind::InputObject)
        return objectLiteral(literal, type, variables);
    return coerceLeafLiteral(literal, *type.type, variables);
}

Result<Value> coerceJson(const Value& json, const TypeRef& type)
{
    if (json.isNull()) {
        if (type.isNonNull())
            return misfit("Expected non-nullable type \"" + type.toString() + "\" not to be null.");
        return Value();
    }
    if (type.isList())
        return listJson(json, type);
    return type.type->kind == TypeKind::InputObject ? objectJson(json, type) : leafJson(json, *type.type);
}

Result<Value> coerceArguments(const std::deque<InputValue>& definitions, const std::vector<Argument>& given,
                              const VariableValues* variables)
{
    ValueObject object;
    for (const InputValue& definition : definitions) {
        const Argument* argument = nullptr;
        for (const Argument& one : given)
            if (one.name == definition.name)
                argument = &one;
        if (!argument || isMissing(argument->value, variables)) {
            if (definition.defaultValue)
                object.append(definition.name, *definition.defaultValue);
            else if (definition.type.isNonNull())
                return misfit("Argument \"" + definition.name + "\" of required type \"" + definition.type.toString() +
                              "\" was not provided.");
            continue;
        }
        Result<Value> value = coerceLiteral(argument->value, definition.type, variables);
        if (!value) {
            Error error = below(value.error(), definition.name);
            error.message = "Argument \"" + definition.name + "\" has an invalid value. " + error.message;
            return error;
        }
        object.append(definition.name, std::move(*value));
    }
    return Value(std::move(object));
}

} // namespace campaign::graphql
