// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/geometry/Measures.h"

#include "server/geometry/Predicates.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace campaign::geometry {

double signedArea(const Ring& ring)
{
    if (ring.size() < 3)
        return 0;
    const Point& origin = ring.front(); // near the ring, so that far-away maps lose no digits
    double twice = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i)
        twice +=
            (ring[i].x - origin.x) * (ring[i + 1].y - origin.y) - (ring[i + 1].x - origin.x) * (ring[i].y - origin.y);
    return twice / 2;
}

bool isCounterClockwise(const Ring& ring)
{
    return signedArea(ring) > 0;
}

namespace {

double areaOf(const Polygon& polygon)
{
    double sum = 0;
    for (std::size_t i = 0; i < polygon.rings.size(); ++i)
        sum += (i == 0 ? 1 : -1) * std::abs(signedArea(polygon.rings[i]));
    return sum;
}

double lengthOf(const std::vector<Point>& points)
{
    double sum = 0;
    for (std::size_t i = 1; i < points.size(); ++i)
        sum += distance(points[i - 1], points[i]);
    return sum;
}

/// Lines of a geometry: its lines, its rings, or none for points.
std::vector<const std::vector<Point>*> runsOf(const Geometry& geometry)
{
    std::vector<const std::vector<Point>*> runs;
    const auto addRings = [&runs](const Polygon& polygon) {
        for (const Ring& ring : polygon.rings)
            runs.push_back(&ring);
    };
    if (const auto* line = std::get_if<LineString>(&geometry))
        runs.push_back(&line->points);
    else if (const auto* polygon = std::get_if<Polygon>(&geometry))
        addRings(*polygon);
    else if (const auto* lines = std::get_if<MultiLineString>(&geometry))
        for (const LineString& each : lines->lines)
            runs.push_back(&each.points);
    else if (const auto* area = std::get_if<MultiPolygon>(&geometry))
        std::for_each(area->polygons.begin(), area->polygons.end(), addRings);
    return runs;
}

std::vector<Point> pointsOf(const Geometry& geometry)
{
    if (const auto* point = std::get_if<Point>(&geometry))
        return {*point};
    if (const auto* points = std::get_if<MultiPoint>(&geometry))
        return points->points;
    return {};
}

} // namespace

double area(const Geometry& geometry)
{
    double sum = 0;
    for (const Polygon& polygon : polygonsOf(geometry))
        sum += areaOf(polygon);
    return sum;
}

double length(const Geometry& geometry)
{
    double sum = 0;
    for (const auto* run : runsOf(geometry))
        sum += lengthOf(*run);
    return sum;
}

double distance(const Point& a, const Point& b)
{
    return std::hypot(a.x - b.x, a.y - b.y);
}

double distanceToSegment(const Point& point, const Point& from, const Point& to)
{
    const double dx = to.x - from.x, dy = to.y - from.y;
    const double squared = dx * dx + dy * dy;
    if (squared == 0)
        return distance(point, from);
    const double share = std::clamp(((point.x - from.x) * dx + (point.y - from.y) * dy) / squared, 0.0, 1.0);
    return distance(point, {from.x + share * dx, from.y + share * dy});
}

namespace {

double distanceToRun(const Point& point, const std::vector<Point>& run)
{
    double best = std::numeric_limits<double>::infinity();
    if (run.size() == 1)
        return distance(point, run.front());
    for (std::size_t i = 1; i < run.size(); ++i)
        best = std::min(best, distanceToSegment(point, run[i - 1], run[i]));
    return best;
}

double gap(const Bounds& a, const Bounds& b)
{
    const double dx = std::max({0.0, a.minX - b.maxX, b.minX - a.maxX});
    const double dy = std::max({0.0, a.minY - b.maxY, b.minY - a.maxY});
    return std::hypot(dx, dy);
}

/// Between lines that do not cross the shortest way starts at a vertex of one of them. Stretches of `to` are boxed so
/// that far ones are passed over.
double distanceOneWay(const std::vector<Point>& from, const std::vector<Point>& to, double best)
{
    constexpr std::size_t stretch = 32;
    for (std::size_t start = 0; start < to.size(); start += stretch) {
        const std::size_t end = std::min(start + stretch + 1, to.size());
        const std::vector<Point> part(to.begin() + static_cast<std::ptrdiff_t>(start),
                                      to.begin() + static_cast<std::ptrdiff_t>(end));
        const Bounds box = boundsOf(part);
        for (const Point& point : from)
            if (gap({point.x, point.y, point.x, point.y}, box) < best)
                best = std::min(best, distanceToRun(point, part));
    }
    return best;
}

} // namespace

