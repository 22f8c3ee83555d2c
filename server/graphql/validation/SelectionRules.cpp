// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/validation/Rules.h"

#include <array>

namespace campaign::graphql {

namespace {

/// Walks the selections of one definition with the type they apply to (null where it is unknown).
class SelectionWalk
{
public:
    SelectionWalk(const Schema& schema, const Document& document, VariableUses& uses, Findings& findings)
        : m_schema(schema)
        , m_document(document)
        , m_uses(uses)
        , m_findings(findings)
    {
    }

    void walk(const std::vector<Selection>& selections, const Type* parent);
    const Type* condition(std::string_view name, Position position, const std::string& where);

private:
    void field(const Selection& selection, const Type* parent);
    void spread(const Selection& selection, const Type* parent);
    void inlined(const Selection& selection, const Type* parent);
    void checkLeaf(const Selection& selection, const Field& field);
    void checkPossible(const Selection& selection, const Type* parent, const Type* fragment, const std::string& what);

    const Schema& m_schema;
    const Document& m_document;
    VariableUses& m_uses;
    Findings& m_findings;
};

void SelectionWalk::walk(const std::vector<Selection>& selections, const Type* parent)
{
    if (parent && !parent->isComposite())
        parent = nullptr;
    for (const Selection& selection : selections) {
        if (selection.kind == Selection::Kind::Field)
            field(selection, parent);
        else if (selection.kind == Selection::Kind::Spread)
            spread(selection, parent);
        else
            inlined(selection, parent);
    }
}

void SelectionWalk::checkLeaf(const Selection& selection, const Field& field)
{
    const bool isLeaf = field.type.type->isLeaf();
    const std::string what = "Field " + quoted(field.name);
    const std::string type = " type " + quoted(field.type.toString());
    if (isLeaf && !selection.selections.empty())
        m_findings.report(what + " must not have a selection since" + type + " has no subfields.",
                          {selection.position});
    if (!isLeaf && selection.selections.empty())
        m_findings.report(what + " of" + type + " must have a selection of subfields.", {selection.position});
}

void SelectionWalk::field(const Selection& selection, const Type* parent)
{
    const Field* field = parent ? m_schema.findField(*parent, selection.name) : nullptr;
    if (parent && !field)
        m_findings.report("Cannot query field " + quoted(selection.name) + " on type " + quoted(parent->name) + ".",
                          {selection.position});
    if (field)
        checkLeaf(selection, *field);
    checkDirectives(m_schema, selection.directives, "FIELD", m_uses, m_findings);
    const std::string owner = "field " + quoted((parent ? parent->name + "." : "") + std::string(selection.name));
    checkArguments(field ? &field->arguments : nullptr, selection.arguments, owner, selection.position, m_uses,
                   m_findings);
    walk(selection.selections, field ? field->type.type : nullptr);
}

void SelectionWalk::checkPossible(const Selection& selection, const Type* parent, const Type* fragment,
                                  const std::string& what)
{
    if (parent && fragment && fragment->isComposite() && !Schema::overlap(*parent, *fragment))
        m_findings.report(what + " cannot be spread here as objects of type " + quoted(parent->name) +
                              " can never be of type " + quoted(fragment->name) + ".",
                          {selection.position});
}

void SelectionWalk::spread(const Selection& selection, const Type* parent)
{
    checkDirectives(m_schema, selection.directives, "FRAGMENT_SPREAD", m_uses, m_findings);
    m_uses.spreads.push_back(selection.name);
    if (const Fragment* fragment = m_document.findFragment(selection.name))
        checkPossible(selection, parent, m_schema.find(fragment->typeCondition), "Fragment " + quoted(selection.name));
}

void SelectionWalk::inlined(const Selection& selection, const Type* parent)
{
    const Type* type = selection.name.empty() ? parent : condition(selection.name, selection.namePosition, "Fragment");
    checkPossible(selection, parent, type, "Fragment");
    checkDirectives(m_schema, selection.directives, "INLINE_FRAGMENT", m_uses, m_findings);
    walk(selection.selections, type);
}

const Type* SelectionWalk::condition(std::string_view name, Position position, const std::string& where)
{
    const Type* type = m_schema.find(name);
    if (!type)
        m_findings.report("Unknown type " + quoted(name) + ".", {position});
    else if (!type->isComposite())
        m_findings.report(where + " cannot condition on non composite type " + quoted(name) + ".", {position});
    return type;
}

void walkOperation(const Schema& schema, const Document& document, VariableUses& uses, Findings& findings)
{
    static constexpr std::array locations = {"QUERY", "MUTATION", "SUBSCRIPTION"};
    const Operation& operation = *uses.operation;
    checkDirectives(schema, operation.directives, locations[static_cast<std::size_t>(operation.kind)], uses, findings);
    for (const VariableDefinition& variable : operation.variables) {
        const TypeRef type = schema.resolve(variable.type);
        checkDirectives(schema, variable.directives, "VARIABLE_DEFINITION", uses, findings);
        const bool isInput = type.type && type.type->isInput();
        if (variable.defaultValue)
            checkValue(*variable.defaultValue, isInput ? type : TypeRef{}, false, uses, findings);
    }
    SelectionWalk(schema, document, uses, findings).walk(operation.selections, schema.root(operation.kind));
}

void walkFragment(const Schema& schema, const Document& document, VariableUses& uses, Findings& findings)
{
    const Fragment& fragment = *uses.fragment;
    SelectionWalk walk(schema, document, uses, findings);
    const Type* type =
        walk.condition(fragment.typeCondition, fragment.typePosition, "Fragment " + quoted(fragment.name));
    checkDirectives(schema, fragment.directives, "FRAGMENT_DEFINITION", uses, findings);
    walk.walk(fragment.selections, type);
}

} // namespace

std::vector<VariableUses> checkSelections(const Schema& schema, const Document& document, Findings& findings)
{
    std::vector<VariableUses> all;
    for (const Operation& operation : document.operations) {
        all.emplace_back().operation = &operation;
        walkOperation(schema, document, all.back(), findings);
    }
    for (const Fragment& fragment : document.fragments) {
        all.emplace_back().fragment = &fragment;
        walkFragment(schema, document, all.back(), findings);
    }
    return all;
}

} // namespace campaign::graphql
