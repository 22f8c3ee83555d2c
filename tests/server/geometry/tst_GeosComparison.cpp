// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "server/geometry/GeoJson.h"
#include "server/geometry/Measures.h"
#include "server/geometry/Predicates.h"
#include "server/geometry/Validity.h"
#include "server/geometry/Wkb.h"

#include <QtTest>

#include <geos_c.h>

#include <cmath>
#include <memory>
#include <random>

using namespace campaign;
using namespace campaign::geometry;

namespace {

using Random = std::mt19937;

void ignore(const char*, ...) {}

struct Destroy
{
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy(geometry); }
};
using Theirs = std::unique_ptr<GEOSGeometry, Destroy>;

Theirs toGeos(const Geometry& geometry)
{
    const std::string bytes = toWkb(geometry);
    return Theirs(GEOSGeomFromWKB_buf(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
}

int below(Random& random, int bound)
{
    return static_cast<int>(random() % static_cast<unsigned>(bound));
}

double real(Random& random, double from, double to)
{
    return from + (to - from) * (random() / 4294967296.0);
}

/// A ring around a centre that never crosses itself.
Ring starRing(Random& random, const Point& centre, double least, double most, int corners, bool isWhole)
{
    Ring ring;
    for (int i = 0; i < corners; ++i) {
        const double radius = real(random, least, most),
                     angle = 6.283185307179586 * (i + real(random, 0, 0.9)) / corners;
        Point point{centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)};
        if (isWhole)
            point = {std::round(point.x), std::round(point.y)};
        ring.push_back(point);
    }
    ring.push_back(ring.front());
    return ring;
}

Polygon starPolygon(Random& random, bool isWhole)
{
    const Point centre{real(random, 0, 20), real(random, 0, 20)};
    Polygon polygon{{starRing(random, centre, 6, 12, 4 + below(random, 12), isWhole)}};
    if (random() % 3 == 0)
        polygon.rings.push_back(starRing(random, centre, 1, 3, 3 + below(random, 5), isWhole));
    return polygon;
}

/// A few corners on a small lattice: mostly invalid, full of touches and stretches in common.
Ring latticeRing(Random& random, int lattice)
{
    Ring ring;
    for (int corners = 3 + below(random, 5); corners > 0; --corners)
        ring.push_back({static_cast<double>(below(random, lattice)), static_cast<double>(below(random, lattice))});
    ring.push_back(ring.front());
    return ring;
}

Ring box(double x, double y, double width, double height)
{
    return {{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}, {x, y}};
}

/// Boxes on a lattice: sides in common, corners that touch, nests.
Ring latticeBox(Random& random, int lattice)
{
    return box(below(random, lattice), below(random, lattice), 1 + below(random, 4), 1 + below(random, 4));
}

Geometry latticeArea(Random& random)
{
    const int kind = below(random, 4);
    if (kind == 0)
        return Polygon{{latticeRing(random, 5)}};
    if (kind == 1)
        return Polygon{{box(0, 0, 8, 8), latticeRing(random, 9), latticeRing(random, 9)}};
    if (kind == 2)
        return Polygon{{box(0, 0, 7, 7), latticeBox(random, 6), latticeBox(random, 6), latticeBox(random, 6)}};
    return MultiPolygon{{{{latticeBox(random, 8)}}, {{latticeBox(random, 8)}}, {{latticeRing(random, 8)}}}};
}

Geometry latticeBoxes(Random& random)
{
    if (random() % 2 == 0)
        return Polygon{{latticeBox(random, 8)}};
    if (random() % 2 == 0)
        return Polygon{{box(0, 0, 8, 8), latticeBox(random, 6)}};
    return MultiPolygon{{{{latticeBox(random, 5)}}, {{box(6 + below(random, 4), below(random, 8), 2, 3)}}}};
}

QByteArray describe(const Geometry& geometry)
{
    return QByteArray::fromStdString(toJson(toGeoJson(geometry)));
}

Geometry anyGeometry(Random& random)
{
    switch (below(random, 5)) {
    case 0:
        return starPolygon(random, true);
    case 1:
        return Polygon{{latticeBox(random, 20)}};
    case 2:
        return LineString{
            {{real(random, 0, 25), real(random, 0, 25)}, {10, 10}, {real(random, 0, 25), real(random, 0, 25)}}};
    case 3:
        return MultiPoint{{{static_cast<double>(below(random, 20)), static_cast<double>(below(random, 20))},
                           {static_cast<double>(below(random, 20)), static_cast<double>(below(random, 20))}}};
    default:
        return LineString{{{static_cast<double>(below(random, 20)), static_cast<double>(below(random, 20))},
                           {static_cast<double>(below(random, 20)), static_cast<double>(below(random, 20))},
                           {static_cast<double>(below(random, 20)), static_cast<double>(below(random, 20))}}};
    }
}

} // namespace

class tst_GeosComparison : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { initGEOS(ignore, ignore); }
    void cleanupTestCase() { finishGEOS(); }
    void measuresAgree();
    void validityAgrees();
    void relationsAgree_data();
    void relationsAgree();
    void pointsAreLocatedAlike();
};

