// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/geometry/Geometry.h"

#include <cstdint>

namespace campaign::geometry {

/// A Delaunay triangulation as half-edges: triangle t has the half-edges 3t, 3t+1, 3t+2; half-edge e starts at point
/// corners[e]; opposites[e] is the same edge seen from the neighbour, or -1 on the hull.
struct Triangulation
{
    std::vector<std::uint32_t> corners;
    std::vector<std::int32_t> opposites;

    std::size_t triangleCount() const { return corners.size() / 3; }
    static std::uint32_t next(std::uint32_t edge) { return edge % 3 == 2 ? edge - 2 : edge + 1; }
};

/// Triangulates by sweeping a hull outwards from a seed triangle (D. A. Sinclair, "S-hull", 2010, arXiv:1604.01428) in
/// the order of Mapbox's Delaunator, so that numbering read from files of programs that use it can be rebuilt. Empty
/// for fewer than three points or points on one line. Points that coincide are skipped.
Triangulation triangulate(const std::vector<Point>& points);

/// The centre of the circle through three points; not finite when they lie on one line.
Point circumcentre(const Point& a, const Point& b, const Point& c);

} // namespace campaign::geometry
