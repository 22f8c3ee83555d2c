// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/CollisionGrid.h"
#include "ui/map/RegionSpans.h"

#include <QPointF>
#include <QPolygonF>
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
    /// What the marker covers, in pixels around the anchor; empty for a region.
    QRectF mark;
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

/// Places names at one scale, the most important first: a name touches neither another name nor a blocked mark, and
/// stays away when it finds no place. The window plays no part, so panning changes nothing. Boxes are in pixels from
/// the map's origin (map units times the scale). GUI thread.
class LabelPlacement
{
public:
    /// Pixels per map unit; names leave the bounds (map units; empty = none) by no more than the margin (pixels).
    LabelPlacement(double scale, const QRectF& bounds, double margin);

    /// No name may touch this any more.
    void block(const QRectF& box) { m_blocked.insert(box); }
    /// A name covers this only when it may and finds nothing better.
    void addMinor(const QRectF& box) { m_minor.insert(box); }
    /// A region's name leaves this free for a name to come if it can; that name itself is free to stand here.
    void expect(const QRectF& box) { m_expected.insert(box); }
    /// A river or road (pixels): a region's name keeps off it where there is room beside.
    void addWay(const QPolygonF& way);
    /// Whether neither a name nor a blocked mark is there.
    bool isFree(const QRectF& box) const { return m_names.isFree(box) && m_blocked.isFree(box); }

    /// A place's name, beside its marker. False when there is no room.
    bool placeBeside(const LabelRequest& request, bool mayCover);
    /// A region's name near its anchor: inside the region and upon nothing, or, when it may cover, as far inside and
    /// upon as little as possible.
    bool placeWithin(const LabelRequest& request, const std::vector<RegionSpan>& spans, bool mayCover);

    const std::vector<PlacedLabel>& labels() const { return m_labels; }
    QPointF pixel(const QPointF& position) const { return position * m_scale; }

private:
    bool fits(const QRectF& box) const;
    void place(const LabelRequest& request, const QRectF& box);

    double m_scale;
    QRectF m_limits;
    CollisionGrid m_names;
    CollisionGrid m_blocked;
    CollisionGrid m_minor;
    CollisionGrid m_expected;
    CollisionGrid m_ways;
    std::vector<PlacedLabel> m_labels;
};

} // namespace campaign::map
