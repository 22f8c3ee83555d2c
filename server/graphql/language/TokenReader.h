// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/graphql/language/Lexer.h"
#include "server/graphql/language/Parser.h"

namespace campaign::graphql {

/// The tokens of one text with one of look-ahead, and the productions that executable and type-system definitions
/// share. The first failure sticks: afterwards no token matches anything, so that all loops and recursions end.
class TokenReader
{
public:
    TokenReader(std::string_view source, const ParseLimits& limits);

    const Token& token() const { return m_token; }
    /// The token after the current one.
    Token following() const;
    bool is(TokenKind kind) const { return m_token.kind == kind; }
    bool isWord(std::string_view word) const { return is(TokenKind::Name) && this->word(m_token) == word; }
    bool isString() const { return is(TokenKind::String) || is(TokenKind::BlockString); }
    /// The text of a name token, "" for other kinds.
    std::string_view word(const Token& token) const;

    void advance();
    bool accept(TokenKind kind);
    bool acceptWord(std::string_view word);
    void expect(TokenKind kind);
    void expectWord(std::string_view word);
    /// Between the members of a non-empty list: false at its closing token (taken) and after a failure.
    bool more(TokenKind close) { return !accept(close) && !failed(); }

    std::string_view name();
    Literal literal(bool constant);
    TypeSyntax typeSyntax();
    std::vector<Argument> arguments(bool constant);
    std::vector<DirectiveUse> directives(bool constant);

    void fail(std::string message);
    void unexpected() { unexpected(m_token); }
    void unexpected(const Token& token);
    bool failed() const { return m_failed; }
    const std::string& message() const { return m_message; }
    Position failurePosition() const { return m_failurePosition; }

    /// Counts one level of nesting for as long as it lives; too many fail the reader.
    class Level
    {
    public:
        explicit Level(TokenReader& tokens)
            : m_tokens(tokens)
        {
            if (++m_tokens.m_depth > m_tokens.m_limits.depth)
                m_tokens.fail("The document exceeds the nesting depth of " + std::to_string(m_tokens.m_limits.depth) +
                              ".");
        }
        ~Level() { --m_tokens.m_depth; }
        Level(const Level&) = delete;
        Level& operator=(const Level&) = delete;

    private:
        TokenReader& m_tokens;
    };

private:
    void failAt(Position position, std::string message);
    Literal wordLiteral();
    Literal variableLiteral(bool constant);
    Literal listLiteral(bool constant);
    Literal objectLiteral(bool constant);

    std::string_view m_source;
    ParseLimits m_limits;
    Lexer m_lexer;
    Token m_token;
    std::size_t m_tokenCount = 0;
    int m_depth = 0;
    bool m_failed = false;
    std::string m_message;
    Position m_failurePosition = 0;
};

} // namespace campaign::graphql
