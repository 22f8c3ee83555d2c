// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/azgaar/Regions.h"

#include "server/geometry/Rings.h"
#include "server/geometry/Validity.h"

namespace campaign::transfer::azgaar {

namespace {

std::optional<geometry::MultiPolygon> validUnion(const std::vector<std::vector<std::uint32_t>>& outlines,
                                                 const std::vector<geometry::Point>& vertices,
                                                 const std::vector<std::size_t>& members)
{
    std::vector<std::vector<std::uint32_t>> cells;
    cells.reserve(members.size());
    for (const std::size_t member : members)
        cells.push_back(outlines[member]);
    auto area = geometry::dissolve(cells, vertices);
    if (!area || !geometry::findFaults(*area, 1).empty())
        return std::nullopt;
    return std::move(*area);
}

} // namespace

std::optional<geometry::MultiPolygon> unionOf(const Cells& cells, const std::vector<std::size_t>& members)
{
    auto area = validUnion(cells.outlines, cells.vertices, members);
    if (!area && !cells.exactOutlines.empty())
        area = validUnion(cells.exactOutlines, cells.exactVertices, members);
    return area;
}

std::map<int, std::vector<std::size_t>> groupCells(const Cells& cells, const std::vector<int>& list)
{
    std::map<int, std::vector<std::size_t>> groups;
    for (std::size_t cell = 0; cell < cells.size() && cell < list.size(); ++cell)
        if (cells.isLand(cell))
            groups[list[cell]].push_back(cell);
    return groups;
}

std::vector<std::vector<std::size_t>> lakesOf(const Cells& cells)
{
    std::vector<bool> isSeen(cells.size(), false);
    std::vector<std::vector<std::size_t>> lakes;
    for (std::size_t start = 0; start < cells.size(); ++start) {
        if (!cells.isLake[start] || isSeen[start])
            continue;
        std::vector<std::size_t> lake{start};
        isSeen[start] = true;
        for (std::size_t next = 0; next < lake.size(); ++next)
            for (const std::uint32_t neighbour : cells.neighbours[lake[next]])
                if (cells.isLake[neighbour] && !isSeen[neighbour]) {
                    isSeen[neighbour] = true;
                    lake.push_back(neighbour);
                }
        lakes.push_back(std::move(lake));
    }
    return lakes;
}

} // namespace campaign::transfer::azgaar
