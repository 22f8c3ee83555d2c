// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/geometry/Geometry.h"

namespace campaign::geometry {

/// Douglas–Peucker: drops positions that lie within `tolerance` of the line through those kept. First and last stay.
std::vector<Point> simplify(const std::vector<Point>& points, double tolerance);
/// The same for each line and ring; rings that would fall below four positions are dropped (a shell with its polygon).
/// Neighbouring areas are simplified each for itself, so common borders may part, and rings may come to cross: for
/// drawing.
Geometry simplify(const Geometry& geometry, double tolerance);

} // namespace campaign::geometry
