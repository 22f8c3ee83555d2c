// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/OperationScope.h"
#include "server/api/SchemaAssembly.h"

namespace campaign::api {

using graphql::FieldCall;
using graphql::FieldResult;
using graphql::ObjectRef;

namespace {

/// Computes for all parents of a level at once; `give` puts one parent's answer into its result.
template <typename Give>
Result<> compute(const FieldCall& call, std::span<const ObjectRef> parents, std::span<FieldResult> out, Give give)
{
    OperationScope& scope = scopeOf(call);
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    for (std::size_t begin = 0; begin < parents.size();) {
        const ReadView* view = nodeOf(parents[begin]).view;
        std::vector<history::EntityPtr> entities;
        std::size_t end = begin;
        for (; end < parents.size() && nodeOf(parents[end]).view == view; ++end)
            entities.push_back(nodeOf(parents[end]).entity);
        const auto computed = scope.services().computed.of(entities, view->at, **snapshot, scope.viewer());
        if (!computed)
            return computed.error();
        for (std::size_t i = begin; i < end; ++i)
            give(out[i], *(*computed)[i - begin]);
        begin = end;
    }
    return {};
}

Result<> explain(const FieldCall& call, std::span<const ObjectRef> parents, std::span<FieldResult> out)
{
    OperationScope& scope = scopeOf(call);
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    const std::string field = call.argument("field")->asString();
    for (std::size_t i = 0; i < parents.size(); ++i) {
        const Node& node = nodeOf(parents[i]);
        Result<Value> why =
            scope.services().computed.explain(*node.entity, field, node.view->at, **snapshot, scope.viewer());
        if (!why)
            return why.error();
        out[i].setLeaf(std::move(*why));
    }
    return {};
}

} // namespace

void addComputedFields(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types)
{
    for (const catalogue::Type& type : types.types()) {
        if (!ComputedFields::applyTo(type))
            continue;
        graphql::Type& made = schema.object(type.name);
        made.field("computedFields", "JSON!")
            .describe("What the rules make of it: an object with a member for each computed field.")
            .resolve([](const FieldCall& call, std::span<const ObjectRef> parents, std::span<FieldResult> out) {
                return compute(call, parents, out,
                               [](FieldResult& result, const ComputedEntity& one) { result.setJson(one.json); });
            });
        made.field("computedFieldSources", "JSON!")
            .describe("For each computed field the rule that gave its value, and the rules that failed before it.")
            .resolve([](const FieldCall& call, std::span<const ObjectRef> parents, std::span<FieldResult> out) {
                return compute(call, parents, out,
                               [](FieldResult& result, const ComputedEntity& one) { result.setLeaf(one.sources()); });
            });
        made.field("explain", "JSON!")
            .describe("Why a computed field has its value: rules in the order they were tried, and what they read.")
            .argument("field", "String!")
            .resolve(explain);
    }
}

} // namespace campaign::api
