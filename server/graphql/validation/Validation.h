// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/graphql/language/GraphqlError.h"
#include "server/graphql/schema/Schema.h"

namespace campaign::graphql {

/// Checks a whole document against a schema by all rules of https://spec.graphql.org/September2025/#sec-Validation and
/// graphql-js' MaxIntrospectionDepth; accepts and refuses as graphql-js 16 does. Empty when the document is valid; at
/// most 100 errors. Errors after those of the first kind that makes others pointless (unknown names before merging) are
/// not looked for.
std::vector<GraphqlError> validate(const Schema& schema, const Document& document);

} // namespace campaign::graphql
