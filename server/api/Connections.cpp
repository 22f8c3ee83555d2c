// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/Filters.h"
#include "server/api/Relations.h"
#include "server/api/SchemaAssembly.h"
#include "server/core/Text.h"
#include "server/graphql/execution/LeafWriter.h"
#include "server/history/Cursor.h"
#include "server/history/Matching.h"
#include "server/history/TextMatch.h"

#include <algorithm>

namespace campaign::api {

using catalogue::Type;
using graphql::FieldCall;
using graphql::FieldResult;
using graphql::LeafWriter;
using graphql::ObjectRef;

namespace {

constexpr int usualPage = 50;
constexpr int availabilityPage = 500; ///< looked at in one go
constexpr int largestPage = 10'000;

/// One page of a list with what its client asked to know about it.
struct Connection
{
    struct Edge
    {
        Node node;
        std::string cursor;
    };
    std::deque<Edge> edges;
    bool hasNext = false;
    bool hasPrevious = false;
    std::int64_t total = 0;
};

const Connection& connectionOf(const void* object)
{
    return *static_cast<const Connection*>(object);
}

Result<history::ListQuery> queryOf(const FieldCall& call, const Type& type)
{
    history::ListQuery query;
    const std::int64_t first = integerOf(call.arguments(), "first").value_or(usualPage);
    if (first < 0)
        return invalid("A page has no negative size.", "first");
    if (first > largestPage)
        return Error{ErrorCode::Limit, "A page has at most 10,000 entries.", "first", {}, {}};
    query.first = static_cast<int>(first);
    query.after = textOf(call.arguments(), "after");
    query.includeArchived = flagOf(call.arguments(), "includeArchived");
    Result<std::vector<history::Condition>> where = conditionsOf(type, call.argument("filter"));
    if (!where)
        return where.error();
    query.where = std::move(*where);
    if (const std::string order = textOf(call.arguments(), "orderBy"); !order.empty())
        query.orderBy.push_back(orderOf(type, order));
    return query;
}

/// All that answers the search where the client reads, best first. The present has an index for it; of the past every
/// entity is looked at.
Result<std::vector<history::SearchHit>> searchHits(const FieldCall& call, const Type& type,
                                                   const history::ReadPoint& at)
{
    OperationScope& scope = scopeOf(call);
    history::Snapshot& snapshot = **scope.snapshot();
    const std::string text = textOf(call.arguments(), "search");
    if (at.isNow())
        return snapshot.search(text, {&type.name, 1}, largestPage, at.branch, scope.viewer());
    history::ListQuery all;
    all.first = largestPage;
    const Result<history::Page> page = snapshot.list(type, all, at, scope.viewer());
    if (!page)
        return page.error();
    return history::answersTo(history::TextQuery(text), page->entities);
}

std::string cursorOf(const history::SearchHit& hit)
{
    return history::makeCursor(hit.score, sortName(hit.entity->name()), hit.entity->id);
}

std::vector<history::SearchHit>::iterator firstBelow(std::vector<history::SearchHit>& hits,
                                                     const history::Cursor& cursor)
{
    return std::find_if(hits.begin(), hits.end(), [&](const history::SearchHit& hit) {
        const double score = cursor.key.isNumber() ? cursor.key.asNumber() : 0;
        return hit.score < score || (hit.score == score && std::pair(sortName(hit.entity->name()), hit.entity->id) >
                                                               std::pair(cursor.sortName, cursor.id));
    });
}

/// The hits that pass the filter, in the order asked for or by rank.
Result<> resolveSearch(const FieldCall& call, FieldResult& out, const Type& type, const history::ListQuery& query,
                       const ReadView& view)
{
    Result<std::vector<history::SearchHit>> hits = searchHits(call, type, view.at);
    if (!hits)
        return hits.error();
    std::erase_if(*hits, [&](const history::SearchHit& hit) { return !history::matches(*hit.entity, query.where); });
    if (!query.orderBy.empty())
        std::sort(hits->begin(), hits->end(), [&](const history::SearchHit& left, const history::SearchHit& right) {
            return history::comesBefore(*left.entity, *right.entity, query.orderBy);
        });
    auto next = hits->begin();
    if (!query.after.empty()) {
        const Result<history::Cursor> cursor = history::readCursor(query.after);
        if (!cursor)
            return cursor.error();
        next = std::find_if(next, hits->end(), [&](const auto& hit) { return hit.entity->id == cursor->id; });
        // What was seen last may be gone: then on with what ranks below it.
        next = next != hits->end() ? next + 1 : firstBelow(*hits, *cursor);
    }
    auto connection = std::make_shared<Connection>();
    connection->hasPrevious = next != hits->begin();
    connection->total = std::ssize(*hits);
    for (int i = 0; i < query.first && next != hits->end(); ++i, ++next)
        connection->edges.push_back({{next->entity, &view, 0}, cursorOf(*next)});
    connection->hasNext = next != hits->end();
    out.setObject({call.context().keep(std::move(connection)), nullptr});
    return {};
}

/// Only what can happen now: every entity is judged, so the page is gathered from as many pages as it takes. For game
/// masters, as availability is.
Result<> resolveAvailable(const FieldCall& call, FieldResult& out, const Type& type, history::ListQuery query,
                          const ReadView& view)
{
    OperationScope& scope = scopeOf(call);
    if (const Result<> may = scope.checkGameMaster(); !may)
        return may;
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    auto connection = std::make_shared<Connection>();
    connection->hasPrevious = !query.after.empty();
    const auto first = static_cast<std::size_t>(query.first);
    const bool counts = call.selects("totalCount");
    const std::string after = counts ? std::exchange(query.after, {}) : query.after;
    query.first = availabilityPage;
    bool isBehind = after.empty() || !counts;
    for (bool more = true; more && (counts || !connection->hasNext);) {
        Result<history::Page> page = (*snapshot)->list(type, query, view.at, scope.viewer());
        if (!page)
            return page.error();
        const auto available = scope.services().availability.of(page->entities, **snapshot, view.at, scope.viewer());
        if (!available)
            return available.error();
        for (std::size_t i = 0; i < page->entities.size(); ++i) {
            const bool isCursor = page->cursors[i] == after;
            if ((*available)[i].isAvailable()) {
                ++connection->total;
                if (isBehind && connection->edges.size() < first)
                    connection->edges.push_back({{page->entities[i], &view, 0}, page->cursors[i]});
                else if (isBehind)
                    connection->hasNext = true;
            }
            isBehind = isBehind || isCursor;
        }
        more = page->hasNext && !page->cursors.empty();
        if (more)
            query.after = page->cursors.back();
    }
    out.setObject({call.context().keep(std::move(connection)), nullptr});
    return {};
}

Result<> resolveConnection(const FieldCall& call, std::span<FieldResult> out, const Type& type)
{
    OperationScope& scope = scopeOf(call);
    const Result<const ReadView*> view = scope.viewFor(type, call.arguments());
    if (!view)
        return view.error();
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    const Result<history::ListQuery> query = queryOf(call, type);
    if (!query)
        return query.error();
    if (flagOf(call.arguments(), "availableOnly")) {
        if (!textOf(call.arguments(), "search").empty())
            return invalid("A search cannot be narrowed to what is available.", "availableOnly");
        return resolveAvailable(call, out[0], type, *query, **view);
    }
    if (!textOf(call.arguments(), "search").empty())
        return resolveSearch(call, out[0], type, *query, **view);
    auto connection = std::make_shared<Connection>();
    connection->hasPrevious = !query->after.empty();
    if (query->first > 0) {
        Result<history::Page> page = (*snapshot)->list(type, *query, (*view)->at, scope.viewer());
        if (!page)
            return page.error();
        for (std::size_t i = 0; i < page->entities.size(); ++i)
            connection->edges.push_back({{std::move(page->entities[i]), *view, 0}, std::move(page->cursors[i])});
        connection->hasNext = page->hasNext;
    }
    if (call.selects("totalCount")) {
        const Result<std::int64_t> total = (*snapshot)->count(type, *query, (*view)->at, scope.viewer());
        if (!total)
            return total.error();
        connection->total = *total;
    }
    out[0].setObject({call.context().keep(std::move(connection)), nullptr});
    return {};
}

void addPageInfo(graphql::SchemaBuilder& schema)
{
    graphql::Type& info = schema.object("PageInfo");
    info.field("hasNextPage", "Boolean!").read([](const void* object, LeafWriter& out) {
        out.boolean(connectionOf(object).hasNext);
    });
    info.field("hasPreviousPage", "Boolean!").read([](const void* object, LeafWriter& out) {
        out.boolean(connectionOf(object).hasPrevious);
    });
    info.field("startCursor", "String").read([](const void* object, LeafWriter& out) {
        const Connection& page = connectionOf(object);
        page.edges.empty() ? out.null() : out.string(page.edges.front().cursor);
    });
    info.field("endCursor", "String").read([](const void* object, LeafWriter& out) {
        const Connection& page = connectionOf(object);
        page.edges.empty() ? out.null() : out.string(page.edges.back().cursor);
    });
}

void addConnectionTypes(graphql::SchemaBuilder& schema, const Type& type)
{
    graphql::Type& edge = schema.object(type.name + "Edge");
    edge.field("cursor", "String!").read([](const void* object, LeafWriter& out) {
        out.string(static_cast<const Connection::Edge*>(object)->cursor);
    });
    edge.field("node", type.name + "!")
        .resolve([](const FieldCall&, std::span<const ObjectRef> parents, std::span<FieldResult> out) -> Result<> {
            for (std::size_t i = 0; i < parents.size(); ++i)
                out[i].setObject({&static_cast<const Connection::Edge*>(parents[i].object)->node, nullptr});
            return {};
        });
    graphql::Type& connection = schema.object(type.name + "Connection");
    connection.field("edges", "[" + edge.name + "!]!")
        .sizedByParent()
        .resolve([](const FieldCall&, std::span<const ObjectRef> parents, std::span<FieldResult> out) -> Result<> {
            for (std::size_t i = 0; i < parents.size(); ++i) {
                std::vector<ObjectRef> objects;
                for (const Connection::Edge& one : connectionOf(parents[i].object).edges)
                    objects.push_back({&one, nullptr});
                out[i].setObjects(std::move(objects));
            }
            return {};
        });
    connection.field("pageInfo", "PageInfo!")
        .resolve([](const FieldCall&, std::span<const ObjectRef> parents, std::span<FieldResult> out) -> Result<> {
            for (std::size_t i = 0; i < parents.size(); ++i)
                out[i].setObject(parents[i]);
            return {};
        });
    connection.field("totalCount", "Int!").read([](const void* object, LeafWriter& out) {
        out.integer(connectionOf(object).total);
    });
}

} // namespace

void addConnections(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types)
{
    addPageInfo(schema);
    for (const Type& type : types.types()) {
        addFilterInputs(schema, type);
        addConnectionTypes(schema, type);
        graphql::Field& field = schema.object("Query").field(type.plural + "Connection", type.name + "Connection!");
        field.describe("A page of the list; pass the last cursor as `after` for the next one.");
        field.argument("first", "Int", std::to_string(usualPage)).argument("after", "String");
        field.argument("filter", type.name + "Filter").argument("orderBy", type.name + "Order");
        field.argument("search", "String")
            .describeArgument("Full text, forgiving typos; best first unless orderBy says otherwise.");
        field.argument("includeArchived", "Boolean", "false");
        if (completionOf(type))
            field.argument("availableOnly", "Boolean", "false")
                .describeArgument("Only what can happen now; for game masters.");
        addReadArguments(field);
        field.sizedBy("first", usualPage);
        field.resolve([&type](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
            return resolveConnection(call, out, type);
        });
    }
}

} // namespace campaign::api
