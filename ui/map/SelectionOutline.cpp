// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/SelectionOutline.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace campaign::map {

namespace {

constexpr double inkWidth = 3;
constexpr double rimWidth = 6;

QPen cosmetic(QColor color, double width)
{
    color.setAlphaF(1);
    QPen pen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    pen.setCosmetic(true);
    return pen;
}

} // namespace

void SelectionOutline::setScene(const QList<MapRegion>& regions, const QList<MapLine>& lines)
{
    m_regions = regions;
    m_lines = lines;
    choose(m_selected);
}

void SelectionOutline::choose(const QSet<QString>& selected)
{
    m_selected = selected;
    m_isStale = true;
    m_path = {};
    if (selected.isEmpty()) {
        return;
    }
    for (const MapRegion& region : std::as_const(m_regions)) {
        if (selected.contains(region.id)) {
            m_path.addPath(pathOf(region));
        }
    }
    for (const MapLine& line : std::as_const(m_lines)) {
        if (selected.contains(line.id)) {
            m_path.addPolygon(line.path);
        }
    }
}

const LabelDraw& SelectionOutline::draw(const QSet<QString>& selected, const MapProjection& view, double pixelRatio,
                                        const MapColors& colors)
{
    if (selected != m_selected) {
        choose(selected);
    }
    if (m_isStale || !(view == m_view) || pixelRatio != m_pixelRatio || !(colors == m_colors)) {
        m_view = view;
        m_pixelRatio = pixelRatio;
        m_colors = colors;
        m_isStale = false;
        paint();
    }
    return m_picture;
}

void SelectionOutline::paint()
{
    m_picture = {};
    if (m_path.isEmpty()) {
        return;
    }
    const QRectF bounds = m_path.boundingRect();
    const QRectF seen = QRectF(m_view.toItem(bounds.topLeft()), m_view.toItem(bounds.bottomRight()))
                            .adjusted(-rimWidth, -rimWidth, rimWidth, rimWidth) &
                        QRectF(QPointF(0, 0), m_view.size);
    if (seen.isEmpty()) {
        return;
    }
    const QRect box = seen.toAlignedRect();
    m_picture.target = box;
    m_picture.image = QImage(QSize(static_cast<int>(std::ceil(box.width() * m_pixelRatio)),
                                   static_cast<int>(std::ceil(box.height() * m_pixelRatio))),
                             QImage::Format_ARGB32_Premultiplied);
    m_picture.image.setDevicePixelRatio(m_pixelRatio);
    m_picture.image.fill(Qt::transparent);
    QPainter painter(&m_picture.image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(m_view.toItem({0, 0}) - box.topLeft());
    painter.scale(m_view.scale, m_view.scale);
    painter.strokePath(m_path, cosmetic(m_colors.halo, rimWidth * m_pixelRatio));
    painter.strokePath(m_path, cosmetic(m_colors.accent, inkWidth * m_pixelRatio));
}

} // namespace campaign::map
