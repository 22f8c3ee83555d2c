// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/validation/Rules.h"

#include <algorithm>
#include <map>
#include <set>

namespace campaign::graphql {

namespace {

/// A field as it stands in the document, with the type it applies to.
struct FieldUse
{
    const Selection* node;
    const Type* parent;
    const Field* field;
};

using FieldUses = std::vector<FieldUse>;

/// FieldsInSetCanMerge (https://spec.graphql.org/September2025/#sec-Field-Selection-Merging) without comparing pairs:
/// all fields of one response name that may meet in one object must be the same call, and all fields of one response
/// name, whether they meet or not, must have one shape. Both are equivalences, so comparing with the first of a group
/// is enough, and the selections below a group are looked at together. Sets seen before are not looked at again.
class MergeCheck
{
public:
    MergeCheck(const Schema& schema, const Document& document, Findings& findings)
        : m_schema(schema)
        , m_document(document)
        , m_findings(findings)
    {
    }

    void check(const Type& type, const std::vector<Selection>& selections);

private:
    using Fragments = std::set<std::string_view>;
    using Groups = std::map<std::string_view, FieldUses>;
    using Seen = std::set<std::vector<const Selection*>>;

    void collect(FieldUses& uses, const Type& type, const std::vector<Selection>& selections, Fragments& fragments);
    FieldUses below(const FieldUses& uses);
    bool isNew(Seen& seen, const FieldUses& uses);
    void checkShapes(const FieldUses& uses);
    void checkCalls(const FieldUses& uses);
    void checkCallGroup(const FieldUses& group);
    void conflict(const FieldUse& first, const FieldUse& second, const std::string& reason);

