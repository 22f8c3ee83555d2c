// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/geometry/Delaunay.h"

#include "server/geometry/Predicates.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace campaign::geometry {

namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
constexpr double infinity = std::numeric_limits<double>::infinity();

double squared(const Point& a, const Point& b)
{
    const double dx = a.x - b.x, dy = a.y - b.y;
    return dx * dx + dy * dy;
}

double circumradiusSquared(const Point& a, const Point& b, const Point& c)
{
    const double radius = squared(circumcentre(a, b, c), a);
    return std::isfinite(radius) ? radius : infinity;
}

/// All our triangles turn this way: clockwise with y up, which on a screen is counter-clockwise.
bool turnsLeft(const Point& a, const Point& b, const Point& c)
{
    return orientation(a, b, c) > 0;
}

/// Whether d lies in the circle through the clockwise triangle a, b, c.
bool isInCircle(const Point& a, const Point& b, const Point& c, const Point& d)
{
    const double ax = a.x - d.x, ay = a.y - d.y, bx = b.x - d.x, by = b.y - d.y, cx = c.x - d.x, cy = c.y - d.y;
    const double aa = ax * ax + ay * ay, bb = bx * bx + by * by, cc = cx * cx + cy * cy;
    return ax * (by * cc - bb * cy) - ay * (bx * cc - bb * cx) + aa * (bx * cy - by * cx) < 0;
}

class Sweep
{
public:
    explicit Sweep(const std::vector<Point>& points)
        : m_points(points)
        , m_previous(points.size())
        , m_next(points.size())
        , m_edgeOf(points.size())
    {
    }

