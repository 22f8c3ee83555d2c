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

/// setKingdomLevel, toggleFieldConditionActive: one field, given beside the id. What may be absent may be cleared.
void addSetter(graphql::Type& mutation, const Type& type, const Field& field, const std::string& name,
               const std::string& argument)
{
    const bool mayClear = !field.required && field.defaultValue.isNull();
    graphql::Field& made = mutation.field(name, type.name);
    made.argument("id", "ID!").argument(argument, graphqlType(type, field) + (mayClear ? "" : "!"));
    addWriteArguments(made, true);
    made.resolve(
        [&type, &field, argument](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
            const Value* given = call.argument(argument);
            const Value::Object fields{{field.name, given ? *given : Value()}};
            return updateFields(call, out[0], type, textOf(call.arguments(), "id"), fields, call.arguments(), "");
        });
}

/// Puts an entity on the list of another or takes it off, and answers with that other.
Result<> setMember(const FieldCall& call, FieldResult& out, const Type& type, const Field& reference, bool joins)
{
    OperationScope& scope = scopeOf(call);
    const Type& target = *scope.types().find(reference.target);
    const Value& input = *call.argument("input");
    const Id id = textOf(input, type.queryName() + "Id");
    const Id group = textOf(input, reference.name);
    const Result<Located> found = locateForWrite(scope, type, id, input);
    if (!found)
        return within("input", found.error());
    const Value& present = found->entity->field(reference.name);
    if (!joins && !(present == Value(group)))
        return invalid(found->entity->name() + " is not among them.", "input." + type.queryName() + "Id");
    const Result<history::ChangeRequest> request = changeRequest(scope, input, found->view->at.branch);
    if (!request)
        return within("input", request.error());
    const Value::Object fields{{reference.name, joins ? Value(group) : Value()}};
    Result<Written> written =
        scope.services().entities.update(*found->entity, fields, integerOf(input, "expectedVersion"), *request);
    if (!written)
        return within("input", written.error());
    written->id = group;
    return answer(call, out, target, written, *found->view);
}

/// addPartyMember, removePartyMember (input{partyId, characterId}).
void addMembership(graphql::SchemaBuilder& schema, const Type& type, const Field& reference)
{
    graphql::Type& input = schema.input(reference.member + "Input");
    input.input(reference.name, "ID!").input(type.queryName() + "Id", "ID!");
    addWriteInputs(input, true);
    for (const bool joins : {true, false}) {
        schema.object("Mutation")
            .field((joins ? "add" : "remove") + reference.member, reference.target)
            .argument("input", input.name + "!")
            .resolve([&type, &reference, joins](const FieldCall& call, std::span<const ObjectRef>,
                                                std::span<FieldResult> out) {
                return setMember(call, out[0], type, reference, joins);
            });
    }
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
                addSetter(mutation, type, field, "set" + type.name + "Level", field.name);
            if (field.name == "isActive" && field.type == FieldType::Boolean)
                addSetter(mutation, type, field, "toggle" + type.name + "Active", field.name);
            if (!field.setter.empty())
                addSetter(mutation, type, field, field.setter, field.setterArgument);
            if (!field.member.empty())
                addMembership(schema, type, field);
            if (field.type == FieldType::Geometry)
                addGeometryUpdate(schema, type, field);
        }
    }
}

} // namespace campaign::api
