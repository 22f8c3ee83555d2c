// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/graphql/language/Document.h"
#include "server/graphql/schema/Type.h"

#include <map>

/// Input coercion (https://spec.graphql.org/September2025/#sec-Input-Values). Coerced values: enums are their names,
/// input objects have their fields in the order of the type, with defaults filled in and absent fields absent.
namespace campaign::graphql {

/// Coerced variables by name; an absent one was not given and has no default.
using VariableValues = std::map<std::string, Value, std::less<>>;

/// A literal as a value of the type. `variables` may be null where the literal is constant.
Result<Value> coerceLiteral(const Literal& literal, const TypeRef& type, const VariableValues* variables);
/// A JSON value (from a request's variables) as a value of the type; Error::path says where it does not fit ("" =
/// whole).
Result<Value> coerceJson(const Value& json, const TypeRef& type);
/// The arguments of a field or directive: an object in the order of the definitions.
Result<Value> coerceArguments(const std::deque<InputValue>& definitions, const std::vector<Argument>& given,
                              const VariableValues* variables);
/// What a literal says without a type; variables that are absent become null.
Value untypedValue(const Literal& literal, const VariableValues* variables);
/// A literal of a scalar or enum type.
Result<Value> coerceLeafLiteral(const Literal& literal, const Type& type, const VariableValues* variables);

/// A coerced value as a GraphQL literal of the type: enums bare, whole-number IDs without quotes.
std::string toLiteralText(const Value& value, const TypeRef& type);

} // namespace campaign::graphql