void tst_GeosComparison::measuresAgree()
{
    Random random(1);
    for (int i = 0; i < 500; ++i) {
        const Geometry geometry = i % 4 == 0 ? anyGeometry(random) : Geometry(starPolygon(random, i % 2 == 0));
        const Geometry other = starPolygon(random, false);
        const Theirs theirs = toGeos(geometry), theirOther = toGeos(other);
        double expected = 0;
        GEOSArea(theirs.get(), &expected);
        QVERIFY2(std::abs(area(geometry) - expected) < 1e-9 * (1 + expected), describe(geometry));
        GEOSLength(theirs.get(), &expected);
        QVERIFY2(std::abs(length(geometry) - expected) < 1e-9 * (1 + expected), describe(geometry));
        if (GEOSisValid(theirs.get()) != 1 || GEOSisValid(theirOther.get()) != 1)
            continue;
        GEOSDistance(theirs.get(), theirOther.get(), &expected);
        QVERIFY2(std::abs(distance(geometry, other) - expected) < 1e-9, describe(geometry) + " and " + describe(other));
        const Theirs centre(GEOSGetCentroid(theirs.get()));
        double x = 0, y = 0;
        GEOSGeomGetX(centre.get(), &x);
        GEOSGeomGetY(centre.get(), &y);
        const Point ours = centroid(geometry);
        QVERIFY2(std::abs(ours.x - x) < 1e-6 && std::abs(ours.y - y) < 1e-6, describe(geometry));
        if (dimensionOf(geometry) == 2) {
            const Theirs label = toGeos(labelPoint(geometry));
            QVERIFY2(GEOSContains(theirs.get(), label.get()) == 1, describe(geometry));
        }
    }
}

void tst_GeosComparison::validityAgrees()
{
    Random random(2);
    int valid = 0, invalid = 0;
    for (int i = 0; i < 5000; ++i) {
        const Geometry geometry = i % 10 == 0 ? Geometry(starPolygon(random, true)) : latticeArea(random);
        const bool expected = GEOSisValid(toGeos(geometry).get()) == 1;
        const auto faults = findFaults(geometry);
        QVERIFY2(faults.empty() == expected, describe(geometry) +
                                                 (faults.empty() ? " seems valid" : " seems invalid: ") +
                                                 (faults.empty() ? "" : faults.front().message.c_str()));
        ++(expected ? valid : invalid);
    }
    qInfo("%d valid, %d invalid", valid, invalid);
    QVERIFY(valid > 500 && invalid > 500);
}

void tst_GeosComparison::relationsAgree_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("real coordinates") << 0;
    QTest::newRow("whole coordinates") << 1;
    QTest::newRow("boxes on a lattice") << 2;
    QTest::newRow("all types") << 3;
}

void tst_GeosComparison::relationsAgree()
{
    QFETCH(int, kind);
    Random random(static_cast<unsigned>(3 + kind));
    int compared = 0, meeting = 0, containing = 0, overlapping = 0;
    for (int i = 0; i < 1000; ++i) {
        const auto make = [&]() -> Geometry {
            if (kind == 3)
                return anyGeometry(random);
            return kind == 2 ? latticeBoxes(random) : Geometry(starPolygon(random, kind == 1));
        };
        const Geometry a = make(), b = random() % 16 == 0 ? a : make();
        const Theirs left = toGeos(a), right = toGeos(b);
        if (GEOSisValid(left.get()) != 1 || GEOSisValid(right.get()) != 1)
            continue;
        ++compared;
        const QByteArray both = describe(a) + " and " + describe(b);
        QVERIFY2(intersects(a, b) == (GEOSIntersects(left.get(), right.get()) == 1), "intersects " + both);
        QVERIFY2(contains(a, b) == (GEOSContains(left.get(), right.get()) == 1), "contains " + both);
        QVERIFY2(contains(b, a) == (GEOSContains(right.get(), left.get()) == 1), "contains turned " + both);
        QVERIFY2(overlaps(a, b) == (GEOSOverlaps(left.get(), right.get()) == 1), "overlaps " + both);
        meeting += intersects(a, b);
        containing += contains(a, b);
        overlapping += overlaps(a, b);
    }
    qInfo("%d pairs: %d meet, %d contain, %d overlap", compared, meeting, containing, overlapping);
    QVERIFY(compared > 300 && meeting > 100 && containing > 10);
}

void tst_GeosComparison::pointsAreLocatedAlike()
{
    Random random(9);
    for (int i = 0; i < 2000; ++i) {
        const Polygon polygon = starPolygon(random, true);
        const Theirs theirs = toGeos(polygon);
        if (GEOSisValid(theirs.get()) != 1)
            continue;
        const Point point{static_cast<double>(below(random, 30)), static_cast<double>(below(random, 30))};
        const Theirs theirPoint = toGeos(point);
        const Place expected = GEOSContains(theirs.get(), theirPoint.get()) == 1     ? Place::Inside
                               : GEOSIntersects(theirs.get(), theirPoint.get()) == 1 ? Place::Boundary
                                                                                     : Place::Outside;
        QVERIFY2(locate(point, polygon) == expected, describe(polygon) + " at " + describe(point));
    }
}

QTEST_APPLESS_MAIN(tst_GeosComparison)
#include "tst_GeosComparison.moc"
