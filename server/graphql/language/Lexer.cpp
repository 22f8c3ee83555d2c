// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/language/Lexer.h"

#include "server/core/Text.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <limits>

namespace campaign::graphql {

namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isNameStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool isNamePart(char c)
{
    return isNameStart(c) || isDigit(c);
}

int hexDigit(char c)
{
    if (isDigit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

void appendCodePoint(std::string& out, char32_t point)
{
    if (point < 0x80) {
        out += static_cast<char>(point);
        return;
    }
    if (point < 0x800) {
        out += static_cast<char>(0xC0 | (point >> 6));
    } else {
        if (point < 0x10000) {
            out += static_cast<char>(0xE0 | (point >> 12));
        } else {
            out += static_cast<char>(0xF0 | (point >> 18));
            out += static_cast<char>(0x80 | ((point >> 12) & 0x3F));
        }
        out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
    }
    out += static_cast<char>(0x80 | (point & 0x3F));
}

/// The character at a place as messages show it: `"x"`, `U+00A0`, `<EOF>`.
std::string shown(std::string_view source, std::size_t position)
{
    if (position >= source.size())
        return "<EOF>";
    const auto c = static_cast<unsigned char>(source[position]);
    if (c >= 0x20 && c < 0x7F)
        return c == '"' ? "'\"'" : std::string("\"") + source[position] + '"';
    const std::u16string units = toUtf16(source.substr(position, 4));
    char32_t point = units.empty() ? 0xFFFD : units[0];
    if (point >= 0xD800 && point < 0xDC00 && units.size() > 1)
        point = 0x10000 + ((point - 0xD800) << 10) + (units[1] - 0xDC00);
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "U+%04X", static_cast<unsigned>(point));
    return text.data();
}

constexpr std::array<std::string_view, 21> kindNames = {
    "<EOF>", "\"!\"", "\"$\"", "\"&\"", "\"(\"", "\")\"", "\"...\"", "\":\"",  "\"=\"",       "\"@\"",  "\"[\"",
    "\"]\"", "\"{\"", "\"|\"", "\"}\"", "Name",  "Int",   "Float",   "String", "BlockString", "failure"};

} // namespace

std::string_view describe(TokenKind kind)
{
    return kindNames[static_cast<std::size_t>(kind)];
}

std::string describe(const Token& token, std::string_view source)
{
    std::string text(describe(token.kind));
    if (token.kind == TokenKind::String || token.kind == TokenKind::BlockString)
        return text + " \"" + token.text + '"';
    if (token.kind == TokenKind::Name || token.kind == TokenKind::Int || token.kind == TokenKind::Float)
        return text + " \"" + std::string(source.substr(token.start, token.end - token.start)) + '"';
    return text;
}

Token Lexer::token(TokenKind kind, std::size_t start) const
{
    return {kind, static_cast<Position>(start), static_cast<Position>(m_position), {}};
}

Token Lexer::failureAt(std::size_t position, std::string message) const
{
    const auto place = static_cast<Position>(position);
    return {TokenKind::Failure, place, place, std::move(message)};
}

void Lexer::skipIgnored()
{
    while (m_position < m_source.size()) {
        const char c = m_source[m_position];
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',') {
            ++m_position;
        } else if (c == '#') {
            m_position = std::min(m_source.find_first_of("\r\n", m_position), m_source.size());
        } else if (startsWith(byteOrderMark)) {
            m_position += byteOrderMark.size();
        } else {
            return;
        }
    }
}

Token Lexer::next()
{
    skipIgnored();
    if (m_position >= m_source.size())
        return token(TokenKind::End, m_source.size());
    const char c = m_source[m_position];
    if (isNameStart(c))
        return name();
    if (isDigit(c) || c == '-')
        return number();
    if (c == '"')
        return startsWith("\"\"\"") ? blockString() : string();
    return punctuator(c);
}

Token Lexer::punctuator(char c)
{
    static constexpr std::string_view marks = "!$&():=@[]{|}";
    static constexpr std::array kinds = {TokenKind::Bang,
                                         TokenKind::Dollar,
                                         TokenKind::Ampersand,
                                         TokenKind::ParenthesisOpen,
                                         TokenKind::ParenthesisClose,
                                         TokenKind::Colon,
                                         TokenKind::Equals,
                                         TokenKind::At,
                                         TokenKind::BracketOpen,
                                         TokenKind::BracketClose,
                                         TokenKind::BraceOpen,
                                         TokenKind::Pipe,
                                         TokenKind::BraceClose};
    const std::size_t start = m_position;
    if (startsWith("...")) {
        m_position += 3;
        return token(TokenKind::Spread, start);
    }
    if (const std::size_t mark = marks.find(c); mark != std::string_view::npos) {
        ++m_position;
        return token(kinds[mark], start);
    }
    if (c == '\'')
        return failureAt(start, "Unexpected single quote character ('), strings stand in double quotes (\").");
    return failureAt(start, "Unexpected character: " + shown(m_source, start) + ".");
}

Token Lexer::name()
{
    const std::size_t start = m_position;
    while (m_position < m_source.size() && isNamePart(m_source[m_position]))
        ++m_position;
    return token(TokenKind::Name, start);
}

bool Lexer::digits(Token& failure)
{
    if (!isDigit(at(m_position))) {
        failure = failureAt(m_position, "Invalid number, expected digit but got: " + shown(m_source, m_position) + ".");
        return false;
    }
    while (isDigit(at(m_position)))
        ++m_position;
    return true;
}

