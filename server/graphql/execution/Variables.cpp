// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/execution/Variables.h"

#include "server/core/Json.h"

namespace campaign::graphql {

namespace {

GraphqlError badVariable(const Document& document, const VariableDefinition& variable, std::string message)
{
    GraphqlError error = makeError(std::move(message), "BAD_USER_INPUT");
    error.locations.push_back(positionAt(*document.source, variable.position));
    return error;
}

std::string shortJson(const Value& value)
{
    std::string text = toJson(value);
    if (text.size() > 200) {
        std::size_t end = 200;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
            --end;
        text = text.substr(0, end) + "…";
    }
    return text;
}

std::string invalidValue(const VariableDefinition& variable, const Value& given, const Error& problem)
{
    const std::string name = "\"$" + std::string(variable.name) + "\"";
    const bool inner = !problem.path.empty();
    const std::string dot = inner && problem.path.front() != '[' ? "." : "";
    const std::string place = inner ? " at \"" + std::string(variable.name) + dot + problem.path + "\"" : "";
    return "Variable " + name + " got invalid value " + shortJson(given) + place + "; " + problem.message;
}

} // namespace

VariableValues coerceVariables(const Schema& schema, const Document& document, const Operation& operation,
                               const Value& given, std::vector<GraphqlError>& errors)
{
    VariableValues values;
    for (const VariableDefinition& variable : operation.variables) {
        const TypeRef type = schema.resolve(variable.type);
        const std::string name(variable.name);
        const Value* json = given.find(name);
        Result<Value> value = json                    ? coerceJson(*json, type)
                              : variable.defaultValue ? coerceLiteral(*variable.defaultValue, type, nullptr)
                                                      : Result<Value>(Value());
        if (!json && !variable.defaultValue) {
            if (type.isNonNull())
                errors.push_back(badVariable(document, variable,
                                             "Variable \"$" + name + "\" of required type \"" + type.toString() +
                                                 "\" was not provided."));
            continue;
        }
        if (value)
            values.emplace(name, std::move(*value));
        else
            errors.push_back(
                badVariable(document, variable, invalidValue(variable, json ? *json : Value(), value.error())));
        if (!value && !value.error().path.empty())
            errors.back().extensions.set("inputPath", Value(name + "." + value.error().path));
    }
    return values;
}

} // namespace campaign::graphql
