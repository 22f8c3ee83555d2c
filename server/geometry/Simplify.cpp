// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/geometry/Simplify.h"

#include "server/geometry/Measures.h"

#include <utility>

namespace campaign::geometry {

std::vector<Point> simplify(const std::vector<Point>& points, double tolerance)
{
    if (points.size() < 3)
        return points;
    std::vector<bool> keep(points.size(), false);
    keep.front() = keep.back() = true;
    std::vector<std::pair<std::size_t, std::size_t>> open{{0, points.size() - 1}};
    while (!open.empty()) {
        const auto [first, last] = open.back();
        open.pop_back();
        double farthest = tolerance;
        std::size_t split = 0;
        for (std::size_t i = first + 1; i < last; ++i) {
            const double away = distanceToSegment(points[i], points[first], points[last]);
            if (away > farthest) {
                farthest = away;
                split = i;
            }
        }
        if (split == 0)
            continue;
        keep[split] = true;
        open.push_back({first, split});
        open.push_back({split, last});
    }
    std::vector<Point> kept;
    for (std::size_t i = 0; i < points.size(); ++i)
        if (keep[i])
            kept.push_back(points[i]);
    return kept;
}

namespace {

Polygon simplifyPolygon(const Polygon& polygon, double tolerance)
{
    Polygon simple;
    for (const Ring& ring : polygon.rings) {
        Ring kept = simplify(ring, tolerance);
        if (kept.size() >= 4)
            simple.rings.push_back(std::move(kept));
        else if (simple.rings.empty())
            return {};
    }
    return simple;
}

struct SimplifyEach
{
    double tolerance;

    Geometry operator()(const Point& point) const { return point; }
    Geometry operator()(const MultiPoint& points) const { return points; }
    Geometry operator()(const LineString& line) const { return LineString{simplify(line.points, tolerance)}; }
    Geometry operator()(const Polygon& polygon) const { return simplifyPolygon(polygon, tolerance); }
    Geometry operator()(const MultiLineString& lines) const
    {
        MultiLineString simple;
        for (const LineString& line : lines.lines)
            simple.lines.push_back({simplify(line.points, tolerance)});
        return simple;
    }
    Geometry operator()(const MultiPolygon& area) const
    {
        MultiPolygon simple;
        for (const Polygon& polygon : area.polygons)
            if (Polygon kept = simplifyPolygon(polygon, tolerance); !kept.rings.empty())
                simple.polygons.push_back(std::move(kept));
        return simple;
    }
};

} // namespace

Geometry simplify(const Geometry& geometry, double tolerance)
{
    return std::visit(SimplifyEach{tolerance}, geometry);
}

} // namespace campaign::geometry
