// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/FieldTypes.h"
#include "server/api/Relations.h"
#include "server/api/SchemaAssembly.h"
#include "server/campaign/EntityContext.h"
#include "server/catalogue/Time.h"
#include "server/graphql/execution/LeafWriter.h"

namespace campaign::api {

using catalogue::FieldType;
using graphql::LeafWriter;

namespace {

const history::Entity& entityOf(const void* object)
{
    return *static_cast<const Node*>(object)->entity;
}

void writeWorldTime(const Value& value, LeafWriter& out)
{
    if (value.isInteger())
        out.string(catalogue::toIsoTime(value.asInteger()));
    else
        out.null();
}

void writeRealTime(std::int64_t microseconds, LeafWriter& out)
{
    out.string(catalogue::toIsoRealTime(microseconds));
}

graphql::Property fieldProperty(const catalogue::Field& field, int index)
{
    switch (field.type) {
    case FieldType::WorldTime:
        return [index](const void* object, LeafWriter& out) { writeWorldTime(entityOf(object).field(index), out); };
    case FieldType::RealTime:
        return [index](const void* object, LeafWriter& out) {
            const Value& value = entityOf(object).field(index);
            value.isInteger() ? writeRealTime(value.asInteger(), out) : out.null();
        };
    default:
        return [index](const void* object, LeafWriter& out) {
            const Value& value = entityOf(object).field(index);
            value.isString() ? out.string(value.asString()) : out.value(value);
        };
    }
}

/// The mean of a list's field, for all parents of a level: one statement a branch read.
Result<> resolveAverage(const graphql::FieldCall& call, std::span<const graphql::ObjectRef> parents,
                        std::span<graphql::FieldResult> out, const Hop& list, int of)
{
    OperationScope& scope = scopeOf(call);
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    const Result<std::vector<ViewGroup>> groups = groupByView(scope, parents, *list.type);
    if (!snapshot || !groups)
        return snapshot ? groups.error() : snapshot.error();
    for (const ViewGroup& group : *groups) {
        std::vector<Id> ids;
        for (const std::size_t i : group.members)
            ids.push_back(nodeOf(parents[i]).entity->id);
        const auto found = (*snapshot)->byReference(*list.type, *list.field, ids, group.view->at, scope.viewer());
        if (!found)
            return found.error();
        for (std::size_t i = 0; i < ids.size(); ++i) {
            if (const std::optional<double> mean = meanOf((*found)[i], of))
                out[group.members[i]].setLeaf(*mean);
        }
    }
    return {};
}

void addAverage(graphql::Field& out, const Hop& list, const std::string& of)
{
    out.resolve([list, index = list.type->fieldIndex(of)](const graphql::FieldCall& call,
                                                          std::span<const graphql::ObjectRef> parents,
                                                          std::span<graphql::FieldResult> results) {
        return resolveAverage(call, parents, results, list, index);
    });
}

void addIdentity(graphql::Type& made)
{
    made.field("id", "ID!").read([](const void* object, LeafWriter& out) { out.string(entityOf(object).id); });
    made.field("version", "Int!")
        .describe("How many changes have touched it; for optimistic locking.")
        .read([](const void* object, LeafWriter& out) { out.integer(entityOf(object).version); });
    made.field("changeSeq", "Int!")
        .describe("The last of those changes.")
        .read([](const void* object, LeafWriter& out) { out.integer(entityOf(object).changeSeq); });
    made.field("branchId", "ID!")
        .describe("The branch whose view was read.")
        .read([](const void* object, LeafWriter& out) { out.string(entityOf(object).branchId); });
}

void addTimes(graphql::Type& made)
{
    made.field("createdAt", "DateTime!").read([](const void* object, LeafWriter& out) {
        writeRealTime(entityOf(object).createdAt, out);
    });
    made.field("updatedAt", "DateTime!").read([](const void* object, LeafWriter& out) {
        writeRealTime(entityOf(object).updatedAt, out);
    });
    made.field("deletedAt", "DateTime")
        .describe("Set in the answer to a deletion; deleted things are not read otherwise.")
        .read([](const void* object, LeafWriter& out) {
            const std::int64_t at = static_cast<const Node*>(object)->deletedAt;
            at ? writeRealTime(at, out) : out.null();
        });
}

} // namespace

void addEntityTypes(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types)
{
    for (const catalogue::Type& type : types.types()) {
        graphql::Type& made = schema.object(type.name);
        made.describe(type.description);
        addIdentity(made);
        for (std::size_t i = 0; i < type.fields.size(); ++i) {
            const catalogue::Field& field = type.fields[i];
            if (isDerivable(type, field))
                continue; // DerivedVariableTypes.cpp
            graphql::Field& out = made.field(field.name, graphqlType(type, field) + (field.required ? "!" : ""));
            out.describe(field.description.empty() ? field.label + "." : field.description);
            if (const Hop averaged = averagedList(types, type, field); averaged.type) {
                addAverage(out, averaged, field.average.of);
                continue;
            }
            out.read(fieldProperty(field, static_cast<int>(i)));
            if (field.type == FieldType::Geometry)
                made.field("geojson", "GeoJSON")
                    .describe("The same as " + field.name + ".")
                    .read(fieldProperty(field, static_cast<int>(i)));
        }
        addTimes(made);
    }
}

} // namespace campaign::api
