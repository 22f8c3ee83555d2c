// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "server/geometry/Geometry.h"

#include <string>

namespace campaign::geometry {

enum class FaultKind {
    NotFinite,        ///< a coordinate is NaN or infinite
    TooFewPositions,  ///< a line of fewer than two, a ring of fewer than four positions, or of too few different ones
    NotClosed,        ///< the last position of a ring is not its first
    SelfIntersection, ///< a ring crosses, touches or runs over itself
    RingsCross,       ///< two rings of a polygon cross or share a stretch
    HoleOutside,      ///< a hole lies outside the shell
    HoleInHole,       ///< a hole lies inside another
    Disconnected,     ///< holes touch shell or each other so that the inside falls apart
    PolygonsOverlap,  ///< two polygons of a MultiPolygon share more than single points
};

/// One reason why a geometry is refused. Numbers in `message` count from 1, as people do:
/// "ring 1 crosses itself at (4, 7): edge 2 and edge 9".
struct Fault
{
    FaultKind kind = FaultKind::NotFinite;
    Point at;
    std::string message;
};

/// All faults by the rules of simple features (OGC 06-103r4 §6.1.11), at most `limit` of them. Near-linear in the
/// number of positions for real outlines, and never slower than the number of near pairs of edges.
std::vector<Fault> findFaults(const Geometry& geometry, std::size_t limit = 50);

/// Nothing, or an ErrorCode::Invalid that names every fault found.
Result<> checkValid(const Geometry& geometry);

} // namespace campaign::geometry
