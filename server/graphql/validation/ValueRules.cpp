// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/schema/Coercion.h"
#include "server/graphql/validation/Rules.h"

#include <set>

namespace campaign::graphql {

namespace {

/// Goes down one literal beside its type.
class ValueWalk
{
public:
    ValueWalk(VariableUses& uses, Findings& findings)
        : m_uses(uses)
        , m_findings(findings)
    {
    }

    /// `checked` is false below a scalar's literal: there only names and variables are looked at.
    void walk(const Literal& literal, const TypeRef& type, bool hasDefault, bool inOneOf, bool checked);

private:
    void list(const Literal& literal, const TypeRef& type, bool checked);
    void object(const Literal& literal, const TypeRef& type, bool checked);
    void members(const Literal& literal, const Type* input, bool checked);
    void checkInput(const Literal& literal, const Type& type);
    void leaf(const Literal& literal, const TypeRef& type);
    void expected(const TypeRef& type, const Literal& literal);

    VariableUses& m_uses;
    Findings& m_findings;
};

void ValueWalk::expected(const TypeRef& type, const Literal& literal)
{
    m_findings.report("Expected value of type " + quoted(type.toString()) + ", found " + toText(literal) + ".",
                      {literal.position});
}

void ValueWalk::walk(const Literal& literal, const TypeRef& type, bool hasDefault, bool inOneOf, bool checked)
{
    switch (literal.kind) {
    case Literal::Kind::Variable:
        m_uses.uses.push_back({&literal, type, hasDefault, inOneOf});
        break;
    case Literal::Kind::Null:
        if (checked && type.type && type.isNonNull())
            expected(type, literal);
        break;
    case Literal::Kind::List:
        list(literal, type, checked);
        break;
    case Literal::Kind::Object:
        object(literal, type, checked);
        break;
    default:
        if (checked)
            leaf(literal, type);
    }
}

void ValueWalk::leaf(const Literal& literal, const TypeRef& type)
{
    if (!type.type)
        return;
    if (!type.type->isLeaf())
        return expected(type, literal);
    // A variable inside a custom scalar's literal has no value yet; the scalar sees it when the query runs.
    if (type.type->builtIn == BuiltIn::None && literal.hasVariables())
        return;
    const Result<Value> value = coerceLeafLiteral(literal, *type.type, nullptr);
    if (!value)
        m_findings.report(value.error().message, {literal.position});
}

void ValueWalk::list(const Literal& literal, const TypeRef& type, bool checked)
{
    const bool isList = type.type && type.isList();
    if (checked && !isList)
        leaf(literal, type);
    // Where no list is due the items keep the type, as in graphql-js: a variable in a list that a scalar takes must fit
    // it.
    const TypeRef item = isList ? type.item() : type.type ? type.nullable() : TypeRef{};
    for (const Literal& one : literal.items)
        walk(one, item, false, false, checked && isList);
}

void ValueWalk::object(const Literal& literal, const TypeRef& type, bool checked)
{
    const Type* input = type.type && type.type->kind == TypeKind::InputObject ? type.type : nullptr;
    if (checked && input)
        checkInput(literal, *input);
    else if (checked)
        leaf(literal, type);
    members(literal, input, checked && input);
}

void ValueWalk::members(const Literal& literal, const Type* input, bool checked)
{
    std::set<std::string_view> seen;
    for (const LiteralMember& member : literal.members) {
        if (!seen.insert(member.name).second)
            m_findings.report("There can be only one input field named " + quoted(member.name) + ".",
                              {member.position});
        const InputValue* field = input ? input->findInput(member.name) : nullptr;
        if (checked && !field)
            m_findings.report("Field " + quoted(member.name) + " is not defined by type " + quoted(input->name) + ".",
                              {member.position});
        walk(member.value, field ? field->type : TypeRef{}, field && field->defaultText, input && input->isOneOf,
             checked);
    }
}

void ValueWalk::checkInput(const Literal& literal, const Type& type)
{
    for (const InputValue& field : type.inputFields)
        if (field.isRequired() && !literal.find(field.name))
            m_findings.report("Field " + quoted(type.name + "." + field.name) + " of required type " +
                                  quoted(field.type.toString()) + " was not provided.",
                              {literal.position});
    if (!type.isOneOf)
        return;
    std::set<std::string_view> names;
    for (const LiteralMember& member : literal.members)
        names.insert(member.name);
    if (names.size() != 1)
        m_findings.report("OneOf Input Object " + quoted(type.name) + " must specify exactly one key.",
                          {literal.position});
    else if (literal.members.back().value.kind == Literal::Kind::Null)
        m_findings.report("Field " + quoted(type.name + "." + literal.members.back().name) + " must be non-null.",
                          {literal.position});
}

} // namespace

void checkValue(const Literal& literal, const TypeRef& type, bool hasDefault, VariableUses& uses, Findings& findings)
{
    ValueWalk(uses, findings).walk(literal, type, hasDefault, false, true);
}

} // namespace campaign::graphql
