// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/azgaar/Cells.h"

#include "server/geometry/Delaunay.h"
#include "server/geometry/Measures.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <unordered_map>

namespace campaign::transfer::azgaar {

using geometry::Point;
using geometry::Triangulation;

namespace {

constexpr int seaLevel = 20;

struct Voronoi
{
    std::vector<std::vector<std::uint32_t>> outlines;   ///< triangles around each point
    std::vector<std::vector<std::uint32_t>> neighbours; ///< points, without those of the boundary
    std::vector<bool> isNearBoundary;
    std::vector<Point> centres; ///< of the circles around the triangles
};

/// Half-edges that end at the same point, from one of them on.
std::vector<std::uint32_t> edgesInto(const Triangulation& mesh, std::uint32_t start)
{
    constexpr std::size_t most = 20; // the generator's own limit, part of the numbering
    std::vector<std::uint32_t> edges;
    std::uint32_t edge = start;
    do {
        edges.push_back(edge);
        const std::int32_t opposite = mesh.opposites[Triangulation::next(edge)];
        if (opposite < 0)
            break;
        edge = static_cast<std::uint32_t>(opposite);
    } while (edge != start && edges.size() < most);
    return edges;
}

Voronoi voronoiOf(const std::vector<Point>& points, const std::vector<Point>& boundary)
{
    std::vector<Point> all = points;
    all.insert(all.end(), boundary.begin(), boundary.end());
    const Triangulation mesh = geometry::triangulate(all);
    Voronoi voronoi;
    voronoi.outlines.resize(points.size());
    voronoi.neighbours.resize(points.size());
    voronoi.isNearBoundary.resize(points.size());
    for (std::uint32_t edge = 0; edge < mesh.corners.size(); ++edge) {
        const std::uint32_t point = mesh.corners[Triangulation::next(edge)];
        if (point >= points.size() || !voronoi.outlines[point].empty())
            continue;
        for (const std::uint32_t each : edgesInto(mesh, edge)) {
            voronoi.outlines[point].push_back(each / 3);
            if (mesh.corners[each] < points.size())
                voronoi.neighbours[point].push_back(mesh.corners[each]);
        }
        voronoi.isNearBoundary[point] = voronoi.neighbours[point].size() < voronoi.outlines[point].size();
    }
    voronoi.centres.reserve(mesh.triangleCount());
    for (std::size_t t = 0; t < mesh.corners.size(); t += 3)
        voronoi.centres.push_back(
            geometry::circumcentre(all[mesh.corners[t]], all[mesh.corners[t + 1]], all[mesh.corners[t + 2]]));
    return voronoi;
}

/// JavaScript's Math.round to one decimal place, as the generator rounds.
double roundToTenth(double number)
{
    return std::floor(number * 10 + 0.5) / 10;
}

class CellPoints
{
public:
    CellPoints(const Grid& grid, Cells& cells)
        : m_grid(grid)
        , m_cells(cells)
    {
    }

    void choose(const Voronoi& voronoi)
    {
        for (std::uint32_t i = 0; i < m_grid.points.size(); ++i) {
            if (!isKept(i))
                continue;
            add(i, m_grid.points[i]);
            if (std::abs(m_grid.coastDistance[i]) == 1 && !voronoi.isNearBoundary[i])
                addBetween(i, voronoi.neighbours[i]);
        }
    }

private:
    bool isKept(std::uint32_t i) const
    {
        const int distance = m_grid.coastDistance[i];
        if (m_grid.height[i] < seaLevel && distance != -1 && distance != -2)
            return false; // deep water
        return distance != -2 || (i % 4 != 0 && !isLake(i));
    }

    bool isLake(std::uint32_t i) const
    {
        const auto feature = static_cast<std::size_t>(m_grid.feature[i]);
        return feature < m_grid.isLake.size() && m_grid.isLake[feature];
    }

    void addBetween(std::uint32_t i, const std::vector<std::uint32_t>& neighbours)
    {
        const Point& own = m_grid.points[i];
        for (const std::uint32_t each : neighbours) {
            if (i > each || m_grid.coastDistance[each] != m_grid.coastDistance[i])
                continue;
            const Point& other = m_grid.points[each];
            const double dx = own.x - other.x, dy = own.y - other.y;
            if (dy * dy + dx * dx >= m_grid.spacing * m_grid.spacing)
                add(i, {roundToTenth((own.x + other.x) / 2), roundToTenth((own.y + other.y) / 2)});
        }
    }

    void add(std::uint32_t i, const Point& point)
    {
        m_cells.points.push_back(point);
        m_cells.gridCell.push_back(i);
        m_cells.height.push_back(m_grid.height[i]);
        m_cells.isLake.push_back(m_grid.height[i] < seaLevel && isLake(i));
    }

    const Grid& m_grid;
    Cells& m_cells;
};

Error invalid(const char* message)
{
    return {ErrorCode::Invalid, message, {}, nullptr, {}};
}

Result<> check(const Grid& grid)
{
    const std::size_t count = grid.points.size();
    if (count < 3 || grid.height.size() != count || grid.feature.size() != count || grid.coastDistance.size() != count)
        return invalid("The world's grid is damaged: its points and their heights, features and coast distances "
                       "do not have the same number");
    for (const auto* points : {&grid.points, &grid.boundary})
        for (const Point& point : *points)
            if (!(std::abs(point.x) < 1e7 && std::abs(point.y) < 1e7))
                return invalid("The world's grid is damaged: a point lies outside any map");
    return {};
}

} // namespace

double Cells::area(std::size_t cell) const
{
    return std::abs(geometry::signedArea(ring(cell)));
}

geometry::Ring Cells::ring(std::size_t cell) const
{
    geometry::Ring ring;
    for (const std::uint32_t vertex : outlines[cell])
        ring.push_back(vertices[vertex]);
    if (!ring.empty())
        ring.push_back(ring.front());
    return ring;
}

Result<Cells> rebuildCells(const Grid& grid)
{
    if (const Result<> checked = check(grid); !checked)
        return checked.error();
    Cells cells;
    CellPoints(grid, cells).choose(voronoiOf(grid.points, grid.boundary));
    Voronoi voronoi = voronoiOf(cells.points, grid.boundary);
    cells.outlines = std::move(voronoi.outlines);
    cells.neighbours = std::move(voronoi.neighbours);
    cells.exactOutlines = cells.outlines;
    cells.exactVertices = std::move(voronoi.centres);
    cells.vertices.reserve(cells.exactVertices.size());
    for (Point& vertex : cells.exactVertices) {
        if (!(std::abs(vertex.x) < 1e9 && std::abs(vertex.y) < 1e9))
            vertex = {}; // of three points on one line, outside any cell
        cells.vertices.push_back({std::floor(vertex.x), std::floor(vertex.y)});
    }
    shareEqualVertices(cells);
    return cells;
}

void shareEqualVertices(Cells& cells)
{
    struct Hash
    {
        std::size_t operator()(const Point& point) const
        {
            return std::hash<double>()(point.x) * 31 + std::hash<double>()(point.y);
        }
    };
    std::unordered_map<Point, std::uint32_t, Hash> first;
    first.reserve(cells.vertices.size());
    for (auto& outline : cells.outlines) {
        for (std::uint32_t& vertex : outline)
            vertex = first.try_emplace(cells.vertices[vertex], vertex).first->second;
        outline.erase(std::unique(outline.begin(), outline.end()), outline.end());
        while (outline.size() > 1 && outline.front() == outline.back())
            outline.pop_back();
    }
}

} // namespace campaign::transfer::azgaar
