// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/geometry/Delaunay.h"
#include "server/geometry/Measures.h"
#include "server/geometry/Predicates.h"
#include "server/geometry/Rings.h"
#include "server/geometry/Validity.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace campaign::geometry;

namespace {

using Cells = std::vector<std::vector<std::uint32_t>>;

/// Unit squares of a lattice: vertex y * (n + 1) + x.
struct Lattice
{
    std::uint32_t n;
    std::vector<Point> vertices;

    explicit Lattice(std::uint32_t size)
        : n(size)
    {
        for (std::uint32_t y = 0; y <= n; ++y)
            for (std::uint32_t x = 0; x <= n; ++x)
                vertices.push_back({static_cast<double>(x), static_cast<double>(y)});
    }
    std::vector<std::uint32_t> square(std::uint32_t x, std::uint32_t y) const
    {
        const std::uint32_t first = y * (n + 1) + x;
        return {first, first + 1, first + n + 2, first + n + 1};
    }
};

std::vector<Point> scatter(unsigned seed, int count)
{
    std::mt19937 random(seed);
    std::vector<Point> points;
    for (int i = 0; i < count; ++i)
        points.push_back({random() / 4294967.296, random() / 4294967.296});
    return points;
}

} // namespace

class tst_Rings : public QObject
{
    Q_OBJECT

private slots:
    void aBlockOfCellsBecomesOneRing();
    void aRingOfCellsHasAHole();
    void cellsThatTouchInACornerStayApart();
    void holesThatTouchInACornerStayApart();
    void randomPatternsGiveValidAreas();
    void anOpenBorderIsRefused();
    void everyTriangleIsDelaunay();
    void trianglesCoverTheHull();
    void halfEdgesFitTogether();
    void latticesAndLinesAreSurvived();
};

void tst_Rings::aBlockOfCellsBecomesOneRing()
{
    const Lattice lattice(4);
    const auto area = dissolve({lattice.square(0, 0), lattice.square(1, 0), lattice.square(0, 1)}, lattice.vertices);
    QVERIFY(area.has_value());
    QCOMPARE(area->polygons.size(), std::size_t{1});
    QCOMPARE(campaign::geometry::area(*area), 3.0);
    QVERIFY(isCounterClockwise(area->polygons[0].rings[0]));
    QVERIFY(findFaults(*area).empty());
}

void tst_Rings::aRingOfCellsHasAHole()
{
    const Lattice lattice(5);
    Cells cells;
    for (std::uint32_t y = 0; y < 5; ++y)
        for (std::uint32_t x = 0; x < 5; ++x)
            if ((x == 0 || y == 0 || x == 4 || y == 4) || (x == 2 && y == 2))
                cells.push_back(lattice.square(x, y));
    const auto area = dissolve(cells, lattice.vertices);
    QVERIFY(area.has_value());
    QCOMPARE(area->polygons.size(), std::size_t{2});
    QCOMPARE(area->polygons[0].rings.size(), std::size_t{2});
    QCOMPARE(area->polygons[1].rings.size(), std::size_t{1});
    QCOMPARE(campaign::geometry::area(*area), 17.0);
    QVERIFY(findFaults(*area).empty());
}

void tst_Rings::cellsThatTouchInACornerStayApart()
{
    const Lattice lattice(3);
    const auto area = dissolve({lattice.square(0, 0), lattice.square(1, 1), lattice.square(2, 0)}, lattice.vertices);
    QVERIFY(area.has_value());
    QCOMPARE(area->polygons.size(), std::size_t{3});
    QVERIFY(findFaults(*area).empty());
}

void tst_Rings::holesThatTouchInACornerStayApart()
{
    const Lattice lattice(4);
    Cells cells;
    for (std::uint32_t y = 0; y < 4; ++y)
        for (std::uint32_t x = 0; x < 4; ++x)
            if (!(x == 1 && y == 1) && !(x == 2 && y == 2))
                cells.push_back(lattice.square(x, y));
    const auto area = dissolve(cells, lattice.vertices);
    QVERIFY(area.has_value());
    QCOMPARE(area->polygons[0].rings.size(), std::size_t{3});
    QVERIFY(findFaults(*area).empty());
}

