// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <limits>
#include <string_view>
#include <variant>
#include <vector>

namespace campaign::geometry {

/// A position on a flat map (map units; y grows as the map says) or, on a geographic map, x = longitude, y = latitude.
struct Point
{
    double x = 0;
    double y = 0;
    bool operator==(const Point&) const = default;
};

/// A closed line: the last position repeats the first.
using Ring = std::vector<Point>;

struct LineString
{
    std::vector<Point> points;
    bool operator==(const LineString&) const = default;
};

/// The first ring is the shell, the others are holes. Either direction is accepted; GeoJson writes shells
/// counter-clockwise and holes clockwise.
struct Polygon
{
    std::vector<Ring> rings;
    bool operator==(const Polygon&) const = default;
};

struct MultiPoint
{
    std::vector<Point> points;
    bool operator==(const MultiPoint&) const = default;
};

struct MultiLineString
{
    std::vector<LineString> lines;
    bool operator==(const MultiLineString&) const = default;
};

struct MultiPolygon
{
    std::vector<Polygon> polygons;
    bool operator==(const MultiPolygon&) const = default;
};

/// Any geometry of ours: the six types of the simple-features model, without collections and without altitude.
using Geometry = std::variant<Point, LineString, Polygon, MultiPoint, MultiLineString, MultiPolygon>;

/// An axis-parallel box; empty until a point was added.
struct Bounds
{
    double minX = std::numeric_limits<double>::infinity();
    double minY = std::numeric_limits<double>::infinity();
    double maxX = -std::numeric_limits<double>::infinity();
    double maxY = -std::numeric_limits<double>::infinity();
    bool operator==(const Bounds&) const = default;

    bool isEmpty() const { return minX > maxX; }
    double width() const { return isEmpty() ? 0 : maxX - minX; }
    double height() const { return isEmpty() ? 0 : maxY - minY; }
    void add(const Point& point);
    void add(const Bounds& other);
    bool contains(const Point& point) const;
    bool contains(const Bounds& other) const;
    bool intersects(const Bounds& other) const;
    /// The box grown by so much on every side.
    Bounds grown(double margin) const;
};

Bounds boundsOf(const std::vector<Point>& points);
Bounds boundsOf(const Geometry& geometry);
/// "Point", "LineString", … as GeoJSON spells them.
std::string_view typeName(const Geometry& geometry);
/// How many positions it holds, the closing ones of rings included.
std::size_t positionCount(const Geometry& geometry);
/// 0 for points, 1 for lines, 2 for areas.
int dimensionOf(const Geometry& geometry);
/// The polygons of an areal geometry (a Polygon gives one); empty for the other types.
std::vector<Polygon> polygonsOf(const Geometry& geometry);
/// The same geometry with shells counter-clockwise and holes clockwise (x to the right, y up), as RFC 7946 §3.1.6 asks.
Geometry oriented(Geometry geometry);

} // namespace campaign::geometry
