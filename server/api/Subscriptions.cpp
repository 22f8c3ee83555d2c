// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/SchemaAssembly.h"

#include "server/graphql/execution/LeafWriter.h"

namespace campaign::api {

using graphql::LeafWriter;

namespace {

/// Declared so that clients can be written against it; a plain request that asks for it is refused before this runs.
void declare(graphql::Type& type, const char* name, const char* fieldType)
{
    type.field(name, fieldType).read([](const void*, LeafWriter& out) { out.null(); });
}

} // namespace

void addSubscriptions(graphql::SchemaBuilder& schema)
{
    graphql::Type& modified = schema.object("EntityModified");
    for (const auto& [name, type] : {std::pair{"entityId", "ID!"},
                                     {"entityType", "String!"},
                                     {"version", "Int!"},
                                     {"modifiedBy", "String!"},
                                     {"modifiedAt", "DateTime!"}})
        declare(modified, name, type);
    graphql::Type& time = schema.object("WorldTimeChange");
    for (const auto& [name, type] : {std::pair{"campaignId", "ID!"}, {"branchId", "ID!"}, {"worldTime", "DateTime!"}})
        declare(time, name, type);
    graphql::Type& presence = schema.object("Presence");
    for (const auto& [name, type] : {std::pair{"userId", "ID!"}, {"name", "String!"}, {"lookingAt", "String"}})
        declare(presence, name, type);
    graphql::Type& subscription = schema.object("Subscription");
    const graphql::Resolver none = [](const graphql::FieldCall&, std::span<const graphql::ObjectRef>,
                                      std::span<graphql::FieldResult>) -> Result<> {
        return Error{ErrorCode::Unavailable, "Subscriptions are not served yet.", {}, {}, {}};
    };
    subscription.field("entityModified", "EntityModified").argument("entityId", "ID!").resolve(none);
    subscription.field("campaignChanged", "Change")
        .argument("campaignId", "ID!")
        .argument("since", "Int")
        .resolve(none);
    subscription.field("worldTimeChanged", "WorldTimeChange").argument("campaignId", "ID!").resolve(none);
    subscription.field("presence", "[Presence!]").argument("campaignId", "ID!").resolve(none);
}

} // namespace campaign::api