void tst_Rings::randomPatternsGiveValidAreas()
{
    std::mt19937 random(7);
    const Lattice lattice(12);
    for (int round = 0; round < 300; ++round) {
        Cells cells;
        const unsigned density = 20 + random() % 70;
        for (std::uint32_t y = 0; y < 12; ++y)
            for (std::uint32_t x = 0; x < 12; ++x)
                if (random() % 100 < density) {
                    cells.push_back(lattice.square(x, y));
                    if (random() % 2 == 0)
                        std::reverse(cells.back().begin(), cells.back().end());
                }
        const auto area = dissolve(cells, lattice.vertices);
        QVERIFY(area.has_value());
        QCOMPARE(campaign::geometry::area(*area), static_cast<double>(cells.size()));
        for (const Fault& fault : findFaults(*area))
            // Corner by corner a pattern can enclose an inside piece; everything else must be in order.
            QVERIFY2(fault.kind == FaultKind::Disconnected, fault.message.c_str());
    }
}

void tst_Rings::anOpenBorderIsRefused()
{
    const std::vector<Point> vertices{{0, 0}, {1, 0}, {1, 1}};
    QVERIFY(!chainEdges({{0, 1}, {1, 2}}, vertices).has_value());
    QCOMPARE(chainEdges({{0, 1}, {1, 2}, {2, 0}}, vertices)->size(), std::size_t{1});
    QVERIFY(dissolve({}, {})->polygons.empty());
}

void tst_Rings::everyTriangleIsDelaunay()
{
    const auto points = scatter(3, 300);
    const Triangulation mesh = triangulate(points);
    for (std::size_t t = 0; t < mesh.corners.size(); t += 3) {
        const Point &a = points[mesh.corners[t]], &b = points[mesh.corners[t + 1]], &c = points[mesh.corners[t + 2]];
        QVERIFY(orientation(a, b, c) < 0);
        const Point centre = circumcentre(a, b, c);
        const double radius = distance(centre, a);
        for (const Point& point : points)
            QVERIFY(distance(centre, point) >= radius * (1 - 1e-9));
    }
}

void tst_Rings::trianglesCoverTheHull()
{
    const auto points = scatter(4, 2000);
    const Triangulation mesh = triangulate(points);
    double covered = 0;
    std::vector<DirectedEdge> hull;
    for (std::uint32_t edge = 0; edge < mesh.corners.size(); ++edge) {
        if (edge % 3 == 0)
            covered += area(Polygon{{{points[mesh.corners[edge]], points[mesh.corners[edge + 1]],
                                      points[mesh.corners[edge + 2]], points[mesh.corners[edge]]}}});
        if (mesh.opposites[edge] == -1)
            hull.emplace_back(mesh.corners[Triangulation::next(edge)], mesh.corners[edge]);
    }
    const auto chains = chainEdges(hull, points);
    QVERIFY(chains.has_value());
    QCOMPARE(chains->size(), std::size_t{1});
    Ring ring;
    for (const std::uint32_t corner : chains->front())
        ring.push_back(points[corner]);
    ring.push_back(ring.front());
    QVERIFY(std::abs(signedArea(ring) - covered) < 1e-6 * covered);
    QCOMPARE(mesh.triangleCount(), 2 * points.size() - 2 - chains->front().size()); // Euler
}

void tst_Rings::halfEdgesFitTogether()
{
    const auto points = scatter(5, 1000);
    const Triangulation mesh = triangulate(points);
    for (std::uint32_t edge = 0; edge < mesh.corners.size(); ++edge) {
        if (mesh.opposites[edge] < 0)
            continue;
        const auto other = static_cast<std::uint32_t>(mesh.opposites[edge]);
        QCOMPARE(mesh.opposites[other], static_cast<std::int32_t>(edge));
        QCOMPARE(mesh.corners[other], mesh.corners[Triangulation::next(edge)]);
    }
}

void tst_Rings::latticesAndLinesAreSurvived()
{
    QCOMPARE(triangulate(Lattice(20).vertices).triangleCount(), std::size_t{800});
    QCOMPARE(triangulate({{0, 0}, {1, 1}, {2, 2}, {3, 3}}).triangleCount(), std::size_t{0});
    QCOMPARE(triangulate({{0, 0}, {0, 0}, {0, 0}, {0, 0}}).triangleCount(), std::size_t{0});
    QCOMPARE(triangulate({{0, 0}, {1, 0}}).triangleCount(), std::size_t{0});
    QCOMPARE(triangulate({{0, 0}, {1, 0}, {0, 1}, {0, 1}, {1, 0}}).triangleCount(), std::size_t{1});
}

QTEST_APPLESS_MAIN(tst_Rings)
#include "tst_Rings.moc"
