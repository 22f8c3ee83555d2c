// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/language/GraphqlError.h"

#include "server/core/Json.h"

#include <utility>

namespace campaign::graphql {

GraphqlError makeError(std::string message, std::string_view code)
{
    GraphqlError error;
    error.message = std::move(message);
    error.extensions.set("code", Value(code));
    return error;
}

void appendErrorJson(std::string& out, const GraphqlError& error)
{
    ValueObject object;
    object.append("message", error.message);
    Value::Array locations;
    for (const TextPosition& place : error.locations)
        locations.push_back(Value(ValueObject{{"line", Value(place.line)}, {"column", Value(place.column)}}));
    if (!locations.empty())
        object.append("locations", std::move(locations));
    if (!error.path.empty())
        object.append("path", error.path);
    if (!error.extensions.empty())
        object.append("extensions", error.extensions);
    appendJson(out, object);
}

} // namespace campaign::graphql
