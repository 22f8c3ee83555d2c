// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/execution/Plan.h"

#include "server/core/Json.h"

#include <algorithm>

namespace campaign::graphql {

/// The state of one collection: the plan being filled and what was already visited.
struct Planner::Collection
{
    PlannedSelection plan;
    std::unordered_map<std::string_view, std::size_t> byKey;
    Visited fragments;
};

bool Planner::condition(const DirectiveUse& directive) const
{
    const Argument* argument = directive.find("if");
    if (!argument)
        return false;
    if (argument->value.kind != Literal::Kind::Variable)
        return argument->value.text == "true";
    const auto variable = m_variables.find(argument->value.text);
    return variable != m_variables.end() && variable->second.isBoolean() && variable->second.asBoolean();
}

bool Planner::isIncluded(const Selection& selection) const
{
    for (const DirectiveUse& directive : selection.directives) {
        if (directive.name == "skip" && condition(directive))
            return false;
        if (directive.name == "include" && !condition(directive))
            return false;
    }
    return true;
}

void Planner::collect(Collection& collection, const std::vector<Selection>& selections)
{
    for (const Selection& selection : selections) {
        if (!isIncluded(selection))
            continue;
        if (selection.kind != Selection::Kind::Field) {
            collectFragment(collection, selection);
            continue;
        }
        const Field* field = m_schema.findField(*collection.plan.type, selection.name);
        if (!field)
            continue; // validation lets none through; an unknown field is left out, as the specification says
        auto& fields = collection.plan.fields;
        const auto [place, isNew] = collection.byKey.try_emplace(selection.responseKey(), fields.size());
        if (isNew) {
            fields.emplace_back();
            fields.back().responseKey = selection.responseKey();
            fields.back().field = field;
        }
        fields[place->second].nodes.push_back(&selection);
    }
}

void Planner::collectFragment(Collection& collection, const Selection& selection)
{
    std::string_view condition = selection.name;
    const std::vector<Selection>* selections = &selection.selections;
    if (selection.kind == Selection::Kind::Spread) {
        const Fragment* fragment = m_document.findFragment(selection.name);
        if (!fragment || !collection.fragments.insert(selection.name).second)
            return;
        condition = fragment->typeCondition;
        selections = &fragment->selections;
    }
    const Type* wanted = condition.empty() ? collection.plan.type : m_schema.find(condition);
    if (wanted && wanted->isPossible(collection.plan.type))
        collect(collection, *selections);
}

void Planner::finish(PlannedSelection& plan)
{
    for (PlannedField& field : plan.fields) {
        appendJsonString(field.keyText, field.responseKey);
        field.keyText += ':';
        Result<Value> arguments = coerceArguments(field.field->arguments, field.nodes.front()->arguments, &m_variables);
        if (arguments)
            field.arguments = std::move(*arguments);
        else
            field.argumentError = arguments.error();
    }
}

PlannedSelection Planner::planRoot(const Type& type, const Operation& operation)
{
    Collection collection;
    collection.plan.type = &type;
    collect(collection, operation.selections);
    finish(collection.plan);
    return std::move(collection.plan);
}

const PlannedSelection& Planner::planBelow(PlannedField& field, const Type& type)
{
    for (const auto& [known, selection] : field.below)
        if (known == &type)
            return *selection;
    Collection collection;
    collection.plan.type = &type;
    for (const Selection* node : field.nodes)
        collect(collection, node->selections);
    finish(collection.plan);
    field.below.emplace_back(&type, std::make_unique<PlannedSelection>(std::move(collection.plan)));
    return *field.below.back().second;
}

bool Planner::selects(const std::vector<Selection>& selections, std::string_view name, Visited& visited) const
{
    return std::any_of(selections.begin(), selections.end(), [&](const Selection& selection) {
        if (!isIncluded(selection))
            return false;
        if (selection.kind == Selection::Kind::Field)
            return selection.name == name;
        if (selection.kind == Selection::Kind::Inline)
            return selects(selection.selections, name, visited);
        const Fragment* fragment = m_document.findFragment(selection.name);
        return fragment && visited.insert(selection.name).second && selects(fragment->selections, name, visited);
    });
}

bool Planner::selects(const PlannedField& field, std::string_view name) const
{
    Visited visited;
    return std::any_of(field.nodes.begin(), field.nodes.end(),
                       [&](const Selection* node) { return selects(node->selections, name, visited); });
}

} // namespace campaign::graphql
