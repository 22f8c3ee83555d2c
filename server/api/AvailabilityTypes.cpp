// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/OperationScope.h"
#include "server/api/SchemaAssembly.h"
#include "server/api/ValueObjects.h"

namespace campaign::api {

using graphql::FieldCall;
using graphql::FieldResult;
using graphql::ObjectRef;

namespace {

Value toValue(const Available& available)
{
    Value::Array reasons;
    for (const Hindrance& one : available.reasons)
        reasons.push_back(Value::Object{{"kind", hindranceName(one.kind)},
                                        {"message", one.message},
                                        {"type", one.type},
                                        {"id", one.id},
                                        {"name", one.name}});
    return Value::Object{
        {"available", available.isAvailable()}, {"isDone", available.isDone()}, {"reasons", std::move(reasons)}};
}

/// For game masters: conditions and links may be hidden, and what they decide would tell of them.
Result<> resolveAvailability(const FieldCall& call, std::span<const ObjectRef> parents, std::span<FieldResult> out)
{
    OperationScope& scope = scopeOf(call);
    if (!scope.viewer().isGameMaster)
        return {};
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    for (std::size_t begin = 0; begin < parents.size();) {
        const ReadView* view = nodeOf(parents[begin]).view;
        std::vector<history::EntityPtr> entities;
        std::size_t end = begin;
        for (; end < parents.size() && nodeOf(parents[end]).view == view; ++end)
            entities.push_back(nodeOf(parents[end]).entity);
        const auto available = scope.services().availability.ofMany(entities, **snapshot, view->at, scope.viewer());
        if (!available)
            return available.error();
        for (std::size_t i = begin; i < end; ++i)
            setValueObject(call, out[i], toValue((*available)[i - begin]));
        begin = end;
    }
    return {};
}

} // namespace

void addAvailability(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types)
{
    graphql::Type& reason = schema.object("AvailabilityReason");
    reason.field("kind", "String!")
        .describe("DONE, EXPIRED, CONDITION, CONDITION_FAILED, PREREQUISITE or BLOCKED.")
        .read(readMember("kind"));
    reason.field("message", "String!").describe("In names, for people.").read(readMember("message"));
    reason.field("type", "String!").describe("Of what stands in the way.").read(readMember("type"));
    reason.field("id", "ID!").read(readMember("id"));
    reason.field("name", "String!").read(readMember("name"));
    graphql::Type& availability = schema.object("Availability");
    availability.describe("Whether an event or encounter can happen now, and what stands in the way.");
    availability.field("available", "Boolean!").read(readMember("available"));
    availability.field("isDone", "Boolean!").read(readMember("isDone"));
    availability.field("reasons", "[AvailabilityReason!]!").resolve(memberObjects("reasons"));
    for (const catalogue::Type& type : types.types()) {
        if (completionOf(type))
            schema.object(type.name)
                .field("availability", "Availability")
                .describe("Conditions, prerequisites and what blocks it; null for all but game masters.")
                .resolve(resolveAvailability);
    }
}

} // namespace campaign::api
