// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/geometry/Geometry.h"

#include "server/geometry/Measures.h"

#include <algorithm>
#include <array>

namespace campaign::geometry {

void Bounds::add(const Point& point)
{
    minX = std::min(minX, point.x);
    minY = std::min(minY, point.y);
    maxX = std::max(maxX, point.x);
    maxY = std::max(maxY, point.y);
}

void Bounds::add(const Bounds& other)
{
    minX = std::min(minX, other.minX);
    minY = std::min(minY, other.minY);
    maxX = std::max(maxX, other.maxX);
    maxY = std::max(maxY, other.maxY);
}

bool Bounds::contains(const Point& point) const
{
    return point.x >= minX && point.x <= maxX && point.y >= minY && point.y <= maxY;
}

bool Bounds::contains(const Bounds& other) const
{
    return !other.isEmpty() && other.minX >= minX && other.maxX <= maxX && other.minY >= minY && other.maxY <= maxY;
}

bool Bounds::intersects(const Bounds& other) const
{
    return minX <= other.maxX && maxX >= other.minX && minY <= other.maxY && maxY >= other.minY;
}

Bounds Bounds::grown(double margin) const
{
    return isEmpty() ? *this : Bounds{minX - margin, minY - margin, maxX + margin, maxY + margin};
}

Bounds boundsOf(const std::vector<Point>& points)
{
    Bounds bounds;
    for (const Point& point : points)
        bounds.add(point);
    return bounds;
}

namespace {

/// Calls `visit` with every run of positions: a line, a ring, or the points themselves.
struct EachRun
{
    void (*visit)(void* context, const std::vector<Point>& run);
    void* context;

    void operator()(const Point& point) const { visit(context, {point}); }
    void operator()(const LineString& line) const { visit(context, line.points); }
    void operator()(const MultiPoint& points) const { visit(context, points.points); }
    void operator()(const Polygon& polygon) const
    {
        for (const Ring& ring : polygon.rings)
            visit(context, ring);
    }
    void operator()(const MultiLineString& lines) const
    {
        for (const LineString& line : lines.lines)
            visit(context, line.points);
    }
    void operator()(const MultiPolygon& area) const
    {
        for (const Polygon& polygon : area.polygons)
            (*this)(polygon);
    }
};

void orient(Polygon& polygon)
{
    for (std::size_t i = 0; i < polygon.rings.size(); ++i) {
        const double turn = signedArea(polygon.rings[i]); // a collapsed ring has no direction
        if ((turn > 0 || turn < 0) && (turn > 0) != (i == 0))
            std::reverse(polygon.rings[i].begin(), polygon.rings[i].end());
    }
}

} // namespace

Bounds boundsOf(const Geometry& geometry)
{
    Bounds bounds;
    const auto add = [](void* context, const std::vector<Point>& run) {
        static_cast<Bounds*>(context)->add(boundsOf(run));
    };
    std::visit(EachRun{add, &bounds}, geometry);
    return bounds;
}

std::string_view typeName(const Geometry& geometry)
{
    static constexpr std::array<std::string_view, 6> names{"Point",      "LineString",      "Polygon",
                                                           "MultiPoint", "MultiLineString", "MultiPolygon"};
    return names[geometry.index()];
}

std::size_t positionCount(const Geometry& geometry)
{
    std::size_t count = 0;
    const auto add = [](void* context, const std::vector<Point>& run) {
        *static_cast<std::size_t*>(context) += run.size();
    };
    std::visit(EachRun{add, &count}, geometry);
    return count;
}

int dimensionOf(const Geometry& geometry)
{
    return static_cast<int>(geometry.index() % 3);
}

std::vector<Polygon> polygonsOf(const Geometry& geometry)
{
    if (const auto* polygon = std::get_if<Polygon>(&geometry))
        return {*polygon};
    if (const auto* area = std::get_if<MultiPolygon>(&geometry))
        return area->polygons;
    return {};
}

Geometry oriented(Geometry geometry)
{
    if (auto* polygon = std::get_if<Polygon>(&geometry))
        orient(*polygon);
    else if (auto* area = std::get_if<MultiPolygon>(&geometry))
        std::for_each(area->polygons.begin(), area->polygons.end(), orient);
    return geometry;
}

} // namespace campaign::geometry
