// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/language/TypeSystemReader.h"

#include <algorithm>
#include <array>

namespace campaign::graphql {

namespace {

constexpr std::array<std::string_view, 8> keywords = {"schema", "scalar", "type",  "interface",
                                                      "union",  "enum",   "input", "directive"};
constexpr std::array<std::string_view, 19> directiveLocations = {"QUERY",
                                                                 "MUTATION",
                                                                 "SUBSCRIPTION",
                                                                 "FIELD",
                                                                 "FRAGMENT_DEFINITION",
                                                                 "FRAGMENT_SPREAD",
                                                                 "INLINE_FRAGMENT",
                                                                 "VARIABLE_DEFINITION",
                                                                 "SCHEMA",
                                                                 "SCALAR",
                                                                 "OBJECT",
                                                                 "FIELD_DEFINITION",
                                                                 "ARGUMENT_DEFINITION",
                                                                 "INTERFACE",
                                                                 "UNION",
                                                                 "ENUM",
                                                                 "ENUM_VALUE",
                                                                 "INPUT_OBJECT",
                                                                 "INPUT_FIELD_DEFINITION"};

} // namespace

bool TypeSystemReader::begins(std::string_view word)
{
    return std::find(keywords.begin(), keywords.end(), word) != keywords.end();
}

void TypeSystemReader::description()
{
    if (m_tokens.isString())
        m_tokens.advance();
}

void TypeSystemReader::definition(bool described)
{
    TypeSystemDefinition definition;
    definition.position = m_tokens.token().start;
    if (described)
        m_tokens.advance();
    const std::string_view keyword = m_tokens.name();
    if (keyword == "directive") {
        directive();
    } else if (keyword == "schema") {
        m_tokens.directives(true);
        schemaContent(true);
    } else {
        definition.name = m_tokens.name();
        content(keyword);
    }
    m_document.typeSystem.push_back(definition);
}

void TypeSystemReader::extension()
{
    TypeSystemDefinition definition;
    definition.position = m_tokens.token().start;
    const Token after = m_tokens.following();
    const std::string_view keyword = m_tokens.word(after);
    if (!begins(keyword) || keyword == "directive")
        return m_tokens.unexpected(after);
    m_tokens.advance();
    m_tokens.advance();
    bool any = false;
    if (keyword == "schema") {
        any = !m_tokens.directives(true).empty();
        any = schemaContent(false) || any;
    } else {
        definition.name = m_tokens.name();
        any = content(keyword);
    }
    if (!any && !m_tokens.failed())
        m_tokens.unexpected();
    m_document.typeSystem.push_back(definition);
}

bool TypeSystemReader::content(std::string_view keyword)
{
    bool any = (keyword == "type" || keyword == "interface") && implements();
    any = !m_tokens.directives(true).empty() || any;
    if (keyword == "type" || keyword == "interface")
        return fields() || any;
    if (keyword == "union")
        return unionContent() || any;
    if (keyword == "enum")
        return enumContent() || any;
    if (keyword == "input")
        return inputValues(TokenKind::BraceOpen, TokenKind::BraceClose) || any;
    return any;
}

bool TypeSystemReader::schemaContent(bool required)
{
    if (!required && !m_tokens.is(TokenKind::BraceOpen))
        return false;
    m_tokens.expect(TokenKind::BraceOpen);
    if (m_tokens.failed())
        return false;
    do {
        if (!m_tokens.isWord("query") && !m_tokens.isWord("mutation") && !m_tokens.isWord("subscription") &&
            m_tokens.is(TokenKind::Name))
            m_tokens.unexpected();
        m_tokens.name();
        m_tokens.expect(TokenKind::Colon);
        m_tokens.name();
    } while (m_tokens.more(TokenKind::BraceClose));
    return true;
}

bool TypeSystemReader::implements()
{
    if (!m_tokens.acceptWord("implements"))
        return false;
    m_tokens.accept(TokenKind::Ampersand);
    do
        m_tokens.name();
    while (m_tokens.accept(TokenKind::Ampersand));
    return true;
}

bool TypeSystemReader::fields()
{
    if (!m_tokens.accept(TokenKind::BraceOpen))
        return false;
    do
        field();
    while (m_tokens.more(TokenKind::BraceClose));
    return true;
}

void TypeSystemReader::field()
{
    description();
    m_tokens.name();
    inputValues(TokenKind::ParenthesisOpen, TokenKind::ParenthesisClose);
    m_tokens.expect(TokenKind::Colon);
    m_tokens.typeSyntax();
    m_tokens.directives(true);
}

bool TypeSystemReader::inputValues(TokenKind open, TokenKind close)
{
    if (!m_tokens.accept(open))
        return false;
    do
        inputValue();
    while (m_tokens.more(close));
    return true;
}

void TypeSystemReader::inputValue()
{
    description();
    m_tokens.name();
    m_tokens.expect(TokenKind::Colon);
    m_tokens.typeSyntax();
    if (m_tokens.accept(TokenKind::Equals))
        m_tokens.literal(true);
    m_tokens.directives(true);
}

bool TypeSystemReader::unionContent()
{
    if (!m_tokens.accept(TokenKind::Equals))
        return false;
    m_tokens.accept(TokenKind::Pipe);
    do
        m_tokens.name();
    while (m_tokens.accept(TokenKind::Pipe));
    return true;
}

bool TypeSystemReader::enumContent()
{
    if (!m_tokens.accept(TokenKind::BraceOpen))
        return false;
    do {
        description();
        if (m_tokens.isWord("true") || m_tokens.isWord("false") || m_tokens.isWord("null"))
            m_tokens.fail("The name is reserved and cannot be used for an enum value.");
        m_tokens.name();
        m_tokens.directives(true);
    } while (m_tokens.more(TokenKind::BraceClose));
    return true;
}

void TypeSystemReader::directive()
{
    m_tokens.expect(TokenKind::At);
    m_tokens.name();
    inputValues(TokenKind::ParenthesisOpen, TokenKind::ParenthesisClose);
    m_tokens.acceptWord("repeatable");
    m_tokens.expectWord("on");
    m_tokens.accept(TokenKind::Pipe);
    do
        directiveLocation();
    while (m_tokens.accept(TokenKind::Pipe));
}

void TypeSystemReader::directiveLocation()
{
    const Token place = m_tokens.token();
    const std::string_view name = m_tokens.name();
    if (std::find(directiveLocations.begin(), directiveLocations.end(), name) == directiveLocations.end())
        m_tokens.unexpected(place);
}

} // namespace campaign::graphql
