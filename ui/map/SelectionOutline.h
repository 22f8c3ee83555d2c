// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/MapFrame.h"
#include "ui/map/MapPalette.h"
#include "ui/map/MapProjection.h"
#include "ui/map/MapScene.h"

#include <QPainterPath>
#include <QSet>

namespace campaign::map {

/// The border of a selected region or the course of a selected line, as a picture that lies upon the ground: selecting
/// must not paint the ground anew. Owned by the composer, GUI thread.
class SelectionOutline
{
public:
    void setScene(const QList<MapRegion>& regions, const QList<MapLine>& lines);
    /// In item pixels; a null image when nothing selected has an outline in the view. The same picture as before while
    /// nothing has changed.
    const LabelDraw& draw(const QSet<QString>& selected, const MapProjection& view, double pixelRatio,
                          const MapColors& colors);

private:
    void choose(const QSet<QString>& selected);
    void paint();

    QList<MapRegion> m_regions;
    QList<MapLine> m_lines;
    QSet<QString> m_selected;
    QPainterPath m_path; // map units
    MapProjection m_view;
    double m_pixelRatio = 1;
    MapColors m_colors;
    bool m_isStale = true;
    LabelDraw m_picture;
};

} // namespace campaign::map
