// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/SchemaAssembly.h"

#include "server/api/Place.h"
#include "server/graphql/execution/LeafWriter.h"
#include "server/history/TextMatch.h"

namespace campaign::api {

using graphql::FieldCall;
using graphql::FieldResult;
using graphql::LeafWriter;
using graphql::ObjectRef;

namespace {

constexpr std::int64_t usualHits = 20;
constexpr std::int64_t mostHits = 500;

/// A hit and the text it is one for, where that is not the name.
struct Found
{
    history::SearchHit hit;
    std::string passage;
};

const history::SearchHit& hitOf(const void* object)
{
    return static_cast<const Found*>(object)->hit;
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
    const history::TextQuery query(textOf(call.arguments(), "text"));
    std::vector<Found> all;
    for (history::SearchHit& hit : *hits) {
        std::string passage = query.passage(*hit.entity);
        all.push_back({std::move(hit), std::move(passage)});
    }
    const auto* kept = call.context().keep(std::make_shared<std::vector<Found>>(std::move(all)));
    std::vector<ObjectRef> objects;
    for (const Found& one : *kept)
        objects.push_back({&one, nullptr});
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
    hit.field("passage", "String")
        .describe("The words around where a text answers; null where the name does.")
        .read([](const void* object, LeafWriter& out) {
            const std::string& passage = static_cast<const Found*>(object)->passage;
            passage.empty() ? out.null() : out.string(passage);
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
