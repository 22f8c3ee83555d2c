// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/graphql/language/GraphqlError.h"
#include "server/graphql/schema/Coercion.h"
#include "server/graphql/schema/Schema.h"

namespace campaign::graphql {

/// Coerces a request's variables for an operation (https://spec.graphql.org/September2025/#CoerceVariableValues()).
/// `given` is an object or null; members the operation does not declare are ignored. What does not fit is appended to
/// `errors`.
VariableValues coerceVariables(const Schema& schema, const Document& document, const Operation& operation,
                               const Value& given, std::vector<GraphqlError>& errors);

} // namespace campaign::graphql
