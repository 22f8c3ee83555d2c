// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/EditedShape.h"
#include "ui/map/MapScene.h"

#include <vector>

namespace campaign::map {

/// Where a corner catches: on another corner, on a border, on the grid, or nowhere.
struct Snap
{
    enum class Kind { None, Corner, Border, Grid };
    Kind kind = Kind::None;
    QPointF at;
};

/// Catches new corners on what is there already, so that neighbours share their borders. Knows the regions and points
/// of a scene but the one being edited. Immutable between setScene calls; any one thread.
class Snapping
{
public:
    void setScene(const MapScene& scene, const QString& withoutId);

    struct Wish
    {
        /// Map units within which things catch.
        double radius = 0;
        /// Whether other regions, lines and places catch.
        bool others = true;
        /// Side of the grid's squares in map units; 0 for none.
        double grid = 0;
    };
    /// Corners before borders before the grid. `own` are the edited shape's other corners.
    Snap snap(const QPointF& position, const Wish& wish, const std::vector<QPointF>& own = {}) const;

private:
    struct Border
    {
        QRectF bounds;
        QPolygonF ring;
        bool isClosed;
    };

    bool catchCorner(const QPointF& position, const Wish& wish, const std::vector<QPointF>& own, QPointF& at) const;
    bool catchBorder(const QPointF& position, double radius, QPointF& at) const;

    std::vector<Border> m_borders;
    std::vector<QPointF> m_points;
};

} // namespace campaign::map
