// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/SchemaAssembly.h"

#include "server/api/OperationScope.h"
#include "server/catalogue/Time.h"
#include "server/graphql/execution/LeafWriter.h"

namespace campaign::api {

using cache::KindStatistics;
using cache::Statistics;
using graphql::FieldCall;
using graphql::FieldResult;
using graphql::LeafWriter;
using graphql::ObjectRef;
using history::EntityPtr;

namespace {

struct NamedStatistics
{
    std::string_view type;
    KindStatistics numbers;
};

struct Report
{
    Statistics all;
    std::vector<NamedStatistics> byType;
};

/// The counters that whole and parts have in common; `numbersOf` leads from the object to them.
template <typename NumbersOf>
void addCounters(graphql::Type& type, NumbersOf numbersOf)
{
    const std::pair<const char*, std::uint64_t KindStatistics::*> counters[] = {
        {"hits", &KindStatistics::hits},
        {"misses", &KindStatistics::misses},
        {"sets", &KindStatistics::sets},
        {"deletes", &KindStatistics::deletes},
        {"refusedSets", &KindStatistics::refusedSets},
        {"evictions", &KindStatistics::evictions},
        {"expirations", &KindStatistics::expirations},
        {"waits", &KindStatistics::waits},
        {"keys", &KindStatistics::keys},
        {"bytes", &KindStatistics::bytes}};
    for (const auto& [name, member] : counters) {
        type.field(name, "Int!").read([numbersOf, member = member](const void* object, LeafWriter& out) {
            out.integer(static_cast<std::int64_t>(numbersOf(object).*member));
        });
    }
    type.field("hitRate", "Float!")
        .describe("Part of the look-ups that found something, 0 to 1.")
        .read([numbersOf](const void* object, LeafWriter& out) { out.number(numbersOf(object).hitRate()); });
}

void addStatistics(graphql::SchemaBuilder& schema)
{
    graphql::Type& part = schema.object("CacheTypeStats");
    part.field("type", "String!").read([](const void* object, LeafWriter& out) {
        out.string(static_cast<const NamedStatistics*>(object)->type);
    });
    addCounters(part, [](const void* object) { return static_cast<const NamedStatistics*>(object)->numbers; });
    graphql::Type& stats = schema.object("CacheStats");
    addCounters(stats, [](const void* object) { return static_cast<const Report*>(object)->all.total; });
    stats.field("patternDeletes", "Int!")
        .describe("Groups of values that changes made stale.")
        .read([](const void* object, LeafWriter& out) {
            out.integer(static_cast<std::int64_t>(static_cast<const Report*>(object)->all.patternDeletes));
        });
    stats.field("startTime", "DateTime!").read([](const void* object, LeafWriter& out) {
        out.string(catalogue::toIsoRealTime(static_cast<const Report*>(object)->all.startTime));
    });
    stats.field("enabled", "Boolean!").read([](const void* object, LeafWriter& out) {
        out.boolean(static_cast<const Report*>(object)->all.enabled);
    });
    stats.field("byType", "[CacheTypeStats!]!")
        .resolve([](const FieldCall&, std::span<const ObjectRef> parents, std::span<FieldResult> out) -> Result<> {
            for (std::size_t i = 0; i < parents.size(); ++i) {
                std::vector<ObjectRef> parts;
                for (const NamedStatistics& one : static_cast<const Report*>(parents[i].object)->byType)
                    parts.push_back({&one, nullptr});
                out[i].setObjects(std::move(parts));
            }
            return {};
        });
}

Result<> cacheStats(const FieldCall& call, FieldResult& out)
{
    auto report = std::make_shared<Report>();
    report->all = scopeOf(call).services().cache.statistics();
    for (std::size_t i = 0; i < cache::kindCount; ++i)
        report->byType.push_back({cache::nameOf(static_cast<cache::Kind>(i)), report->all.byKind[i]});
    out.setObject({call.context().keep(std::move(report)), nullptr});
    return {};
}

struct Warming
{
    std::int64_t entities = 0;
    std::int64_t lists = 0;
};

/// A page of one type: what the rules make of its entities, and the lists that hang from them.
Result<> warmPage(OperationScope& scope, history::Snapshot& snapshot, const catalogue::Type& type,
                  const std::vector<EntityPtr>& entities, const history::ReadPoint& at, Warming& warming)
{
    if (ComputedFields::applyTo(type)) {
        const auto computed = scope.services().computed.of(entities, at, snapshot, scope.viewer());
        if (!computed)
            return computed.error();
    }
    warming.entities += static_cast<std::int64_t>(entities.size());
    std::vector<Id> ids;
    for (const EntityPtr& entity : entities)
        ids.push_back(entity->id);
    for (const catalogue::Catalogue::Inverse& inverse : scope.types().referencesTo(type)) {
        if (inverse.field->name != inverse.type->parentField)
            continue;
        const auto lists = snapshot.byReference(*inverse.type, *inverse.field, ids, at, scope.viewer());
        if (!lists)
            return lists.error();
        warming.lists += static_cast<std::int64_t>(lists->size());
    }
    return {};
}

Result<> warmCache(const FieldCall& call, FieldResult& out)
{
    OperationScope& scope = scopeOf(call);
    constexpr int pageSize = 1'000;
    const Id id = textOf(call.arguments(), "campaignId");
    const catalogue::Type& campaign = *scope.types().withRole(catalogue::Role::Campaign);
    const Result<Located> there = scope.locate(campaign, id, Value::Object());
    if (!there)
        return there.error();
    if (!there->entity)
        return notFound(campaign, id);
    const Result<const ReadView*> view = scope.viewFor(Home::Campaign, Value::Object(), id);
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!view || !snapshot)
        return view ? snapshot.error() : view.error();
    auto warming = std::make_shared<Warming>();
    for (const catalogue::Type& type : scope.types().types()) {
        if (type.scope != catalogue::Scope::Branched || homeOf(scope.types(), type) != Home::Campaign)
            continue;
        history::ListQuery query;
        query.first = pageSize;
        for (bool hasNext = true; hasNext;) {
            const Result<history::Page> page = (*snapshot)->list(type, query, (*view)->at, scope.viewer());
            if (!page)
                return page.error();
            if (const Result<> warmed = warmPage(scope, **snapshot, type, page->entities, (*view)->at, *warming);
                !warmed)
                return warmed;
            if (const auto& interrupted = call.context().interrupted) {
                if (const std::optional<Error> stop = interrupted())
                    return *stop;
            }
            hasNext = page->hasNext;
            query.after = hasNext ? page->cursors.back() : std::string();
        }
    }
    out.setObject({call.context().keep(std::move(warming)), nullptr});
    return {};
}

} // namespace

void addCacheOperations(graphql::SchemaBuilder& schema)
{
    addStatistics(schema);
    schema.object("Query")
        .field("cacheStats", "CacheStats!")
        .describe("What the shared cache has done since the server started.")
        .resolve([](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
            return cacheStats(call, out[0]);
        });
    graphql::Type& warming = schema.object("CacheWarming");
    warming.field("entities", "Int!").read([](const void* object, LeafWriter& out) {
        out.integer(static_cast<const Warming*>(object)->entities);
    });
    warming.field("lists", "Int!").read([](const void* object, LeafWriter& out) {
        out.integer(static_cast<const Warming*>(object)->lists);
    });
    schema.object("Mutation")
        .field("warmCache", "CacheWarming!")
        .describe("Computes ahead what readers of the campaign will ask for; changes nothing.")
        .argument("campaignId", "ID!")
        .resolve([](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
            return warmCache(call, out[0]);
        });
}

} // namespace campaign::api
