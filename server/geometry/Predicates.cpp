// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/geometry/Predicates.h"

#include "server/geometry/Measures.h"
#include "server/geometry/Segments.h"

#include <algorithm>

namespace campaign::geometry {

Place locate(const Point& point, const Ring& ring)
{
    bool inside = false;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const Point &a = ring[i], &b = ring[i + 1];
        if (a == point || b == point)
            return Place::Boundary;
        if ((a.y > point.y) == (b.y > point.y)) {
            const bool onLevel = a.y == point.y && b.y == point.y;
            if (onLevel && point.x > std::min(a.x, b.x) && point.x < std::max(a.x, b.x))
                return Place::Boundary;
            continue;
        }
        if (point.x > std::max(a.x, b.x))
            continue;
        const int turn = orientation(a, b, point);
        if (turn == 0)
            return Place::Boundary;
        if ((turn > 0) == (b.y > a.y))
            inside = !inside;
    }
    return inside ? Place::Inside : Place::Outside;
}

Place locate(const Point& point, const Polygon& polygon)
{
    for (std::size_t i = 0; i < polygon.rings.size(); ++i) {
        const Place place = locate(point, polygon.rings[i]);
        if (place == Place::Boundary)
            return place;
        if ((place == Place::Inside) != (i == 0))
            return Place::Outside;
    }
    return polygon.rings.empty() ? Place::Outside : Place::Inside;
}

Place locate(const Point& point, const MultiPolygon& area)
{
    Place best = Place::Outside;
    for (const Polygon& polygon : area.polygons) {
        const Place place = locate(point, polygon);
        if (place == Place::Inside)
            return place;
        if (place == Place::Boundary)
            best = place;
    }
    return best;
}

namespace {

/// One geometry taken apart for comparison: points, runs of positions (lines or rings), and the area if it is one.
struct Parts
{
    int dimension = 0;
    std::vector<Point> points;
    std::vector<std::vector<Point>> runs;
    MultiPolygon area;
    Bounds bounds;

