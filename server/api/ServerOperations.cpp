// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/SchemaAssembly.h"

#include "server/api/OperationScope.h"
#include "server/catalogue/Time.h"
#include "server/graphql/execution/LeafWriter.h"

namespace campaign::api {

using graphql::FieldCall;
using graphql::FieldResult;
using graphql::LeafWriter;
using graphql::ObjectRef;

namespace {

/// Health is made of settings and the clock alone, so it answers while the store is busy; its object is the scope.
void addHealth(graphql::SchemaBuilder& schema)
{
    graphql::Type& health = schema.object("Health");
    health.field("status", "String!").read([](const void*, LeafWriter& out) { out.string("ok"); });
    health.field("timestamp", "DateTime!").read([](const void* object, LeafWriter& out) {
        const auto* scope = static_cast<const OperationScope*>(object);
        out.string(catalogue::toIsoRealTime(scope->services().clock.nowMicroseconds()));
    });
    health.field("version", "String!").read([](const void* object, LeafWriter& out) {
        out.string(static_cast<const OperationScope*>(object)->services().settings.version);
    });
    schema.object("Query")
        .field("health", "Health!")
        .resolve([](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) -> Result<> {
            out[0].setObject({&scopeOf(call), nullptr});
            return {};
        });
}

} // namespace

void addServerOperations(graphql::SchemaBuilder& schema)
{
    addHealth(schema);
}

} // namespace campaign::api
