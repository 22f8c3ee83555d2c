// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/geometry/Validity.h"

#include "server/core/Json.h"
#include "server/geometry/Predicates.h"
#include "server/geometry/Segments.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace campaign::geometry {

namespace {

std::string text(const Point& point)
{
    return '(' + numberToString(point.x) + ", " + numberToString(point.y) + ')';
}

bool isFinite(const Point& point)
{
    return std::isfinite(point.x) && std::isfinite(point.y);
}

/// A ring of an area under test, with its place in it.
struct TestedRing
{
    const Ring* ring = nullptr;
    std::size_t polygon = 0;
    std::size_t number = 0; ///< within the polygon; 0 is the shell
    std::string name;
    Bounds bounds;
};

struct TestedEdge
{
    std::size_t ring = 0;
    std::size_t number = 0; ///< from 1, as written
    std::size_t order = 0;  ///< among the edges of the ring that have a length
};

/// Two rings that meet in a point without crossing there in an obvious way.
struct TouchPoint
{
    std::size_t edgeA = 0;
    std::size_t edgeB = 0;
    Point at;
};

class AreaCheck
{
public:
    AreaCheck(const std::vector<Polygon>& polygons, bool isMulti, std::size_t limit, std::vector<Fault>& faults)
        : m_polygons(polygons)
        , m_isMulti(isMulti)
        , m_limit(limit)
        , m_faults(faults)
    {
    }

    void run()
    {
        for (std::size_t p = 0; p < m_polygons.size(); ++p)
            addPolygon(p);
        if (!m_faults.empty())
            return; // what follows needs rings that are rings
        forEachNearPair(m_segments, [this](std::size_t i, std::size_t j) {
            compare(std::min(i, j), std::max(i, j));
            return m_faults.size() < m_limit;
        });
        checkTouches();
        if (!m_faults.empty())
            return; // where rings cross, inside and outside mean nothing
        checkNesting();
        checkConnected();
    }

private:
    void add(FaultKind kind, const Point& at, std::string message)
    {
        if (m_faults.size() < m_limit)
            m_faults.push_back({kind, at, std::move(message)});
    }

    std::string nameOf(std::size_t polygon, std::size_t ring) const
    {
        std::string name = "ring " + std::to_string(ring + 1);
        return m_isMulti ? "polygon " + std::to_string(polygon + 1) + ", " + name : name;
    }

    void addPolygon(std::size_t p)
    {
        if (m_polygons[p].rings.empty())
            add(FaultKind::TooFewPositions, {},
                (m_isMulti ? "polygon " + std::to_string(p + 1) : "the polygon") + " has no ring");
        for (std::size_t r = 0; r < m_polygons[p].rings.size(); ++r) {
            const Ring& ring = m_polygons[p].rings[r];
            m_rings.push_back({&ring, p, r, nameOf(p, r), boundsOf(ring)});
            if (isWellFormed(m_rings.back()))
                addEdges(m_rings.size() - 1);
        }
    }

    bool isWellFormed(const TestedRing& tested)
    {
        const Ring& ring = *tested.ring;
        bool isFine = true;
        for (std::size_t i = 0; i < ring.size(); ++i)
            if (!isFinite(ring[i])) {
                add(FaultKind::NotFinite, ring[i],
                    tested.name + ", position " + std::to_string(i + 1) + " is not finite");
                isFine = false;
            }
        if (!isFine)
            return false;
        if (ring.size() < 4) {
            add(FaultKind::TooFewPositions, ring.empty() ? Point{} : ring.front(),
                tested.name + " has " + std::to_string(ring.size()) + " positions; a ring needs four");
            return false;
        }
        if (ring.front() != ring.back()) {
            add(FaultKind::NotClosed, ring.back(),
                tested.name + " is not closed: it starts at " + text(ring.front()) + " and ends at " +
                    text(ring.back()));
            return false;
        }
        return true;
    }

