// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/CollisionGrid.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <vector>

namespace campaign::map {

/// A name that wants a place.
struct LabelRequest
{
    /// The caller's own number for it.
    int owner = 0;
    /// Map units.
    QPointF anchor;
    /// Item pixels.
    QSizeF size;
    /// Pixels to keep free around the anchor, for the marker.
    double clearance = 0;
    /// A region's name stands on its anchor, a place's beside it.
    bool centred = false;
    /// How far, in pixels, a centred name may be moved up or down: it must not leave its region.
    double room = 0;
};

/// Where a name stands: its box's corner, in pixels from its anchor.
struct PlacedLabel
{
    int owner = 0;
    QPointF anchor;
    QPointF offset;
    QSizeF size;

    QRectF boxAt(const QPointF& anchorPixel) const { return {anchorPixel + offset, size}; }
};

/// Places names at one scale (pixels per map unit), the first request first: a name that would touch another name
/// or an earlier name's marker tries its other sides, then stays away. The window plays no part, so panning changes
/// nothing. Boxes that would leave the bounds (map units; empty = none) by more than the margin try another side too.
/// A side that covers none of the marks (pixels at this scale) is taken before one that does.
std::vector<PlacedLabel> placeLabels(const std::vector<LabelRequest>& requests, double scale, const QRectF& bounds,
                                     double margin, const CollisionGrid& marks = {});

} // namespace campaign::map
