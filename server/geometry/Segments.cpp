// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/geometry/Segments.h"

#include "server/geometry/Predicates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace campaign::geometry {

namespace {

Bounds boxOf(const Segment& segment)
{
    return {std::min(segment.from.x, segment.to.x), std::min(segment.from.y, segment.to.y),
            std::max(segment.from.x, segment.to.x), std::max(segment.from.y, segment.to.y)};
}

bool isBefore(const Point& a, const Point& b)
{
    return a.x != b.x ? a.x < b.x : a.y < b.y;
}

Meeting meetOnOneLine(const Segment& a, const Segment& b)
{
    const auto [aLow, aHigh] = std::minmax(a.from, a.to, isBefore);
    const auto [bLow, bHigh] = std::minmax(b.from, b.to, isBefore);
    const Point low = std::max(aLow, bLow, isBefore);
    const Point high = std::min(aHigh, bHigh, isBefore);
    if (isBefore(high, low))
        return {};
    return {low == high ? Meeting::Kind::Touch : Meeting::Kind::Overlap, low, high};
}

Point crossingOf(const Segment& a, const Segment& b)
{
    const double ax = a.to.x - a.from.x, ay = a.to.y - a.from.y;
    const double bx = b.to.x - b.from.x, by = b.to.y - b.from.y;
    const double share = ((b.from.x - a.from.x) * by - (b.from.y - a.from.y) * bx) / (ax * by - ay * bx);
    const double inside = std::isfinite(share) ? std::clamp(share, 0.0, 1.0) : 0.5;
    return {a.from.x + inside * ax, a.from.y + inside * ay};
}

} // namespace

Meeting meet(const Segment& a, const Segment& b)
{
    const Bounds boxA = boxOf(a), boxB = boxOf(b);
    if (!boxA.intersects(boxB))
        return {};
    const int bFrom = orientation(a.from, a.to, b.from), bTo = orientation(a.from, a.to, b.to);
    const int aFrom = orientation(b.from, b.to, a.from), aTo = orientation(b.from, b.to, a.to);
    if (bFrom == 0 && bTo == 0 && aFrom == 0 && aTo == 0)
        return meetOnOneLine(a, b);
    if (bFrom * bTo < 0 && aFrom * aTo < 0) {
        const Point at = crossingOf(a, b);
        return {Meeting::Kind::Cross, at, at};
    }
    if (bFrom == 0 && boxA.contains(b.from))
        return {Meeting::Kind::Touch, b.from, b.from};
    if (bTo == 0 && boxA.contains(b.to))
        return {Meeting::Kind::Touch, b.to, b.to};
    if (aFrom == 0 && boxB.contains(a.from))
        return {Meeting::Kind::Touch, a.from, a.from};
    if (aTo == 0 && boxB.contains(a.to))
        return {Meeting::Kind::Touch, a.to, a.to};
    return {};
}

double shareOf(const Segment& segment, const Point& point)
{
    const double dx = segment.to.x - segment.from.x, dy = segment.to.y - segment.from.y;
    const bool byX = std::abs(dx) >= std::abs(dy);
    const double whole = byX ? dx : dy;
    const double part = byX ? point.x - segment.from.x : point.y - segment.from.y;
    return whole == 0 ? 0 : std::clamp(part / whole, 0.0, 1.0);
}

namespace {

/// False only when all corners of the box lie clearly on one side of the segment's line.
bool mayCross(const Segment& segment, const Bounds& box)
{
    if (!boxOf(segment).intersects(box))
        return false;
    const double dx = segment.to.x - segment.from.x, dy = segment.to.y - segment.from.y;
    const double centre =
        dx * ((box.minY + box.maxY) / 2 - segment.from.y) - dy * ((box.minX + box.maxX) / 2 - segment.from.x);
    const double reach = (std::abs(dx) * box.height() + std::abs(dy) * box.width()) / 2;
    const double slack =
        1e-12 * (std::abs(dx) + std::abs(dy)) *
        (std::abs(segment.from.x) + std::abs(segment.from.y) + std::abs(box.maxX) + std::abs(box.maxY));
    return std::abs(centre) <= reach + slack;
}

class PairSearch
{
public:
    PairSearch(const std::vector<Segment>& segments, const PairVisitor& visit)
        : m_segments(segments)
        , m_visit(visit)
    {
    }

    bool search(const std::vector<std::uint32_t>& inside, const Bounds& box, int depth)
    {
        constexpr std::size_t few = 12;
        constexpr int deepest = 40;
        if (inside.size() <= few || depth >= deepest)
            return compareAll(inside);
        const Point middle{(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2};
        const std::array<Bounds, 4> quarters{
            Bounds{box.minX, box.minY, middle.x, middle.y}, Bounds{middle.x, box.minY, box.maxX, middle.y},
            Bounds{box.minX, middle.y, middle.x, box.maxY}, Bounds{middle.x, middle.y, box.maxX, box.maxY}};
        std::array<std::vector<std::uint32_t>, 4> parts;
        std::size_t most = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            for (const std::uint32_t each : inside)
                if (mayCross(m_segments[each], quarters[i]))
                    parts[i].push_back(each);
            most = std::max(most, parts[i].size());
        }
        // Many segments through one point stay together for ever; cutting on would only copy them.
        if (most == inside.size() && ++m_fruitless > 60)
            return compareAll(inside);
        if (most < inside.size())
            m_fruitless = 0;
        for (std::size_t i = 0; i < 4; ++i)
            if (!search(parts[i], quarters[i], depth + 1))
                return false;
        return true;
    }

private:
    bool compareAll(const std::vector<std::uint32_t>& inside)
    {
        for (std::size_t i = 0; i < inside.size(); ++i) {
            const Bounds box = boxOf(m_segments[inside[i]]);
            for (std::size_t j = i + 1; j < inside.size(); ++j)
                if (box.intersects(boxOf(m_segments[inside[j]])) && !m_visit(inside[i], inside[j]))
                    return false;
        }
        return true;
    }

    const std::vector<Segment>& m_segments;
    const PairVisitor& m_visit;
    int m_fruitless = 0;
};

} // namespace

void forEachNearPair(const std::vector<Segment>& segments, const PairVisitor& visit)
{
    Bounds box;
    for (const Segment& segment : segments)
        box.add(boxOf(segment));
    std::vector<std::uint32_t> all(segments.size());
    std::iota(all.begin(), all.end(), 0U);
    PairSearch(segments, visit).search(all, box, 0);
}

} // namespace campaign::geometry
