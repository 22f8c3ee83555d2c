// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/RegionIndex.h"

#include <algorithm>
#include <cmath>

namespace campaign::map {

namespace {

double ringArea(const QPolygonF& ring)
{
    double doubled = 0;
    for (qsizetype i = 0; i < ring.size(); ++i) {
        const QPointF& a = ring[i];
        const QPointF& b = ring[(i + 1) % ring.size()];
        doubled += a.x() * b.y() - b.x() * a.y();
    }
    return std::abs(doubled) / 2;
}

double areaOf(const MapRegion& region)
{
    double area = 0;
    for (const QList<QPolygonF>& polygon : region.polygons) {
        for (qsizetype ring = 0; ring < polygon.size(); ++ring) {
            area += (ring == 0 ? 1 : -1) * ringArea(polygon[ring]);
        }
    }
    return area;
}

/// Whether a ray to the right from the position crosses the ring an odd number of times.
bool crossesOdd(const QPolygonF& ring, const QPointF& position)
{
    bool odd = false;
    for (qsizetype i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const QPointF& a = ring[i];
        const QPointF& b = ring[j];
        if ((a.y() > position.y()) != (b.y() > position.y()) &&
            position.x() < (b.x() - a.x()) * (position.y() - a.y()) / (b.y() - a.y()) + a.x()) {
            odd = !odd;
        }
    }
    return odd;
}

} // namespace

RegionIndex::RegionIndex(const QList<MapRegion>& regions)
    : m_regions(regions)
{
    for (qsizetype i = 0; i < regions.size(); ++i) {
        m_bySize.push_back({i, boundsOf(regions[i]), areaOf(regions[i])});
    }
    std::stable_sort(m_bySize.begin(), m_bySize.end(), [](const Entry& a, const Entry& b) { return a.area < b.area; });
}

bool RegionIndex::contains(const MapRegion& region, const QPointF& position)
{
    bool inside = false;
    for (const QList<QPolygonF>& polygon : region.polygons) {
        for (const QPolygonF& ring : polygon) {
            inside ^= crossesOdd(ring, position);
        }
    }
    return inside;
}

QRectF RegionIndex::boundsOf(const MapRegion& region)
{
    QRectF bounds;
    for (const QList<QPolygonF>& polygon : region.polygons) {
        if (!polygon.isEmpty()) {
            bounds |= polygon.first().boundingRect();
        }
    }
    return bounds;
}

} // namespace campaign::map
