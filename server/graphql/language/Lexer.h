// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/graphql/language/Document.h"

namespace campaign::graphql {

enum class TokenKind : std::uint8_t {
    End,
    Bang,
    Dollar,
    Ampersand,
    ParenthesisOpen,
    ParenthesisClose,
    Spread,
    Colon,
    Equals,
    At,
    BracketOpen,
    BracketClose,
    BraceOpen,
    Pipe,
    BraceClose,
    Name,
    Int,
    Float,
    String,
    BlockString,
    Failure ///< not a token: `text` is the message, `start` the place
};

struct Token
{
    TokenKind kind = TokenKind::End;
    Position start = 0;
    Position end = 0;
    /// The value of a string (escapes resolved, block strings dedented) or the message of a failure.
    std::string text;
};

/// The token as messages name it: `Name "id"`, `")"`, `<EOF>`.
std::string describe(const Token& token, std::string_view source);
std::string_view describe(TokenKind kind);

/// Cuts UTF-8 text into tokens by https://spec.graphql.org/September2025/#sec-Lexical-Tokens. Copying it is a cheap
/// bookmark.
class Lexer
{
public:
    explicit Lexer(std::string_view source)
        : m_source(source)
    {
    }

    Token next();

private:
    void skipIgnored();
    Token punctuator(char c);
    Token name();
    Token number();
    Token string();
    Token blockString();
    bool digits(Token& failure);
    bool escape(std::string& value, Token& failure);
    bool unicodeEscape(std::string& value, Token& failure);
    bool bracedEscape(std::string& value, Token& failure);
    int fourDigits(std::size_t at) const;
    Token failureAt(std::size_t position, std::string message) const;
    Token token(TokenKind kind, std::size_t start) const;
    char at(std::size_t position) const { return position < m_source.size() ? m_source[position] : '\0'; }
    bool startsWith(std::string_view text) const { return m_source.substr(m_position, text.size()) == text; }

    std::string_view m_source;
    std::size_t m_position = 0;
};

/// A block string's value from its raw lines (https://spec.graphql.org/September2025/#BlockStringValue()).
std::string dedentBlock(std::string_view raw);

} // namespace campaign::graphql
