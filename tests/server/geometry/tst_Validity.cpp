// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/geometry/GeoJson.h"
#include "server/geometry/Validity.h"

#include <QElapsedTimer>
#include <QtTest>

#include <cmath>
#include <limits>

using namespace campaign;
using namespace campaign::geometry;

namespace {

Ring square(double x, double y, double side)
{
    return {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}};
}

} // namespace

class tst_Validity : public QObject
{
    Q_OBJECT

private slots:
    void validShapesHaveNoFaults();
    void faultsAreNamedAndPlaced_data();
    void faultsAreNamedAndPlaced();
    void everyFaultIsListed();
    void notFiniteIsFound();
    void anOutlineOfManyThousandVerticesIsQuick();
    void aCrossingAmongManyThousandIsFound();
};

void tst_Validity::validShapesHaveNoFaults()
{
    QVERIFY(findFaults(Point{1, 2}).empty());
    QVERIFY(findFaults(LineString{{{0, 0}, {1, 1}, {1, 0}, {0, 1}}}).empty()); // lines may cross themselves
    QVERIFY(findFaults(Polygon{{square(0, 0, 10), square(1, 1, 2), square(5, 5, 2)}}).empty());
    QVERIFY(findFaults(Polygon{{square(0, 0, 10), {{0, 0}, {3, 1}, {3, 3}, {1, 3}, {0, 0}}}})
                .empty()); // touches in a point
    QVERIFY(findFaults(MultiPolygon{{{{square(0, 0, 2)}}, {{square(2, 2, 2)}}}}).empty());
    QVERIFY(
        findFaults(MultiPolygon{{{{square(0, 0, 9), square(1, 1, 7)}}, {{square(3, 3, 2)}}}}).empty()); // in the hole
    QVERIFY(findFaults(Polygon{{{{0, 0}, {4, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}}}}).empty()); // a position twice
    QVERIFY(checkValid(MultiPolygon{}).has_value());
}

void tst_Validity::faultsAreNamedAndPlaced_data()
{
    QTest::addColumn<QByteArray>("geoJson");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char* name, const char* text, FaultKind kind, const char* message) {
        QTest::newRow(name) << QByteArray(text) << static_cast<int>(kind) << QByteArray(message);
    };
    row("bow tie", R"({"type":"Polygon","coordinates":[[[0,0],[4,4],[4,0],[0,4],[0,0]]]})", FaultKind::SelfIntersection,
        "ring 1 crosses itself at (2, 2): edge 1 and edge 3");
    row("touches itself", R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[2,0],[0,4],[0,0]]]})",
        FaultKind::SelfIntersection, "ring 1 touches itself at (2, 0): edge 1 and edge 3");
    row("spike", R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[4,9],[4,4],[0,4],[0,0]]]})",
        FaultKind::SelfIntersection, "ring 1 runs over itself from (4, 4) to (4, 9): edge 3 and edge 4");
    row("hole crosses",
        R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[6,1],[6,2],[1,2],[1,1]]]})",
        FaultKind::RingsCross, "ring 1 and ring 2 cross at (4, 1): edge 2 and edge 1");
    row("hole crosses in vertices",
        R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[4,2],[4,4],[0,4],[0,2],[0,0]],[[2,1],[4,2],[6,3],[4,2.5],[2,1]]]})",
        FaultKind::RingsCross, "ring 1 and ring 2");
    row("hole outside",
        R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[5,5],[6,5],[6,6],[5,5]]]})",
        FaultKind::HoleOutside, "ring 2 is a hole outside its shell");
    row("hole in hole",
        R"({"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,9],[0,0]],[[1,1],[8,1],[8,8],[1,8],[1,1]],[[2,2],[3,2],[3,3],[2,2]]]})",
        FaultKind::HoleInHole, "ring 2 and ring 3");
    row("hole shares a side",
        R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[0,1],[2,1],[2,2],[0,2],[0,1]]]})",
        FaultKind::RingsCross, "share a stretch from (0, 1) to (0, 2): edge 4 and edge 4");
    row("cut in two by a hole",
        R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[2,0],[3,2],[2,4],[1,2],[2,0]]]})",
        FaultKind::Disconnected, "falls apart");
    row("polygons overlap",
        R"({"type":"MultiPolygon","coordinates":[[[[0,0],[4,0],[4,4],[0,4],[0,0]]],[[[2,2],[6,2],[6,6],[2,6],[2,2]]]]})",
        FaultKind::PolygonsOverlap, "polygon 1, ring 1 and polygon 2, ring 1 cross at");
    row("polygon in polygon",
        R"({"type":"MultiPolygon","coordinates":[[[[0,0],[4,0],[4,4],[0,4],[0,0]]],[[[1,1],[2,1],[2,2],[1,1]]]]})",
        FaultKind::PolygonsOverlap, "polygon 1 and polygon 2 overlap");
    row("two different positions", R"({"type":"Polygon","coordinates":[[[0,0],[1,1],[1,1],[0,0]]]})",
        FaultKind::TooFewPositions, "ring 1");
    row("line without length", R"({"type":"LineString","coordinates":[[3,3],[3,3]]})", FaultKind::TooFewPositions,
        "two different");
}

