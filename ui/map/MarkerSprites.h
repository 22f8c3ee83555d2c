// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/MapPalette.h"

#include <QImage>
#include <QRectF>
#include <QString>
#include <QStringList>

namespace campaign::map {

/// How much of a marker is drawn: everything, a dot where places lie close together, nothing where a name stands.
enum class MarkerDetail { Full, Dot, Hidden };

/// All markers painted once on one sheet of cells: drawing a marker is copying a cell. GUI thread.
class MarkerSprites
{
public:
    /// Paints the sheet for these colours at this device pixel ratio.
    void prepare(const MapColors& colors, double pixelRatio);

    const QImage& sheet() const { return m_sheet; }
    /// The cell's rectangle on the sheet, in device pixels of the sheet.
    QRectF cell(int index) const;

    /// Cell of a place by its kind and marks.
    static int cellOf(const QString& kind, bool port, bool secret, MarkerDetail detail);
    static int selectionCell();
    static int hoverCell();
    static int focusCell();
    /// Side of a cell in item pixels; the marker stands in its middle.
    static constexpr int side = 36;
    /// How far the ring around a selected marker reaches from its middle, in item pixels.
    static constexpr double ringReach = 15.5;
    /// Half the side of the part of the cell that is not empty.
    static double reach(const QString& kind, MarkerDetail detail);
    /// Radius in item pixels labels keep free and the pointer catches.
    static double radius(const QString& kind, MarkerDetail detail);
    /// 4 for a capital down to 0 for what needs no attention: which markers keep their shape in a crowd.
    static int rank(const QString& kind);
    /// Whether it is a sign (marker, ruin, cave …) and no town; any thread.
    static bool isSign(const QString& kind);
    static QStringList signKinds();

private:
    QImage m_sheet;
    MapColors m_colors;
    double m_pixelRatio = 0;
};

} // namespace campaign::map
