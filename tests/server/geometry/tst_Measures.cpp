// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/geometry/Measures.h"
#include "server/geometry/Predicates.h"
#include "server/geometry/Simplify.h"

#include <QtTest>

#include <cmath>

using namespace campaign::geometry;

namespace {

const Polygon ringLand{{{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, {{4, 4}, {6, 4}, {6, 6}, {4, 6}, {4, 4}}}};

} // namespace

class tst_Measures : public QObject
{
    Q_OBJECT

private slots:
    void areasAndLengths();
    void aFarAwaySquareKeepsItsArea();
    void distances();
    void centroids();
    void labelsStandWellInside();
    void orientationIsExactNearALine();
    void pointsAreLocated();
    void boundsAndCounts();
    void simplifyingKeepsWithinTolerance();
};

void tst_Measures::areasAndLengths()
{
    QCOMPARE(area(ringLand), 96.0);
    QCOMPARE(length(ringLand), 48.0);
    QCOMPARE(length(LineString{{{0, 0}, {3, 4}, {3, 10}}}), 11.0);
    QCOMPARE(area(Point{1, 1}), 0.0);
    QCOMPARE(area(MultiPolygon{{ringLand, {{{{20, 0}, {22, 0}, {20, 2}, {20, 0}}}}}}), 98.0);
    QVERIFY(isCounterClockwise(ringLand.rings[0]));
}

void tst_Measures::aFarAwaySquareKeepsItsArea()
{
    const double far = 1e9;
    QCOMPARE(area(Polygon{{{{far, far}, {far + 1, far}, {far + 1, far + 1}, {far, far + 1}, {far, far}}}}), 1.0);
}

void tst_Measures::distances()
{
    QCOMPARE(distance(Point{0, 0}, Point{3, 4}), 5.0);
    QCOMPARE(distanceToSegment({5, 5}, {0, 0}, {10, 0}), 5.0);
    QCOMPARE(distanceToSegment({13, 4}, {0, 0}, {10, 0}), 5.0);
    QCOMPARE(distance(Geometry(Point{5, 5}), Geometry(ringLand)), 1.0); // in the hole
    QCOMPARE(distance(Geometry(Point{1, 1}), Geometry(ringLand)), 0.0);
    QCOMPARE(distance(Geometry(LineString{{{12, 0}, {12, 9}}}), Geometry(ringLand)), 2.0);
    QCOMPARE(distance(Geometry(MultiPoint{{{20, 0}, {0, 14}}}), Geometry(ringLand)), 4.0);
    QCOMPARE(distance(Geometry(LineString{{{0, 0}, {2, 2}}}), Geometry(LineString{{{0, 2}, {2, 0}}})), 0.0);
}

void tst_Measures::centroids()
{
    QVERIFY(distance(centroid(ringLand), Point{5, 5}) < 1e-12);
    QCOMPARE(centroid(MultiPoint{{{0, 0}, {4, 2}}}), (Point{2, 1}));
    QCOMPARE(centroid(LineString{{{0, 0}, {4, 0}, {4, 4}}}), (Point{3, 1}));
}

void tst_Measures::labelsStandWellInside()
{
    const Point inRing = labelPoint(ringLand, 0.01);
    QVERIFY(locate(inRing, ringLand) == Place::Inside);
    // A horseshoe's centroid lies outside of it.
    const Polygon horseshoe{{{{0, 0}, {10, 0}, {10, 10}, {8, 10}, {8, 3}, {2, 3}, {2, 10}, {0, 10}, {0, 0}}}};
    QVERIFY(locate(labelPoint(horseshoe), horseshoe) == Place::Inside);
    const Point middle = labelPoint(Polygon{{{{0, 0}, {8, 0}, {8, 4}, {0, 4}, {0, 0}}}}, 0.001);
    QVERIFY(std::abs(middle.y - 2) < 0.01);
    QCOMPARE(labelPoint(LineString{{{0, 0}, {10, 0}, {10, 2}}}), (Point{6, 0}));
    const MultiPolygon two{{{{{{0, 0}, {1, 0}, {0, 1}, {0, 0}}}}, ringLand}};
    QVERIFY(locate(labelPoint(two), ringLand) == Place::Inside);
}

void tst_Measures::orientationIsExactNearALine()
{
    // Points within one unit in the last place of the diagonal: rounding alone gets these wrong.
    const Point a{0.5, 0.5}, b{12, 12}, c{24, 24};
    QCOMPARE(orientation(a, b, c), 0);
    const double up = std::nextafter(0.5, 1);
    QCOMPARE(orientation({0.5, up}, b, c), -orientation({up, 0.5}, b, c));
    QVERIFY(orientation({0.5, up}, b, c) != 0);
    for (int i = 0; i < 32; ++i)
        for (int j = 0; j < 32; ++j) {
            const Point p{0.5 + i * 1.1102230246251565e-16, 0.5 + j * 1.1102230246251565e-16};
            const int expected = p.x == p.y ? 0 : p.x > p.y ? -1 : 1;
            QCOMPARE(orientation(b, c, p), expected);
        }
}

void tst_Measures::pointsAreLocated()
{
    QVERIFY(locate({5, 5}, ringLand) == Place::Outside);
    QVERIFY(locate({4, 5}, ringLand) == Place::Boundary);
    QVERIFY(locate({0, 3}, ringLand) == Place::Boundary);
    QVERIFY(locate({10, 10}, ringLand) == Place::Boundary);
    QVERIFY(locate({3, 4}, ringLand) == Place::Inside); // level with a hole's side
    QVERIFY(locate({-1, 10}, ringLand) == Place::Outside);
}

void tst_Measures::boundsAndCounts()
{
    const Bounds bounds = boundsOf(Geometry(ringLand));
    QCOMPARE(bounds, (Bounds{0, 0, 10, 10}));
    QVERIFY(bounds.contains(Point{10, 0}));
    QVERIFY(!bounds.intersects({11, 0, 12, 1}));
    QVERIFY(boundsOf(Geometry(MultiPoint{})).isEmpty());
    QCOMPARE(positionCount(ringLand), std::size_t{10});
    QCOMPARE(typeName(ringLand), std::string_view("Polygon"));
    QCOMPARE(dimensionOf(MultiLineString{}), 1);
}

void tst_Measures::simplifyingKeepsWithinTolerance()
{
    std::vector<Point> line;
    for (int i = 0; i <= 500; ++i)
        line.push_back({i * 0.1, std::sin(i * 0.1)});
    const auto kept = simplify(line, 0.05);
    QVERIFY(kept.size() < 120);
    QVERIFY(kept.front() == line.front() && kept.back() == line.back());
    for (const Point& point : line)
        QVERIFY(distance(Geometry(point), Geometry(LineString{kept})) <= 0.05 + 1e-12);
    QVERIFY(std::get<MultiPolygon>(simplify(Geometry(MultiPolygon{{{{{{0, 0}, {0.1, 0}, {0, 0.1}, {0, 0}}}}}}), 1))
                .polygons.empty());
}

QTEST_APPLESS_MAIN(tst_Measures)
#include "tst_Measures.moc"
