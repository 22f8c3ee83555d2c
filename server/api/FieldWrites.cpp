// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/FieldTypes.h"
#include "server/api/SchemaAssembly.h"
#include "server/api/Writes.h"

namespace campaign::api {

using catalogue::Field;
using catalogue::FieldType;
using catalogue::Type;
using graphql::FieldCall;
using graphql::FieldResult;
using graphql::ObjectRef;

namespace {

/// setKingdomLevel, toggleFieldConditionActive: one field, given beside the id.
void addSetter(graphql::Type& mutation, const Type& type, const Field& field, const std::string& name)
{
    graphql::Field& made = mutation.field(name, type.name);
    made.argument("id", "ID!").argument(field.name, graphqlType(type, field) + "!");
    addWriteArguments(made, true);
    made.resolve([&type, &field](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
        const Value::Object fields{{field.name, *call.argument(field.name)}};
        return updateFields(call, out[0], type, textOf(call.arguments(), "id"), fields, call.arguments(), "");
    });
}

/// The input's srid is accepted for the sake of tools and has no effect: a map's coordinates are its own.
void addGeometryUpdate(graphql::SchemaBuilder& schema, const Type& type, const Field& field)
{
    graphql::Type& input = schema.input("Update" + type.name + "GeometryInput");
    input.input("geoJson", "GeoJSON!").input("srid", "Int");
    input.describeInput("Taken for the sake of tools; coordinates are always those of the location's map.");
    addWriteInputs(input, true);
    schema.object("Mutation")
        .field("update" + type.name + "Geometry", type.name)
        .describe("Moves or redraws it. Crossing, unclosed or otherwise impossible shapes are refused with where.")
        .argument("id", "ID!")
        .argument("input", input.name + "!")
        .resolve(
            [&type, &field](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) -> Result<> {
                const Value& from = *call.argument("input");
                const Value::Object fields{{field.name, *from.find("geoJson")}};
                const Result<> done =
                    updateFields(call, out[0], type, textOf(call.arguments(), "id"), fields, from, "input");
                if (done)
                    return done;
                Error error = done.error();
                const std::string stored = "input." + field.name;
                if (error.path.starts_with(stored))
                    error.path = "input.geoJson" + error.path.substr(stored.size());
                return error;
            });
}

} // namespace

void addFieldWrites(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types)
{
    graphql::Type& mutation = schema.object("Mutation");
    for (const Type& type : types.types()) {
        if (!type.writable)
            continue;
        for (const Field& field : type.fields) {
            if (field.name == "level" && field.type == FieldType::Integer)
                addSetter(mutation, type, field, "set" + type.name + "Level");
            if (field.name == "isActive" && field.type == FieldType::Boolean)
                addSetter(mutation, type, field, "toggle" + type.name + "Active");
            if (field.type == FieldType::Geometry)
                addGeometryUpdate(schema, type, field);
        }
    }
}

} // namespace campaign::api
