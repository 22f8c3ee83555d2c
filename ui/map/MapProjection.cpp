// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/MapProjection.h"

#include <algorithm>

namespace campaign::map {

QPointF MapProjection::toItem(const QPointF& position) const
{
    return (position - center) * scale + QPointF(size.width() / 2, size.height() / 2);
}

QPointF MapProjection::toMap(const QPointF& pixel) const
{
    return (pixel - QPointF(size.width() / 2, size.height() / 2)) / scale + center;
}

QRectF MapProjection::visible() const
{
    return {toMap(QPointF(0, 0)), toMap(QPointF(size.width(), size.height()))};
}

void MapProjection::panBy(const QPointF& pixels)
{
    center -= pixels / scale;
}

void MapProjection::zoomAbout(const QPointF& pixel, double factor, double minimum, double maximum)
{
    const QPointF fixed = toMap(pixel);
    scale = std::clamp(scale * factor, minimum, maximum);
    center += fixed - toMap(pixel);
}

void MapProjection::fit(const QRectF& area, double margin)
{
    fit(area, QMarginsF(margin, margin, margin, margin));
}

void MapProjection::fit(const QRectF& area, const QMarginsF& margins)
{
    const double width = std::max(1.0, size.width() - margins.left() - margins.right());
    const double height = std::max(1.0, size.height() - margins.top() - margins.bottom());
    if (area.isEmpty()) {
        return;
    }
    scale = std::min(width / area.width(), height / area.height());
    center = area.center() + QPointF(margins.right() - margins.left(), margins.bottom() - margins.top()) / (2 * scale);
}

void MapProjection::keepWithin(const QRectF& area)
{
    if (area.isEmpty()) {
        return;
    }
    center.setX(std::clamp(center.x(), area.left(), area.right()));
    center.setY(std::clamp(center.y(), area.top(), area.bottom()));
}

} // namespace campaign::map
