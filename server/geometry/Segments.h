// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/geometry/Geometry.h"

#include <cstdint>
#include <functional>

namespace campaign::geometry {

/// A straight piece of a line or ring. `owner` is whatever the caller wants to know it by.
struct Segment
{
    Point from;
    Point to;
    std::uint32_t owner = 0;
};

/// How two segments meet: not at all; crossing inside both; touching at one point that is an end of at least one;
/// running over each other from `at` to `to`. Decided exactly; the crossing point itself is rounded.
struct Meeting
{
    enum class Kind { None, Cross, Touch, Overlap };
    Kind kind = Kind::None;
    Point at;
    Point to;
};

Meeting meet(const Segment& a, const Segment& b);

/// Where on the segment a point of it lies: 0 at its start, 1 at its end.
double shareOf(const Segment& segment, const Point& point);

/// Called with the numbers of two segments whose boxes meet; false ends the search.
using PairVisitor = std::function<bool(std::size_t, std::size_t)>;

/// Finds the pairs that may meet by cutting the plane into quarters until few segments are left in each, so that the
/// work grows with the number of near neighbours and not with the square. A pair can be visited more than once.
void forEachNearPair(const std::vector<Segment>& segments, const PairVisitor& visit);

} // namespace campaign::geometry