    void addLine(const std::vector<Point>& line)
    {
        std::vector<Point> run; // without repeated positions, so that every segment has a length
        std::unique_copy(line.begin(), line.end(), std::back_inserter(run));
        if (run.size() == 1)
            points.push_back(run.front());
        else if (!run.empty())
            runs.push_back(std::move(run));
    }
    void operator()(const Point& point) { points.push_back(point); }
    void operator()(const MultiPoint& all) { points = all.points; }
    void operator()(const LineString& line) { addLine(line.points); }
    void operator()(const MultiLineString& lines)
    {
        for (const LineString& line : lines.lines)
            addLine(line.points);
    }
    void operator()(const Polygon& polygon)
    {
        area.polygons.push_back(polygon);
        for (const Ring& ring : polygon.rings)
            addLine(ring);
    }
    void operator()(const MultiPolygon& polygons)
    {
        for (const Polygon& polygon : polygons.polygons)
            (*this)(polygon);
    }
};

Parts takeApart(const Geometry& geometry)
{
    Parts parts;
    std::visit(parts, geometry);
    parts.dimension = dimensionOf(geometry);
    parts.bounds = boundsOf(geometry);
    return parts;
}

/// A line's ends by the mod-2 rule: a point is a boundary when an odd number of lines end there.
bool isEndOfLines(const Point& point, const Parts& lines)
{
    int ends = 0;
    for (const auto& run : lines.runs)
        ends += (run.front() == point) + (run.back() == point);
    return ends % 2 == 1;
}

Place locateOnLines(const Point& point, const Parts& lines)
{
    for (const auto& run : lines.runs)
        for (std::size_t i = 1; i < run.size(); ++i)
            if (meet({run[i - 1], run[i]}, {point, point}).kind != Meeting::Kind::None)
                return isEndOfLines(point, lines) ? Place::Boundary : Place::Inside;
    return Place::Outside;
}

Place locateIn(const Point& point, const Parts& parts)
{
    if (std::find(parts.points.begin(), parts.points.end(), point) != parts.points.end())
        return Place::Inside;
    if (!parts.bounds.contains(point))
        return Place::Outside;
    return parts.dimension == 2 ? locate(point, parts.area) : locateOnLines(point, parts);
}

/// All segments of a and, after them, of b; owner 0 and 1. With `near`, only those near the other's bounds.
std::vector<Segment> segmentsOf(const Parts& a, const Parts& b)
{
    std::vector<Segment> segments;
    for (const Parts* parts : {&a, &b}) {
        const Bounds& other = parts == &a ? b.bounds : a.bounds;
        for (const auto& run : parts->runs)
            for (std::size_t i = 1; i < run.size(); ++i)
                if (boundsOf(std::vector<Point>{run[i - 1], run[i]}).intersects(other))
                    segments.push_back({run[i - 1], run[i], parts == &a ? 0U : 1U});
    }
    return segments;
}

bool linesMeet(const Parts& a, const Parts& b)
{
    const std::vector<Segment> segments = segmentsOf(a, b);
    bool found = false;
    forEachNearPair(segments, [&](std::size_t i, std::size_t j) {
        found = segments[i].owner != segments[j].owner && meet(segments[i], segments[j]).kind != Meeting::Kind::None;
        return !found;
    });
    return found;
}

bool anyPartIn(const Parts& a, const Parts& b)
{
    const auto isIn = [&b](const Point& point) { return locateIn(point, b) != Place::Outside; };
    return std::any_of(a.points.begin(), a.points.end(), isIn) ||
           (b.dimension == 2 &&
            std::any_of(a.runs.begin(), a.runs.end(), [&](const auto& run) { return isIn(run.front()); }));
}

/// What of a's points and lines (for areas: of its outline) lies where in regard to b.
struct Placement
{
    bool inside = false;
    bool boundary = false; ///< for lines against lines: runs along the other, or ends on it
    bool outside = false;

    void add(Place place)
    {
        inside |= place == Place::Inside;
        boundary |= place == Place::Boundary;
        outside |= place == Place::Outside;
    }
};

/// A stretch of a segment, as shares of its length, that runs along the other geometry; a mere touch has no length.
struct Cut
{
    double from;
    double to;
};

using Cuts = std::vector<std::vector<Cut>>;

/// For each segment of a's runs, in order, where it meets lines of b.
Cuts cutsOf(const Parts& a, const Parts& b)
{
    std::vector<Segment> segments;
    for (const auto& run : a.runs)
        for (std::size_t i = 1; i < run.size(); ++i)
            segments.push_back({run[i - 1], run[i], 0});
    const std::size_t own = segments.size();
    for (const auto& run : b.runs)
        for (std::size_t i = 1; i < run.size(); ++i)
            segments.push_back({run[i - 1], run[i], 1});
    Cuts cuts(own);
    forEachNearPair(segments, [&](std::size_t i, std::size_t j) {
        if (segments[i].owner == segments[j].owner)
            return true;
        const std::size_t mine = std::min(i, j);
        const Meeting meeting = meet(segments[i], segments[j]);
        if (meeting.kind != Meeting::Kind::None) {
            const double at = shareOf(segments[mine], meeting.at), to = shareOf(segments[mine], meeting.to);
            cuts[mine].push_back({std::min(at, to), std::max(at, to)});
        }
        return true;
    });
    return cuts;
}

Point pointAt(const Point& from, const Point& to, double share)
{
    return {from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)};
}

/// Walks a's runs piece by piece. Between two cuts the place cannot change, so it is looked up once after each cut.
class PlacementWalk
{
public:
    PlacementWalk(const Parts& a, const Parts& b)
        : m_a(a)
        , m_b(b)
        , m_cuts(cutsOf(a, b))
    {
    }