    Triangulation run()
    {
        if (m_points.size() < 3 || !chooseSeed())
            return {};
        startHull();
        const std::vector<std::uint32_t> order = byDistance();
        Point last{infinity, infinity};
        for (const std::uint32_t each : order) {
            const Point& point = m_points[each];
            constexpr double tiny = 2.220446049250313e-16;
            if (std::abs(point.x - last.x) <= tiny && std::abs(point.y - last.y) <= tiny)
                continue;
            last = point;
            if (each != m_seed[0] && each != m_seed[1] && each != m_seed[2])
                insert(each);
        }
        return std::move(m_mesh);
    }

private:
    /// The point in the middle, its nearest neighbour, and the third that makes the smallest circle with them.
    bool chooseSeed()
    {
        const Bounds box = boundsOf(m_points);
        const Point middle{(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2};
        m_seed[0] = least([&](std::uint32_t i) { return squared(middle, m_points[i]); });
        const Point& first = m_points[m_seed[0]];
        m_seed[1] = least([&](std::uint32_t i) {
            const double away = squared(first, m_points[i]);
            return i == m_seed[0] || away == 0 ? infinity : away;
        });
        if (m_seed[1] == none)
            return false;
        const Point& second = m_points[m_seed[1]];
        m_seed[2] = least([&](std::uint32_t i) {
            return i == m_seed[0] || i == m_seed[1] ? infinity : circumradiusSquared(first, second, m_points[i]);
        });
        if (m_seed[2] == none)
            return false;
        if (turnsLeft(first, second, m_points[m_seed[2]]))
            std::swap(m_seed[1], m_seed[2]);
        m_centre = circumcentre(m_points[m_seed[0]], m_points[m_seed[1]], m_points[m_seed[2]]);
        return true;
    }

    template <typename Measure>
    std::uint32_t least(Measure measure) const
    {
        std::uint32_t best = none;
        double bestValue = infinity;
        for (std::uint32_t i = 0; i < m_points.size(); ++i)
            if (const double value = measure(i); value < bestValue) {
                best = i;
                bestValue = value;
            }
        return best;
    }

    std::vector<std::uint32_t> byDistance() const
    {
        std::vector<double> away;
        away.reserve(m_points.size());
        for (const Point& point : m_points)
            away.push_back(squared(point, m_centre));
        std::vector<std::uint32_t> order(m_points.size());
        std::iota(order.begin(), order.end(), 0U);
        std::stable_sort(order.begin(), order.end(), [&away](auto a, auto b) { return away[a] < away[b]; });
        return order;
    }

    void startHull()
    {
        const auto buckets = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(m_points.size()))));
        m_buckets.assign(buckets, none);
        m_hullStart = m_seed[0];
        for (std::uint32_t i = 0; i < 3; ++i) {
            m_next[m_seed[i]] = m_seed[(i + 1) % 3];
            m_previous[m_seed[i]] = m_seed[(i + 2) % 3];
            m_edgeOf[m_seed[i]] = i;
            m_buckets[bucketOf(m_points[m_seed[i]])] = m_seed[i];
        }
        addTriangle(m_seed[0], m_seed[1], m_seed[2], -1, -1, -1);
    }

    /// Directions from the centre, sorted into buckets by an angle that needs no trigonometry.
    std::size_t bucketOf(const Point& point) const
    {
        const double dx = point.x - m_centre.x, dy = point.y - m_centre.y;
        const double slope = dx / (std::abs(dx) + std::abs(dy));
        const double angle = (dy > 0 ? 3 - slope : 1 + slope) / 4;
        const double count = static_cast<double>(m_buckets.size());
        return std::isfinite(angle) ? static_cast<std::size_t>(std::floor(angle * count)) % m_buckets.size() : 0;
    }

    /// A corner of the hull near that direction from which the hull's edge can be seen by the point, or none.
    std::uint32_t visibleEdge(const Point& point, bool& isFirst) const
    {
        std::uint32_t start = none;
        const std::size_t bucket = bucketOf(point);
        for (std::size_t i = 0; i < m_buckets.size(); ++i) {
            start = m_buckets[(bucket + i) % m_buckets.size()];
            if (start != none && start != m_next[start])
                break;
        }
        if (start == none)
            return none;
        start = m_previous[start];
        std::uint32_t corner = start;
        while (!turnsLeft(point, m_points[corner], m_points[m_next[corner]])) {
            corner = m_next[corner];
            if (corner == start)
                return none;
        }
        isFirst = corner == start;
        return corner;
    }

    void insert(std::uint32_t each)
    {
        const Point& point = m_points[each];
        bool isFirst = false;
        std::uint32_t corner = visibleEdge(point, isFirst);
        if (corner == none)
            return; // coincides with a corner
        std::uint32_t edge =
            addTriangle(corner, each, m_next[corner], -1, -1, static_cast<std::int32_t>(m_edgeOf[corner]));
        m_edgeOf[each] = legalize(edge + 2);
        m_edgeOf[corner] = edge;
        std::uint32_t after = m_next[corner];
        for (std::uint32_t beyond = m_next[after]; turnsLeft(point, m_points[after], m_points[beyond]);
             beyond = m_next[after]) {
            edge = addTriangle(after, each, beyond, static_cast<std::int32_t>(m_edgeOf[each]), -1,
                               static_cast<std::int32_t>(m_edgeOf[after]));
            m_edgeOf[each] = legalize(edge + 2);
            m_next[after] = after; // no longer on the hull
            after = beyond;
        }
        if (isFirst)
            corner = walkBack(each, corner);
        m_hullStart = m_previous[each] = corner;
        m_next[corner] = m_previous[after] = each;
        m_next[each] = after;
        m_buckets[bucketOf(point)] = each;
        m_buckets[bucketOf(m_points[corner])] = corner;
    }

    std::uint32_t walkBack(std::uint32_t each, std::uint32_t corner)
    {
        const Point& point = m_points[each];
        for (std::uint32_t before = m_previous[corner]; turnsLeft(point, m_points[before], m_points[corner]);
             before = m_previous[corner]) {
            const std::uint32_t edge =
                addTriangle(before, each, corner, -1, static_cast<std::int32_t>(m_edgeOf[corner]),
                            static_cast<std::int32_t>(m_edgeOf[before]));
            legalize(edge + 2);
            m_edgeOf[before] = edge;
            m_next[corner] = corner; // no longer on the hull
            corner = before;
        }
        return corner;
    }

    std::uint32_t addTriangle(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::int32_t ab, std::int32_t bc,
                              std::int32_t ca)
    {
        const auto first = static_cast<std::uint32_t>(m_mesh.corners.size());
        m_mesh.corners.insert(m_mesh.corners.end(), {a, b, c});
        m_mesh.opposites.insert(m_mesh.opposites.end(), {-1, -1, -1});
        link(first, ab);
        link(first + 1, bc);
        link(first + 2, ca);
        return first;
    }

    void link(std::uint32_t edge, std::int32_t opposite)
    {
        m_mesh.opposites[edge] = opposite;
        if (opposite != -1)
            m_mesh.opposites[static_cast<std::size_t>(opposite)] = static_cast<std::int32_t>(edge);
    }

    /// Flips edges until the circles round the triangles at this edge are empty. Gives the edge that then leads along
    /// the hull. An edge's own flip is followed up before that of its neighbour.
    std::uint32_t legalize(std::uint32_t edge)
    {
        m_stack.clear();
        std::uint32_t hullEdge = 0;
        // Rounding can make two circles each seem to hold the other's corner; the bound ends such a see-saw.
        for (std::size_t steps = 0, most = 64 + 16 * m_points.size(); steps < most; ++steps) {
            const std::uint32_t base = edge - edge % 3;
            hullEdge = base + (edge + 2) % 3;
            const std::int32_t opposite = m_mesh.opposites[edge];
            if (opposite == -1 || !flip(edge, static_cast<std::uint32_t>(opposite), hullEdge)) {
                if (m_stack.empty())
                    return hullEdge;
                edge = m_stack.back();
                m_stack.pop_back();
                continue;
            }
            const auto other = static_cast<std::uint32_t>(opposite);
            m_stack.push_back(other - other % 3 + (other + 1) % 3);
        }
        return hullEdge;
    }

    bool flip(std::uint32_t edge, std::uint32_t opposite, std::uint32_t hullEdge)
    {
        const std::uint32_t base = edge - edge % 3, otherBase = opposite - opposite % 3;
        const std::uint32_t following = base + (edge + 1) % 3, far = otherBase + (opposite + 2) % 3;
        auto& corners = m_mesh.corners;
        const std::uint32_t p0 = corners[hullEdge], right = corners[edge], left = corners[following], p1 = corners[far];
        if (!isInCircle(m_points[p0], m_points[right], m_points[left], m_points[p1]))
            return false;
        corners[edge] = p1;
        corners[opposite] = p0;
        const std::int32_t beyond = m_mesh.opposites[far];
        if (beyond == -1)
            moveHullEdge(far, edge);
        link(edge, beyond);
        link(opposite, m_mesh.opposites[hullEdge]);
        link(hullEdge, static_cast<std::int32_t>(far));
        return true;
    }

    /// An edge of the hull got another number by a flip.
    void moveHullEdge(std::uint32_t from, std::uint32_t to)
    {
        std::uint32_t corner = m_hullStart;
        do {
            if (m_edgeOf[corner] == from) {
                m_edgeOf[corner] = to;
                return;
            }
            corner = m_previous[corner];
        } while (corner != m_hullStart);
    }

    const std::vector<Point>& m_points;
    Triangulation m_mesh;
    std::uint32_t m_seed[3] = {none, none, none};
    Point m_centre;
    std::uint32_t m_hullStart = 0;
    std::vector<std::uint32_t> m_previous; ///< on the hull
    std::vector<std::uint32_t> m_next;     ///< on the hull; a point that left it is its own successor
    std::vector<std::uint32_t> m_edgeOf;   ///< the half-edge that leaves a corner of the hull
    std::vector<std::uint32_t> m_buckets;
    std::vector<std::uint32_t> m_stack;
};

} // namespace

Point circumcentre(const Point& a, const Point& b, const Point& c)
{
    const double bx = b.x - a.x, by = b.y - a.y, cx = c.x - a.x, cy = c.y - a.y;
    const double bb = bx * bx + by * by, cc = cx * cx + cy * cy;
    const double scale = 0.5 / (bx * cy - by * cx);
    return {a.x + (cy * bb - by * cc) * scale, a.y + (bx * cc - cx * bb) * scale};
}

Triangulation triangulate(const std::vector<Point>& points)
{
    return Sweep(points).run();
}

} // namespace campaign::geometry
