// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "tests/server/api/Client.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::test;

namespace {

Value pointAt(double x, double y)
{
    return Value::Object{{"type", "Point"}, {"coordinates", Value::Array{x, y}}};
}

Value square(double west, double south, double side)
{
    const auto position = [](double x, double y) { return Value(Value::Array{x, y}); };
    Value::Array ring{position(west, south), position(west + side, south), position(west + side, south + side),
                      position(west, south + side), position(west, south)};
    return Value::Object{{"type", "Polygon"}, {"coordinates", Value::Array{Value(std::move(ring))}}};
}

const std::string createPlaced = "mutation($i: CreatePlacedInput!) { result: createPlaced(input: $i) "
                                 "{ type id locationId } }";
const std::string placeEntity = "mutation($i: PlaceEntityInput!) { result: placeEntity(input: $i) "
                                "{ type id locationId } }";
const std::string splitLocation = "mutation($id: ID!, $i: SplitLocationInput!) "
                                  "{ result: splitLocation(id: $id, input: $i) { id name geojson } }";
const std::string setBackground = "mutation($i: SetMapBackgroundInput!) "
                                  "{ result: setMapBackground(input: $i) { id backgroundImage extent } }";

} // namespace

/// What the map's tools ask for: several things in one change, each taken back by one undo.
class tst_GatewayPlaces : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aSettlementComesWithItsLocation();
    void aHomelessSettlementGetsAPlaceAndThenMoves();
    void aLocationIsPlacedItself();
    void aPlaceGoesComesAndIsRenamedWithWhatIsOnIt();
    void placesGoWithTheKingdomOfTheirTowns();
    void aRegionIsSplit();
    void aMapGetsAPicture();
    void badInputIsRefused_data();
    void badInputIsRefused();
    void anOldVersionIsRefused();

private:
    std::int64_t count(const char* list);
    std::string placeName(const std::string& id);
    Value::Object settlement(const std::string& name) const;

    std::unique_ptr<Client> m_client;
    std::unique_ptr<SmallWorld> m_world;
};

void tst_GatewayPlaces::initTestCase()
{
    m_client = std::make_unique<Client>();
    m_world = std::make_unique<SmallWorld>(*m_client);
}

std::int64_t tst_GatewayPlaces::count(const char* list)
{
    const Value data = m_client->data(std::string("{ list: ") + list + "Connection { totalCount } }");
    return at(data, "list.totalCount").asInteger();
}

Value::Object tst_GatewayPlaces::settlement(const std::string& name) const
{
    return {{"type", "Settlement"},
            {"branchId", m_world->branch},
            {"fields", Value::Object{{"name", name}, {"kingdomId", m_world->kingdom}}},
            {"place", Value::Object{{"name", name},
                                    {"worldId", m_world->world},
                                    {"mapId", m_world->map},
                                    {"kind", "town"},
                                    {"geometry", pointAt(3, 4)}}}};
}

void tst_GatewayPlaces::aSettlementComesWithItsLocation()
{
    const Value data = m_client->data(createPlaced, Value::Object{{"i", settlement("Newham")}});
    QCOMPARE(m_client->last().changes.size(), std::size_t(1));
    const Value seen = m_client->data(
        "query($id: ID!, $b: ID) { settlement(id: $id, branchId: $b) { name location { id name geojson } } }",
        Value::Object{{"id", at(data, "result.id")}, {"b", m_world->branch}});
    QCOMPARE(text(seen, "settlement.location.id"), text(data, "result.locationId"));
    QCOMPARE(text(seen, "settlement.location.geojson.coordinates"), std::string("[3,4]"));
    m_client->data("mutation($b: ID) { undo(branchId: $b) { change } }", Value::Object{{"b", m_world->branch}});
    const Value after = m_client->data(
        "query($s: ID!, $l: ID!, $b: ID) { settlement(id: $s, branchId: $b) { id } "
        "location(id: $l, branchId: $b) { id } }",
        Value::Object{{"s", at(data, "result.id")}, {"l", at(data, "result.locationId")}, {"b", m_world->branch}});
    QCOMPARE(text(after, "settlement"), std::string("null"));
    QCOMPARE(text(after, "location"), std::string("null"));
}

