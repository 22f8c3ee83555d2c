// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/api/Client.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::test;

/// Space as clients see it. The reference distances and containments are worked out by hand from whole numbers.
class tst_GatewayMap : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theLayerIsAFeatureCollection();
    void theLayerKeepsToItsBoxAndFilters();
    void nearIsSortedByDistance();
    void nearestGivesSoMany();
    void regionsKnowWhatLiesInThem();
    void overlapIsSharedArea();
    void aPointIsDraggedInOneChange();
    void outlinesAreOriented();
    void badPlacesAreRefused();

private:
    Id place(const std::string& name, const Value& geometry);

    std::unique_ptr<Client> m_client;
    std::unique_ptr<SmallWorld> m_world;
    Id m_far, m_west, m_east;
};

namespace {
Value pointAt(double x, double y)
{
    return Value::Object{{"type", "Point"}, {"coordinates", Value::Array{x, y}}};
}

/// Clockwise on purpose.
Value square(double west, double south, double side)
{
    const auto position = [](double x, double y) { return Value(Value::Array{x, y}); };
    Value::Array ring{position(west, south), position(west, south + side), position(west + side, south + side),
                      position(west + side, south), position(west, south)};
    return Value::Object{{"type", "Polygon"}, {"coordinates", Value::Array{Value(std::move(ring))}}};
}
} // namespace

Id tst_GatewayMap::place(const std::string& name, const Value& geometry)
{
    return m_client->make(
        "createLocation",
        Value::Object{{"worldId", m_world->world}, {"mapId", m_world->map}, {"name", name}, {"geometry", geometry}});
}

void tst_GatewayMap::initTestCase()
{
    m_client = std::make_unique<Client>();
    m_world = std::make_unique<SmallWorld>(*m_client);
    m_far = place("Far tower", pointAt(13, 24)); // 5 from the ford at (10, 20)
    m_west = place("Westmarch", square(0, 0, 50));
    m_east = place("Eastmarch", square(40, 0, 50));
    m_client->data(
        "mutation($k: ID!, $l: ID!) { updateKingdom(id: $k, input: {locationId: $l, color: \"#aa0000\"}) { id } }",
        Value::Object{{"k", m_world->kingdom}, {"l", m_west}});
}

void tst_GatewayMap::theLayerIsAFeatureCollection()
{
    const Value data = m_client->data(R"(query($w: ID!) { mapLayer(worldId: $w) {
        type features { type id geometry properties } } })",
                                      Value::Object{{"w", m_world->world}});
    QCOMPARE(text(data, "mapLayer.type"), std::string("\"FeatureCollection\""));
    QCOMPARE(at(data, "mapLayer.features").asArray().size(), std::size_t(4));
    for (const Value& feature : at(data, "mapLayer.features").asArray()) {
        QCOMPARE(text(feature, "type"), std::string("\"Feature\""));
        const Id id = at(feature, "id").asString();
        if (id == m_world->location) {
            QCOMPARE(text(feature, "geometry.coordinates"), std::string("[10,20]"));
            QCOMPARE(at(feature, "properties.settlementId").asString(), m_world->settlement);
            QCOMPARE(at(feature, "properties.kingdomId").asString(), m_world->kingdom);
            QCOMPARE(text(feature, "properties.kingdomColor"), std::string("\"#aa0000\""));
            QCOMPARE(text(feature, "properties.population"), std::string("1200"));
            QCOMPARE(text(feature, "properties.capital"), std::string("true"));
            QCOMPARE(text(feature, "properties.kind"), std::string("\"town\""));
        } else if (id == m_west) {
            QCOMPARE(text(feature, "properties.entityType"), std::string("\"Kingdom\""));
            QCOMPARE(text(feature, "properties.type"), std::string("\"region\""));
        }
    }
}

void tst_GatewayMap::theLayerKeepsToItsBoxAndFilters()
{
    const auto count = [&](const std::string& arguments) {
        const Value data = m_client->data("{ mapLayer" + arguments + " { features { id } } }");
        return at(data, "mapLayer.features").asArray().size();
    };
    QCOMPARE(count("(bbox: {west: 12, south: 22, east: 14, north: 25})"), std::size_t(2)); // the tower, Westmarch
    QCOMPARE(count("(bbox: {west: 200, south: 200, east: 300, north: 300})"), std::size_t(0));
    QCOMPARE(count("(filters: {locationTypes: [point]})"), std::size_t(2));
    QCOMPARE(count("(filters: {entityTypes: [\"Settlement\"]})"), std::size_t(1));
    QCOMPARE(count("(filters: {entityTypes: [\"Location\", \"Kingdom\"]})"), std::size_t(3));
    QCOMPARE(count("(filters: {kinds: [\"town\"]})"), std::size_t(1));
    QCOMPARE(count("(mapId: \"" + m_world->map + "\")"), std::size_t(4));
}

