// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "server/transfer/geojson/GeoJsonExport.h"
#include "server/transfer/geojson/GeoJsonImport.h"
#include "tests/support/FakeClock.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace campaign;
using namespace campaign::transfer;
using namespace campaign::transfer::geojson;

namespace {

QByteArray feature(const QByteArray& geometry, const QByteArray& properties, const QByteArray& more = {})
{
    return "{\"type\":\"Feature\",\"geometry\":" + geometry + ",\"properties\":" + properties + more + "}";
}

QByteArray collection(const QByteArray& features, const QByteArray& more = {})
{
    return "{\"type\":\"FeatureCollection\",\"features\":[" + features + "]" + more + "}";
}

const QByteArray ford = "{\"type\":\"Point\",\"coordinates\":[1.5,-2,300]}";
const QByteArray road = "{\"type\":\"LineString\",\"coordinates\":[[0,0],[3,4]]}";
const QByteArray vale = "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[10,0],[10,10],[0,10],[0,0]],"
                        "[[4,4],[4,6],[6,6],[6,4],[4,4]]]}";
const QByteArray bow = "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]}";

} // namespace

class tst_GeoJsonTransfer : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void featuresBecomePlaces();
    void anEmptyFileGetsAWorld();
    void theSameFileChangesNothing();
    void oneUndoTakesItBack();
    void badFeaturesAreLeftOut_data();
    void badFeaturesAreLeftOut();
    void coordinatesAreStated();
    void badTextIsRefused_data();
    void badTextIsRefused();
    void anExportComesBackUnchanged();
    void aSelectionGoesOut();

private:
    const catalogue::Type& type(const char* name) const { return *m_store->types().find(name); }
    Result<ImportPlan> plan(const QByteArray& text);
    Result<ImportReport> import(const QByteArray& text);
    history::EntityPtr named(const char* typeName, const std::string& name);
    std::string exported(const Selection& selection = {});

    std::unique_ptr<QTemporaryDir> m_folder;
    support::FakeClock m_clock;
    catalogue::Catalogue m_types = catalogue::Catalogue::standard();
    std::unique_ptr<history::Store> m_store;
};

void tst_GeoJsonTransfer::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = history::openStore(m_folder->filePath("a.campaign").toStdString(), m_types, m_clock);
    QVERIFY(opened);
    m_store = std::move(opened).value();
}

Result<ImportPlan> tst_GeoJsonTransfer::plan(const QByteArray& text)
{
    auto target = ImportTarget::open(*m_store, {}, Viewer::owner());
    return planGeoJson(text.toStdString(), "towns", *target);
}

Result<ImportReport> tst_GeoJsonTransfer::import(const QByteArray& text)
{
    const auto planned = plan(text);
    return planned ? applyImport(*m_store, *planned, Viewer::owner()) : planned.error();
}

history::EntityPtr tst_GeoJsonTransfer::named(const char* typeName, const std::string& name)
{
    auto target = ImportTarget::open(*m_store, {}, Viewer::owner());
    const auto ids = target->named(type(typeName), name);
    return ids->size() == 1 ? *target->find(type(typeName), ids->front()) : nullptr;
}

std::string tst_GeoJsonTransfer::exported(const Selection& selection)
{
    Selection all = selection;
    all.branch = m_store->rootBranch();
    const auto text = exportGeoJson(*m_store, all, Viewer::owner());
    if (!text)
        qFatal("%s", text.error().toString().c_str());
    return *text;
}

void tst_GeoJsonTransfer::featuresBecomePlaces()
{
    const auto report = import(
        collection(feature(ford,
                           "{\"NAME\":\"Ford\",\"type\":\"ford\",\"depth\":0.5,\"tags\":\"wet, old\",\"safe\":true,"
                           "\"notes\":\"Mind the ogre.\",\"list\":[1],\"none\":null}",
                           ",\"id\":17") +
                   "," + feature(road, "{\"title\":\"Road\"}") + "," + feature(vale, "null") + "," +
                   feature("null", "{\"name\":\"Lost\"}")));
    QVERIFY2(report, report ? "" : report.error().toString().c_str());
    const history::EntityPtr place = named("Location", "Ford");
    QVERIFY(place);
    QCOMPARE(place->field("locationType"), Value("point"));
    QCOMPARE(toCanonicalJson(place->field("geometry")), std::string("{\"coordinates\":[1.5,-2],\"type\":\"Point\"}"));
    QCOMPARE(place->field("kind"), Value("ford"));
    QCOMPARE(place->field("description"), Value("Mind the ogre."));
    QCOMPARE(place->field("sourceId"), Value("geojson:17"));
    QCOMPARE(toJson(place->field("tags")), std::string("[\"old\",\"wet\"]"));
    QCOMPARE(toJson(place->field("variables")), std::string("{\"depth\":0.5,\"safe\":true}"));
    QCOMPARE(named("Location", "Road")->field("locationType"), Value("line"));
    QCOMPARE(named("Location", "towns 3")->field("locationType"), Value("region"));
    QVERIFY(named("Location", "Lost")->field("geometry").isNull());
}

