// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/geometry/Geometry.h"

namespace campaign::geometry {

/// Where a point lies in regard to an area.
enum class Place { Outside, Boundary, Inside };

/// The sign of the turn a→b→c, exact: positive is left (x right, y up), 0 is straight. Finite coordinates below 1e150.
/// J. R. Shewchuk, "Adaptive Precision Floating-Point Arithmetic", 1997.
int orientation(const Point& a, const Point& b, const Point& c);

Place locate(const Point& point, const Ring& ring);
Place locate(const Point& point, const Polygon& polygon);
Place locate(const Point& point, const MultiPolygon& area);

// The three below follow simple features (DE-9IM) and expect valid geometries.

/// They share at least one point.
bool intersects(const Geometry& a, const Geometry& b);
/// No point of b lies outside a, and their insides meet (a point on a's edge is not contained).
bool contains(const Geometry& a, const Geometry& b);
/// Same dimension, the insides meet in that dimension, and neither lies wholly in the other.
bool overlaps(const Geometry& a, const Geometry& b);

} // namespace campaign::geometry
