// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/SchemaAssembly.h"

#include "server/api/Place.h"
#include "server/graphql/execution/LeafWriter.h"

namespace campaign::api {

using graphql::FieldCall;
using graphql::FieldResult;
using graphql::LeafWriter;
using graphql::ObjectRef;

namespace {

constexpr std::int64_t usualHits = 20;
constexpr std::int64_t mostHits = 500;

const history::SearchHit& hitOf(const void* object)
{
    return *static_cast<const history::SearchHit*>(object);
}

Result<> search(const FieldCall& call, FieldResult& out)
{
    OperationScope& scope = scopeOf(call);
    const Result<std::vector<std::string>> types = typeNames(scope.types(), call.arguments(), "types");
    if (!types)
        return types.error();
    const std::int64_t first = integerOf(call.arguments(), "first").value_or(usualHits);
    if (first < 1 || first > mostHits)
        return invalid("first is from 1 to 500.", "first");
    const Result<const ReadView*> view = scope.viewOfCampaign(call.arguments());
    if (!view)
        return view.error();
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    auto hits = (*snapshot)->search(textOf(call.arguments(), "text"), *types, static_cast<int>(first),
                                    (*view)->at.branch, scope.viewer());
    if (!hits)
        return hits.error();
    const auto* kept = call.context().keep(std::make_shared<std::vector<history::SearchHit>>(std::move(*hits)));
    std::vector<ObjectRef> objects;
    for (const history::SearchHit& hit : *kept)
        objects.push_back({&hit, nullptr});
    out.setObjects(std::move(objects));
    return {};
}

} // namespace

void addSearch(graphql::SchemaBuilder& schema, const catalogue::Catalogue&)
{
    graphql::Type& hit = schema.object("SearchHit");
    hit.field("type", "String!").read([](const void* object, LeafWriter& out) {
        out.string(hitOf(object).entity->type->name);
    });
    hit.field("id", "ID!").read([](const void* object, LeafWriter& out) { out.string(hitOf(object).entity->id); });
    hit.field("name", "String!").read([](const void* object, LeafWriter& out) {
        out.string(hitOf(object).entity->name());
    });
    hit.field("score", "Float!").describe("0 to 1, best first.").read([](const void* object, LeafWriter& out) {
        out.number(hitOf(object).score);
    });
    schema.object("Query")
        .field("search", "[SearchHit!]!")
        .describe("Full text over names and other texts, forgiving typos; best first.")
        .argument("campaignId", "ID")
        .argument("text", "String!")
        .argument("types", "[String!]")
        .argument("first", "Int")
        .argument("branchId", "ID")
        .sizedBy("first", static_cast<int>(usualHits))
        .resolve([](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
            return search(call, out[0]);
        });
}

} // namespace campaign::api