void tst_GeoJsonTransfer::anEmptyFileGetsAWorld()
{
    QVERIFY(import(collection(feature(vale, "{\"name\":\"Vale\"}"))));
    const history::EntityPtr world = named("World", "towns");
    const history::EntityPtr map = named("Map", "towns");
    QVERIFY(world && map && named("Campaign", "towns"));
    QCOMPARE(map->field("worldId"), Value(world->id));
    QCOMPARE(map->field("crs"), Value("planar"));
    QCOMPARE(map->field("extent").find("west")->asNumber(), -0.5);
    QCOMPARE(named("Location", "Vale")->field("mapId"), Value(map->id));
    // The next file goes to the same ground.
    QVERIFY(import(collection(feature(road, "{\"name\":\"Road\"}"))));
    QCOMPARE(named("Location", "Road")->field("mapId"), Value(map->id));
}

void tst_GeoJsonTransfer::theSameFileChangesNothing()
{
    const QByteArray text = collection(feature(ford, "{\"name\":\"Ford\",\"depth\":1}", ",\"id\":\"f\"") + "," +
                                       feature(vale, "{\"name\":\"Vale\"}"));
    QVERIFY(import(text));
    const auto again = import(text);
    QVERIFY(again);
    QVERIFY(!again->changed);
    const auto later = import(QByteArray(text).replace("\"depth\":1", "\"depth\":2"));
    QCOMPARE(later->counts.back().updated, 1);
}

void tst_GeoJsonTransfer::oneUndoTakesItBack()
{
    const std::string before = exported();
    QVERIFY(import(collection(feature(ford, "{}") + "," + feature(vale, "{}"))));
    QVERIFY(exported() != before);
    QVERIFY(m_store->undo(Viewer::owner(), m_store->rootBranch()));
    QCOMPARE(exported(), before);
}

void tst_GeoJsonTransfer::badFeaturesAreLeftOut_data()
{
    QTest::addColumn<QByteArray>("bad");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("bow tie") << feature(bow, "{\"name\":\"Bow\"}") << QByteArray("crosses itself");
    QTest::newRow("no geometry") << QByteArray("{\"type\":\"Feature\",\"properties\":{}}")
                                 << QByteArray("no \"geometry\"");
    QTest::newRow("no feature") << QByteArray("{\"type\":\"Pony\",\"geometry\":null}") << QByteArray("no feature");
    QTest::newRow("a number") << QByteArray("7") << QByteArray("no feature");
    QTest::newRow("collection of geometries")
        << feature("{\"type\":\"GeometryCollection\",\"geometries\":[]}", "{}") << QByteArray("GeometryCollection");
    QTest::newRow("open ring") << feature("{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1]]]}", "{}")
                               << QByteArray("ring 1");
    QTest::newRow("no numbers") << feature("{\"type\":\"Point\",\"coordinates\":[\"a\",1]}", "{}")
                                << QByteArray("number");
    QTest::newRow("infinite") << feature("{\"type\":\"Point\",\"coordinates\":[1e999,1]}", "{}") << QByteArray("");
    QTest::newRow("twice") << feature(ford, "{\"name\":\"B\"}", ",\"id\":\"good\"") << QByteArray("twice");
}

