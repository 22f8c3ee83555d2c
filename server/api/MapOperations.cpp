// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/Relations.h"
#include "server/api/SchemaAssembly.h"
#include "server/campaign/MapLayer.h"
#include "server/graphql/execution/LeafWriter.h"

namespace campaign::api {

using graphql::FieldCall;
using graphql::FieldResult;
using graphql::LeafWriter;
using graphql::ObjectRef;
using history::EntityPtr;

namespace {

/// What every spatial operation starts from: an open snapshot and the branch it reads.
struct Place
{
    history::Snapshot* snapshot;
    const ReadView* view;
    Id mapId;

    const Id& branch() const { return view->at.branch; }
};

/// A map shows what stands on it, so it is read where campaigns live when no branch is named.
Result<Place> placeOf(const FieldCall& call, const Value& arguments)
{
    OperationScope& scope = scopeOf(call);
    const Result<const ReadView*> view = scope.viewFor(Home::Campaign, arguments);
    if (!view)
        return view.error();
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    return Place{*snapshot, *view, textOf(arguments, "mapId")};
}

/// The settlements on the locations, in their order.
Result<> setSettlements(const FieldCall& call, FieldResult& out, const std::vector<EntityPtr>& locations,
                        const Place& place)
{
    std::vector<Id> ids;
    for (const EntityPtr& location : locations)
        ids.push_back(location->id);
    OperationScope& scope = scopeOf(call);
    Result<std::vector<EntityPtr>> found =
        settlementsAt(scope.types(), *place.snapshot, ids, place.branch(), scope.viewer());
    if (!found)
        return found.error();
    setNodes(call, out, std::move(*found), place.view);
    return {};
}

Result<history::Box> boxOf(const Value& bbox)
{
    const history::Box box{bbox.find("west")->asNumber(), bbox.find("south")->asNumber(), bbox.find("east")->asNumber(),
                           bbox.find("north")->asNumber()};
    if (box.west > box.east || box.south > box.north)
        return invalid("A box has west ≤ east and south ≤ north.", "bbox");
    return box;
}

struct FeatureCollection
{
    std::vector<MapFeature> features;
};

Result<> mapLayer(const FieldCall& call, FieldResult& out)
{
    const Result<Place> place = placeOf(call, call.arguments());
    if (!place)
        return place.error();
    MapLayerQuery query;
    query.mapId = place->mapId;
    const Value* bbox = call.argument("bbox");
    if (bbox && bbox->isObject()) {
        const Result<history::Box> box = boxOf(*bbox);
        if (!box)
            return box.error();
        query.box = *box;
    }
    if (const Value* filters = call.argument("filters"); filters && filters->isObject()) {
        query.entityTypes = textsOf(*filters, "entityTypes");
        query.locationTypes = textsOf(*filters, "locationTypes");
        query.kinds = textsOf(*filters, "kinds");
        query.tags = textsOf(*filters, "tags");
    }
    OperationScope& scope = scopeOf(call);
    Result<std::vector<MapFeature>> features =
        readMapLayer(scope.types(), *place->snapshot, query, place->branch(), scope.viewer());
    if (!features)
        return features.error();
    auto collection = std::make_shared<FeatureCollection>(FeatureCollection{std::move(*features)});
    out.setObject({call.context().keep(std::move(collection)), nullptr});
    return {};
}

struct Circle
{
    double x = 0, y = 0, radius = 0;
};

Result<Circle> circleOf(const Value& input)
{
    const Value& point = *input.find("point");
    const Circle circle{point.find("longitude")->asNumber(), point.find("latitude")->asNumber(),
                        input.find("radius")->asNumber()};
    if (!(circle.radius >= 0))
        return invalid("A radius is not negative.", "input.radius");
    return circle;
}

Result<> locationsNear(const FieldCall& call, FieldResult& out, bool settlements)
{
    const Value& input = *call.argument("input");
    const Result<Place> place = placeOf(call, input);
    if (!place)
        return place.error();
    const Result<Circle> circle = circleOf(input);
    if (!circle)
        return circle.error();
    Result<std::vector<history::Nearby>> found = place->snapshot->locationsNear(
        circle->x, circle->y, circle->radius, place->mapId, place->branch(), scopeOf(call).viewer());
    if (!found)
        return found.error();
    std::vector<EntityPtr> locations;
    for (history::Nearby& one : *found)
        locations.push_back(std::move(one.location));
    if (settlements)
        return setSettlements(call, out, locations, *place);
    setNodes(call, out, std::move(locations), place->view);
    return {};
}

Result<> inRegion(const FieldCall& call, FieldResult& out, bool settlements)
{
    const Result<Place> place = placeOf(call, call.arguments());
    if (!place)
        return place.error();
    Result<std::vector<EntityPtr>> found = place->snapshot->locationsInRegion(textOf(call.arguments(), "regionId"),
                                                                              place->branch(), scopeOf(call).viewer());
    if (!found)
        return found.error();
    if (settlements)
        return setSettlements(call, out, *found, *place);
    setNodes(call, out, std::move(*found), place->view);
    return {};
}

Result<> settlementAtLocation(const FieldCall& call, FieldResult& out)
{
    const Result<Place> place = placeOf(call, call.arguments());
    if (!place)
        return place.error();
    const Id location = textOf(call.arguments(), "locationId");
    OperationScope& scope = scopeOf(call);
    Result<std::vector<EntityPtr>> found =
        settlementsAt(scope.types(), *place->snapshot, {&location, 1}, place->branch(), scope.viewer());
    if (!found)
        return found.error();
    out.setObject(NodeLevel(call.context()).add(std::move(found->front()), place->view));
    return {};
}

Result<> checkRegionOverlap(const FieldCall& call, FieldResult& out)
{
    const Result<Place> place = placeOf(call, call.arguments());
    if (!place)
        return place.error();
    const Result<bool> overlap =
        place->snapshot->regionsOverlap(textOf(call.arguments(), "region1Id"), textOf(call.arguments(), "region2Id"),
                                        place->branch(), scopeOf(call).viewer());
    if (!overlap)
        return overlap.error();
    out.setLeaf(*overlap);
    return {};
}

/// One of the nearest places, with what stands on it.
struct Neighbour
{
    Node location;
    Node settlement;
    double distance = 0;
};

Result<> nearest(const FieldCall& call, FieldResult& out)
{
    const Result<Place> place = placeOf(call, call.arguments());
    if (!place)
        return place.error();
    constexpr std::int64_t most = 1'000;
    const std::int64_t count = integerOf(call.arguments(), "k").value_or(1);
    if (count < 1 || count > most)
        return invalid("k is from 1 to 1,000.", "k");
    const Value& point = *call.argument("point");
    OperationScope& scope = scopeOf(call);
    Result<std::vector<history::Nearby>> found =
        place->snapshot->nearestLocations(point.find("longitude")->asNumber(), point.find("latitude")->asNumber(),
                                          static_cast<int>(count), place->mapId, place->branch(), scope.viewer());
    if (!found)
        return found.error();
    std::vector<Id> ids;
    for (const history::Nearby& one : *found)
        ids.push_back(one.location->id);
    Result<std::vector<EntityPtr>> settlements =
        settlementsAt(scope.types(), *place->snapshot, ids, place->branch(), scope.viewer());
    if (!settlements)
        return settlements.error();
    auto all = std::make_shared<std::vector<Neighbour>>();
    for (std::size_t i = 0; i < ids.size(); ++i)
        all->push_back({{std::move((*found)[i].location), place->view, 0},
                        {std::move((*settlements)[i]), place->view, 0},
                        (*found)[i].distance});
    std::vector<ObjectRef> objects;
    for (const Neighbour& one : *all)
        objects.push_back({&one, nullptr});
    call.context().keep(std::move(all));
    out.setObjects(std::move(objects));
    return {};
}

const MapFeature& featureOf(const void* object)
{
    return *static_cast<const MapFeature*>(object);
}

void addFeatureTypes(graphql::SchemaBuilder& schema)
{
    graphql::Type& feature = schema.object("Feature");
    feature.field("type", "String!").read([](const void*, LeafWriter& out) { out.string("Feature"); });
    feature.field("id", "ID!").read([](const void* object, LeafWriter& out) {
        out.string(featureOf(object).location->id);
    });
    feature.field("geometry", "GeoJSON").read([](const void* object, LeafWriter& out) {
        out.value(featureOf(object).location->field("geometry"));
    });
    feature.field("properties", "JSON").read([](const void* object, LeafWriter& out) {
        out.json(featureOf(object).properties);
    });
    graphql::Type& collection = schema.object("FeatureCollection");
    collection.field("type", "String!").read([](const void*, LeafWriter& out) { out.string("FeatureCollection"); });
    collection.field("features", "[Feature!]!")
        .resolve([](const FieldCall&, std::span<const ObjectRef> parents, std::span<FieldResult> out) -> Result<> {
            std::vector<ObjectRef> objects;
            for (const MapFeature& one : static_cast<const FeatureCollection*>(parents[0].object)->features)
                objects.push_back({&one, nullptr});
            out[0].setObjects(std::move(objects));
            return {};
        });
}

void addNearestTypes(graphql::SchemaBuilder& schema)
{
    graphql::Type& nearby = schema.object("NearbyPlace");
    nearby.field("distance", "Float!").describe("In map units.").read([](const void* object, LeafWriter& out) {
        out.number(static_cast<const Neighbour*>(object)->distance);
    });
    const auto addNode = [&](const char* name, const char* type, Node Neighbour::*member) {
        nearby.field(name, type)
            .resolve(
                [member](const FieldCall&, std::span<const ObjectRef> parents, std::span<FieldResult> out) -> Result<> {
                    for (std::size_t i = 0; i < parents.size(); ++i) {
                        const Node& node = static_cast<const Neighbour*>(parents[i].object)->*member;
                        out[i].setObject({node.entity ? &node : nullptr, nullptr});
                    }
                    return {};
                });
    };
    addNode("location", "Location!", &Neighbour::location);
    addNode("settlement", "Settlement", &Neighbour::settlement);
}

void addInputs(graphql::SchemaBuilder& schema)
{
    schema.input("PointInput")
        .input("longitude", "Float!")
        .input("latitude", "Float!")
        .describe("On a flat map x and y in map units.");
    schema.input("BboxInput")
        .input("west", "Float!")
        .input("south", "Float!")
        .input("east", "Float!")
        .input("north", "Float!");
    schema.input("NearInput")
        .input("point", "PointInput!")
        .input("radius", "Float!")
        .describeInput("In map units.")
        .input("srid", "Int")
        .input("worldId", "ID")
        .input("mapId", "ID")
        .input("branchId", "ID");
    schema.input("MapLayerFilter")
        .input("entityTypes", "[String!]")
        .describeInput("What stands on the place: Settlement, Kingdom; Location for bare ones.")
        .input("locationTypes", "[LocationType!]")
        .input("kinds", "[String!]")
        .input("tags", "[String!]")
        .describeInput("Any of them.")
        .input("availableOnly", "Boolean");
}

using Operation = Result<> (*)(const FieldCall&, FieldResult&);

graphql::Resolver resolver(Operation operation)
{
    return [operation](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
        return operation(call, out[0]);
    };
}

/// A spatial query: its own arguments, then mapId and branchId.
void addQuery(graphql::Type& query, const char* name, const char* type,
              std::initializer_list<std::pair<const char*, const char*>> arguments, Operation operation)
{
    graphql::Field& field = query.field(name, type);
    for (const auto& [argument, argumentType] : arguments)
        field.argument(argument, argumentType);
    field.argument("mapId", "ID").argument("branchId", "ID");
    field.resolve(resolver(operation));
}

} // namespace

void addMapOperations(graphql::SchemaBuilder& schema, const catalogue::Catalogue&)
{
    addFeatureTypes(schema);
    addNearestTypes(schema);
    addInputs(schema);
    graphql::Type& query = schema.object("Query");
    addQuery(query, "mapLayer", "FeatureCollection!",
             {{"worldId", "ID"}, {"bbox", "BboxInput"}, {"filters", "MapLayerFilter"}}, mapLayer);
    query.field("locationsNear", "[Location!]!")
        .describe("Nearest first.")
        .argument("input", "NearInput!")
        .resolve(resolver([](const FieldCall& call, FieldResult& out) { return locationsNear(call, out, false); }));
    query.field("settlementsNear", "[Settlement!]!")
        .describe("Nearest first.")
        .argument("input", "NearInput!")
        .resolve(resolver([](const FieldCall& call, FieldResult& out) { return locationsNear(call, out, true); }));
    addQuery(query, "locationsInRegion", "[Location!]!", {{"regionId", "ID!"}, {"worldId", "ID"}},
             [](const FieldCall& call, FieldResult& out) { return inRegion(call, out, false); });
    addQuery(query, "settlementsInRegion", "[Settlement!]!", {{"regionId", "ID!"}, {"worldId", "ID"}},
             [](const FieldCall& call, FieldResult& out) { return inRegion(call, out, true); });
    addQuery(query, "settlementAtLocation", "Settlement", {{"locationId", "ID!"}}, settlementAtLocation);
    addQuery(query, "checkRegionOverlap", "Boolean!", {{"region1Id", "ID!"}, {"region2Id", "ID!"}}, checkRegionOverlap);
    addQuery(query, "nearest", "[NearbyPlace!]!", {{"point", "PointInput!"}, {"k", "Int"}}, nearest);
}

} // namespace campaign::api
