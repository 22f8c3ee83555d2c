// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/execution/Estimate.h"

#include <algorithm>
#include <map>

namespace campaign::graphql {

namespace {

constexpr std::size_t maximalVisits = 500'000;

std::int64_t saturatingProduct(std::int64_t left, std::int64_t right)
{
    constexpr std::int64_t ceiling = 1'000'000'000'000;
    return right != 0 && left > ceiling / right ? ceiling : left * right;
}

} // namespace

/// All selections of one response key and one field.
struct Estimate::Group
{
    const Field* field = nullptr;
    std::vector<const Selection*> nodes;
};

/// Where in the expected response a selection lies.
struct Estimate::Place
{
    const Type* type = nullptr;
    std::int64_t objects = 1;    ///< of `type`, in all
    std::int64_t parentSize = 0; ///< what the field above was sized by, 0 if by nothing
    int depth = 1;               ///< of the fields here
    bool introspection = false;
};

Estimate::Estimate(const Schema& schema, const Document& document, const VariableValues& variables,
                   const ExecutionLimits& limits)
    : m_schema(schema)
    , m_document(document)
    , m_limits(limits)
    , m_variables(variables)
    , m_planner(schema, document, variables)
{
}

void Estimate::refuse(std::string message)
{
    if (!m_refusal)
        m_refusal = Error{ErrorCode::Limit, std::move(message), {}, {}, {}};
}

Result<std::int64_t> Estimate::of(const Operation& operation)
{
    Place root;
    root.type = m_schema.root(operation.kind);
    visit(root, {&operation.selections});
    if (m_refusal)
        return *m_refusal;
    return m_objects;
}

void Estimate::collect(const Type& type, const std::vector<Selection>& selections, std::vector<Group>& groups,
                       std::set<std::string_view>& fragments)
{
    for (const Selection& selection : selections) {
        if (++m_visits > maximalVisits)
            return refuse("The query's complexity is too high: its fragments unfold into too many fields.");
        if (!m_planner.isIncluded(selection))
            continue;
        if (selection.kind == Selection::Kind::Field) {
            const Field* field = m_schema.findField(type, selection.name);
            if (!field || field->type.type->isLeaf())
                groups.push_back({nullptr, {&selection}}); // a leaf: it only counts for depth
            else
                groups.push_back({field, {&selection}});
            continue;
        }
        const std::vector<Selection>* inner = &selection.selections;
        std::string_view condition = selection.name;
        if (selection.kind == Selection::Kind::Spread) {
            const Fragment* fragment = m_document.findFragment(selection.name);
            if (!fragment || !fragments.insert(selection.name).second)
                continue;
            inner = &fragment->selections;
            condition = fragment->typeCondition;
        }
        const Type* wanted = condition.empty() ? &type : m_schema.find(condition);
        // Below an object type its interfaces' fragments speak of that object; below an abstract one, of themselves.
        if (wanted && Schema::overlap(type, *wanted))
            collect(type.kind == TypeKind::Object ? type : *wanted, *inner, groups, fragments);
    }
}

void Estimate::visit(const Place& place, const std::vector<const std::vector<Selection>*>& sets)
{
    std::vector<Group> found;
    std::set<std::string_view> fragments;
    for (const auto* selections : sets)
        collect(*place.type, *selections, found, fragments);
    const int bound = place.introspection ? m_limits.introspectionDepth : m_limits.depth;
    if (!found.empty() && place.depth > bound)
        return refuse("The query exceeds the depth of " + std::to_string(bound) + " fields.");
    std::vector<Group> merged;
    std::map<std::pair<std::string_view, const Field*>, std::size_t> index;
    for (Group& group : found) {
        if (!group.field)
            continue;
        const auto [at, isNew] = index.try_emplace({group.nodes.front()->responseKey(), group.field}, merged.size());
        if (isNew)
            merged.push_back(std::move(group));
        else
            merged[at->second].nodes.push_back(group.nodes.front());
    }
    for (const Group& group : merged) {
        if (m_refusal)
            return;
        visitField(place, group);
    }
}

std::int64_t Estimate::sizeOf(const Place& place, const Group& group) const
{
    const FieldSize& size = group.field->size;
    if (size.fromParent && place.parentSize > 0)
        return place.parentSize;
    if (!size.argument.empty()) {
        const Result<Value> arguments =
            coerceArguments(group.field->arguments, group.nodes.front()->arguments, &m_variables);
        const Value* wanted = arguments ? arguments->find(size.argument) : nullptr;
        if (wanted && wanted->isInteger())
            return std::max<std::int64_t>(wanted->asInteger(), 0);
    }
    return size.assumed;
}

void Estimate::visitField(const Place& place, const Group& group)
{
    const TypeRef& type = group.field->type;
    const bool isSized = type.isList() || !group.field->size.argument.empty();
    Place below;
    below.type = type.type;
    below.introspection = place.introspection || type.type->isIntrospection;
    below.depth = below.introspection && !place.introspection ? 1 : place.depth + 1;
    below.parentSize = isSized ? sizeOf(place, group) : 0;
    below.objects = type.isList() ? saturatingProduct(place.objects, below.parentSize) : place.objects;
    if (!below.introspection) {
        m_objects += below.objects;
        if (m_objects > m_limits.cost)
            return refuse("The query's complexity is too high: it may give more than " + std::to_string(m_limits.cost) +
                          " objects. Ask for fewer or smaller pages.");
    }
    std::vector<const std::vector<Selection>*> sets;
    for (const Selection* node : group.nodes)
        sets.push_back(&node->selections);
    visit(below, sets);
}

} // namespace campaign::graphql
