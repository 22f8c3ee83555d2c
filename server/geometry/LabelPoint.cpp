// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/geometry/Measures.h"
#include "server/geometry/Predicates.h"

#include <algorithm>
#include <cmath>
#include <queue>

namespace campaign::geometry {

namespace {

/// Distance to the nearest ring, negative outside.
double depthIn(const Point& point, const Polygon& polygon)
{
    double nearest = std::numeric_limits<double>::infinity();
    for (const Ring& ring : polygon.rings)
        for (std::size_t i = 1; i < ring.size(); ++i)
            nearest = std::min(nearest, distanceToSegment(point, ring[i - 1], ring[i]));
    return locate(point, polygon) == Place::Outside ? -nearest : nearest;
}

/// A square of the plane with the depth of its centre and the most any of its points can have.
struct Square
{
    Point centre;
    double half;
    double depth;
    double most;

    Square(const Point& at, double halfSide, const Polygon& polygon)
        : centre(at)
        , half(halfSide)
        , depth(depthIn(at, polygon))
        , most(depth + half * std::sqrt(2.0))
    {
    }
    bool operator<(const Square& other) const { return most < other.most; }
};

/// The most promising square is cut into quarters until none can be better by more than `precision`
/// (the search Mapbox describes in "A new algorithm for finding a visual center of a polygon", 2016).
Point deepestPoint(const Polygon& polygon, double precision)
{
    const Bounds box = boundsOf(polygon.rings.front());
    const double side = std::min(box.width(), box.height());
    if (!(side > 0) || !std::isfinite(box.width() + box.height()))
        return {box.minX, box.minY};
    const double wanted = precision > 0 ? precision : std::max(box.width(), box.height()) / 200;
    const double cell = std::max(side, std::max(box.width(), box.height()) / 64);
    Square best(centroid(polygon), 0, polygon);
    std::priority_queue<Square> open;
    for (double x = box.minX; x < box.maxX; x += cell)
        for (double y = box.minY; y < box.maxY; y += cell)
            open.emplace(Point{x + cell / 2, y + cell / 2}, cell / 2, polygon);
    // Slivers thinner than the precision still need a point inside, so the search goes on until there is one.
    for (int steps = 0; !open.empty() && steps < 20000; ++steps) {
        const Square square = open.top();
        open.pop();
        if (square.depth > best.depth)
            best = square;
        if (square.most - best.depth <= wanted && best.depth > 0)
            break;
        const double half = square.half / 2;
        for (const double dx : {-half, half})
            for (const double dy : {-half, half})
                open.emplace(Point{square.centre.x + dx, square.centre.y + dy}, half, polygon);
    }
    return best.centre;
}

Point middleOf(const std::vector<Point>& line)
{
    double left = length(LineString{line}) / 2;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double step = distance(line[i - 1], line[i]);
        if (step >= left && step > 0)
            return {line[i - 1].x + (line[i].x - line[i - 1].x) * left / step,
                    line[i - 1].y + (line[i].y - line[i - 1].y) * left / step};
        left -= step;
    }
    return line.empty() ? Point{} : line.back();
}

} // namespace

Point labelPoint(const Geometry& geometry, double precision)
{
    if (const auto* line = std::get_if<LineString>(&geometry))
        return middleOf(line->points);
    if (const auto* lines = std::get_if<MultiLineString>(&geometry); lines && !lines->lines.empty())
        return middleOf(std::max_element(lines->lines.begin(), lines->lines.end(), [](const auto& a, const auto& b) {
                            return length(a) < length(b);
                        })->points);
    const std::vector<Polygon> polygons = polygonsOf(geometry);
    const auto largest = std::max_element(polygons.begin(), polygons.end(),
                                          [](const auto& a, const auto& b) { return area(a) < area(b); });
    if (largest == polygons.end() || largest->rings.empty() || largest->rings.front().empty())
        return centroid(geometry);
    return deepestPoint(*largest, precision);
}

} // namespace campaign::geometry
