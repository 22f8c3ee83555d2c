// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "server/geometry/GeoJson.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::geometry;

class tst_GeoJson : public QObject
{
    Q_OBJECT

private slots:
    void everyTypeComesBackAsItWent_data();
    void everyTypeComesBackAsItWent();
    void altitudeIsDropped();
    void ringsAreWrittenTheRightWayRound();
    void badGeometryIsRefusedAndSaysWhere_data();
    void badGeometryIsRefusedAndSaysWhere();
    void tooLargeIsRefusedWithALimit();
};

void tst_GeoJson::everyTypeComesBackAsItWent_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const char* text) { QTest::newRow(name) << QByteArray(text); };
    row("Point", R"({"type":"Point","coordinates":[1.5,-2]})");
    row("LineString", R"({"type":"LineString","coordinates":[[0,0],[1,1e-9]]})");
    row("Polygon",
        R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[1,2],[2,2],[2,1],[1,1]]]})");
    row("MultiPoint", R"({"type":"MultiPoint","coordinates":[[1,2],[3,4]]})");
    row("MultiLineString", R"({"type":"MultiLineString","coordinates":[[[0,0],[1,1]],[[2,2],[3,3],[4,4]]]})");
    row("MultiPolygon",
        R"({"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[0,1],[0,0]]],[[[5,5],[6,5],[5,6],[5,5]]]]})");
    row("collapsed ring", R"({"type":"Polygon","coordinates":[[[0,0],[2,0],[0,0],[0,0]]]})");
    row("empty MultiPolygon", R"({"type":"MultiPolygon","coordinates":[]})");
    row("sixteen digits", R"({"type":"Point","coordinates":[0.1234567890123456,179.9999999999999]})");
}

void tst_GeoJson::everyTypeComesBackAsItWent()
{
    QFETCH(QByteArray, text);
    const auto geometry = parseGeoJson(text.toStdString());
    QVERIFY2(geometry.has_value(), geometry ? "" : geometry.error().toString().c_str());
    QCOMPARE(QByteArray::fromStdString(toJson(toGeoJson(*geometry))), text);
}

void tst_GeoJson::altitudeIsDropped()
{
    const auto geometry = parseGeoJson(R"({"type":"LineString","coordinates":[[0,0,99],[1,1,98,7]]})");
    QVERIFY(geometry.has_value());
    QCOMPARE(toJson(toGeoJson(*geometry)), std::string(R"({"type":"LineString","coordinates":[[0,0],[1,1]]})"));
}

void tst_GeoJson::ringsAreWrittenTheRightWayRound()
{
    const auto geometry = parseGeoJson(
        R"({"type":"Polygon","coordinates":[[[0,0],[0,4],[4,4],[4,0],[0,0]],[[1,1],[2,1],[2,2],[1,2],[1,1]]]})");
    QVERIFY(geometry.has_value());
    QCOMPARE(
        toJson(toGeoJson(*geometry)),
        std::string(
            R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[1,2],[2,2],[2,1],[1,1]]]})"));
}

void tst_GeoJson::badGeometryIsRefusedAndSaysWhere_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("message"); // a part of it
    QTest::addColumn<QByteArray>("path");
    const auto row = [](const char* name, const char* text, const char* message, const char* path) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(message) << QByteArray(path);
    };
    row("not an object", "[1,2]", "is an object", "");
    row("no type", R"({"coordinates":[1,2]})", "no \"type\"", "type");
    row("wrong type", R"({"type":"Circle","coordinates":[1,2]})", "no GeoJSON geometry type", "type");
    row("lower-case type", R"({"type":"point","coordinates":[1,2]})", "is written \"Point\"", "type");
    row("Feature", R"({"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]},"properties":{}})",
        "not a Feature", "type");
    row("FeatureCollection", R"({"type":"FeatureCollection","features":[]})", "not a FeatureCollection", "type");
    row("GeometryCollection", R"({"type":"GeometryCollection","geometries":[]})", "not supported", "type");
    row("missing coordinates", R"({"type":"Point"})", "no \"coordinates\"", "coordinates");
    row("null coordinates", R"({"type":"Point","coordinates":null})", "no \"coordinates\"", "coordinates");
    row("text in a position", R"({"type":"Point","coordinates":["1",2]})", "numbers only", "coordinates");
    row("null in a position", R"({"type":"LineString","coordinates":[[0,0],[1,null]]})",
        "position 2: a position holds numbers only", "coordinates[1]");
    row("one number", R"({"type":"LineString","coordinates":[[0,0],[1]]})", "position 2: a position needs two numbers",
        "coordinates[1]");
    row("no number", R"({"type":"Point","coordinates":[]})", "two numbers", "coordinates");
    row("line of one", R"({"type":"LineString","coordinates":[[0,0]]})", "at least two positions", "coordinates");
    row("ring of three", R"({"type":"Polygon","coordinates":[[[0,0],[1,1],[0,0]]]})",
        "ring 1: a ring needs at least four", "coordinates[0]");
    row("open second ring",
        R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,0]],[[1,1],[2,1],[2,2],[1,2],[1,1.5]]]})",
        "ring 2, position 5: the ring is not closed", "coordinates[1][4]");
    row("no ring", R"({"type":"Polygon","coordinates":[]})", "at least one ring", "coordinates");
    row("nested too deeply", R"({"type":"LineString","coordinates":[[[0,0],[1,1]]]})",
        "position 1: a position holds numbers only: the coordinates are nested too deeply", "coordinates[0]");
    row("nested too little", R"({"type":"Polygon","coordinates":[[0,0],[1,0],[1,1],[0,0]]})",
        "a position must be a list", "coordinates[0][0]");
    row("multi polygon",
        R"({"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[0,1],[0,0]]],[[[0,0],[1,0],[0,1],["x",0]]]]})",
        "polygon 2, ring 1, position 4", "coordinates[1][0][3]");
    row("not JSON", R"({"type":"Point",)", "", "");
    row("beyond a double", R"({"type":"Point","coordinates":[1e999,2]})", "", "");
}

void tst_GeoJson::badGeometryIsRefusedAndSaysWhere()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, path);
    const auto geometry = parseGeoJson(text.toStdString());
    QVERIFY(!geometry.has_value());
    QCOMPARE(geometry.error().code, ErrorCode::Invalid);
    QVERIFY2(geometry.error().message.find(message.toStdString()) != std::string::npos,
             geometry.error().message.c_str());
    if (!path.isEmpty())
        QCOMPARE(QByteArray::fromStdString(geometry.error().path), path);
}

void tst_GeoJson::tooLargeIsRefusedWithALimit()
{
    const std::string line = R"({"type":"LineString","coordinates":[[0,0],[1,1],[2,2],[3,3]]})";
    const auto refused = parseGeoJson(line, {3, 10});
    QVERIFY(!refused.has_value());
    QCOMPARE(refused.error().code, ErrorCode::Limit);
    QVERIFY(parseGeoJson(line, {4, 10}).has_value());
    const auto parts =
        parseGeoJson(R"({"type":"MultiLineString","coordinates":[[[0,0],[1,1]],[[0,0],[1,1]]]})", {100, 1});
    QVERIFY(!parts.has_value());
    QCOMPARE(parts.error().code, ErrorCode::Limit);
}

QTEST_APPLESS_MAIN(tst_GeoJson)
#include "tst_GeoJson.moc"