Token Lexer::number()
{
    const std::size_t start = m_position;
    TokenKind kind = TokenKind::Int;
    Token failure;
    if (at(m_position) == '-')
        ++m_position;
    if (at(m_position) == '0') {
        ++m_position;
        if (isDigit(at(m_position)))
            return failureAt(m_position,
                             "Invalid number, unexpected digit after 0: " + shown(m_source, m_position) + ".");
    } else if (!digits(failure)) {
        return failure;
    }
    if (at(m_position) == '.') {
        kind = TokenKind::Float;
        ++m_position;
        if (!digits(failure))
            return failure;
    }
    if (at(m_position) == 'e' || at(m_position) == 'E') {
        kind = TokenKind::Float;
        ++m_position;
        if (at(m_position) == '+' || at(m_position) == '-')
            ++m_position;
        if (!digits(failure))
            return failure;
    }
    // A number is never glued to what follows (https://spec.graphql.org/September2025/#sec-Int-Value).
    if (at(m_position) == '.' || isNameStart(at(m_position)))
        return failureAt(m_position, "Invalid number, expected digit but got: " + shown(m_source, m_position) + ".");
    return token(kind, start);
}

Token Lexer::string()
{
    const std::size_t start = m_position++;
    std::string value;
    Token failure;
    while (m_position < m_source.size()) {
        const char c = m_source[m_position];
        if (c == '"') {
            ++m_position;
            Token result = token(TokenKind::String, start);
            result.text = std::move(value);
            return result;
        }
        if (c == '\n' || c == '\r')
            break;
        if (c == '\\') {
            if (!escape(value, failure))
                return failure;
        } else {
            value += c;
            ++m_position;
        }
    }
    return failureAt(m_position, "Unterminated string.");
}

bool Lexer::escape(std::string& value, Token& failure)
{
    static constexpr std::string_view letters = "\"\\/bfnrt";
    static constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    const char letter = at(m_position + 1);
    if (letter == 'u')
        return at(m_position + 2) == '{' ? bracedEscape(value, failure) : unicodeEscape(value, failure);
    const std::size_t index = letter == '\0' ? std::string_view::npos : letters.find(letter);
    if (index == std::string_view::npos) {
        const std::string written(m_source.substr(m_position, 2));
        failure = failureAt(m_position, "Invalid character escape sequence: \"" + written + "\".");
        return false;
    }
    value += meanings[index];
    m_position += 2;
    return true;
}

int Lexer::fourDigits(std::size_t position) const
{
    int value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const int digit = hexDigit(at(position + i));
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

bool Lexer::unicodeEscape(std::string& value, Token& failure)
{
    const int unit = fourDigits(m_position + 2);
    if (unit >= 0 && (unit < 0xD800 || unit > 0xDFFF)) {
        appendCodePoint(value, static_cast<char32_t>(unit));
        m_position += 6;
        return true;
    }
    // A leading surrogate counts together with the trailing one that follows it.
    if (unit >= 0xD800 && unit < 0xDC00 && at(m_position + 6) == '\\' && at(m_position + 7) == 'u') {
        const int trailing = fourDigits(m_position + 8);
        if (trailing >= 0xDC00 && trailing <= 0xDFFF) {
            appendCodePoint(value, static_cast<char32_t>(0x10000 + ((unit - 0xD800) << 10) + (trailing - 0xDC00)));
            m_position += 12;
            return true;
        }
    }
    const std::string written(m_source.substr(m_position, 6));
    failure = failureAt(m_position, "Invalid Unicode escape sequence: \"" + written + "\".");
    return false;
}

bool Lexer::bracedEscape(std::string& value, Token& failure)
{
    std::size_t end = m_position + 3;
    std::uint64_t point = 0;
    while (hexDigit(at(end)) >= 0 && end - m_position < 12)
        point = point * 16 + static_cast<std::uint64_t>(hexDigit(at(end++)));
    const std::size_t count = end - m_position - 3;
    const bool scalar = point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
    if (count == 0 || count > 8 || at(end) != '}' || !scalar) {
        const std::string written(m_source.substr(m_position, end - m_position + 1));
        failure = failureAt(m_position, "Invalid Unicode escape sequence: \"" + written + "\".");
        return false;
    }
    appendCodePoint(value, static_cast<char32_t>(point));
    m_position = end + 1;
    return true;
}

Token Lexer::blockString()
{
    const std::size_t start = m_position;
    m_position += 3;
    std::string raw;
    while (m_position < m_source.size()) {
        if (startsWith("\"\"\"")) {
            m_position += 3;
            Token result = token(TokenKind::BlockString, start);
            result.text = dedentBlock(raw);
            return result;
        }
        if (startsWith("\\\"\"\"")) {
            raw += "\"\"\"";
            m_position += 4;
        } else {
            raw += m_source[m_position++];
        }
    }
    return failureAt(m_position, "Unterminated string.");
}

namespace {

std::vector<std::string_view> splitLines(std::string_view text)
{
    std::vector<std::string_view> lines;
    std::size_t start = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\n' && text[i] != '\r')
            continue;
        lines.push_back(text.substr(start, i - start));
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n')
            ++i;
        start = i + 1;
    }
    lines.push_back(text.substr(start));
    return lines;
}

} // namespace

std::string dedentBlock(std::string_view raw)
{
    std::vector<std::string_view> lines = splitLines(raw);
    std::size_t indent = std::numeric_limits<std::size_t>::max();
    std::size_t first = lines.size();
    std::size_t last = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::size_t blanks = lines[i].find_first_not_of(" \t");
        if (blanks == std::string_view::npos)
            continue;
        first = std::min(first, i);
        last = i + 1;
        if (i > 0)
            indent = std::min(indent, blanks);
    }
    std::string text;
    for (std::size_t i = first; i < last; ++i) {
        if (i > first)
            text += '\n';
        text += i == 0 ? lines[i] : lines[i].substr(std::min(indent, lines[i].size()));
    }
    return text;
}

} // namespace campaign::graphql
