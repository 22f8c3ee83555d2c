// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/FieldTypes.h"
#include "server/api/Place.h"
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

// Places by where they lie, and what stands on them: locationsNear, settlementsInRegion, settlementAtLocation, nearest.

namespace {

/// The places themselves, or the occupants of those that have one, in their order.
Result<> setFound(const FieldCall& call, FieldResult& out, std::vector<EntityPtr> locations, const Place& place,
                  const Occupant* occupant)
{
    if (occupant) {
        std::vector<Id> ids;
        for (const EntityPtr& location : locations)
            ids.push_back(location->id);
        Result<std::vector<EntityPtr>> found =
            occupantsAt(*occupant, *place.snapshot, ids, place.branch(), scopeOf(call).viewer());
        if (!found)
            return found.error();
        locations = std::move(*found);
    }
    setNodes(call, out, std::move(locations), place.view);
    return {};
}

/// Places of another world are none of ours.
void keepWorld(std::vector<EntityPtr>& locations, const Id& world)
{
    if (world.empty())
        return;
    std::erase_if(locations, [&](const EntityPtr& location) {
        return !(location->field(location->type->parentField) == Value(world));
    });
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

Result<> near(const FieldCall& call, FieldResult& out, const Occupant* occupant)
{
    const Value& input = *call.argument("input");
    const Result<Place> place = placeOf(call, input);
    const Result<Circle> circle = circleOf(input);
    if (!place || !circle)
        return place ? circle.error() : place.error();
    Result<std::vector<history::Nearby>> found = place->snapshot->locationsNear(
        circle->x, circle->y, circle->radius, place->mapId, place->branch(), scopeOf(call).viewer());
    if (!found)
        return found.error();
    std::vector<EntityPtr> locations;
    for (history::Nearby& one : *found)
        locations.push_back(std::move(one.location));
    keepWorld(locations, textOf(input, "worldId"));
    return setFound(call, out, std::move(locations), *place, occupant);
}

Result<> inRegion(const FieldCall& call, FieldResult& out, const Occupant* occupant)
{
    const Result<Place> place = placeOf(call, call.arguments());
    if (!place)
        return place.error();
    Result<std::vector<EntityPtr>> found = place->snapshot->locationsInRegion(textOf(call.arguments(), "regionId"),
                                                                              place->branch(), scopeOf(call).viewer());
    if (!found)
        return found.error();
    keepWorld(*found, textOf(call.arguments(), "worldId"));
    return setFound(call, out, std::move(*found), *place, occupant);
}

Result<> atLocation(const FieldCall& call, FieldResult& out, const Occupant& occupant)
{
    const Result<Place> place = placeOf(call, call.arguments());
    if (!place)
        return place.error();
    const Id location = textOf(call.arguments(), "locationId");
    Result<std::vector<EntityPtr>> found =
        occupantsAt(occupant, *place->snapshot, {&location, 1}, place->branch(), scopeOf(call).viewer());
    if (!found)
        return found.error();
    out.setObject(NodeLevel(call.context()).add(std::move(found->front()), place->view));
    return {};
}

/// One of the nearest places, with what stands on it.
struct Neighbour
{
    Node location;
    std::vector<Node> occupants; ///< as occupantsOfPlaces() lists their types
    double distance = 0;
};

/// The nearest places that bear something of the types; asks for more until there are enough.
Result<std::vector<history::Nearby>> nearestBearing(const FieldCall& call, const Place& place,
                                                    const std::vector<std::string>& entityTypes, std::size_t count)
{
    constexpr std::size_t farthest = 16'384;
    const Value& point = *call.argument("point");
    OperationScope& scope = scopeOf(call);
    for (std::size_t asked = count;; asked = std::min(asked * 4, farthest)) {
        Result<std::vector<history::Nearby>> found =
            place.snapshot->nearestLocations(point.find("longitude")->asNumber(), point.find("latitude")->asNumber(),
                                             static_cast<int>(asked), place.mapId, place.branch(), scope.viewer());
        if (!found || entityTypes.empty())
            return found;
        const bool isAll = found->size() < asked || asked == farthest;
        std::vector<Id> ids;
        for (const history::Nearby& one : *found)
            ids.push_back(one.location->id);
        const Result<std::vector<bool>> wanted =
            bearAnyOf(scope.types(), entityTypes, *place.snapshot, ids, place.branch(), scope.viewer());
        if (!wanted)
            return wanted.error();
        std::vector<history::Nearby> kept;
        for (std::size_t i = 0; i < ids.size() && kept.size() < count; ++i) {
            if ((*wanted)[i])
                kept.push_back(std::move((*found)[i]));
        }
        if (kept.size() == count || isAll)
            return kept;
    }
}

Result<> addOccupants(const FieldCall& call, const Place& place, std::vector<Neighbour>& all)
{
    OperationScope& scope = scopeOf(call);
    std::vector<Id> ids;
    for (const Neighbour& one : all)
        ids.push_back(one.location.entity->id);
    for (const Occupant& occupant : occupantsOfPlaces(scope.types())) {
        Result<std::vector<EntityPtr>> found =
            occupantsAt(occupant, *place.snapshot, ids, place.branch(), scope.viewer());
        if (!found)
            return found.error();
        for (std::size_t i = 0; i < ids.size(); ++i)
            all[i].occupants.push_back({std::move((*found)[i]), place.view, 0});
    }
    return {};
}

Result<> nearest(const FieldCall& call, FieldResult& out)
{
    constexpr std::int64_t most = 1'000;
    const Result<Place> place = placeOf(call, call.arguments());
    const Result<std::vector<std::string>> types = typeNames(scopeOf(call).types(), call.arguments(), "types");
    if (!place || !types)
        return place ? types.error() : place.error();
    const std::int64_t count = integerOf(call.arguments(), "k").value_or(1);
    if (count < 1 || count > most)
        return invalid("k is from 1 to 1,000.", "k");
    Result<std::vector<history::Nearby>> found = nearestBearing(call, *place, *types, static_cast<std::size_t>(count));
    if (!found)
        return found.error();
    auto all = std::make_shared<std::vector<Neighbour>>();
    for (history::Nearby& one : *found)
        all->push_back({{std::move(one.location), place->view, 0}, {}, one.distance});
    if (const Result<> done = addOccupants(call, *place, *all); !done)
        return done;
    std::vector<ObjectRef> objects;
    for (const Neighbour& one : *all)
        objects.push_back({&one, nullptr});
    call.context().keep(std::move(all));
    out.setObjects(std::move(objects));
    return {};
}

void addNode(graphql::Type& nearby, const std::string& name, const std::string& type,
             std::function<const Node&(const Neighbour&)> of)
{
    nearby.field(name, type)
        .resolve([of = std::move(of)](const FieldCall&, std::span<const ObjectRef> parents,
                                      std::span<FieldResult> out) -> Result<> {
            for (std::size_t i = 0; i < parents.size(); ++i) {
                const Node& node = of(*static_cast<const Neighbour*>(parents[i].object));
                out[i].setObject({node.entity ? &node : nullptr, nullptr});
            }
            return {};
        });
}

void addNearest(graphql::SchemaBuilder& schema, const catalogue::Type& place, const std::vector<Occupant>& occupants)
{
    graphql::Type& nearby = schema.object("NearbyPlace");
    nearby.field("distance", "Float!").describe("In map units.").read([](const void* object, LeafWriter& out) {
        out.number(static_cast<const Neighbour*>(object)->distance);
    });
    addNode(nearby, place.queryName(), place.name + "!",
            [](const Neighbour& one) -> const Node& { return one.location; });
    for (std::size_t i = 0; i < occupants.size(); ++i)
        addNode(nearby, occupants[i].type->queryName(), occupants[i].type->name,
                [i](const Neighbour& one) -> const Node& { return one.occupants[i]; });
    addPlaceQuery(schema.object("Query"), "nearest", "[NearbyPlace!]!",
                  {{"point", "PointInput!"}, {"k", "Int"}, {"types", "[String!]"}}, nearest);
}

/// `occupant` null: the places themselves.
void addSearches(graphql::Type& query, const catalogue::Type& type, std::optional<Occupant> occupant)
{
    const auto pointer = [](const std::optional<Occupant>& one) { return one ? &*one : nullptr; };
    const std::string list = "[" + type.name + "!]!";
    query.field(type.plural + "Near", list)
        .describe("Nearest first.")
        .argument("input", "NearInput!")
        .resolve([occupant, pointer](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
            return near(call, out[0], pointer(occupant));
        });
    addPlaceQuery(query, type.plural + "InRegion", list, {{"regionId", "ID!"}, {"worldId", "ID"}},
                  [occupant, pointer](const FieldCall& call, FieldResult& out) {
                      return inRegion(call, out, pointer(occupant));
                  });
}

} // namespace

void addPlaceQueries(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types)
{
    const catalogue::Type& place = *types.withRole(catalogue::Role::Place);
    const std::vector<Occupant> occupants = occupantsOfPlaces(types);
    graphql::Type& query = schema.object("Query");
    addSearches(query, place, {});
    for (const Occupant& occupant : occupants) {
        addSearches(query, *occupant.type, occupant);
        addPlaceQuery(query, occupant.type->queryName() + "At" + place.name, occupant.type->name,
                      {{"locationId", "ID!"}},
                      [occupant](const FieldCall& call, FieldResult& out) { return atLocation(call, out, occupant); });
    }
    addNearest(schema, place, occupants);
}

} // namespace campaign::api
