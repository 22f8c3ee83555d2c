// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/graphql/language/TokenReader.h"

namespace campaign::graphql {

/// Reads type-system definitions and extensions (https://spec.graphql.org/September2025/#sec-Type-System) for their
/// grammar alone: a server does not execute them, but must tell a syntax error from one of validation.
class TypeSystemReader
{
public:
    TypeSystemReader(TokenReader& tokens, Document& document)
        : m_tokens(tokens)
        , m_document(document)
    {
    }

    /// Whether a definition starts with this word.
    static bool begins(std::string_view word);
    void definition(bool described);
    void extension();

private:
    // Each content function reads what follows the keyword and says whether there was anything.
    bool schemaContent(bool required);
    bool unionContent();
    bool enumContent();
    void directive();
    void directiveLocation();
    bool content(std::string_view keyword);
    bool implements();
    bool fields();
    void field();
    bool inputValues(TokenKind open, TokenKind close);
    void inputValue();
    void description();

    TokenReader& m_tokens;
    Document& m_document;
};

} // namespace campaign::graphql