void tst_GatewayPlaces::aHomelessSettlementGetsAPlaceAndThenMoves()
{
    const Id homeless = m_client->make(
        "createSettlement",
        Value::Object{{"name", "Driftwood"}, {"kingdomId", m_world->kingdom}, {"branchId", m_world->branch}});
    const auto place = [&](double x, double y) {
        return m_client->data(
            placeEntity,
            Value::Object{
                {"i", Value::Object{{"type", "Settlement"},
                                    {"id", homeless},
                                    {"branchId", m_world->branch},
                                    {"geometry", pointAt(x, y)},
                                    {"place", Value::Object{{"name", "Driftwood"}, {"worldId", m_world->world}}}}}});
    };
    const Value first = place(1, 1);
    QCOMPARE(m_client->last().changes.size(), std::size_t(1));
    const Value second = place(7, 8);
    QCOMPARE(text(first, "result.locationId"), text(second, "result.locationId"));
    const Value seen =
        m_client->data("query($id: ID!, $b: ID) { settlement(id: $id, branchId: $b) { location { geojson } } }",
                       Value::Object{{"id", homeless}, {"b", m_world->branch}});
    QCOMPARE(text(seen, "settlement.location.geojson.coordinates"), std::string("[7,8]"));
}

void tst_GatewayPlaces::aLocationIsPlacedItself()
{
    const Value data = m_client->data(placeEntity, Value::Object{{"i", Value::Object{{"type", "Location"},
                                                                                     {"id", m_world->location},
                                                                                     {"geometry", pointAt(5, 6)}}}});
    QCOMPARE(text(data, "result.locationId"), text(data, "result.id"));
    const Value seen =
        m_client->data("query($id: ID!) { location(id: $id) { geojson } }", Value::Object{{"id", m_world->location}});
    QCOMPARE(text(seen, "location.geojson.coordinates"), std::string("[5,6]"));
}

/// The name a place has now, "null" when it is not there.
std::string tst_GatewayPlaces::placeName(const std::string& id)
{
    const Value seen = m_client->data("query($l: ID!, $b: ID) { location(id: $l, branchId: $b) { name } }",
                                      Value::Object{{"l", id}, {"b", m_world->branch}});
    return at(seen, "location").isNull() ? "null" : at(seen, "location.name").asString();
}

void tst_GatewayPlaces::aPlaceGoesComesAndIsRenamedWithWhatIsOnIt()
{
    const Value made = m_client->data(createPlaced, Value::Object{{"i", settlement("Brackwater")}});
    const Id town = at(made, "result.id").asString();
    const Id place = at(made, "result.locationId").asString();
    const auto change = [&](const char* operation, const std::string& rest = "") {
        return m_client->data(std::string("mutation($id: ID!, $b: ID) { ") + operation + "Settlement(id: $id, " + rest +
                                  "branchId: $b) { id } }",
                              Value::Object{{"id", town}, {"b", m_world->branch}});
    };
    const auto rename = [&](const std::string& name) {
        m_client->data(
            "mutation($id: ID!, $i: UpdateSettlementInput!) { updateSettlement(id: $id, input: $i) { id } }",
            Value::Object{{"id", town}, {"i", Value::Object{{"name", name}, {"branchId", m_world->branch}}}});
    };
    rename("Newwater");
    QCOMPARE(placeName(place), std::string("Newwater"));
    m_client->data(
        "mutation($id: ID!, $i: UpdateLocationInput!) { updateLocation(id: $id, input: $i) { id } }",
        Value::Object{{"id", place}, {"i", Value::Object{{"name", "The old ford"}, {"branchId", m_world->branch}}}});
    rename("Brackwater");
    QCOMPARE(placeName(place), std::string("The old ford")); // a name of its own is kept
    change("delete");
    QCOMPARE(placeName(place), std::string("null"));
    change("restore");
    QCOMPARE(placeName(place), std::string("The old ford"));
    const Value seen = m_client->data("query($id: ID!, $b: ID) { settlement(id: $id, branchId: $b) { locationId } }",
                                      Value::Object{{"id", town}, {"b", m_world->branch}});
    QCOMPARE(text(seen, "settlement.locationId"), '"' + place + '"');
}