    void addEdges(std::size_t index)
    {
        const Ring& ring = *m_rings[index].ring;
        const std::size_t first = m_edges.size();
        for (std::size_t i = 0; i + 1 < ring.size(); ++i)
            if (ring[i] != ring[i + 1]) {
                m_segments.push_back({ring[i], ring[i + 1], static_cast<std::uint32_t>(index)});
                m_edges.push_back({index, i + 1, m_edges.size() - first});
            }
        m_edgeCounts.resize(m_rings.size());
        m_edgeCounts[index] = m_edges.size() - first;
        if (m_edgeCounts[index] < 3)
            add(FaultKind::TooFewPositions, ring.front(),
                m_rings[index].name + " has fewer than three different positions");
    }

    bool areNeighbours(const TestedEdge& a, const TestedEdge& b) const
    {
        const std::size_t count = m_edgeCounts[a.ring],
                          apart = a.order > b.order ? a.order - b.order : b.order - a.order;
        return apart == 1 || apart == count - 1;
    }

    void compare(std::size_t i, std::size_t j)
    {
        const TestedEdge &a = m_edges[i], &b = m_edges[j];
        const Meeting meeting = meet(m_segments[i], m_segments[j]);
        if (meeting.kind == Meeting::Kind::None)
            return;
        if (a.ring == b.ring) {
            if (meeting.kind != Meeting::Kind::Touch || !areNeighbours(a, b))
                reportOwn(a, b, meeting);
            return;
        }
        if (meeting.kind == Meeting::Kind::Touch)
            m_touches.push_back({i, j, meeting.at});
        else if (m_reported.insert({i, j}).second)
            reportForeign(
                a.ring, b.ring, meeting.at,
                (meeting.kind == Meeting::Kind::Cross ? " cross at " : " share a stretch from ") + text(meeting.at) +
                    (meeting.kind == Meeting::Kind::Cross ? "" : " to " + text(meeting.to)) + ": " + edges(a, b));
    }

    static std::string edges(const TestedEdge& a, const TestedEdge& b)
    {
        return "edge " + std::to_string(a.number) + " and edge " + std::to_string(b.number);
    }

    void reportOwn(const TestedEdge& a, const TestedEdge& b, const Meeting& meeting)
    {
        // A vertex lying on the ring meets up to four pairs of edges; it is one fault.
        if (meeting.kind == Meeting::Kind::Touch && !m_ownTouches.insert({a.ring, {meeting.at.x, meeting.at.y}}).second)
            return;
        if (!m_reported.insert({m_ringStart(a), m_ringStart(b)}).second)
            return;
        const char* verb = meeting.kind == Meeting::Kind::Cross   ? " crosses itself at "
                           : meeting.kind == Meeting::Kind::Touch ? " touches itself at "
                                                                  : " runs over itself from ";
        add(FaultKind::SelfIntersection, meeting.at,
            m_rings[a.ring].name + verb + text(meeting.at) +
                (meeting.kind == Meeting::Kind::Overlap ? " to " + text(meeting.to) : "") + ": " + edges(a, b));
    }

    std::size_t m_ringStart(const TestedEdge& edge) const { return static_cast<std::size_t>(&edge - m_edges.data()); }

    void reportForeign(std::size_t a, std::size_t b, const Point& at, const std::string& how)
    {
        const bool isOnePolygon = m_rings[a].polygon == m_rings[b].polygon;
        add(isOnePolygon ? FaultKind::RingsCross : FaultKind::PolygonsOverlap, at,
            m_rings[a].name + " and " + m_rings[b].name + how);
    }

    /// Rings may touch in points. Whether they pass through each other there shows on the stretches beside the points.
    void checkTouches()
    {
        std::map<std::size_t, std::vector<double>> cuts; // by edge
        std::map<std::pair<std::size_t, std::size_t>, std::set<std::size_t>>
            pairs; // ring and other ring → edges of the first
        for (const TouchPoint& touch : m_touches)
            for (const auto& [mine, other] :
                 {std::pair{touch.edgeA, touch.edgeB}, std::pair{touch.edgeB, touch.edgeA}}) {
                cuts[mine].push_back(shareOf(m_segments[mine], touch.at));
                pairs[{m_edges[mine].ring, m_edges[other].ring}].insert(mine);
            }
        for (auto& [edge, shares] : cuts) {
            shares.insert(shares.end(), {0.0, 1.0});
            std::sort(shares.begin(), shares.end());
        }
        std::set<std::pair<std::size_t, std::size_t>> seen;
        for (const auto& [rings, edgesOfFirst] : pairs)
            if (passesThrough(rings.second, edgesOfFirst, cuts) &&
                seen.insert(std::minmax(rings.first, rings.second)).second)
                reportForeign(std::min(rings.first, rings.second), std::max(rings.first, rings.second),
                              m_segments[*edgesOfFirst.begin()].from, " cross in shared positions");
    }

