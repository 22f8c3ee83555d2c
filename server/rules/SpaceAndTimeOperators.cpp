// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Time.h"
#include "server/geometry/GeoJson.h"
#include "server/geometry/Measures.h"
#include "server/geometry/Predicates.h"
#include "server/rules/CampaignOperators.h"

#include <algorithm>

namespace campaign::rules {

namespace {

using Kind = Parameter::Kind;

/// Steps for a position of a shape: what reading and comparing it costs beside a step of arithmetic.
constexpr std::size_t stepsPerPosition = 20;

Parameter place(const char* name, const char* meaning, std::vector<std::string> reads)
{
    return {.name = name, .kind = Kind::Entity, .meaning = meaning, .type = "Location", .reads = std::move(reads)};
}

/// A location's geometry; nothing when there is no location, or it is on no map.
std::optional<geometry::Geometry> shapeOf(const OperatorCall& call, std::size_t index)
{
    static const Reach reach("Location", "geometry");
    const Operand json = readFrom(call, index, reach);
    if (!json.isObject())
        return std::nullopt;
    const Result<geometry::Geometry> shape = geometry::fromGeoJson(toValue(json));
    if (!shape || !call.workspace.charge(geometry::positionCount(*shape) * stepsPerPosition))
        return std::nullopt;
    return *shape;
}

bool areOnOneMap(const OperatorCall& call)
{
    static const Reach reach("Location", "mapId");
    const auto mapOf = [&](std::size_t index) { return idOf(readFrom(call, index, reach), call.workspace); };
    return mapOf(0) == mapOf(1);
}

/// No point outside, as the spatial queries have it: what lies on the border is inside.
bool covers(const geometry::Geometry& region, const geometry::Geometry& shape)
{
    const geometry::MultiPolygon area{geometry::polygonsOf(region)};
    const auto isIn = [&](const geometry::Point& point) {
        return geometry::locate(point, area) != geometry::Place::Outside;
    };
    if (const auto* point = std::get_if<geometry::Point>(&shape))
        return isIn(*point);
    if (const auto* points = std::get_if<geometry::MultiPoint>(&shape))
        return std::all_of(points->points.begin(), points->points.end(), isIn);
    return geometry::contains(region, shape);
}

Operand isInside(const OperatorCall& call)
{
    const auto shape = shapeOf(call, 0);
    const auto region = shapeOf(call, 1);
    return Operand::boolean(shape && region && areOnOneMap(call) && geometry::dimensionOf(*region) == 2 &&
                            covers(*region, *shape));
}

Operand distanceBetween(const OperatorCall& call)
{
    static const Reach scale("Location", "map.scale");
    const auto from = shapeOf(call, 0);
    const auto to = shapeOf(call, 1);
    if (!from || !to || !areOnOneMap(call))
        return Operand::null();
    // Every corner of the one may be compared with every side of the other.
    if (!call.workspace.charge(geometry::positionCount(*from) * geometry::positionCount(*to) / 8))
        return {};
    const Operand unit = readFrom(call, 0, scale);
    const double distance = geometry::distance(*from, *to);
    return Operand::number(unit.isNumber() && unit.asNumber() > 0 ? distance * unit.asNumber() : distance);
}

/// Seconds of world time that an argument stands for; nothing for an event that has not happened.
std::optional<double> momentOf(const OperatorCall& call, std::size_t index)
{
    static const Reach reach("Event", "occurredAt");
    const Operand argument = call.argument(index);
    if (argument.isNumber())
        return argument.asNumber();
    if (argument.isString()) {
        if (const Result<catalogue::WorldTime> time = catalogue::fromIsoTime(argument.asString()))
            return static_cast<double>(*time);
    }
    const Operand occurred = readFrom(call, index, reach);
    return occurred.isNumber() ? std::optional(occurred.asNumber()) : std::nullopt;
}

Operand daysSince(const OperatorCall& call)
{
    const auto moment = momentOf(call, 0);
    const std::optional<std::int64_t> now = call.context.now();
    if (!moment || !now)
        return Operand::null();
    return Operand::number((static_cast<double>(*now) - *moment) / static_cast<double>(call.context.secondsPerDay()));
}

Operand worldTime(const OperatorCall& call)
{
    const std::optional<std::int64_t> now = call.context.now();
    return now ? Operand::number(static_cast<double>(*now)) : Operand::null();
}

} // namespace

std::vector<Operator> spaceAndTimeOperators()
{
    Operator inside;
    inside.name = "inside";
    inside.title = "The location lies within the region";
    inside.synonyms = "in area border";
    inside.meaning = "Whether the location lies within the region on the same map, its border included.";
    inside.example = R"({"inside": [{"var": "settlement.locationId"}, "region-id"]})";
    inside.parameters = {place("location", "Id of a location", {"geometry", "mapId"}),
                         place("region", "Id of a location that is an area", {"geometry", "mapId"})};
    inside.evaluate = isInside;

    Operator distance;
    distance.name = "distanceFrom";
    distance.title = "Distance between the locations";
    distance.synonyms = "far near way miles travel";
    distance.meaning = "The shortest way between two locations of a map in its distance units, or map units where it "
                       "has no scale; null on different maps.";
    distance.example = R"({"<": [{"distanceFrom": [{"var": "settlement.locationId"}, "location-id"]}, 20]})";
    distance.parameters = {place("from", "Id of a location", {"geometry", "mapId", "map.scale"}),
                           place("to", "Id of a location", {"geometry", "mapId"})};
    distance.evaluate = distanceBetween;

    Operator days;
    days.name = "daysSince";
    days.title = "Days since";
    days.synonyms = "ago time passed event elapsed";
    days.meaning = "Days of the world's calendar since the time, with their fraction; negative before it. Null for an "
                   "event that has not happened, and while there is no clock.";
    days.example = R"({">=": [{"daysSince": ["event-id"]}, 30]})";
    days.parameters = {{.name = "eventOrTime",
                        .kind = Kind::Moment,
                        .meaning = "Id of an event, seconds of world time or an ISO 8601 time",
                        .type = "Event",
                        .reads = {"occurredAt"}}};
    days.reads = {"world.calendars"};
    days.readsClock = true;
    days.evaluate = daysSince;

    Operator clock;
    clock.name = "now";
    clock.title = "World time now";
    clock.synonyms = "date today clock";
    clock.meaning = "World time in seconds: the branch's clock, or the time that is looked at. Null while there is no "
                    "clock.";
    clock.example = R"({">": [{"var": "scheduledAt"}, {"now": []}]})";
    clock.readsClock = true;
    clock.evaluate = worldTime;
    return {std::move(inside), std::move(distance), std::move(days), std::move(clock)};
}

} // namespace campaign::rules
