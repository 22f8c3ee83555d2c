// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/TileStore.h"

#include <QColor>
#include <QImage>
#include <QRectF>
#include <QSizeF>
#include <vector>

namespace campaign::map {

/// A cell of the marker sheet (device pixels) and where it goes (item pixels).
struct SpriteDraw
{
    QRectF target;
    QRectF source;
};

struct LabelDraw
{
    QImage image;
    QRectF target;
};

/// One picture of the map, ready to be drawn bottom first by either renderer: both draw exactly this, so both show
/// the same.
struct MapFrame
{
    QSizeF size;
    QColor ground;
    std::vector<TileDraw> tiles;
    /// Of what is selected; its image may be null.
    LabelDraw outline;
    QImage sheet;
    std::vector<SpriteDraw> sprites;
    std::vector<LabelDraw> regionLabels;
    std::vector<LabelDraw> labels;
};

} // namespace campaign::map