    bool passesThrough(std::size_t other, const std::set<std::size_t>& edgesOfFirst,
                       const std::map<std::size_t, std::vector<double>>& cuts) const
    {
        bool isInside = false, isOutside = false;
        for (const std::size_t edge : edgesOfFirst) {
            const std::vector<double>& shares = cuts.at(edge);
            const Segment& segment = m_segments[edge];
            for (std::size_t i = 1; i < shares.size(); ++i) {
                if (shares[i] - shares[i - 1] < 1e-12)
                    continue;
                const double middle = (shares[i] + shares[i - 1]) / 2;
                const Point point{segment.from.x + middle * (segment.to.x - segment.from.x),
                                  segment.from.y + middle * (segment.to.y - segment.from.y)};
                const Place place = locate(point, *m_rings[other].ring);
                isInside |= place == Place::Inside;
                isOutside |= place == Place::Outside;
            }
        }
        return isInside && isOutside;
    }

    /// Where ring a lies in regard to ring b, the two not crossing: the first position off b's line tells.
    Place placeOf(const TestedRing& a, const TestedRing& b) const
    {
        if (!b.bounds.intersects(a.bounds))
            return Place::Outside;
        for (const Point& point : *a.ring)
            if (const Place place = locate(point, *b.ring); place != Place::Boundary)
                return place;
        for (std::size_t i = 1; i < a.ring->size(); ++i) {
            const Point &from = (*a.ring)[i - 1], &to = (*a.ring)[i];
            const Place place = locate(Point{(from.x + to.x) / 2, (from.y + to.y) / 2}, *b.ring);
            if (place != Place::Boundary)
                return place;
        }
        return Place::Boundary;
    }

