// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "server/graphql/language/Document.h"
#include "server/graphql/language/GraphqlError.h"

namespace campaign::graphql {

/// Bounds of the parser: nesting of braces and brackets, and tokens in all. Beyond them the text is a syntax error.
struct ParseLimits
{
    int depth = 400;
    std::size_t tokens = 200'000;
};

/// The document, or the one syntax error that stopped the reading.
struct ParseOutcome
{
    Document document;
    std::optional<GraphqlError> error;
};

/// Reads executable documents by the September 2025 grammar (as graphql-js 16 reads it); type-system definitions are
/// parsed and noted. Any thread.
ParseOutcome parseDocument(std::string text, const ParseLimits& limits);
ParseOutcome parseDocument(std::string text);

/// Reads one constant value, such as a default: `50`, `[RED]`, `{a: 1}`.
Result<Literal> parseConstant(std::string_view text);

/// A type reference such as `[Settlement!]!`, read apart from a document; `name` is a view into `text`.
Result<TypeSyntax> parseTypeSyntax(std::string_view text);

} // namespace campaign::graphql