    const Schema& m_schema;
    const Document& m_document;
    Findings& m_findings;
    Seen m_shapes;
    Seen m_calls;
    std::size_t m_work = 0;
};

constexpr std::size_t maximalWork = 3'000'000;

std::string canonical(const Literal& literal)
{
    if (literal.kind != Literal::Kind::List && literal.kind != Literal::Kind::Object)
        return toText(literal);
    std::string text = literal.kind == Literal::Kind::List ? "[" : "{";
    for (const Literal& item : literal.items)
        text += canonical(item) + ",";
    std::map<std::string_view, const Literal*> members;
    for (const LiteralMember& member : literal.members)
        members.emplace(member.name, &member.value);
    for (const auto& [name, value] : members)
        text += std::string(name) + ":" + canonical(*value) + ",";
    return text;
}

/// The arguments in one order and one spelling, so that equal calls have equal texts.
std::string canonicalArguments(const Selection& selection)
{
    std::map<std::string_view, std::string> arguments;
    for (const Argument& argument : selection.arguments)
        arguments.emplace(argument.name, canonical(argument.value));
    std::string text;
    for (const auto& [name, value] : arguments)
        text += std::string(name) + "=" + value + ";";
    return text;
}

bool sameShape(const TypeRef& left, const TypeRef& right)
{
    if (left.listDepth != right.listDepth || left.nonNull != right.nonNull)
        return false;
    return left.type == right.type || (left.type->isComposite() && right.type->isComposite());
}

void MergeCheck::conflict(const FieldUse& first, const FieldUse& second, const std::string& reason)
{
    m_findings.report("Fields " + quoted(first.node->responseKey()) + " conflict because " + reason +
                          ". Use different aliases on the fields to fetch both if this was intentional.",
                      {first.node->position, second.node->position});
}

void MergeCheck::collect(FieldUses& uses, const Type& type, const std::vector<Selection>& selections,
                         Fragments& fragments)
{
    m_work += selections.size();
    for (const Selection& selection : selections) {
        if (selection.kind == Selection::Kind::Field) {
            if (const Field* field = m_schema.findField(type, selection.name))
                uses.push_back({&selection, &type, field});
            continue;
        }
        const bool isSpread = selection.kind == Selection::Kind::Spread;
        const Fragment* fragment = isSpread ? m_document.findFragment(selection.name) : nullptr;
        if (isSpread && (!fragment || !fragments.insert(selection.name).second))
            continue;
        const std::string_view condition = fragment ? fragment->typeCondition : selection.name;
        const Type* inner = condition.empty() ? &type : m_schema.find(condition);
        if (inner)
            collect(uses, *inner, fragment ? fragment->selections : selection.selections, fragments);
    }
}

FieldUses MergeCheck::below(const FieldUses& uses)
{
    FieldUses all;
    Fragments fragments;
    for (const FieldUse& use : uses)
        collect(all, *use.field->type.type, use.node->selections, fragments);
    return all;
}

bool MergeCheck::isNew(Seen& seen, const FieldUses& uses)
{
    if (uses.empty() || !m_findings.none())
        return false;
    m_work += uses.size();
    if (m_work > maximalWork) {
        m_findings.report("The query's complexity is too high: too many fields to merge.", {});
        return false;
    }
    std::vector<const Selection*> nodes;
    nodes.reserve(uses.size());
    for (const FieldUse& use : uses)
        nodes.push_back(use.node);
    std::sort(nodes.begin(), nodes.end());
    return seen.insert(std::move(nodes)).second;
}

void MergeCheck::checkShapes(const FieldUses& uses)
{
    if (!isNew(m_shapes, uses))
        return;
    Groups groups;
    for (const FieldUse& use : uses)
        groups[use.node->responseKey()].push_back(use);
    for (const auto& [key, group] : groups) {
        for (const FieldUse& use : group)
            if (!sameShape(group.front().field->type, use.field->type))
                return conflict(group.front(), use,
                                "they return conflicting types " + quoted(group.front().field->type.toString()) +
                                    " and " + quoted(use.field->type.toString()));
        checkShapes(below(group));
    }
}

void MergeCheck::checkCallGroup(const FieldUses& group)
{
    if (group.empty())
        return;
    const FieldUse& first = group.front();
    const std::string arguments = group.size() > 1 ? canonicalArguments(*first.node) : std::string();
    for (std::size_t i = 1; i < group.size(); ++i) {
        const Selection& node = *group[i].node;
        if (node.name != first.node->name)
            return conflict(first, group[i],
                            quoted(first.node->name) + " and " + quoted(node.name) + " are different fields");
        if (node.arguments.empty() ? !arguments.empty() : canonicalArguments(node) != arguments)
            return conflict(first, group[i], "they have differing arguments");
    }
    checkCalls(below(group));
}

void MergeCheck::checkCalls(const FieldUses& uses)
{
    if (!isNew(m_calls, uses))
        return;
    Groups groups;
    for (const FieldUse& use : uses)
        groups[use.node->responseKey()].push_back(use);
    for (const auto& [key, group] : groups) {
        // Fields of two different object types never meet; those of an abstract type may meet any.
        std::map<const Type*, FieldUses> byObject;
        FieldUses abstract;
        for (const FieldUse& use : group) {
            if (use.parent->kind == TypeKind::Object)
                byObject[use.parent].push_back(use);
            else
                abstract.push_back(use);
        }
        if (byObject.empty())
            checkCallGroup(abstract);
        for (auto& [object, own] : byObject) {
            own.insert(own.end(), abstract.begin(), abstract.end());
            checkCallGroup(own);
        }
    }
}

void MergeCheck::check(const Type& type, const std::vector<Selection>& selections)
{
    FieldUses uses;
    Fragments fragments;
    collect(uses, type, selections, fragments);
    checkShapes(uses);
    checkCalls(uses);
}

} // namespace

void checkMerging(const Schema& schema, const Document& document, Findings& findings)
{
    MergeCheck check(schema, document, findings);
    for (const Operation& operation : document.operations)
        if (const Type* root = schema.root(operation.kind))
            check.check(*root, operation.selections);
    // Every fragment is part of an operation, or the document was refused before.
}

} // namespace campaign::graphql