    void checkNesting()
    {
        std::vector<std::size_t> shells;
        for (std::size_t i = 0; i < m_rings.size(); ++i) {
            if (m_rings[i].number == 0) {
                shells.push_back(i);
                continue;
            }
            const TestedRing &hole = m_rings[i], &shell = m_rings[shells.back()];
            if (placeOf(hole, shell) != Place::Inside)
                add(FaultKind::HoleOutside, hole.ring->front(),
                    hole.name + " is a hole outside its shell, at " + text(hole.ring->front()));
            for (std::size_t j = shells.back() + 1; j < i; ++j)
                checkHoles(m_rings[j], hole);
        }
        for (std::size_t i = 1; i < shells.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                checkShells(shells[j], shells[i]);
    }

    void checkHoles(const TestedRing& a, const TestedRing& b)
    {
        if (placeOf(a, b) == Place::Inside || placeOf(b, a) == Place::Inside)
            add(FaultKind::HoleInHole, b.ring->front(),
                a.name + " and " + b.name + " are holes of which one lies in the other");
    }

    void checkShells(std::size_t a, std::size_t b)
    {
        if (!m_rings[a].bounds.intersects(m_rings[b].bounds))
            return;
        if (liesInPolygon(a, b) || liesInPolygon(b, a))
            add(FaultKind::PolygonsOverlap, m_rings[b].ring->front(),
                "polygon " + std::to_string(m_rings[a].polygon + 1) + " and polygon " +
                    std::to_string(m_rings[b].polygon + 1) + " overlap: one lies in the other");
    }

    bool liesInPolygon(std::size_t inner, std::size_t outer) const
    {
        if (placeOf(m_rings[inner], m_rings[outer]) != Place::Inside)
            return false;
        for (std::size_t i = outer + 1; i < m_rings.size() && m_rings[i].number > 0; ++i)
            if (placeOf(m_rings[inner], m_rings[i]) == Place::Inside)
                return false; // it stands in a hole
        return true;
    }

    /// Rings and the points where they touch make a graph; a circle in it cuts a piece of the inside off.
    void checkConnected()
    {
        std::map<std::pair<std::size_t, std::pair<double, double>>, std::size_t> points; // polygon and position → node
        std::set<std::pair<std::size_t, std::size_t>> joints;
        for (const TouchPoint& touch : m_touches) {
            const std::size_t a = m_edges[touch.edgeA].ring, b = m_edges[touch.edgeB].ring;
            if (m_rings[a].polygon != m_rings[b].polygon)
                continue;
            const auto node =
                points.try_emplace({m_rings[a].polygon, {touch.at.x, touch.at.y}}, m_rings.size() + points.size());
            joints.insert({a, node.first->second});
            joints.insert({b, node.first->second});
        }
        std::vector<std::size_t> parent(m_rings.size() + points.size());
        std::iota(parent.begin(), parent.end(), std::size_t{0});
        const auto root = [&parent](std::size_t node) {
            while (parent[node] != node)
                node = parent[node] = parent[parent[node]];
            return node;
        };
        for (const auto& [ring, point] : joints) {
            if (root(ring) == root(point))
                add(FaultKind::Disconnected, m_rings[ring].ring->front(),
                    m_rings[ring].name + " touches other rings so that the inside falls apart");
            parent[root(ring)] = root(point);
        }
    }

    const std::vector<Polygon>& m_polygons;
    bool m_isMulti;
    std::size_t m_limit;
    std::vector<Fault>& m_faults;
    std::vector<TestedRing> m_rings;
    std::vector<TestedEdge> m_edges;
    std::vector<Segment> m_segments;
    std::vector<std::size_t> m_edgeCounts;
    std::vector<TouchPoint> m_touches;
    std::set<std::pair<std::size_t, std::size_t>> m_reported;
    std::set<std::pair<std::size_t, std::pair<double, double>>> m_ownTouches;
};

void checkPoints(const std::vector<Point>& points, const std::string& prefix, std::vector<Fault>& faults)
{
    for (std::size_t i = 0; i < points.size(); ++i)
        if (!isFinite(points[i]))
            faults.push_back(
                {FaultKind::NotFinite, points[i], prefix + "position " + std::to_string(i + 1) + " is not finite"});
}

void checkLine(const LineString& line, const std::string& prefix, std::vector<Fault>& faults)
{
    checkPoints(line.points, prefix, faults);
    const bool hasLength =
        std::adjacent_find(line.points.begin(), line.points.end(), std::not_equal_to<>()) != line.points.end();
    if (line.points.size() < 2 || !hasLength)
        faults.push_back({FaultKind::TooFewPositions, line.points.empty() ? Point{} : line.points.front(),
                          prefix + "a line needs two different positions"});
}

} // namespace

std::vector<Fault> findFaults(const Geometry& geometry, std::size_t limit)
{
    std::vector<Fault> faults;
    if (const auto* point = std::get_if<Point>(&geometry))
        checkPoints({*point}, "", faults);
    else if (const auto* points = std::get_if<MultiPoint>(&geometry))
        checkPoints(points->points, "", faults);
    else if (const auto* line = std::get_if<LineString>(&geometry))
        checkLine(*line, "", faults);
    else if (const auto* lines = std::get_if<MultiLineString>(&geometry))
        for (std::size_t i = 0; i < lines->lines.size() && faults.size() < limit; ++i)
            checkLine(lines->lines[i], "line " + std::to_string(i + 1) + ", ", faults);
    else
        AreaCheck(polygonsOf(geometry), std::holds_alternative<MultiPolygon>(geometry), limit, faults).run();
    if (faults.size() > limit)
        faults.resize(limit);
    return faults;
}

Result<> checkValid(const Geometry& geometry)
{
    const std::vector<Fault> faults = findFaults(geometry);
    if (faults.empty())
        return {};
    std::string message = "The " + std::string(typeName(geometry)) + " is not valid";
    for (std::size_t i = 0; i < faults.size(); ++i)
        message += (i == 0 ? ": " : "; ") + faults[i].message;
    return Error{ErrorCode::Invalid, std::move(message), "coordinates", nullptr, {}};
}

} // namespace campaign::geometry