double distance(const Geometry& a, const Geometry& b)
{
    if (const auto* from = std::get_if<Point>(&a), *to = std::get_if<Point>(&b); from && to)
        return distance(*from, *to);
    if (intersects(a, b))
        return 0;
    double best = std::numeric_limits<double>::infinity();
    const std::vector<Point> pointsA = pointsOf(a), pointsB = pointsOf(b);
    auto runsA = runsOf(a), runsB = runsOf(b);
    if (!pointsA.empty())
        runsA.push_back(&pointsA);
    if (!pointsB.empty())
        runsB.push_back(&pointsB);
    for (const auto* runA : runsA)
        for (const auto* runB : runsB) {
            if (runA == &pointsA && runB == &pointsB) {
                for (const Point& from : pointsA)
                    for (const Point& to : pointsB)
                        best = std::min(best, distance(from, to));
                continue;
            }
            if (gap(boundsOf(*runA), boundsOf(*runB)) >= best)
                continue;
            if (runB != &pointsB)
                best = distanceOneWay(*runA, *runB, best);
            if (runA != &pointsA)
                best = distanceOneWay(*runB, *runA, best);
        }
    return best;
}

namespace {

/// Sums of weight × position, to be divided by the sum of weights.
struct Moments
{
    double weight = 0, x = 0, y = 0;
    void add(double w, double px, double py)
    {
        weight += w;
        x += w * px;
        y += w * py;
    }
};

void addRing(Moments& moments, const Ring& ring, double sign, const Point& origin)
{
    const double turn = isCounterClockwise(ring) ? sign : -sign;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const double ax = ring[i].x - origin.x, ay = ring[i].y - origin.y;
        const double bx = ring[i + 1].x - origin.x, by = ring[i + 1].y - origin.y;
        moments.add(turn * (ax * by - bx * ay) / 2, (ax + bx) / 3, (ay + by) / 3);
    }
}

Point meanOf(const std::vector<Point>& points)
{
    Moments moments;
    for (const Point& point : points)
        moments.add(1, point.x, point.y);
    return points.empty() ? Point{} : Point{moments.x / moments.weight, moments.y / moments.weight};
}

Moments lineMoments(const std::vector<const std::vector<Point>*>& runs)
{
    Moments moments;
    for (const auto* run : runs)
        for (std::size_t i = 1; i < run->size(); ++i)
            moments.add(distance((*run)[i - 1], (*run)[i]), ((*run)[i - 1].x + (*run)[i].x) / 2,
                        ((*run)[i - 1].y + (*run)[i].y) / 2);
    return moments;
}

} // namespace

Point centroid(const Geometry& geometry)
{
    const auto runs = runsOf(geometry);
    if (runs.empty())
        return meanOf(pointsOf(geometry));
    const Point origin = runs.front()->empty() ? Point{} : runs.front()->front();
    Moments moments;
    for (const Polygon& polygon : polygonsOf(geometry))
        for (std::size_t i = 0; i < polygon.rings.size(); ++i)
            addRing(moments, polygon.rings[i], i == 0 ? 1 : -1, origin);
    if (moments.weight != 0)
        return {origin.x + moments.x / moments.weight, origin.y + moments.y / moments.weight};
    moments = lineMoments(runs);
    return moments.weight != 0 ? Point{moments.x / moments.weight, moments.y / moments.weight} : origin;
}

} // namespace campaign::geometry
