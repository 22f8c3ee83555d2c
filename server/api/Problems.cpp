// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/SchemaAssembly.h"

#include "server/api/Inspection.h"
#include "server/graphql/execution/LeafWriter.h"

// What is wrong with a campaign as it stands: references to what is gone, and rules that fail.

namespace campaign::api {

using graphql::FieldCall;
using graphql::FieldResult;
using graphql::LeafWriter;
using graphql::ObjectRef;

namespace {

constexpr std::int64_t usualProblems = 200;
constexpr std::int64_t mostProblems = 1'000;

Result<> problems(const FieldCall& call, FieldResult& out)
{
    const std::int64_t first = integerOf(call.arguments(), "first").value_or(usualProblems);
    if (first < 1 || first > mostProblems)
        return invalid("first is from 1 to 1,000.", "first");
    // What is hidden from a player looks exactly like what is gone, and a rule's failure names what it read.
    if (!scopeOf(call).viewer().isGameMaster) {
        out.setObjects({});
        return {};
    }
    OperationScope& scope = scopeOf(call);
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    Inspection inspection(scope, **snapshot, call.arguments());
    Result<std::vector<Problem>> found = scope.services().problems.read(inspection, static_cast<std::size_t>(first));
    if (!found)
        return found.error();
    const auto* kept = call.context().keep(std::make_shared<std::vector<Problem>>(std::move(found).value()));
    std::vector<ObjectRef> objects;
    for (const Problem& one : *kept)
        objects.push_back({&one, nullptr});
    out.setObjects(std::move(objects));
    return {};
}

const Problem& problemOf(const void* object)
{
    return *static_cast<const Problem*>(object);
}

} // namespace

void addProblems(graphql::SchemaBuilder& schema)
{
    graphql::Type& problem = schema.object("Problem");
    problem.describe("Something in the campaign that is not as it should be.");
    problem.field("kind", "String!")
        .describe("DANGLING_REFERENCE, RULE_FAILED, VARIABLE_TYPE, VARIABLE_FAILED, CIRCLE or EFFECT_FAILS.")
        .read([](const void* object, LeafWriter& out) { out.string(problemOf(object).kind); });
    problem.field("message", "String!").read([](const void* object, LeafWriter& out) {
        out.string(problemOf(object).message);
    });
    problem.field("type", "String!")
        .describe("Of the entity it is about.")
        .read([](const void* object, LeafWriter& out) { out.string(problemOf(object).entity->type->name); });
    problem.field("id", "ID!").read([](const void* object, LeafWriter& out) {
        out.string(problemOf(object).entity->id);
    });
    problem.field("name", "String!").read([](const void* object, LeafWriter& out) {
        out.string(problemOf(object).entity->name());
    });
    problem.field("field", "String!").describe("The field it is about.").read([](const void* object, LeafWriter& out) {
        out.string(problemOf(object).field);
    });
    schema.object("Query")
        .field("problems", "[Problem!]!")
        .describe("References to what is gone, rules that fail, values of the wrong type; for game masters, empty for "
                  "others.")
        .argument("campaignId", "ID")
        .argument("branchId", "ID")
        .argument("first", "Int")
        .sizedBy("first", static_cast<int>(usualProblems))
        .resolve([](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
            return problems(call, out[0]);
        });
}

} // namespace campaign::api
