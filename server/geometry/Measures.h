// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/geometry/Geometry.h"

namespace campaign::geometry {

// All measures are planar and in map units.

/// Positive when the ring runs counter-clockwise (x right, y up). Shoelace formula.
double signedArea(const Ring& ring);
bool isCounterClockwise(const Ring& ring);
/// Shells less holes; 0 for points and lines.
double area(const Geometry& geometry);
/// The length of lines; the length of all rings for areas; 0 for points.
double length(const Geometry& geometry);

double distance(const Point& a, const Point& b);
/// From the point to the nearest point of the segment.
double distanceToSegment(const Point& point, const Point& from, const Point& to);
/// The shortest way between two geometries: 0 where they meet (a point inside an area included).
double distance(const Geometry& a, const Geometry& b);

/// Centre of gravity of the parts of the highest dimension (areas before lines before points); may lie outside.
Point centroid(const Geometry& geometry);
/// A point well inside for a label: for areas the pole of inaccessibility (farthest from the boundary) of the largest
/// polygon, within `precision` map units (0 chooses 1/200 of its size); for lines the middle of the longest; else the
/// centroid.
Point labelPoint(const Geometry& geometry, double precision = 0);

} // namespace campaign::geometry
