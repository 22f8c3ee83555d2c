// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/geometry/Rings.h"

#include "server/geometry/Measures.h"
#include "server/geometry/Predicates.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_set>

namespace campaign::geometry {

namespace {

using Chain = std::vector<std::uint32_t>;

double heading(const Point& from, const Point& to)
{
    return std::atan2(to.y - from.y, to.x - from.x);
}

/// Walks edges that are sorted by start, marking each as used.
class EdgeWalk
{
public:
    EdgeWalk(std::vector<DirectedEdge> edges, const std::vector<Point>& vertices)
        : m_edges(std::move(edges))
        , m_vertices(vertices)
        , m_used(m_edges.size(), false)
    {
        std::sort(m_edges.begin(), m_edges.end());
    }

    /// One closed walk from each edge not used yet.
    Result<std::vector<Chain>> walks()
    {
        std::vector<Chain> chains;
        for (std::size_t i = 0; i < m_edges.size(); ++i) {
            Chain chain;
            for (std::size_t at = i; !m_used[at];) {
                m_used[at] = true;
                chain.push_back(m_edges[at].first);
                if (m_edges[at].second == m_edges[i].first)
                    break;
                const std::size_t next = successor(at);
                if (next == m_edges.size())
                    return Error{ErrorCode::Internal, "The border of an area is not closed", {}, nullptr, {}};
                at = next;
            }
            if (!chain.empty())
                chains.push_back(std::move(chain));
        }
        return chains;
    }

private:
    /// The unused edge from the end of this one that turns farthest to the left, where the own area lies.
    std::size_t successor(std::size_t edge) const
    {
        const auto [from, via] = m_edges[edge];
        const double arrival = heading(m_vertices[from], m_vertices[via]);
        std::size_t best = m_edges.size();
        double bestTurn = 0;
        auto next = std::lower_bound(m_edges.begin(), m_edges.end(), DirectedEdge{via, 0});
        for (; next != m_edges.end() && next->first == via; ++next) {
            const auto index = static_cast<std::size_t>(next - m_edges.begin());
            if (m_used[index])
                continue;
            const double turn =
                std::remainder(heading(m_vertices[via], m_vertices[next->second]) - arrival, 2 * std::numbers::pi);
            if (best == m_edges.size() || turn > bestTurn) {
                best = index;
                bestTurn = turn;
            }
        }
        return best;
    }

    std::vector<DirectedEdge> m_edges;
    const std::vector<Point>& m_vertices;
    std::vector<bool> m_used;
};

/// A walk that comes through a vertex twice becomes two chains.
void splitAtRepeats(const Chain& walk, std::vector<Chain>& chains)
{
    Chain open;
    std::unordered_set<std::uint32_t> inOpen;
    for (const std::uint32_t vertex : walk) {
        if (!inOpen.insert(vertex).second) {
            const auto start = std::find(open.begin(), open.end(), vertex);
            chains.emplace_back(start, open.end());
            for (auto it = start + 1; it != open.end(); ++it)
                inOpen.erase(*it);
            open.erase(start + 1, open.end());
        } else {
            open.push_back(vertex);
        }
    }
    chains.push_back(std::move(open));
}

} // namespace

Result<std::vector<Chain>> chainEdges(const std::vector<DirectedEdge>& edges, const std::vector<Point>& vertices)
{
    auto walks = EdgeWalk(edges, vertices).walks();
    if (!walks)
        return walks;
    std::vector<Chain> chains;
    for (const Chain& walk : *walks)
        splitAtRepeats(walk, chains);
    std::erase_if(chains, [](const Chain& chain) { return chain.size() < 3; });
    return chains;
}

namespace {

/// A position of the ring that is not on the other's line, else its first.
Point offLine(const Ring& ring, const Ring& other)
{
    for (const Point& point : ring)
        if (locate(point, other) != Place::Boundary)
            return point;
    return ring.front();
}

} // namespace

MultiPolygon polygonsFromRings(std::vector<Ring> rings)
{
    MultiPolygon area;
    std::vector<Ring> holes;
    for (Ring& ring : rings) {
        if (isCounterClockwise(ring))
            area.polygons.push_back({{std::move(ring)}});
        else
            holes.push_back(std::move(ring));
    }
    std::sort(area.polygons.begin(), area.polygons.end(), [](const Polygon& a, const Polygon& b) {
        return signedArea(a.rings.front()) < signedArea(b.rings.front());
    });
    std::vector<Bounds> boxes;
    for (const Polygon& polygon : area.polygons)
        boxes.push_back(boundsOf(polygon.rings.front()));
    for (Ring& hole : holes) {
        const Bounds box = boundsOf(hole);
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            const Ring& shell = area.polygons[i].rings.front();
            if (boxes[i].contains(box) && locate(offLine(hole, shell), shell) == Place::Inside) {
                area.polygons[i].rings.push_back(std::move(hole));
                break;
            }
        }
    }
    std::reverse(area.polygons.begin(), area.polygons.end());
    return area;
}

Result<MultiPolygon> dissolve(const std::vector<std::vector<std::uint32_t>>& cells, const std::vector<Point>& vertices)
{
    std::unordered_set<std::uint64_t> open; // directed edges that no neighbour has met yet
    const auto key = [](std::uint64_t from, std::uint64_t to) { return from << 32 | to; };
    for (const Chain& cell : cells) {
        Ring ring;
        for (const std::uint32_t vertex : cell)
            ring.push_back(vertices[vertex]);
        if (ring.empty())
            continue;
        ring.push_back(ring.front());
        const bool isForward = isCounterClockwise(ring);
        for (std::size_t i = 0; i < cell.size(); ++i) {
            std::uint32_t from = cell[i], to = cell[(i + 1) % cell.size()];
            if (!isForward)
                std::swap(from, to);
            if (from != to && open.erase(key(to, from)) == 0)
                open.insert(key(from, to));
        }
    }
    std::vector<DirectedEdge> edges;
    edges.reserve(open.size());
    for (const std::uint64_t edge : open)
        edges.emplace_back(static_cast<std::uint32_t>(edge >> 32), static_cast<std::uint32_t>(edge));
    const auto chains = chainEdges(edges, vertices);
    if (!chains)
        return chains.error();
    std::vector<Ring> rings;
    for (const Chain& chain : *chains) {
        Ring& ring = rings.emplace_back();
        for (const std::uint32_t vertex : chain)
            ring.push_back(vertices[vertex]);
        ring.push_back(ring.front());
    }
    return polygonsFromRings(std::move(rings));
}

} // namespace campaign::geometry