void tst_GatewayPlaces::placesGoWithTheKingdomOfTheirTowns()
{
    const Id territory = m_client->make("createLocation", Value::Object{{"name", "Marches"},
                                                                        {"worldId", m_world->world},
                                                                        {"mapId", m_world->map},
                                                                        {"kind", "kingdom"},
                                                                        {"branchId", m_world->branch},
                                                                        {"geometry", square(50, 50, 10)}});
    const Id kingdom = m_client->make("createKingdom", Value::Object{{"name", "Marches"},
                                                                     {"campaignId", m_world->campaign},
                                                                     {"locationId", territory},
                                                                     {"branchId", m_world->branch}});
    Value::Object input = settlement("Marchford");
    input.set("fields", Value::Object{{"name", "Marchford"}, {"kingdomId", kingdom}});
    const Id place =
        at(m_client->data(createPlaced, Value::Object{{"i", std::move(input)}}), "result.locationId").asString();
    const Value::Object named{{"id", kingdom}, {"b", m_world->branch}};
    m_client->data("mutation($id: ID!, $b: ID) { deleteKingdom(id: $id, branchId: $b) { id } }", named);
    QCOMPARE(placeName(place), std::string("null"));
    QCOMPARE(placeName(territory), std::string("null"));
    m_client->data("mutation($b: ID) { undo(branchId: $b) { change } }", Value::Object{{"b", m_world->branch}});
    QCOMPARE(placeName(place), std::string("Marchford"));
    m_client->data("mutation($id: ID!, $b: ID) { deleteKingdom(id: $id, branchId: $b) { id } }", named);
    m_client->data("mutation($id: ID!, $b: ID) { restoreKingdom(id: $id, branchId: $b) { id } }", named);
    QCOMPARE(placeName(place), std::string("Marchford"));
    QCOMPARE(placeName(territory), std::string("Marches"));
}

void tst_GatewayPlaces::aRegionIsSplit()
{
    const Id whole = m_client->make("createLocation", Value::Object{{"worldId", m_world->world},
                                                                    {"name", "Marches"},
                                                                    {"kind", "province"},
                                                                    {"color", "#aa0000"},
                                                                    {"geometry", square(0, 0, 10)}});
    const std::int64_t before = count("locations");
    const Value::Object input{{"geoJson", square(0, 0, 6)}, {"pieces", Value::Array{square(6, 0, 4), square(6, 5, 4)}}};
    m_client->data(splitLocation, Value::Object{{"id", whole}, {"i", input}});
    QCOMPARE(m_client->last().changes.size(), std::size_t(1));
    QCOMPARE(count("locations"), before + 2);
    const Value all = m_client->data("query($w: ID!) { locationsByWorld(worldId: $w) { name kind color } }",
                                     Value::Object{{"w", m_world->world}});
    int pieces = 0;
    for (const Value& one : at(all, "locationsByWorld").asArray()) {
        const bool isPiece = one.stringOr("name", "") == "Marches 2" || one.stringOr("name", "") == "Marches 3";
        pieces += isPiece && one.stringOr("kind", "") == "province" && one.stringOr("color", "") == "#aa0000";
    }
    QCOMPARE(pieces, 2);
    m_client->data("mutation { undo { change } }");
    QCOMPARE(count("locations"), before);
}

void tst_GatewayPlaces::aMapGetsAPicture()
{
    const Value::Object extent{{"west", 0}, {"north", 0}, {"east", 200}, {"south", 100}};
    const Value data = m_client->data(setBackground, Value::Object{{"i", Value::Object{{"worldId", m_world->world},
                                                                                       {"mapId", m_world->map},
                                                                                       {"mediaType", "image/png"},
                                                                                       {"base64", "aGVsbG8="},
                                                                                       {"extent", extent}}}});
    const std::string file = at(data, "result.backgroundImage").asString();
    QVERIFY(file.starts_with("sha256-"));
    const Value stored =
        m_client->data("query($id: ID!) { file(id: $id) { mediaType base64 } }", Value::Object{{"id", file}});
    QCOMPARE(text(stored, "file.base64"), std::string("\"aGVsbG8=\""));
    QCOMPARE(text(stored, "file.mediaType"), std::string("\"image/png\""));
    m_client->data("mutation { undo { change } }");
    const Value undone =
        m_client->data("query($id: ID!) { map(id: $id) { backgroundImage } }", Value::Object{{"id", m_world->map}});
    QVERIFY(text(undone, "map.backgroundImage") != '"' + file + '"');
}