void tst_Validity::faultsAreNamedAndPlaced()
{
    QFETCH(QByteArray, geoJson);
    QFETCH(int, kind);
    QFETCH(QByteArray, message);
    const auto geometry = parseGeoJson(geoJson.toStdString());
    QVERIFY(geometry.has_value());
    const auto faults = findFaults(*geometry);
    QVERIFY(!faults.empty());
    QCOMPARE(static_cast<int>(faults.front().kind), kind);
    QVERIFY2(
        std::any_of(faults.begin(), faults.end(),
                    [&](const Fault& fault) { return fault.message.find(message.toStdString()) != std::string::npos; }),
        faults.front().message.c_str());
    const auto checked = checkValid(*geometry);
    QVERIFY(!checked.has_value());
    QCOMPARE(checked.error().code, ErrorCode::Invalid);
    QVERIFY(checked.error().message.find(faults.front().message) != std::string::npos);
}

void tst_Validity::everyFaultIsListed()
{
    // A zigzag closed through its own middle.
    const Polygon zigzag{{{{0, 0}, {1, 2}, {3, -2}, {5, 2}, {6, 0}, {0, 0}}}};
    const auto faults = findFaults(zigzag);
    QCOMPARE(faults.size(), std::size_t{2});
    QCOMPARE(faults[0].kind, FaultKind::SelfIntersection);
    const MultiPolygon two{{{{square(0, 0, 4), square(10, 0, 1)}}, {{square(20, 0, 4), square(30, 0, 1)}}}};
    QCOMPARE(findFaults(two).size(), std::size_t{2});
    QCOMPARE(findFaults(two, 1).size(), std::size_t{1});
}

void tst_Validity::notFiniteIsFound()
{
    Ring ring = square(0, 0, 1);
    ring[2].y = std::numeric_limits<double>::quiet_NaN();
    const auto faults = findFaults(Polygon{{ring}});
    QCOMPARE(faults.size(), std::size_t{1});
    QCOMPARE(faults[0].kind, FaultKind::NotFinite);
    QCOMPARE(QByteArray::fromStdString(faults[0].message), QByteArray("ring 1, position 3 is not finite"));
    QCOMPARE(findFaults(Point{std::numeric_limits<double>::infinity(), 0}).size(), std::size_t{1});
}

namespace {

/// A coast: a circle with a seeded ragged edge of n positions that does not cross itself.
Ring coast(int n, double ragged)
{
    Ring ring;
    unsigned state = 20260801;
    for (int i = 0; i < n; ++i) {
        state = state * 1664525 + 1013904223;
        const double radius = 1000 + (state >> 16) / 65536.0 * ragged;
        const double angle = 6.283185307179586 * i / n;
        ring.push_back({radius * std::cos(angle), radius * std::sin(angle)});
    }
    ring.push_back(ring.front());
    return ring;
}

} // namespace

void tst_Validity::anOutlineOfManyThousandVerticesIsQuick()
{
    QElapsedTimer timer;
    timer.start();
    QVERIFY(findFaults(Polygon{{coast(20000, 1)}}).empty());
    qInfo("20,000 positions of a coast checked in %lld ms", timer.elapsed());
    QVERIFY(timer.elapsed() < 3000); // comparing all pairs takes longer in every build
    timer.restart();
    QVERIFY(findFaults(Polygon{{coast(2000, 500)}}).empty());
    qInfo("2,000 positions of a comb checked in %lld ms", timer.elapsed());
}

void tst_Validity::aCrossingAmongManyThousandIsFound()
{
    Ring ring = coast(10000, 1);
    std::swap(ring[7000], ring[7003]);
    const auto faults = findFaults(Polygon{{ring}});
    QVERIFY(!faults.empty());
    QVERIFY(faults[0].message.find("edge 7") != std::string::npos ||
            faults[0].message.find("edge 70") != std::string::npos);
}

QTEST_APPLESS_MAIN(tst_Validity)
#include "tst_Validity.moc"
