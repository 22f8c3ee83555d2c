// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/PlaceOperations.h"

#include "server/api/SchemaAssembly.h"
#include "server/api/Writes.h"
#include "server/campaign/GeometryCheck.h"
#include "server/catalogue/Check.h"
#include "server/graphql/execution/LeafWriter.h"
#include "server/transfer/json/Base64.h"

namespace campaign::api {

using catalogue::Type;
using graphql::FieldCall;
using graphql::FieldResult;
using graphql::LeafWriter;
using graphql::ObjectRef;
using history::Writer;

namespace {

constexpr std::size_t mostPictureBytes = 64u << 20;
constexpr std::size_t mostPieces = 100;

/// What stands somewhere, and where.
struct Placed
{
    std::string type;
    Id id;
    Id locationId;
};

const catalogue::Field* geometryField(const Type& type)
{
    for (const catalogue::Field& field : type.fields) {
        if (field.type == catalogue::FieldType::Geometry)
            return &field;
    }
    return nullptr;
}

/// The reference by which things of a type stand on a place; null when they do not.
const catalogue::Field* placeField(const catalogue::Catalogue& types, const Type& type)
{
    for (const catalogue::Field& field : type.fields) {
        const Type* target = field.type == catalogue::FieldType::Reference ? types.find(field.target) : nullptr;
        if (target && target != &type && field.name == "locationId" && geometryField(*target))
            return &field;
    }
    return nullptr;
}

Result<const Type*> typeOf(OperationScope& scope, const Value& input)
{
    const std::string name = textOf(input, "type");
    const Type* type = scope.types().find(name);
    if (!type || !(geometryField(*type) || placeField(scope.types(), *type)))
        return invalid("There is no type " + name + " that stands on a place.", "input.type");
    return type;
}

Value::Object objectOf(const Value& input, std::string_view name)
{
    const Value* value = input.find(name);
    return value && value->isObject() ? value->asObject() : Value::Object();
}

Result<Value::Object> checkedFields(const Type& type, const Value::Object& fields)
{
    Result<Value::Object> checked = catalogue::checkFields(type, fields);
    return checked ? checkGeometries(type, std::move(*checked)) : checked;
}

Result<> updateWithin(Writer& writer, const Type& type, const Id& id, const Value::Object& fields,
                      std::optional<std::int64_t> expectedVersion = {})
{
    const Result<Value::Object> checked = checkedFields(type, fields);
    if (!checked)
        return checked.error();
    return writer.update(type, id, *checked, expectedVersion);
}

Result<> answerPlaced(const FieldCall& call, FieldResult& out, Placed placed, const Result<history::Receipt>& receipt)
{
    if (!receipt)
        return within("input", receipt.error());
    scopeOf(call).wrote(*receipt);
    auto kept = std::make_shared<Placed>(std::move(placed));
    out.setObject({call.context().keep(std::move(kept)), nullptr});
    return {};
}

Result<> createPlaced(const FieldCall& call, FieldResult& out)
{
    OperationScope& scope = scopeOf(call);
    const Value& input = *call.argument("input");
    const Result<const Type*> type = typeOf(scope, input);
    if (!type)
        return type.error();
    const catalogue::Field* field = placeField(scope.types(), **type);
    if (!field)
        return invalid((*type)->label + " is a place itself; create it directly.", "input.type");
    const Result<const ReadView*> view = scope.viewFor(**type, input);
    if (!view)
        return within("input", view.error());
    Result<history::ChangeRequest> request = changeRequest(scope, input, (*view)->at.branch);
    if (!request)
        return within("input", request.error());
    request->kind = "create";
    if (request->reason.empty())
        request->reason = "Add a " + (*type)->label;
    const Type& place = *scope.types().find(field->target);
    Placed placed{(*type)->name, EntityService::idFor(*request, **type), EntityService::idFor(*request, place)};
    EntityService& entities = scope.services().entities;
    const Result<history::Receipt> receipt = scope.services().store.write(*request, [&](Writer& writer) -> Result<> {
        const Result<Id> location = entities.createWithin(writer, place, objectOf(input, "place"), placed.locationId);
        if (!location)
            return within("place", location.error());
        Value::Object fields = objectOf(input, "fields");
        fields.set(field->name, *location);
        const Result<Id> made = entities.createWithin(writer, **type, fields, placed.id);
        if (!made)
            return within("fields", made.error());
        placed.locationId = *location;
        placed.id = *made;
        return {};
    });
    return answerPlaced(call, out, std::move(placed), receipt);
}

/// Puts a thing on the map: its place moves, or it gets one.
Result<> placeEntity(const FieldCall& call, FieldResult& out)
{
    OperationScope& scope = scopeOf(call);
    const Value& input = *call.argument("input");
    const Result<const Type*> type = typeOf(scope, input);
    if (!type)
        return type.error();
    const Result<Located> found = locateForWrite(scope, **type, textOf(input, "id"), input);
    if (!found)
        return within("input", found.error());
    Result<history::ChangeRequest> request = changeRequest(scope, input, found->view->at.branch);
    if (!request)
        return within("input", request.error());
    request->kind = "update";
    if (request->reason.empty())
        request->reason = "Place " + found->entity->name() + " on the map";
    const catalogue::Field* field = placeField(scope.types(), **type);
    const Type& place = field ? *scope.types().find(field->target) : **type;
    const std::string geometry = geometryField(place)->name;
    Value::Object fields = objectOf(input, "place");
    const Value* standsOn = field ? &found->entity->field(field->name) : nullptr;
    Placed placed{(*type)->name, found->entity->id, {}};
    const Result<history::Receipt> receipt = scope.services().store.write(*request, [&](Writer& writer) -> Result<> {
        placed.locationId = !field ? placed.id : standsOn->isString() ? standsOn->asString() : Id();
        const Result<history::EntityPtr> there =
            placed.locationId.empty() ? Result<history::EntityPtr>(nullptr) : writer.find(place, placed.locationId);
        if (!there)
            return there.error();
        if (*there)
            return updateWithin(writer, place, placed.locationId, {{geometry, *input.find("geometry")}});
        fields.set(geometry, *input.find("geometry"));
        const Result<Id> made = scope.services().entities.createWithin(writer, place, fields);
        if (!made)
            return within("place", made.error());
        placed.locationId = *made;
        return updateWithin(writer, **type, placed.id, {{field->name, *made}});
    });
    return answerPlaced(call, out, std::move(placed), receipt);
}

/// The fields a piece cut off a place has in common with it.
Value::Object sharedFields(const Type& type, const history::Entity& entity)
{
    Value::Object fields;
    for (const catalogue::Field& field : type.fields) {
        const Value& value = entity.field(field.name);
        const bool isOwn = field.readOnly || field.type == catalogue::FieldType::Geometry || field.name == "sourceId" ||
                           field.name == "archivedAt";
        if (!isOwn && !value.isNull())
            fields.set(field.name, value);
    }
    return fields;
}

Result<> splitPlace(const FieldCall& call, FieldResult& out, const Type& type)
{
    OperationScope& scope = scopeOf(call);
    const Value& input = *call.argument("input");
    const Result<Located> found = locateForWrite(scope, type, textOf(call.arguments(), "id"), input);
    if (!found)
        return found.error();
    const Value::Array& pieces = input.find("pieces")->asArray();
    if (pieces.empty() || pieces.size() > mostPieces)
        return invalid("A region is split into 2 to 100 pieces.", "input.pieces");
    Result<history::ChangeRequest> request = changeRequest(scope, input, found->view->at.branch);
    if (!request)
        return within("input", request.error());
    request->kind = "update";
    if (request->reason.empty())
        request->reason = "Split " + found->entity->name();
    const std::string geometry = geometryField(type)->name;
    const history::Entity& whole = *found->entity;
    Result<history::Receipt> receipt = scope.services().store.write(*request, [&](Writer& writer) -> Result<> {
        const Result<> kept = updateWithin(writer, type, whole.id, {{geometry, *input.find("geoJson")}},
                                           integerOf(input, "expectedVersion"));
        if (!kept)
            return within("input.geoJson", kept.error());
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            Value::Object fields = sharedFields(type, whole);
            fields.set("name", whole.name() + " " + std::to_string(i + 2));
            fields.set(geometry, pieces[i]);
            const Result<Id> made = scope.services().entities.createWithin(writer, type, fields);
            if (!made)
                return within("input.pieces[" + std::to_string(i) + "]", made.error());
        }
        return {};
    });
    if (!receipt)
        return receipt.error();
    return answer(call, out, type, Written{whole.id, std::move(*receipt)}, *found->view);
}

/// The picture a map lies on. Without a map the world gets one.
Result<> setMapBackground(const FieldCall& call, FieldResult& out, const Type& type)
{
    OperationScope& scope = scopeOf(call);
    const Value& input = *call.argument("input");
    const std::string mediaType = textOf(input, "mediaType");
    if (!mediaType.starts_with("image/"))
        return invalid("The background of a map is a picture (image/png, image/jpeg, image/webp, image/svg+xml).",
                       "input.mediaType");
    const std::optional<std::string> bytes = transfer::fromBase64(textOf(input, "base64"));
    if (!bytes || bytes->empty())
        return invalid("It must hold the picture's bytes in base64.", "input.base64");
    if (bytes->size() > mostPictureBytes)
        return Error{ErrorCode::Limit, "A map's picture may have 64 MB at most.", "input.base64", {}, {}};
    const Result<const ReadView*> view = scope.viewFor(type, input);
    if (!view)
        return within("input", view.error());
    Result<history::ChangeRequest> request = changeRequest(scope, input, (*view)->at.branch);
    if (!request)
        return within("input", request.error());
    request->kind = "update";
    if (request->reason.empty())
        request->reason = "Change the map's picture";
    Id id = textOf(input, "mapId");
    Result<history::Receipt> receipt = scope.services().store.write(*request, [&](Writer& writer) -> Result<> {
        const Result<Id> file = writer.storeFile(mediaType, *bytes);
        if (!file)
            return file.error();
        Value::Object fields{{"backgroundImage", *file}};
        if (const Value* extent = input.find("extent"); extent && !extent->isNull())
            fields.set("extent", *extent);
        if (!id.empty())
            return updateWithin(writer, type, id, fields);
        fields.set("worldId", textOf(input, "worldId"));
        fields.set("name", textOf(input, "name").empty() ? std::string("Map") : textOf(input, "name"));
        const Result<Id> made = scope.services().entities.createWithin(writer, type, fields);
        if (!made)
            return made.error();
        id = *made;
        return {};
    });
    if (!receipt)
        return receipt.error();
    return answer(call, out, type, Written{id, std::move(*receipt)}, **view);
}

void addPlacedType(graphql::SchemaBuilder& schema)
{
    graphql::Type& placed = schema.object("Placed");
    const auto add = [&](const char* name, const char* type, auto member) {
        placed.field(name, type).read([member](const void* object, LeafWriter& out) {
            out.string(static_cast<const Placed*>(object)->*member);
        });
    };
    add("type", "String!", &Placed::type);
    add("id", "ID!", &Placed::id);
    add("locationId", "ID!", &Placed::locationId);
}

void addPlacedInputs(graphql::SchemaBuilder& schema)
{
    graphql::Type& creation = schema.input("CreatePlacedInput");
    creation.input("type", "String!").describeInput("Settlement, or another type that stands on a location.");
    creation.input("fields", "JSON!").describeInput("Its fields, but the location.");
    creation.input("place", "JSON!").describeInput("The location's fields.");
    addWriteInputs(creation, false);
    graphql::Type& placing = schema.input("PlaceEntityInput");
    placing.input("type", "String!").input("id", "ID!").input("geometry", "GeoJSON!");
    placing.input("place", "JSON").describeInput("The fields of the location it gets if it has none.");
    addWriteInputs(placing, false);
}

using Operation = Result<> (*)(const FieldCall&, FieldResult&);
using TypedOperation = Result<> (*)(const FieldCall&, FieldResult&, const Type&);

graphql::Resolver resolver(Operation operation)
{
    return [operation](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
        return operation(call, out[0]);
    };
}

graphql::Resolver resolver(TypedOperation operation, const Type& type)
{
    return [operation, &type](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
        return operation(call, out[0], type);
    };
}

void addSplit(graphql::SchemaBuilder& schema, const Type& type)
{
    graphql::Type& input = schema.input("Split" + type.name + "Input");
    input.input("geoJson", "GeoJSON!").describeInput("What it keeps.");
    input.input("pieces", "[GeoJSON!]!").describeInput("What is cut off; each becomes a " + type.queryName() + ".");
    addWriteInputs(input, true);
    schema.object("Mutation")
        .field("split" + type.name, type.name)
        .describe("Divides a region; the pieces take over everything but its geometry. Answers with what is left.")
        .argument("id", "ID!")
        .argument("input", input.name + "!")
        .resolve(resolver(splitPlace, type));
}

void addBackground(graphql::SchemaBuilder& schema, const Type& type)
{
    graphql::Type& input = schema.input("Set" + type.name + "BackgroundInput");
    input.input("worldId", "ID!").input("mapId", "ID").describeInput("Without one the world gets a map.");
    input.input("name", "String").input("mediaType", "String!").input("base64", "String!");
    input.input("extent", "JSON").describeInput("{west, south, east, north} in map units.");
    addWriteInputs(input, false);
    schema.object("Mutation")
        .field("set" + type.name + "Background", type.name)
        .describe("Stores a picture and lays the map on it.")
        .argument("input", input.name + "!")
        .resolve(resolver(setMapBackground, type));
}

} // namespace

void addPlaceOperations(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types)
{
    addPlacedType(schema);
    addPlacedInputs(schema);
    graphql::Type& mutation = schema.object("Mutation");
    mutation.field("createPlaced", "Placed!")
        .describe("Makes something together with the location it stands on, as one change.")
        .argument("input", "CreatePlacedInput!")
        .resolve(resolver(createPlaced));
    mutation.field("placeEntity", "Placed!")
        .describe("Puts something on the map: its location moves, or it gets one. One change.")
        .argument("input", "PlaceEntityInput!")
        .resolve(resolver(placeEntity));
    for (const Type& type : types.types()) {
        if (type.writable && geometryField(type))
            addSplit(schema, type);
        if (type.writable && type.field("backgroundImage") && type.field("extent"))
            addBackground(schema, type);
    }
}

} // namespace campaign::api
