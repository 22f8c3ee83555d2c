// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/Place.h"
#include "server/api/SchemaAssembly.h"
#include "server/campaign/MapLayer.h"
#include "server/graphql/execution/LeafWriter.h"

#include <set>

namespace campaign::api {

using graphql::FieldCall;
using graphql::FieldResult;
using graphql::LeafWriter;
using graphql::ObjectRef;

namespace {

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

/// Keeps the places where an event or encounter is available, as far as the viewer can see.
Result<> keepAvailable(OperationScope& scope, const Place& place, std::vector<MapFeature>& features)
{
    std::vector<Id> ids;
    for (const MapFeature& feature : features)
        ids.push_back(feature.location->id);
    const history::ReadPoint at{place.branch(), {}, {}};
    std::set<Id> open;
    for (const catalogue::Type& type : scope.types().types()) {
        const catalogue::Field* where = type.field("locationId");
        if (!completionOf(type) || !where)
            continue;
        const auto there = place.snapshot->byReference(type, *where, ids, at, scope.viewer());
        if (!there)
            return there.error();
        std::vector<history::EntityPtr> all;
        for (const std::vector<history::EntityPtr>& some : *there)
            all.insert(all.end(), some.begin(), some.end());
        const auto available = scope.services().availability.ofMany(all, *place.snapshot, at, scope.viewer());
        if (!available)
            return available.error();
        for (std::size_t i = 0; i < all.size(); ++i) {
            if ((*available)[i].isAvailable())
                open.insert(all[i]->field("locationId").asString());
        }
    }
    std::erase_if(features, [&](const MapFeature& feature) { return !open.contains(feature.location->id); });
    return {};
}

Result<> mapLayer(const FieldCall& call, FieldResult& out)
{
    const Result<Place> place = placeOf(call, call.arguments());
    if (!place)
        return place.error();
    MapLayerQuery query;
    bool availableOnly = false;
    query.mapId = place->mapId;
    query.worldId = textOf(call.arguments(), "worldId");
    const Value* bbox = call.argument("bbox");
    if (bbox && bbox->isObject()) {
        const Result<history::Box> box = boxOf(*bbox);
        if (!box)
            return box.error();
        query.box = *box;
    }
    if (const Value* filters = call.argument("filters"); filters && filters->isObject()) {
        availableOnly = flagOf(*filters, "availableOnly");
        const Result<std::vector<std::string>> entityTypes = typeNames(scopeOf(call).types(), *filters, "entityTypes");
        if (!entityTypes)
            return within("filters", entityTypes.error());
        query.entityTypes = *entityTypes;
        query.locationTypes = textsOf(*filters, "locationTypes");
        query.kinds = textsOf(*filters, "kinds");
        query.tags = textsOf(*filters, "tags");
    }
    OperationScope& scope = scopeOf(call);
    Result<std::vector<MapFeature>> features =
        readMapLayer(scope.types(), *place->snapshot, query, place->branch(), scope.viewer());
    if (!features)
        return features.error();
    if (availableOnly) {
        if (const Result<> kept = keepAvailable(scope, *place, *features); !kept)
            return kept;
    }
    auto collection = std::make_shared<FeatureCollection>(FeatureCollection{std::move(*features)});
    out.setObject({call.context().keep(std::move(collection)), nullptr});
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
        .input("availableOnly", "Boolean")
        .describeInput("Only places where an event or encounter is available.");
}

} // namespace

void addMapOperations(graphql::SchemaBuilder& schema, const catalogue::Catalogue&)
{
    addFeatureTypes(schema);
    addInputs(schema);
    graphql::Type& query = schema.object("Query");
    addPlaceQuery(query, "mapLayer", "FeatureCollection!",
                  {{"worldId", "ID"}, {"bbox", "BboxInput"}, {"filters", "MapLayerFilter"}}, mapLayer);
    addPlaceQuery(query, "checkRegionOverlap", "Boolean!", {{"region1Id", "ID!"}, {"region2Id", "ID!"}},
                  checkRegionOverlap);
}

} // namespace campaign::api