void tst_GeoJsonTransfer::badFeaturesAreLeftOut()
{
    QFETCH(QByteArray, bad);
    QFETCH(QByteArray, words);
    const auto planned = plan(collection(feature(ford, "{\"name\":\"Good\"}", ",\"id\":\"good\"") + "," + bad));
    if (bad.contains("1e999") && !planned)
        return; // no number of JSON's range: the text as a whole may be refused
    QVERIFY2(planned, planned ? "" : planned.error().toString().c_str());
    QCOMPARE(planned->entities.size(), std::size_t(4)); // with world, map and campaign
    QCOMPARE(planned->leftOut.size(), std::size_t(1));
    const LeftOut& left = planned->leftOut.front();
    QVERIFY2(left.what.starts_with("feature 2"), left.what.c_str());
    QVERIFY2(left.reason.find(words.toStdString()) != std::string::npos, left.reason.c_str());
}

void tst_GeoJsonTransfer::coordinatesAreStated()
{
    const QByteArray one = feature(ford, "{\"name\":\"A\"}");
    QCOMPARE(plan(collection(one))->warnings.size(), std::size_t(1));
    QVERIFY(plan(collection(one, ",\"coordinateSystem\":\"planar\""))->warnings.empty());
    const QByteArray crs = ",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:OGC:1.3:CRS84\"}}";
    const auto geographic = plan(collection(one, crs));
    QVERIFY(geographic->warnings.empty());
    QCOMPARE(*geographic->entities[1].fields.find("crs"), Value("EPSG4326"));
    QVERIFY(import(collection(one, ",\"coordinateSystem\":\"planar\"")));
    QCOMPARE(plan(collection(one, crs))->warnings.size(), std::size_t(1));
}

void tst_GeoJsonTransfer::badTextIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut off") << collection(feature(vale, "{}")).left(60);
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("other JSON") << QByteArray("{\"type\":\"Topology\",\"objects\":{}}");
    QTest::newRow("features missing") << QByteArray("{\"type\":\"FeatureCollection\"}");
    QTest::newRow("features is a text") << QByteArray("{\"type\":\"FeatureCollection\",\"features\":\"a\"}");
    QTest::newRow("nested deeply") << QByteArray(100'000, '[');
    QTest::newRow("bytes") << QByteArray("\x89PNG\r\n\0", 7);
    QByteArray many("0");
    for (int i = 0; i < 200'000; ++i)
        many += ",0";
    QTest::newRow("enormous") << collection(many);
}

void tst_GeoJsonTransfer::badTextIsRefused()
{
    QFETCH(QByteArray, text);
    const std::string before = exported();
    const auto report = import(text);
    QVERIFY(!report);
    QVERIFY(!report.error().message.empty());
    QCOMPARE(exported(), before);
}

void tst_GeoJsonTransfer::anExportComesBackUnchanged()
{
    QVERIFY(
        import(collection(feature(ford, "{\"name\":\"Ford\",\"depth\":1.25,\"n\":\"x\",\"tags\":[\"a\",\"b\"]}") + "," +
                          feature(vale, "{\"name\":\"Vale\",\"kind\":\"realm\"}") + "," + feature(road, "{}"))));
    const std::string text = exported();
    QVERIFY(text.find("\"coordinateSystem\":\"planar\"") != std::string::npos);
    QVERIFY(text.find("\"bbox\":[0,-2,10,10]") != std::string::npos);
    const auto again = import(QByteArray::fromStdString(text));
    QVERIFY2(again, again ? "" : again.error().toString().c_str());
    QVERIFY(!again->changed);
    // And into a file of its own it makes the same places.
    init();
    QVERIFY(import(QByteArray::fromStdString(text)));
    QCOMPARE(named("Location", "Ford")->field("variables").find("depth")->asNumber(), 1.25);
    QCOMPARE(named("Location", "Vale")->field("kind"), Value("realm"));
}

void tst_GeoJsonTransfer::aSelectionGoesOut()
{
    QVERIFY(import(collection(feature(ford, "{\"name\":\"Ford\"}") + "," + feature(vale, "{\"name\":\"Vale\"}"))));
    const std::string text = exported({{}, {}, {named("Location", "Vale")->id}});
    QVERIFY(text.find("Vale") != std::string::npos);
    QVERIFY(text.find("Ford") == std::string::npos);
    QVERIFY(exported({{}, "other", {}}).find("\"features\":[]") != std::string::npos);
}

QTEST_GUILESS_MAIN(tst_GeoJsonTransfer)
#include "tst_GeoJsonTransfer.moc"
