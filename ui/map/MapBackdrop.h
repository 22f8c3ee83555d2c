// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/MapPalette.h"
#include "ui/map/MapScene.h"
#include "ui/map/SvgPicture.h"

#include <QPainterPath>
#include <memory>
#include <vector>

class QPainter;

namespace campaign::map {

/// Everything below the marks: sea, background picture, regions, lines. Built once from a scene and a palette, then
/// immutable: tiles of it are painted on worker threads.
class MapBackdrop
{
public:
    static std::shared_ptr<const MapBackdrop> build(const MapScene& scene, const MapColors& colors, double fitScale);

    /// Paints the part of the map inside the area, so many pixels per map unit, the area's corner at the origin.
    void paint(QPainter& painter, const QRectF& area, double scale) const;

    QRectF extent() const { return m_extent; }
    QColor water() const { return m_colors.water; }

private:
    struct Region
    {
        QPainterPath path;
        QRectF bounds;
        QColor color;
        bool province;
        bool kingdom;
    };
    struct Line
    {
        QPainterPath path;
        QRectF bounds;
        QString kind;
        double width;
    };

    void paintPicture(QPainter& painter, const QRectF& area, double scale) const;
    void paintImage(QPainter& painter, const QRectF& area, double scale) const;
    void paintRegion(QPainter& painter, const Region& region, double scale) const;
    void paintLine(QPainter& painter, const Line& line, double scale) const;
    void addRegions(const QList<MapRegion>& regions);
    void addLines(const QList<MapLine>& lines);
    void addImage(QImage image);

    MapColors m_colors;
    QRectF m_extent;
    /// The scale at which the whole map fits the window: below a multiple of it, small things are left out.
    double m_fitScale = 1;
    double m_pictureOpacity = 1;
    double m_tint = 1;
    bool m_hasPicture = false;
    SvgPicture m_svg;
    /// The raster picture and its halvings, largest first, so that shrinking never skips pixels.
    std::vector<QImage> m_images;
    std::vector<Region> m_regions;
    std::vector<Line> m_lines;
};

} // namespace campaign::map
