// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/FieldTypes.h"
#include "server/api/OperationScope.h"
#include "server/api/SchemaAssembly.h"

namespace campaign::api {

using graphql::FieldCall;
using graphql::FieldResult;
using graphql::ObjectRef;

namespace {

constexpr const char* valueField = "value";

/// Reckons all derived variables of a level at once; `give` puts one's answer into its result.
template <typename Give>
Result<> derive(const FieldCall& call, std::span<const ObjectRef> parents, std::span<FieldResult> out, Give give)
{
    OperationScope& scope = scopeOf(call);
    std::map<const ReadView*, std::vector<std::size_t>> byView;
    for (std::size_t i = 0; i < parents.size(); ++i) {
        if (isDerived(*nodeOf(parents[i]).entity))
            byView[nodeOf(parents[i]).view].push_back(i);
    }
    for (const auto& [view, members] : byView) {
        const Result<history::Snapshot*> snapshot = scope.snapshot();
        if (!snapshot)
            return snapshot.error();
        std::vector<history::EntityPtr> variables;
        for (const std::size_t i : members)
            variables.push_back(nodeOf(parents[i]).entity);
        const auto derived = scope.services().computed.derive(variables, view->at, **snapshot, scope.viewer());
        if (!derived)
            return derived.error();
        for (std::size_t i = 0; i < members.size(); ++i)
            give(out[members[i]], (*derived)[i].derived);
    }
    return {};
}

Result<> resolveValue(const FieldCall& call, std::span<const ObjectRef> parents, std::span<FieldResult> out)
{
    for (std::size_t i = 0; i < parents.size(); ++i) {
        const history::Entity& variable = *nodeOf(parents[i]).entity;
        if (!isDerived(variable))
            out[i].setLeaf(variable.field(valueField));
    }
    return derive(call, parents, out, [](FieldResult& result, const DerivedValue& one) { result.setLeaf(one.value); });
}

Result<> resolveProblem(const FieldCall& call, std::span<const ObjectRef> parents, std::span<FieldResult> out)
{
    return derive(call, parents, out, [](FieldResult& result, const DerivedValue& one) {
        if (!one.isGood())
            result.setLeaf(one.problem);
    });
}

Result<> resolveExplanation(const FieldCall& call, std::span<const ObjectRef> parents, std::span<FieldResult> out)
{
    OperationScope& scope = scopeOf(call);
    for (std::size_t i = 0; i < parents.size(); ++i) {
        const Node& node = nodeOf(parents[i]);
        if (!isDerived(*node.entity))
            continue;
        const Result<history::Snapshot*> snapshot = scope.snapshot();
        if (!snapshot)
            return snapshot.error();
        Result<Value> why =
            scope.services().computed.explainVariable(*node.entity, node.view->at, **snapshot, scope.viewer());
        if (!why)
            return why.error();
        out[i].setLeaf(std::move(*why));
    }
    return {};
}

} // namespace

bool isDerivable(const catalogue::Type& type, const catalogue::Field& field)
{
    return field.name == valueField && type.fieldIndex("formula") >= 0;
}

void addDerivedVariables(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types)
{
    for (const catalogue::Type& type : types.types()) {
        for (const catalogue::Field& field : type.fields) {
            if (!isDerivable(type, field))
                continue;
            graphql::Type& made = schema.object(type.name);
            made.field(field.name, graphqlType(type, field))
                .describe("What it is set to, or what its formula gives; null where that fails.")
                .resolve(resolveValue);
            made.field("problem", "String")
                .describe("Why a formula gives no value; null when it does.")
                .resolve(resolveProblem);
            made.field("explain", "JSON")
                .describe("Of a derived variable: {value, problem, reads: [{path, value, isDefined}]}.")
                .resolve(resolveExplanation);
        }
    }
}

} // namespace campaign::api
