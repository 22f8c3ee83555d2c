// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/MapPalette.h"

#include <QByteArray>
#include <QPainterPath>
#include <QPen>
#include <vector>

class QPainter;

namespace campaign::map {

/// An SVG taken apart into shapes in map units, so that a tile paints only what it shows. Recording is one pass of
/// Qt's SVG renderer (any thread); the value is immutable afterwards.
class SvgPicture
{
public:
    /// A damaged SVG gives an empty picture. In a dark palette light colours become dark ones of the same hue,
    /// blue (water) darker than the rest (land).
    static SvgPicture record(const QByteArray& svg, const QRectF& extent, const MapColors& colors);

    /// The painter's transform must map map units to pixels, so many per unit.
    void paint(QPainter& painter, const QRectF& area, double scale) const;

    /// The fill of the first shape that covers the extent (the sea, mostly); invalid when there is none.
    QColor ground(const QRectF& extent) const;

    bool isEmpty() const { return m_shapes.empty(); }

private:
    friend class SvgRecorder;
    struct Shape
    {
        QPainterPath path;
        QRectF bounds;
        QPen pen;
        QBrush brush;
        double opacity;
    };
    std::vector<Shape> m_shapes;
};

/// The colour a background's colour becomes at night.
QColor nightColor(const QColor& day);
/// Rivers in the dark: lighter than the land, or they would vanish in it.
constexpr QColor nightWaterLine(0x5e, 0x80, 0x96);
/// The same for a thin line: one in the colour of water is a river.
QColor nightLine(const QColor& day);

} // namespace campaign::map
