// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/MapTool.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace campaign::map {

namespace {

constexpr double closest = 7; // pixels between neighbouring corners for their handles to be drawn

QColor alertOf(const MapColors& colors)
{
    return colors.dark ? QColor(0xff, 0x7a, 0x6b) : QColor(0xb3, 0x26, 0x1e);
}

QColor with(QColor color, double opacity)
{
    color.setAlphaF(static_cast<float>(opacity));
    return color;
}

void strokeWithRim(QPainter& painter, const QPainterPath& path, const QColor& color, const QColor& rim, double width,
                   Qt::PenStyle style)
{
    painter.strokePath(path, QPen(with(rim, 0.85), width + 2.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.strokePath(path, QPen(color, width, style, Qt::RoundCap, Qt::RoundJoin));
}

} // namespace

MapColors MapTool::colors() const
{
    return m_map->colors();
}

QPolygonF MapTool::toPixels(const QPolygonF& ring, bool close) const
{
    QPolygonF pixels;
    pixels.reserve(ring.size() + 1);
    for (const QPointF& corner : ring)
        pixels << m_map->toItem(corner);
    if (close && !pixels.isEmpty())
        pixels << pixels.first();
    return pixels;
}

void MapTool::paint(QPainter* painter)
{
    if (!m_map || m_kind == Kind::Select)
        return;
    painter->setRenderHint(QPainter::Antialiasing);
    paintShape(*painter);
    paintLine(*painter);
    paintCorners(*painter);
    paintFaults(*painter);
    paintTip(*painter);
}

void MapTool::paintShape(QPainter& painter) const
{
    const MapColors palette = colors();
    const auto draw = [&](const EditedShape& shape, const QColor& color) {
        QPainterPath path;
        path.setFillRule(Qt::OddEvenFill);
        for (const QList<QPolygonF>& part : shape.parts) {
            for (const QPolygonF& ring : part)
                path.addPolygon(toPixels(ring, !shape.isRoute));
        }
        if (!shape.isRoute)
            painter.fillPath(path, with(color, 0.16));
        strokeWithRim(painter, path, color, palette.halo, 2, Qt::SolidLine);
    };
    for (const EditedShape& piece : m_editor.cutOff())
        draw(piece, palette.regionLabel);
    draw(m_editor.shape(), palette.accent);
}

void MapTool::paintLine(QPainter& painter) const
{
    const MapColors palette = colors();
    const bool isOwnLine = m_kind == Kind::Measure || m_kind == Kind::Calibrate || m_mode == Mode::Cut;
    QPolygonF pixels = toPixels(isOwnLine ? m_line : m_editor.drawn(), false);
    if (pixels.isEmpty())
        return;
    const bool follows = m_pointerInside && !m_lineEnded;
    QPainterPath path;
    path.addPolygon(pixels);
    const bool isArea = !isOwnLine && m_kind == Kind::Region && pixels.size() > 2;
    if (isArea)
        painter.fillPath(path, with(palette.accent, 0.12));
    strokeWithRim(painter, path, palette.accent, palette.halo, 2, isOwnLine ? Qt::DashLine : Qt::SolidLine);
    if (follows) {
        QPainterPath rubber(pixels.last());
        rubber.lineTo(isOverFirst(m_pointer) ? pixels.first() : m_pointer);
        strokeWithRim(painter, rubber, with(palette.accent, 0.7), with(palette.halo, 0.5), 1.5, Qt::DashLine);
    }
    for (const QPointF& corner : std::as_const(pixels)) {
        painter.setPen(QPen(palette.halo, 1.5));
        painter.setBrush(palette.accent);
        painter.drawRect(QRectF(corner - QPointF(3.5, 3.5), QSizeF(7, 7)));
    }
    if (isOverFirst(m_pointer)) {
        painter.setPen(QPen(palette.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(pixels.first(), 8, 8);
    }
    if (isOwnLine && m_mode != Mode::Cut) {
        if (follows)
            pixels << m_pointer;
        paintLegs(painter, pixels);
    }
}

/// The length of each leg, beside its middle.
void MapTool::paintLegs(QPainter& painter, const QPolygonF& pixels) const
{
    QFont font = painter.font();
    font.setPixelSize(qRound(12 * m_map->letterScale()));
    font.setWeight(QFont::DemiBold);
    for (qsizetype i = 1; i < pixels.size(); ++i) {
        const double length = std::hypot(pixels[i].x() - pixels[i - 1].x(), pixels[i].y() - pixels[i - 1].y());
        if (length < 30)
            continue;
        QPainterPath words;
        words.addText((pixels[i] + pixels[i - 1]) / 2 + QPointF(6, -6), font, lengthWithUnit(length / m_map->zoom()));
        painter.strokePath(words, QPen(colors().halo, 3.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.fillPath(words, colors().label);
    }
}

void MapTool::paintCorners(QPainter& painter) const
{
    if (!isShape() || m_mode == Mode::Cut)
        return;
    const MapColors palette = colors();
    const QRectF window = QRectF(0, 0, width(), height()).adjusted(-8, -8, 8, 8);
    const QList<QList<QPolygonF>>& parts = m_editor.shape().parts;
    for (int part = 0; part < parts.size(); ++part) {
        for (int ring = 0; ring < parts[part].size(); ++ring) {
            QPointF last(-1e9, -1e9);
            for (int i = 0; i < parts[part][ring].size(); ++i) {
                const Corner corner{part, ring, i};
                const QPointF pixel = m_map->toItem(parts[part][ring][i]);
                const bool isChosen = corner == m_corner;
                const bool isHovered = corner == m_hovered;
                const bool isCrowded = std::hypot(pixel.x() - last.x(), pixel.y() - last.y()) < closest;
                if (!window.contains(pixel) || (isCrowded && !isChosen && !isHovered))
                    continue;
                last = pixel;
                const double half = isChosen || isHovered ? 5 : 3.5;
                painter.setPen(QPen(isChosen ? palette.accent : palette.halo, isChosen ? 2 : 1.5));
                painter.setBrush(isChosen ? palette.halo : palette.accent);
                painter.drawRect(QRectF(pixel - QPointF(half, half), QSizeF(2 * half, 2 * half)));
            }
        }
    }
}

/// A ring and a cross: not by colour alone.
void MapTool::paintFaults(QPainter& painter) const
{
    if (!isShape())
        return;
    const QColor alert = alertOf(colors());
    for (const ShapeFault& fault : m_editor.faults()) {
        const QPointF at = m_map->toItem(fault.at);
        QPainterPath mark;
        mark.addEllipse(at, 11, 11);
        mark.moveTo(at - QPointF(5, 5));
        mark.lineTo(at + QPointF(5, 5));
        mark.moveTo(at + QPointF(-5, 5));
        mark.lineTo(at + QPointF(5, -5));
        strokeWithRim(painter, mark, alert, colors().halo, 2.5, Qt::SolidLine);
    }
}

/// Where the next corner would be set.
void MapTool::paintTip(QPainter& painter) const
{
    const MapColors palette = colors();
    if (!m_pointerInside) {
        if (m_kind == Kind::Point || m_kind == Kind::Measure || m_editor.isDrawing()) {
            QPainterPath cross(m_map->middle() - QPointF(9, 0));
            cross.lineTo(m_map->middle() + QPointF(9, 0));
            cross.moveTo(m_map->middle() - QPointF(0, 9));
            cross.lineTo(m_map->middle() + QPointF(0, 9));
            strokeWithRim(painter, cross, palette.accent, palette.halo, 1.5, Qt::SolidLine);
        }
        return;
    }
    if (!m_editor.isDrawing() && !m_editor.isMoving())
        return;
    const Snap snap = snapped(m_pointer);
    if (snap.kind == Snap::Kind::None)
        return;
    painter.setPen(QPen(palette.accent, 1.5));
    painter.setBrush(Qt::NoBrush);
    const QPointF at = m_map->toItem(snap.at);
    if (snap.kind == Snap::Kind::Corner)
        painter.drawRect(QRectF(at - QPointF(7, 7), QSizeF(14, 14)));
    else
        painter.drawEllipse(at, 6, 6);
}

} // namespace campaign::map
