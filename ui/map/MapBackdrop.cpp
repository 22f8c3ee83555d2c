// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/MapBackdrop.h"

#include "ui/map/RegionIndex.h"

#include <QPainter>
#include <QTransform>
#include <algorithm>
#include <cmath>

namespace campaign::map {

namespace {

// Provinces and trails belong to the second look: they appear once the map is this much larger than its fit.
constexpr double closeLook = 1.6;
// In the dark theme: enough not to glare, and the picture stays the one the user chose.
const QColor duskOnPictures(12, 12, 16, 48);
constexpr int smallestImage = 512;
constexpr double usualRiver = 2.4; // map units

QColor withAlpha(QColor color, double alpha)
{
    color.setAlphaF(static_cast<float>(alpha));
    return color;
}

QPen pixelPen(const QColor& color, double width, Qt::PenStyle style = Qt::SolidLine)
{
    QPen pen(color, width, style, Qt::RoundCap, Qt::RoundJoin);
    pen.setCosmetic(true);
    return pen;
}

} // namespace

std::shared_ptr<const MapBackdrop> MapBackdrop::build(const MapScene& scene, const MapColors& colors, double fitScale)
{
    auto backdrop = std::make_shared<MapBackdrop>();
    backdrop->m_colors = colors;
    backdrop->m_extent = scene.extent();
    backdrop->m_fitScale = fitScale;
    backdrop->m_pictureOpacity = scene.background.opacity;
    backdrop->m_tint = scene.tint;
    backdrop->m_hasPicture = !scene.background.svg.isEmpty() || !scene.background.image.isNull();
    if (!scene.background.svg.isEmpty()) {
        backdrop->m_svg = SvgPicture::record(scene.background.svg, backdrop->m_extent, colors);
        // Beyond the picture its own sea goes on: another blue would frame it.
        const QColor sea = backdrop->m_svg.ground(backdrop->m_extent);
        backdrop->m_colors.water = sea.isValid() ? sea : colors.water;
    }
    backdrop->addImage(scene.background.image);
    backdrop->addRegions(scene.regions);
    backdrop->addLines(scene.lines);
    return backdrop;
}

void MapBackdrop::addImage(QImage image)
{
    while (!image.isNull()) {
        m_images.push_back(image.convertToFormat(QImage::Format_ARGB32_Premultiplied));
        if (std::min(image.width(), image.height()) < smallestImage) {
            break;
        }
        image = image.scaled(image.size() / 2, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    }
}

void MapBackdrop::addRegions(const QList<MapRegion>& regions)
{
    for (const MapRegion& region : regions) {
        m_regions.push_back({pathOf(region), RegionIndex::boundsOf(region), region.color, region.kind == u"province",
                             region.kind == u"kingdom"});
    }
    // Kingdoms last: their strong border lies over the thin lines of the provinces inside.
    std::stable_sort(m_regions.begin(), m_regions.end(),
                     [](const Region& a, const Region& b) { return a.kingdom < b.kingdom; });
}

void MapBackdrop::addLines(const QList<MapLine>& lines)
{
    for (const MapLine& line : lines) {
        QPainterPath path;
        path.addPolygon(line.path);
        m_lines.push_back({path, line.path.boundingRect(), line.kind, line.width});
    }
}

void MapBackdrop::paint(QPainter& painter, const QRectF& area, double scale) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(scale, scale);
    painter.translate(-area.topLeft());
    painter.fillRect(area, m_colors.water);
    paintPicture(painter, area, scale);
    for (const Line& line : m_lines) {
        if (line.kind == u"river" && line.bounds.adjusted(-1, -1, 1, 1).intersects(area)) {
            paintLine(painter, line, scale);
        }
    }
    for (const Region& region : m_regions) {
        if (region.bounds.intersects(area) && !(region.province && scale < m_fitScale * closeLook)) {
            paintRegion(painter, region, scale);
        }
    }
    for (const Line& line : m_lines) {
        if (line.kind != u"river" && line.bounds.adjusted(-1, -1, 1, 1).intersects(area)) {
            paintLine(painter, line, scale);
        }
    }
    painter.restore();
}

void MapBackdrop::paintPicture(QPainter& painter, const QRectF& area, double scale) const
{
    if (!m_hasPicture) {
        painter.fillRect(m_extent & area, m_colors.land);
        return;
    }
    if (m_pictureOpacity < 1) {
        // Through a faint picture shows the plain land.
        painter.fillRect(m_extent & area, m_colors.land);
        painter.save();
        painter.setOpacity(m_pictureOpacity);
    }
    m_svg.paint(painter, area, scale);
    if (!m_images.empty()) {
        paintImage(painter, area, scale);
    }
    if (m_pictureOpacity < 1) {
        painter.restore();
    }
}

void MapBackdrop::paintImage(QPainter& painter, const QRectF& area, double scale) const
{
    size_t level = 0;
    while (level + 1 < m_images.size() && m_images[level + 1].width() >= m_extent.width() * scale) {
        ++level;
    }
    const QImage& image = m_images[level];
    const QRectF part = m_extent & area;
    if (part.isEmpty()) {
        return;
    }
    const double across = image.width() / m_extent.width();
    const double down = image.height() / m_extent.height();
    const QRectF source((part.left() - m_extent.left()) * across, (part.top() - m_extent.top()) * down,
                        part.width() * across, part.height() * down);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(part, image, source);
    if (m_colors.dark) {
        painter.fillRect(part, duskOnPictures);
    }
}

void MapBackdrop::paintRegion(QPainter& painter, const Region& region, double scale) const
{
    const QColor edge = m_colors.dark ? region.color.lighter(115) : region.color.darker(150);
    if (region.province) {
        painter.strokePath(region.path, pixelPen(withAlpha(edge, 0.55), 1, Qt::DotLine));
        return;
    }
    painter.fillPath(region.path, withAlpha(region.color, (m_colors.dark ? 0.18 : 0.16) * m_tint));
    // A band along the inside of the border says whose side one is on; too small a region would be all band.
    const double pixels = std::min(region.bounds.width(), region.bounds.height()) * scale;
    if (region.kingdom || pixels > 24) {
        painter.save();
        painter.setClipPath(region.path, Qt::IntersectClip);
        painter.strokePath(region.path, pixelPen(withAlpha(edge, 0.38 * m_tint), region.kingdom ? 9 : 5));
        painter.restore();
    }
    painter.strokePath(region.path, pixelPen(withAlpha(edge, region.kingdom ? 0.85 : 0.6), region.kingdom ? 1.3 : 1));
}

void MapBackdrop::paintLine(QPainter& painter, const Line& line, double scale) const
{
    const bool closeUp = scale >= m_fitScale * closeLook;
    if (line.kind == u"river") {
        // As wide as a picture is likely to have it: a thin line inside a wide one reads as neither.
        const double width = std::clamp(std::max(line.width, usualRiver) * scale, 1.2, 5.0);
        const QColor day = m_colors.water.darker(128);
        painter.strokePath(line.path, pixelPen(m_colors.dark ? nightWaterLine : day, width));
    } else if (line.kind == u"searoute") {
        if (closeUp) {
            painter.strokePath(line.path, pixelPen(withAlpha(m_colors.label, 0.28), 1, Qt::DashLine));
        }
    } else if (line.kind != u"trail" || closeUp) {
        const bool road = line.kind == u"road";
        const QColor color = m_colors.dark ? QColor(0xb8, 0x9a, 0x70) : QColor(0x8a, 0x6a, 0x44);
        const double width = std::clamp(scale / m_fitScale * 0.7, 0.8, road ? 2.0 : 1.2);
        painter.strokePath(line.path,
                           pixelPen(withAlpha(color, road ? 0.65 : 0.5), width, road ? Qt::SolidLine : Qt::DashLine));
    }
}

} // namespace campaign::map
