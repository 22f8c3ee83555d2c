// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/BranchClock.h"
#include "server/api/Relations.h"
#include "server/api/SchemaAssembly.h"
#include "server/catalogue/Time.h"

namespace campaign::api {

using graphql::FieldCall;
using graphql::FieldResult;
using graphql::ObjectRef;
using Operator = history::Condition::Operator;

namespace {

/// Events whose time has passed on the branch's clock and which have neither happened nor expired.
Result<> overdueEvents(const FieldCall& call, FieldResult& out, const catalogue::Type& type)
{
    OperationScope& scope = scopeOf(call);
    const Id campaign = textOf(call.arguments(), "campaignId");
    const Result<const ReadView*> view = scope.viewFor(Home::Campaign, call.arguments(), campaign);
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!view || !snapshot)
        return view ? snapshot.error() : view.error();
    const Result<Value> clock = clockOf(scope, **view);
    if (!clock)
        return clock.error();
    const Value now = (*view)->at.asOf ? Value(*(*view)->at.asOf) : *clock;
    history::ListQuery query;
    query.first = now.isNull() ? 0 : unpagedLimit; // a campaign without a clock has nothing that is late
    query.where = {{"campaignId", Operator::Equal, campaign},
                   {"scheduledAt", Operator::LessOrEqual, now},
                   {"isCompleted", Operator::NotEqual, true},
                   {"expired", Operator::NotEqual, true}};
    query.orderBy = {{"scheduledAt", false}};
    Result<history::Page> page = (*snapshot)->list(type, query, (*view)->at, scope.viewer());
    if (!page)
        return page.error();
    if (page->hasNext && query.first > 0)
        return tooLong(type);
    page->entities.resize(std::min(page->entities.size(), static_cast<std::size_t>(query.first)));
    setNodes(call, out, std::move(page->entities), *view);
    return {};
}

/// The clock of each campaign's main branch.
Result<> currentWorldTimes(const FieldCall& call, std::span<const ObjectRef> parents, std::span<FieldResult> out)
{
    OperationScope& scope = scopeOf(call);
    for (std::size_t i = 0; i < parents.size(); ++i) {
        const Node& node = nodeOf(parents[i]);
        const Result<const ReadView*> main = scope.viewFor(Home::Campaign, Value::Object(), node.entity->id);
        if (!main)
            return main.error();
        const Result<Value> clock = clockOf(scope, node.view->isDefault ? **main : *node.view);
        if (!clock)
            return clock.error();
        if (clock->isInteger())
            out[i].setLeaf(catalogue::toIsoTime(clock->asInteger()));
    }
    return {};
}

} // namespace

void addStoryLists(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types)
{
    schema.object(types.withRole(catalogue::Role::Campaign)->name)
        .field("currentWorldTime", "DateTime")
        .describe("Null while the campaign has no clock.")
        .resolve(currentWorldTimes);
    const catalogue::Type* event = types.find("Event");
    if (!event)
        return; // a catalogue of a test
    graphql::Field& overdue = schema.object("Query").field("getOverdueEvents", "[" + event->name + "!]!");
    overdue.describe("Planned for a time that has passed, and neither completed nor expired; the earliest first.");
    overdue.argument("campaignId", "ID!");
    addReadArguments(overdue);
    overdue.resolve([event](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
        return overdueEvents(call, out[0], *event);
    });
}

} // namespace campaign::api
