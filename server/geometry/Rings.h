// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "server/geometry/Geometry.h"

#include <cstdint>
#include <utility>

namespace campaign::geometry {

/// A directed edge between two numbered vertices; the area lies on its left.
using DirectedEdge = std::pair<std::uint32_t, std::uint32_t>;

/// Joins edges to closed chains of vertex numbers (the first is not repeated). Where several edges leave a vertex the
/// chain takes the one that keeps rings from touching themselves. Fails when an edge has no successor.
Result<std::vector<std::vector<std::uint32_t>>> chainEdges(const std::vector<DirectedEdge>& edges,
                                                           const std::vector<Point>& vertices);

/// Sorts closed rings into polygons: counter-clockwise ones are shells, clockwise ones go to the smallest shell around
/// them.
MultiPolygon polygonsFromRings(std::vector<Ring> rings);

/// The union of cells that share borders edge by edge (each a chain of vertex numbers, either direction): the edges
/// that belong to one cell only, chained. Cells must not overlap.
Result<MultiPolygon> dissolve(const std::vector<std::vector<std::uint32_t>>& cells, const std::vector<Point>& vertices);

} // namespace campaign::geometry
