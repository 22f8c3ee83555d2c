// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Text.h"
#include "server/core/Value.h"

#include <string>
#include <vector>

namespace campaign::graphql {

/// One entry of a response's `errors` (https://spec.graphql.org/September2025/#sec-Errors). `path` holds field names
/// and list indices and is empty for what fails before execution; `extensions` has at least `code`.
struct GraphqlError
{
    std::string message;
    std::vector<TextPosition> locations;
    std::vector<Value> path;
    ValueObject extensions;
};

/// An error with a code alone.
GraphqlError makeError(std::string message, std::string_view code);
void appendErrorJson(std::string& out, const GraphqlError& error);

} // namespace campaign::graphql
