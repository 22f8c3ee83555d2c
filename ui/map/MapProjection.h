// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMarginsF>
#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace campaign::map {

/// Which part of the map stands in the window: map units to item pixels and back. A plain value.
struct MapProjection
{
    /// The map position in the middle of the item.
    QPointF center;
    /// Item pixels per map unit, above 0.
    double scale = 1;
    QSizeF size;

    QPointF toItem(const QPointF& position) const;
    QPointF toMap(const QPointF& pixel) const;
    /// The map rectangle under the item.
    QRectF visible() const;

    /// Moves the picture by so many pixels.
    void panBy(const QPointF& pixels);
    /// Zooms so that the map position under the pixel stays there; the new scale is kept within the limits.
    void zoomAbout(const QPointF& pixel, double factor, double minimum, double maximum);
    /// Shows the whole area with so many pixels free around it.
    void fit(const QRectF& area, double margin);
    /// The same with other margins on each side.
    void fit(const QRectF& area, const QMarginsF& margins);
    /// Keeps some of the area in sight: the centre never leaves it.
    void keepWithin(const QRectF& area);

    bool operator==(const MapProjection&) const = default;
};

} // namespace campaign::map
