// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/Snapping.h"

#include <algorithm>
#include <cmath>

namespace campaign::map {

namespace {

double squared(const QPointF& offset)
{
    return QPointF::dotProduct(offset, offset);
}

QPointF nearestOn(const QPointF& from, const QPointF& to, const QPointF& position)
{
    const QPointF along = to - from;
    const double length = squared(along);
    const double share = length > 0 ? std::clamp(QPointF::dotProduct(position - from, along) / length, 0.0, 1.0) : 0;
    return from + along * share;
}

} // namespace

void Snapping::setScene(const MapScene& scene, const QString& withoutId)
{
    m_borders.clear();
    m_points.clear();
    for (const MapRegion& region : scene.regions) {
        if (region.id == withoutId)
            continue;
        for (const QList<QPolygonF>& part : region.polygons) {
            for (const QPolygonF& ring : part)
                m_borders.push_back({ring.boundingRect(), ring, true});
        }
    }
    for (const MapLine& line : scene.lines) {
        if (line.id != withoutId)
            m_borders.push_back({line.path.boundingRect(), line.path, false});
    }
    for (const MapPoint& point : scene.points) {
        if (point.id != withoutId)
            m_points.push_back(point.position);
    }
}

bool Snapping::catchCorner(const QPointF& position, const Wish& wish, const std::vector<QPointF>& own,
                           QPointF& at) const
{
    const double radius = wish.radius;
    double best = radius * radius;
    bool found = false;
    const auto consider = [&](const QPointF& corner) {
        const double distance = squared(corner - position);
        if (distance <= best) {
            best = distance;
            at = corner;
            found = true;
        }
    };
    std::for_each(own.begin(), own.end(), consider);
    if (!wish.others)
        return found;
    std::for_each(m_points.begin(), m_points.end(), consider);
    for (const Border& border : m_borders) {
        if (border.bounds.adjusted(-radius, -radius, radius, radius).contains(position))
            std::for_each(border.ring.begin(), border.ring.end(), consider);
    }
    return found;
}

bool Snapping::catchBorder(const QPointF& position, double radius, QPointF& at) const
{
    double best = radius * radius;
    bool found = false;
    for (const Border& border : m_borders) {
        if (!border.bounds.adjusted(-radius, -radius, radius, radius).contains(position))
            continue;
        const qsizetype count = border.ring.size();
        for (qsizetype i = border.isClosed ? 0 : 1; i < count; ++i) {
            const QPointF nearest = nearestOn(border.ring[(i + count - 1) % count], border.ring[i], position);
            const double distance = squared(nearest - position);
            if (distance <= best) {
                best = distance;
                at = nearest;
                found = true;
            }
        }
    }
    return found;
}

Snap Snapping::snap(const QPointF& position, const Wish& wish, const std::vector<QPointF>& own) const
{
    QPointF at = position;
    if (catchCorner(position, wish, own, at))
        return {Snap::Kind::Corner, at};
    if (wish.others && catchBorder(position, wish.radius, at))
        return {Snap::Kind::Border, at};
    if (wish.grid > 0)
        return {Snap::Kind::Grid,
                {std::round(position.x() / wish.grid) * wish.grid, std::round(position.y() / wish.grid) * wish.grid}};
    return {Snap::Kind::None, position};
}

} // namespace campaign::map
