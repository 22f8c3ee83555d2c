// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "server/geometry/Geometry.h"

#include <cstdint>
#include <vector>

namespace campaign::transfer::azgaar {

/// The regular grid a world was made from, as the file holds it: jittered points, and what was found for each.
struct Grid
{
    double spacing = 0;
    std::vector<geometry::Point> points;
    std::vector<geometry::Point> boundary; ///< a frame of points around the map that closes the outer cells
    std::vector<int> height;               ///< 0…100, land from 20
    std::vector<int> feature;              ///< number in lakeFeature
    std::vector<int> coastDistance;        ///< 1, 2, … on land and -1, -2, … in water, counted from the coast
    std::vector<bool> isLake;              ///< by feature number
};

/// The cells everything else in the file refers to by number, with their outlines.
struct Cells
{
    std::vector<geometry::Point> points;                   ///< the seeds
    std::vector<std::uint32_t> gridCell;                   ///< the grid cell each came from
    std::vector<int> height;                               ///< 0…100, land from 20
    std::vector<bool> isLake;                              ///< water that is no sea
    std::vector<std::vector<std::uint32_t>> outlines;      ///< numbers of vertices, around the seed
    std::vector<std::vector<std::uint32_t>> neighbours;    ///< numbers of cells
    std::vector<geometry::Point> vertices;                 ///< cut to whole units, as the generator draws and measures
    std::vector<std::vector<std::uint32_t>> exactOutlines; ///< the same cells before cutting; empty when unknown
    std::vector<geometry::Point> exactVertices;

    std::size_t size() const { return points.size(); }
    bool isLand(std::size_t cell) const { return height[cell] >= 20; }
    /// In square map units, cut as the generator cuts it.
    double area(std::size_t cell) const;
    geometry::Ring ring(std::size_t cell) const;
};

/// Rebuilds the cells as the generator does when it opens a file: grid points without the deep sea and the inner parts
/// of lakes, further points between neighbours along both sides of a coast, and the Voronoi cells of all of them. Their
/// numbers depend on the order in which the triangulation lists neighbours, which geometry::triangulate keeps.
Result<Cells> rebuildCells(const Grid& grid);

/// Gives vertices at the same place the same number, so that cells which meet there share it. Cutting to whole units
/// brings vertices together.
void shareEqualVertices(Cells& cells);

} // namespace campaign::transfer::azgaar