void tst_GatewayPlaces::badInputIsRefused_data()
{
    QTest::addColumn<QString>("mutation");
    QTest::addColumn<QString>("input"); // JSON; $k, $w, $l stand for kingdom, world, location
    const QString create = QString::fromStdString(createPlaced);
    const QString place = QString::fromStdString(placeEntity);
    const QString picture = QString::fromStdString(setBackground);
    QTest::newRow("unknown type") << create << R"({"type":"Ship","fields":{},"place":{}})";
    QTest::newRow("a type without a place") << create << R"({"type":"World","fields":{},"place":{}})";
    QTest::newRow("a place itself") << create << R"({"type":"Location","fields":{},"place":{}})";
    QTest::newRow("fields are no object") << create << R"({"type":"Settlement","fields":[1],"place":3})";
    QTest::newRow("unknown field")
        << create
        << R"({"type":"Settlement","fields":{"name":"A","kingdomId":"$k","crew":3},"place":{"name":"A","worldId":"$w"}})";
    QTest::newRow("no kingdom") << create
                                << R"({"type":"Settlement","fields":{"name":"A"},"place":{"name":"A","worldId":"$w"}})";
    QTest::newRow("impossible geometry")
        << create
        << R"({"type":"Settlement","fields":{"name":"A","kingdomId":"$k"},"place":{"name":"A","worldId":"$w","geometry":{"type":"Polygon","coordinates":[[[0,0],[9,9],[9,0],[0,9],[0,0]]]}}})";
    QTest::newRow("nobody") << place
                            << R"({"type":"Settlement","id":"nobody","geometry":{"type":"Point","coordinates":[1,2]}})";
    QTest::newRow("no coordinates") << place
                                    << R"({"type":"Location","id":"$l","geometry":{"type":"Point","coordinates":[]}})";
    QTest::newRow("no picture") << picture << R"({"worldId":"$w","mediaType":"text/html","base64":"aGVsbG8="})";
    QTest::newRow("no base64") << picture << R"({"worldId":"$w","mediaType":"image/png","base64":"*"})";
    QTest::newRow("empty picture") << picture << R"({"worldId":"$w","mediaType":"image/png","base64":""})";
    QTest::newRow("no such map") << picture
                                 << R"({"worldId":"$w","mapId":"x","mediaType":"image/png","base64":"aGVsbG8="})";
}

void tst_GatewayPlaces::badInputIsRefused()
{
    QFETCH(QString, mutation);
    QFETCH(QString, input);
    input.replace("$k", QString::fromStdString(m_world->kingdom));
    input.replace("$w", QString::fromStdString(m_world->world));
    input.replace("$l", QString::fromStdString(m_world->location));
    const Result<Value> value = parseJson(input.toStdString());
    QVERIFY(value.has_value());
    const std::int64_t locations = count("locations");
    const std::string code = m_client->errorCode(mutation.toStdString(), Value::Object{{"i", *value}});
    const bool isKnown = code == "BAD_USER_INPUT" || code == "NOT_FOUND" || code == "CONFLICT";
    QVERIFY2(isKnown, code.c_str());
    QCOMPARE(count("locations"), locations);
}

void tst_GatewayPlaces::anOldVersionIsRefused()
{
    const Id region = m_client->make(
        "createLocation", Value::Object{{"worldId", m_world->world}, {"name", "Fens"}, {"geometry", square(0, 0, 10)}});
    m_client->data("mutation($id: ID!, $g: GeoJSON!) { updateLocationGeometry(id: $id, input: {geoJson: $g}) { id } }",
                   Value::Object{{"id", region}, {"g", square(0, 0, 9)}});
    const std::int64_t before = count("locations");
    QCOMPARE(
        m_client->errorCode(splitLocation, Value::Object{{"id", region},
                                                         {"i", Value::Object{{"geoJson", square(0, 0, 5)},
                                                                             {"pieces", Value::Array{square(5, 0, 4)}},
                                                                             {"expectedVersion", 1}}}}),
        std::string("OPTIMISTIC_LOCK_ERROR"));
    QCOMPARE(count("locations"), before);
}

QTEST_APPLESS_MAIN(tst_GatewayPlaces)
#include "tst_GatewayPlaces.moc"
