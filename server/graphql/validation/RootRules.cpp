// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/validation/Rules.h"

#include <set>

namespace campaign::graphql {

namespace {

/// The response keys of a subscription's root, through fragments.
class SubscriptionRoot
{
public:
    SubscriptionRoot(const Schema& schema, const Document& document, const Operation& operation, Findings& findings)
        : m_schema(schema)
        , m_document(document)
        , m_operation(operation)
        , m_findings(findings)
    {
    }

    void check()
    {
        collect(m_operation.selections);
        if (m_keys.size() > 1)
            m_findings.report(name() + " must select only one top level field.", {m_operation.position});
    }

private:
    std::string name() const
    {
        return m_operation.name.empty() ? "Anonymous Subscription" : "Subscription " + quoted(m_operation.name);
    }
    bool isIncluded(const Selection& selection);
    void collect(const std::vector<Selection>& selections);
    void collectField(const Selection& selection);

    const Schema& m_schema;
    const Document& m_document;
    const Operation& m_operation;
    Findings& m_findings;
    std::set<std::string_view> m_keys;
    std::set<std::string_view> m_fragments;
};

bool SubscriptionRoot::isIncluded(const Selection& selection)
{
    for (const DirectiveUse& directive : selection.directives) {
        const Argument* condition = directive.find("if");
        if ((directive.name != "skip" && directive.name != "include") || !condition)
            continue;
        // Whether there is one field must be known before there are values of variables.
        if (condition->value.kind == Literal::Kind::Variable)
            m_findings.report(name() + " must not make its top level field depend on a variable.",
                              {directive.position});
        else if ((condition->value.text == "true") == (directive.name == "skip"))
            return false;
    }
    return true;
}

void SubscriptionRoot::collectField(const Selection& selection)
{
    const bool isNew = m_keys.insert(selection.responseKey()).second;
    if (isNew && selection.name.substr(0, 2) == "__")
        m_findings.report(name() + " must not select an introspection top level field.", {selection.position});
}

void SubscriptionRoot::collect(const std::vector<Selection>& selections)
{
    const Type* root = m_schema.root(OperationKind::Subscription);
    for (const Selection& selection : selections) {
        if (!isIncluded(selection))
            continue;
        if (selection.kind == Selection::Kind::Field) {
            collectField(selection);
            continue;
        }
        const bool isSpread = selection.kind == Selection::Kind::Spread;
        const Fragment* fragment = isSpread ? m_document.findFragment(selection.name) : nullptr;
        if (isSpread && (!fragment || !m_fragments.insert(selection.name).second))
            continue;
        const std::string_view condition = fragment ? fragment->typeCondition : selection.name;
        const Type* type = condition.empty() ? root : m_schema.find(condition);
        if (type && type->isComposite() && type->isPossible(root))
            collect(fragment ? fragment->selections : selection.selections);
    }
}

/// Counts how often introspection lists nest; deeper than this they unfold the whole schema again and again.
class IntrospectionDepth
{
public:
    explicit IntrospectionDepth(const Document& document)
        : m_document(document)
    {
    }

    bool exceeds(const Selection& selection, int depth);
    void find(const std::vector<Selection>& selections, Findings& findings);

private:
    static constexpr int maximalLists = 3;

    bool exceeds(const std::vector<Selection>& selections, int depth);

    const Document& m_document;
    std::set<std::pair<std::string_view, int>> m_fine;
};

bool IntrospectionDepth::exceeds(const std::vector<Selection>& selections, int depth)
{
    for (const Selection& selection : selections)
        if (exceeds(selection, depth))
            return true;
    return false;
}

bool IntrospectionDepth::exceeds(const Selection& selection, int depth)
{
    if (selection.kind == Selection::Kind::Spread) {
        const Fragment* fragment = m_document.findFragment(selection.name);
        if (!fragment || m_fine.count({selection.name, depth}) != 0)
            return false;
        if (exceeds(fragment->selections, depth))
            return true;
        m_fine.insert({selection.name, depth});
        return false;
    }
    const std::string_view name = selection.kind == Selection::Kind::Field ? selection.name : std::string_view();
    if (name == "fields" || name == "interfaces" || name == "possibleTypes" || name == "inputFields")
        ++depth;
    return depth >= maximalLists || exceeds(selection.selections, depth);
}

void IntrospectionDepth::find(const std::vector<Selection>& selections, Findings& findings)
{
    for (const Selection& selection : selections) {
        const bool isRoot =
            selection.kind == Selection::Kind::Field && (selection.name == "__schema" || selection.name == "__type");
        if (isRoot && exceeds(selection, 0))
            findings.report("Maximum introspection depth exceeded", {selection.position});
        if (!isRoot && selection.kind != Selection::Kind::Spread)
            find(selection.selections, findings);
    }
}

} // namespace

void checkSubscriptions(const Schema& schema, const Document& document, Findings& findings)
{
    if (!schema.root(OperationKind::Subscription))
        return;
    for (const Operation& operation : document.operations)
        if (operation.kind == OperationKind::Subscription)
            SubscriptionRoot(schema, document, operation, findings).check();
}

void checkIntrospectionDepth(const Document& document, Findings& findings)
{
    IntrospectionDepth depth(document);
    for (const Operation& operation : document.operations)
        depth.find(operation.selections, findings);
    for (const Fragment& fragment : document.fragments)
        depth.find(fragment.selections, findings);
}

} // namespace campaign::graphql