    Placement walk()
    {
        for (const Point& point : m_a.points)
            m_placement.add(locateIn(point, m_b));
        std::size_t segment = 0;
        for (const auto& run : m_a.runs) {
            m_isKnown = false;
            for (std::size_t i = 1; i < run.size(); ++i)
                walkSegment(run[i - 1], run[i], m_cuts[segment++]);
        }
        return m_placement;
    }

private:
    void walkSegment(const Point& from, const Point& to, std::vector<Cut>& cuts)
    {
        std::sort(cuts.begin(), cuts.end(), [](const Cut& l, const Cut& r) { return l.from < r.from; });
        double reached = 0;
        for (const Cut& cut : cuts) {
            if (cut.from > reached)
                addPiece(from, to, reached, cut.from);
            if (cut.to > cut.from)
                m_placement.add(m_b.dimension == 2 ? Place::Boundary : Place::Inside);
            reached = std::max(reached, cut.to);
            m_isKnown = false;
        }
        if (reached < 1)
            addPiece(from, to, reached, 1);
    }
    void addPiece(const Point& from, const Point& to, double start, double end)
    {
        if (m_b.dimension < 2) {
            m_placement.add(Place::Outside);
            return;
        }
        if (!m_isKnown)
            m_place = locateIn(pointAt(from, to, (start + end) / 2), m_b);
        m_isKnown = true;
        m_placement.add(m_place);
    }

    const Parts& m_a;
    const Parts& m_b;
    Cuts m_cuts;
    Placement m_placement;
    Place m_place = Place::Outside;
    bool m_isKnown = false;
};

Placement place(const Parts& a, const Parts& b)
{
    return PlacementWalk(a, b).walk();
}

/// Some point inside each polygon.
std::vector<Point> insidePoints(const MultiPolygon& area)
{
    std::vector<Point> points;
    for (const Polygon& polygon : area.polygons)
        points.push_back(labelPoint(polygon));
    return points;
}

bool areaContainsArea(const Parts& a, const Parts& b)
{
    if (place(b, a).outside || place(a, b).inside)
        return false;
    const std::vector<Point> points = insidePoints(b.area);
    return std::all_of(points.begin(), points.end(),
                       [&a](const Point& point) { return locate(point, a.area) == Place::Inside; });
}

bool insidesMeet(const Parts& a, const Parts& b)
{
    if (place(a, b).inside || place(b, a).inside)
        return true;
    // No outline enters the other: each polygon lies wholly in the other's inside or wholly out of it.
    const auto anyIn = [](const MultiPolygon& from, const MultiPolygon& area) {
        const std::vector<Point> points = insidePoints(from);
        return std::any_of(points.begin(), points.end(),
                           [&area](const Point& point) { return locate(point, area) == Place::Inside; });
    };
    return anyIn(a.area, b.area) || anyIn(b.area, a.area);
}

} // namespace

bool intersects(const Geometry& a, const Geometry& b)
{
    const Parts left = takeApart(a), right = takeApart(b);
    if (!left.bounds.intersects(right.bounds))
        return false;
    return anyPartIn(left, right) || anyPartIn(right, left) || linesMeet(left, right);
}

bool contains(const Geometry& a, const Geometry& b)
{
    const Parts left = takeApart(a), right = takeApart(b);
    if (right.dimension > left.dimension || !left.bounds.contains(right.bounds))
        return false;
    if (right.dimension == 2)
        return areaContainsArea(left, right);
    const Placement placement = place(right, left);
    return placement.inside && !placement.outside;
}

bool overlaps(const Geometry& a, const Geometry& b)
{
    const Parts left = takeApart(a), right = takeApart(b);
    if (left.dimension != right.dimension || !left.bounds.intersects(right.bounds))
        return false;
    if (left.dimension == 2)
        return insidesMeet(left, right) && !areaContainsArea(left, right) && !areaContainsArea(right, left);
    const Placement ofLeft = place(left, right), ofRight = place(right, left);
    return ofLeft.inside && ofLeft.outside && ofRight.outside;
}

} // namespace campaign::geometry
