// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/MapScene.h"

#include <algorithm>

namespace campaign::map {

namespace {

/// Corners around everything that lies on land: ways across the sea may lead far from it.
QPolygonF cornersOf(const MapScene& scene)
{
    QPolygonF all;
    for (const MapPoint& point : scene.points) {
        all << point.position;
    }
    for (const MapRegion& region : scene.regions) {
        for (const QList<QPolygonF>& polygon : region.polygons) {
            const QRectF bounds = polygon.isEmpty() ? QRectF() : polygon.first().boundingRect();
            all << bounds.topLeft() << bounds.bottomRight();
        }
    }
    for (const MapLine& line : scene.lines) {
        const QRectF bounds = line.path.boundingRect();
        if (line.kind != u"searoute") {
            all << bounds.topLeft() << bounds.bottomRight();
        }
    }
    return all;
}

} // namespace

QPainterPath pathOf(const MapRegion& region)
{
    QPainterPath path;
    path.setFillRule(Qt::OddEvenFill);
    for (const QList<QPolygonF>& polygon : region.polygons) {
        for (const QPolygonF& ring : polygon) {
            path.addPolygon(ring);
            path.closeSubpath();
        }
    }
    return path;
}

MapScene groundOf(const MapScene& scene, const QStringList& hidden)
{
    MapScene ground = scene;
    ground.points.clear();
    const auto isHidden = [&hidden](const auto& thing) { return hidden.contains(thing.kind); };
    ground.regions.removeIf(isHidden);
    ground.lines.removeIf(isHidden);
    ground.background.extent = scene.extent();
    if (hidden.contains(QStringLiteral("picture"))) {
        ground.background.svg.clear();
        ground.background.image = {};
    }
    return ground;
}

QRectF MapScene::extent() const
{
    if (!background.extent.isEmpty()) {
        return background.extent;
    }
    const QPolygonF all = cornersOf(*this);
    const QRectF bounds = all.boundingRect();
    // A lone point still needs room around it to be fitted into a window.
    return all.isEmpty() ? QRectF() : bounds.adjusted(-1, -1, 1, 1);
}

QRectF MapScene::content() const
{
    constexpr double betterPart = 0.6;
    const QRectF whole = extent();
    const QRectF bounds = cornersOf(*this).boundingRect() & whole;
    const bool isFull = std::max(bounds.width() / whole.width(), bounds.height() / whole.height()) >= betterPart;
    // Beside what is drawn an imported world has but sea; a picture of the game master shows something everywhere.
    return !regions.isEmpty() && isFull && background.image.isNull() ? bounds : whole;
}

bool MapScene::isEmpty() const
{
    return points.isEmpty() && regions.isEmpty() && lines.isEmpty() && background.svg.isEmpty() &&
           background.image.isNull();
}

} // namespace campaign::map