void tst_GatewayMap::nearIsSortedByDistance()
{
    const Value data = m_client->data(R"({
        all: locationsNear(input: {point: {longitude: 13, latitude: 25}, radius: 7}) { name }
        close: locationsNear(input: {point: {longitude: 10, latitude: 20}, radius: 4.9}) { name }
        towns: settlementsNear(input: {point: {longitude: 10, latitude: 20}, radius: 1}) { name } })");
    QVERIFY(text(data, "all").find("Far tower") < text(data, "all").find("Harrow's ford"));
    QVERIFY(text(data, "close").find("Far tower") == std::string::npos);
    QCOMPARE(text(data, "towns"), std::string(R"([{"name":"Harrowford"}])"));
}

void tst_GatewayMap::nearestGivesSoMany()
{
    const Value data = m_client->data(R"({ nearest(point: {longitude: 10, latitude: 20}, k: 4) {
        distance location { name } settlement { name } } })");
    QCOMPARE(at(data, "nearest").asArray().size(), std::size_t(4));
    bool seen = false;
    for (const Value& one : at(data, "nearest").asArray()) {
        if (text(one, "location.name") == "\"Far tower\"") {
            QCOMPARE(at(one, "distance").asNumber(), 5.0);
            seen = true;
        }
    }
    QVERIFY(seen);
}

void tst_GatewayMap::regionsKnowWhatLiesInThem()
{
    const Value data = m_client->data(R"(query($w: ID!, $e: ID!, $l: ID!) {
        west: locationsInRegion(regionId: $w) { name } east: locationsInRegion(regionId: $e) { name }
        towns: settlementsInRegion(regionId: $w) { name } here: settlementAtLocation(locationId: $l) { name } })",
                                      Value::Object{{"w", m_west}, {"e", m_east}, {"l", m_world->location}});
    QVERIFY(text(data, "west").find("Far tower") != std::string::npos);
    QVERIFY(text(data, "west").find("Harrow's ford") != std::string::npos);
    QVERIFY(text(data, "west").find("Eastmarch") == std::string::npos);
    QCOMPARE(text(data, "east"), std::string("[]"));
    QCOMPARE(text(data, "towns"), std::string(R"([{"name":"Harrowford"}])"));
    QCOMPARE(text(data, "here.name"), std::string("\"Harrowford\""));
}

void tst_GatewayMap::overlapIsSharedArea()
{
    const std::string query = "query($a: ID!, $b: ID!) { checkRegionOverlap(region1Id: $a, region2Id: $b) }";
    QCOMPARE(text(m_client->data(query, Value::Object{{"a", m_west}, {"b", m_east}}), "checkRegionOverlap"),
             std::string("true"));
    const Id beside = place("Beside", square(90, 0, 10)); // shares an edge with Eastmarch, no area
    QCOMPARE(text(m_client->data(query, Value::Object{{"a", m_east}, {"b", beside}}), "checkRegionOverlap"),
             std::string("false"));
}

void tst_GatewayMap::aPointIsDraggedInOneChange()
{
    const Value moved = m_client->data(R"(mutation($l: ID!) { updateLocationGeometry(id: $l, input: {
        geoJson: {type: "Point", coordinates: [11, 21]}, srid: 0}) { geojson locationType } })",
                                       Value::Object{{"l", m_world->location}});
    QCOMPARE(text(moved, "updateLocationGeometry.geojson.coordinates"), std::string("[11,21]"));
    QCOMPARE(m_client->last().changes.size(), std::size_t(1));
    m_client->data("mutation { undo { change } }");
    const Value data =
        m_client->data("query($l: ID!) { location(id: $l) { geojson } }", Value::Object{{"l", m_world->location}});
    QCOMPARE(text(data, "location.geojson.coordinates"), std::string("[10,20]"));
}

void tst_GatewayMap::outlinesAreOriented()
{
    const Value data =
        m_client->data("query($l: ID!) { location(id: $l) { geojson locationType } }", Value::Object{{"l", m_west}});
    QCOMPARE(text(data, "location.locationType"), std::string("\"region\""));
    double area = 0;
    const Value::Array& ring = at(data, "location.geojson.coordinates.0").asArray();
    for (std::size_t i = 0; i + 1 < ring.size(); ++i)
        area += at(ring[i], "0").asNumber() * at(ring[i + 1], "1").asNumber() -
                at(ring[i + 1], "0").asNumber() * at(ring[i], "1").asNumber();
    QCOMPARE(area / 2, 2500.0); // positive: counter-clockwise, as RFC 7946 asks
}

void tst_GatewayMap::badPlacesAreRefused()
{
    QCOMPARE(m_client->errorCode("{ mapLayer(bbox: {west: 5, south: 0, east: 1, north: 1}) { type } }"),
             std::string("BAD_USER_INPUT"));
    QCOMPARE(m_client->errorCode("{ nearest(point: {longitude: 1, latitude: 2}, k: 0) { distance } }"),
             std::string("BAD_USER_INPUT"));
    QCOMPARE(m_client->errorCode("{ locationsNear(input: {point: {longitude: 1, latitude: 2}, radius: -1}) { name } }"),
             std::string("BAD_USER_INPUT"));
    QVERIFY(m_client->ask("{ locationsInRegion(regionId: \"nowhere\") { name } }").find("data"));
}

QTEST_APPLESS_MAIN(tst_GatewayMap)
#include "tst_GatewayMap.moc"
