// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/MapScene.h"

namespace campaign::map {

QRectF MapScene::extent() const
{
    if (!background.extent.isEmpty()) {
        return background.extent;
    }
    QPolygonF all;
    for (const MapPoint& point : points) {
        all << point.position;
    }
    for (const MapRegion& region : regions) {
        for (const QList<QPolygonF>& polygon : region.polygons) {
            const QRectF bounds = polygon.isEmpty() ? QRectF() : polygon.first().boundingRect();
            all << bounds.topLeft() << bounds.bottomRight();
        }
    }
    for (const MapLine& line : lines) {
        const QRectF bounds = line.path.boundingRect();
        all << bounds.topLeft() << bounds.bottomRight();
    }
    const QRectF bounds = all.boundingRect();
    // A lone point still needs room around it to be fitted into a window.
    return all.isEmpty() ? QRectF() : bounds.adjusted(-1, -1, 1, 1);
}

bool MapScene::isEmpty() const
{
    return points.isEmpty() && regions.isEmpty() && lines.isEmpty() && background.svg.isEmpty() &&
           background.image.isNull();
}

} // namespace campaign::map
