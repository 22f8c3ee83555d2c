// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/language/TokenReader.h"

namespace campaign::graphql {

namespace {
constexpr int maximalListDepth = 30; // what fits TypeSyntax::nonNull
}

TokenReader::TokenReader(std::string_view source, const ParseLimits& limits)
    : m_source(source)
    , m_limits(limits)
    , m_lexer(source)
{
    advance();
}

Token TokenReader::following() const
{
    Lexer lexer = m_lexer;
    return lexer.next();
}

std::string_view TokenReader::word(const Token& token) const
{
    return token.kind == TokenKind::Name ? m_source.substr(token.start, token.end - token.start) : std::string_view();
}

void TokenReader::advance()
{
    if (m_failed)
        return;
    m_token = m_lexer.next();
    if (is(TokenKind::Failure))
        failAt(m_token.start, m_token.text);
    else if (++m_tokenCount > m_limits.tokens)
        fail("The document contains more than " + std::to_string(m_limits.tokens) + " tokens.");
}

void TokenReader::failAt(Position position, std::string message)
{
    if (m_failed)
        return;
    m_failed = true;
    m_message = std::move(message);
    m_failurePosition = position;
    m_token = Token{TokenKind::Failure, position, position, {}};
}

void TokenReader::fail(std::string message)
{
    failAt(m_token.start, std::move(message));
}

void TokenReader::unexpected(const Token& token)
{
    if (token.kind == TokenKind::Failure)
        return failAt(token.start, token.text);
    failAt(token.start, "Unexpected " + describe(token, m_source) + ".");
}

bool TokenReader::accept(TokenKind kind)
{
    if (!is(kind))
        return false;
    advance();
    return true;
}

bool TokenReader::acceptWord(std::string_view word)
{
    if (!isWord(word))
        return false;
    advance();
    return true;
}

void TokenReader::expect(TokenKind kind)
{
    if (m_failed || accept(kind))
        return;
    fail("Expected " + std::string(describe(kind)) + ", found " + describe(m_token, m_source) + ".");
}

void TokenReader::expectWord(std::string_view word)
{
    if (m_failed || acceptWord(word))
        return;
    fail("Expected \"" + std::string(word) + "\", found " + describe(m_token, m_source) + ".");
}

std::string_view TokenReader::name()
{
    const std::string_view text = word(m_token);
    expect(TokenKind::Name);
    return text;
}

TypeSyntax TokenReader::typeSyntax()
{
    int depth = 0;
    while (is(TokenKind::BracketOpen) && depth <= maximalListDepth) {
        advance();
        ++depth;
    }
    TypeSyntax type;
    type.listDepth = depth;
    if (depth > maximalListDepth) {
        fail("The type exceeds the nesting depth of " + std::to_string(maximalListDepth) + ".");
        return type;
    }
    type.position = m_token.start;
    type.name = name();
    if (accept(TokenKind::Bang))
        type.nonNull |= 1u << depth;
    for (int level = depth - 1; level >= 0; --level) {
        expect(TokenKind::BracketClose);
        if (accept(TokenKind::Bang))
            type.nonNull |= 1u << level;
    }
    return type;
}

std::vector<Argument> TokenReader::arguments(bool constant)
{
    std::vector<Argument> arguments;
    if (!accept(TokenKind::ParenthesisOpen))
        return arguments;
    do {
        Argument argument;
        argument.position = m_token.start;
        argument.name = name();
        expect(TokenKind::Colon);
        argument.value = literal(constant);
        arguments.push_back(std::move(argument));
    } while (more(TokenKind::ParenthesisClose));
    return arguments;
}

std::vector<DirectiveUse> TokenReader::directives(bool constant)
{
    std::vector<DirectiveUse> directives;
    while (is(TokenKind::At)) {
        DirectiveUse directive;
        directive.position = m_token.start;
        advance();
        directive.name = name();
        directive.arguments = arguments(constant);
        directives.push_back(std::move(directive));
    }
    return directives;
}

Literal TokenReader::literal(bool constant)
{
    switch (m_token.kind) {
    case TokenKind::BracketOpen:
        return listLiteral(constant);
    case TokenKind::BraceOpen:
        return objectLiteral(constant);
    case TokenKind::Dollar:
        return variableLiteral(constant);
    case TokenKind::Name:
        return wordLiteral();
    case TokenKind::Int:
    case TokenKind::Float:
    case TokenKind::String:
    case TokenKind::BlockString:
        break;
    default:
        if (!m_failed)
            unexpected();
        return {};
    }
    Literal literal;
    literal.position = m_token.start;
    const bool number = is(TokenKind::Int) || is(TokenKind::Float);
    literal.kind = is(TokenKind::Int) ? Literal::Kind::Int : number ? Literal::Kind::Float : Literal::Kind::String;
    literal.text = number ? std::string(m_source.substr(m_token.start, m_token.end - m_token.start)) : m_token.text;
    advance();
    return literal;
}

Literal TokenReader::wordLiteral()
{
    Literal literal;
    literal.position = m_token.start;
    literal.text = std::string(name());
    literal.kind = literal.text == "null"                              ? Literal::Kind::Null
                   : literal.text == "true" || literal.text == "false" ? Literal::Kind::Boolean
                                                                       : Literal::Kind::Enum;
    return literal;
}

Literal TokenReader::variableLiteral(bool constant)
{
    Literal literal;
    literal.kind = Literal::Kind::Variable;
    literal.position = m_token.start;
    const Token dollar = m_token;
    advance();
    if (!constant) {
        literal.text = std::string(name());
        return literal;
    }
    if (is(TokenKind::Name))
        failAt(dollar.start, "Unexpected variable \"$" + std::string(word(m_token)) + "\" in constant value.");
    else
        unexpected(dollar);
    return literal;
}

Literal TokenReader::listLiteral(bool constant)
{
    Literal list;
    list.kind = Literal::Kind::List;
    list.position = m_token.start;
    const Level level(*this);
    advance();
    while (more(TokenKind::BracketClose))
        list.items.push_back(literal(constant));
    return list;
}

Literal TokenReader::objectLiteral(bool constant)
{
    Literal object;
    object.kind = Literal::Kind::Object;
    object.position = m_token.start;
    const Level level(*this);
    advance();
    while (more(TokenKind::BraceClose)) {
        LiteralMember member;
        member.position = m_token.start;
        member.name = std::string(name());
        expect(TokenKind::Colon);
        member.value = literal(constant);
        object.members.push_back(std::move(member));
    }
    return object;
}

} // namespace campaign::graphql
