// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/language/Parser.h"

#include "server/graphql/language/TokenReader.h"
#include "server/graphql/language/TypeSystemReader.h"

namespace campaign::graphql {

namespace {

/// Recursive descent over the executable part of the grammar; every function returns at once when the reader failed.
class DocumentReader
{
public:
    DocumentReader(TokenReader& tokens, Document& document)
        : m_tokens(tokens)
        , m_document(document)
    {
    }

    void read()
    {
        do
            definition();
        while (!m_tokens.failed() && !m_tokens.is(TokenKind::End));
    }

private:
    void definition();
    void operation(bool described);
    void fragment();
    VariableDefinition variable();
    std::vector<Selection> selectionSet();
    Selection selection();
    Selection field();
    Selection spread();

    TokenReader& m_tokens;
    Document& m_document;
};

void DocumentReader::definition()
{
    if (m_tokens.is(TokenKind::BraceOpen))
        return operation(false);
    const bool described = m_tokens.isString();
    if (described && m_tokens.following().kind == TokenKind::BraceOpen)
        return m_tokens.fail("Unexpected description, descriptions are not supported on shorthand queries.");
    const Token token = described ? m_tokens.following() : m_tokens.token();
    const std::string_view word = m_tokens.word(token);
    if (word == "query" || word == "mutation" || word == "subscription")
        return operation(described);
    if (word == "fragment") {
        if (described)
            m_tokens.advance();
        return fragment();
    }
    TypeSystemReader typeSystem(m_tokens, m_document);
    if (typeSystem.begins(word))
        return typeSystem.definition(described);
    if (described && token.kind == TokenKind::Name)
        return m_tokens.fail("Unexpected description, only definitions have descriptions.");
    if (word == "extend")
        return typeSystem.extension();
    m_tokens.unexpected(token);
}

void DocumentReader::operation(bool described)
{
    Operation operation;
    operation.position = m_tokens.token().start;
    if (described)
        m_tokens.advance();
    if (!m_tokens.is(TokenKind::BraceOpen)) {
        const std::string_view kind = m_tokens.name();
        operation.kind = kind == "mutation"       ? OperationKind::Mutation
                         : kind == "subscription" ? OperationKind::Subscription
                                                  : OperationKind::Query;
        if (m_tokens.is(TokenKind::Name))
            operation.name = m_tokens.name();
        if (m_tokens.accept(TokenKind::ParenthesisOpen))
            do
                operation.variables.push_back(variable());
            while (m_tokens.more(TokenKind::ParenthesisClose));
        operation.directives = m_tokens.directives(false);
    }
    operation.selections = selectionSet();
    m_document.operations.push_back(std::move(operation));
}

void DocumentReader::fragment()
{
    Fragment fragment;
    fragment.position = m_tokens.token().start;
    m_tokens.advance();
    if (m_tokens.isWord("on"))
        return m_tokens.unexpected();
    fragment.name = m_tokens.name();
    m_tokens.expectWord("on");
    fragment.typePosition = m_tokens.token().start;
    fragment.typeCondition = m_tokens.name();
    fragment.directives = m_tokens.directives(false);
    fragment.selections = selectionSet();
    m_document.fragmentsByName.try_emplace(fragment.name, m_document.fragments.size());
    m_document.fragments.push_back(std::move(fragment));
}

VariableDefinition DocumentReader::variable()
{
    VariableDefinition variable;
    if (m_tokens.isString())
        m_tokens.advance();
    variable.position = m_tokens.token().start;
    m_tokens.expect(TokenKind::Dollar);
    variable.name = m_tokens.name();
    m_tokens.expect(TokenKind::Colon);
    variable.type = m_tokens.typeSyntax();
    if (m_tokens.accept(TokenKind::Equals))
        variable.defaultValue = m_tokens.literal(true);
    variable.directives = m_tokens.directives(true);
    return variable;
}

std::vector<Selection> DocumentReader::selectionSet()
{
    std::vector<Selection> selections;
    const TokenReader::Level level(m_tokens);
    m_tokens.expect(TokenKind::BraceOpen);
    if (m_tokens.failed())
        return selections;
    do
        selections.push_back(selection());
    while (m_tokens.more(TokenKind::BraceClose));
    return selections;
}

Selection DocumentReader::selection()
{
    return m_tokens.is(TokenKind::Spread) ? spread() : field();
}

Selection DocumentReader::field()
{
    Selection field;
    field.position = field.namePosition = m_tokens.token().start;
    field.name = m_tokens.name();
    if (m_tokens.accept(TokenKind::Colon)) {
        field.alias = field.name;
        field.namePosition = m_tokens.token().start;
        field.name = m_tokens.name();
    }
    field.arguments = m_tokens.arguments(false);
    field.directives = m_tokens.directives(false);
    if (m_tokens.is(TokenKind::BraceOpen))
        field.selections = selectionSet();
    return field;
}

Selection DocumentReader::spread()
{
    Selection spread;
    spread.position = m_tokens.token().start;
    m_tokens.advance();
    const bool conditioned = m_tokens.isWord("on");
    if (m_tokens.is(TokenKind::Name) && !conditioned) {
        spread.kind = Selection::Kind::Spread;
        spread.namePosition = m_tokens.token().start;
        spread.name = m_tokens.name();
        spread.directives = m_tokens.directives(false);
        return spread;
    }
    spread.kind = Selection::Kind::Inline;
    if (conditioned) {
        m_tokens.advance();
        spread.namePosition = m_tokens.token().start;
        spread.name = m_tokens.name();
    }
    spread.directives = m_tokens.directives(false);
    spread.selections = selectionSet();
    return spread;
}

} // namespace

ParseOutcome parseDocument(std::string text, const ParseLimits& limits)
{
    ParseOutcome outcome;
    outcome.document.source = std::make_shared<const std::string>(std::move(text));
    const std::string& source = *outcome.document.source;
    TokenReader tokens(source, limits);
    if (!isValidUtf8(source) || source.size() > 0x7FFFFFFF)
        tokens.fail("The text is not valid UTF-8.");
    else
        DocumentReader(tokens, outcome.document).read();
    if (!tokens.failed())
        return outcome;
    outcome.error = makeError("Syntax Error: " + tokens.message(), "GRAPHQL_PARSE_FAILED");
    outcome.error->locations.push_back(positionAt(source, tokens.failurePosition()));
    outcome.document = Document{outcome.document.source, {}, {}, {}, {}};
    return outcome;
}

ParseOutcome parseDocument(std::string text)
{
    return parseDocument(std::move(text), ParseLimits{});
}

Result<Literal> parseConstant(std::string_view text)
{
    TokenReader tokens(text, ParseLimits{});
    Literal literal = tokens.literal(true);
    tokens.expect(TokenKind::End);
    if (tokens.failed())
        return Error{ErrorCode::Invalid, "Syntax Error: " + tokens.message(), {}, {}, {}};
    return literal;
}

Result<TypeSyntax> parseTypeSyntax(std::string_view text)
{
    TokenReader tokens(text, ParseLimits{});
    const TypeSyntax type = tokens.typeSyntax();
    tokens.expect(TokenKind::End);
    if (tokens.failed())
        return Error{ErrorCode::Invalid, "Syntax Error: " + tokens.message(), {}, {}, {}};
    return type;
}

} // namespace campaign::graphql
