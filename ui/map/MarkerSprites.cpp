// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/MarkerSprites.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace campaign::map {

namespace {

// From Ruin on: signs, each with a picture in a roundel.
enum Shape {
    Capital,
    City,
    Town,
    Village,
    Marker,
    Ruin,
    Dungeon,
    Cave,
    Tower,
    Temple,
    Inn,
    Camp,
    Mine,
    Battle,
    Mountain,
    Forest,
    ShapeCount
};

struct Sign
{
    const char* kind;
    /// An outline on a grid of 10 by 10, drawn with a pen: M x y moves, L x y draws. Ours.
    const char* strokes;
};

constexpr Sign signs[] = {
    {"ruin", "M1 9 L9 9 M2 9 L2 3 L4 3 L4 9 M6 9 L6 5 L8 4 L8 9"},
    {"dungeon", "M2 9 L2 4 L3.5 2 L6.5 2 L8 4 L8 9 M4 9 L4 4 M6 9 L6 4 M2 6.5 L8 6.5"},
    {"cave", "M1 9 L3 3 L5 1.5 L8 3.5 L9 9 M3.5 9 L4 6 L5.5 5 L6.5 6.5 L6.5 9 M1 9 L9 9"},
    {"tower", "M3 9 L3.5 4 L2.5 4 L2.5 1.5 L4 1.5 L4 2.5 L6 2.5 L6 1.5 L7.5 1.5 L7.5 4 L6.5 4 L7 9 L3 9"},
    {"temple", "M1 4 L5 1 L9 4 L1 4 M1 9 L9 9 M2.5 4 L2.5 9 M5 4 L5 9 M7.5 4 L7.5 9"},
    {"inn", "M2 3 L7 3 L6.5 9 L2.5 9 L2 3 M7 4 L9 4.5 L8.5 7 L6.8 7.2"},
    {"camp", "M1 9 L5 1.5 L9 9 L1 9 M4 9 L5 6 L6 9"},
    {"mine", "M2 9 L7 3 M4 1.5 L6.5 2 L8.5 4 L9 6.5"},
    {"battle", "M1.5 1.5 L8 8 M8.5 1.5 L2 8 M1.5 6.5 L3.5 8.5 M8.5 6.5 L6.5 8.5"},
    {"mountain", "M0.5 9 L4 2 L6 6 L7 4.5 L9.5 9 L0.5 9 M3 4 L4 5 L5 4"},
    {"forest", "M5 9.5 L5 7 M2 7 L5 1 L8 7 L2 7"},
};

const Sign* signOf(Shape shape)
{
    return shape >= Ruin ? &signs[shape - Ruin] : nullptr;
}

QPainterPath strokesOf(const Sign& sign)
{
    QPainterPath path;
    const QStringList words = QString::fromLatin1(sign.strokes).split(' ');
    for (qsizetype i = 0; i + 1 < words.size(); i += 2) {
        const QPointF at(words[i].mid(1).toDouble() - 5, words[i + 1].toDouble() - 5);
        words[i].startsWith('M') ? path.moveTo(at) : path.lineTo(at);
    }
    return path;
}

constexpr int fullCells = ShapeCount * 4;
constexpr int dotCells = ShapeCount * 2;
constexpr int selection = fullCells + dotCells;
constexpr int hover = selection + 1;
constexpr int focus = selection + 2;
constexpr int cellCount = selection + 3;
constexpr int columns = 8;

Shape shapeOf(const QString& kind)
{
    if (kind == u"capital") {
        return Capital;
    }
    if (kind == u"city") {
        return City;
    }
    if (kind == u"town") {
        return Town;
    }
    for (int i = 0; i < ShapeCount - Ruin; ++i) {
        if (kind == QLatin1String(signs[i].kind)) {
            return static_cast<Shape>(Ruin + i);
        }
    }
    return kind == u"marker" ? Marker : Village;
}

QPainterPath star(double outer, double inner)
{
    QPolygonF corners;
    for (int i = 0; i < 10; ++i) {
        const double angle = std::numbers::pi * (i / 5.0 - 0.5);
        corners << QPointF(std::cos(angle), std::sin(angle)) * (i % 2 == 0 ? outer : inner);
    }
    QPainterPath path;
    path.addPolygon(corners);
    path.closeSubpath();
    return path;
}

QPainterPath outlineOf(Shape shape)
{
    QPainterPath path;
    switch (shape) {
    case Capital:
        return star(9, 4.2);
    case City:
        path.addRect(-5, -5, 10, 10);
        return path;
    case Town:
        path.addEllipse(QPointF(), 4.5, 4.5);
        return path;
    case Marker:
        path.addPolygon(QPolygonF({{0, -5.5}, {5.5, 0}, {0, 5.5}, {-5.5, 0}}));
        path.closeSubpath();
        return path;
    default:
        path.addEllipse(QPointF(), 3.2, 3.2);
        return path;
    }
}

/// A light rim keeps the mark apart from whatever colour the land has.
void paintRimmed(QPainter& painter, const QPainterPath& path, const QColor& rim, const QColor& ink, double width)
{
    painter.strokePath(path, QPen(rim, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.fillPath(path, ink);
}

void paintSign(QPainter& painter, const Sign& sign, const MapColors& colors, const QColor& rim)
{
    painter.setPen(QPen(rim, 1.5));
    painter.setBrush(colors.accent);
    painter.drawEllipse(QPointF(), 9, 9);
    painter.strokePath(strokesOf(sign), QPen(rim, 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
}

void paintShape(QPainter& painter, Shape shape, const MapColors& colors, const QColor& rim)
{
    if (const Sign* sign = signOf(shape)) {
        paintSign(painter, *sign, colors, rim);
        return;
    }
    const QPainterPath outline = outlineOf(shape);
    const QColor ink = shape == Marker ? colors.accent : colors.label;
    paintRimmed(painter, outline, rim, ink, 3);
    if (shape == City) {
        painter.fillRect(QRectF(-2, -2, 4, 4), rim);
    } else if (shape == Town) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(rim);
        painter.drawEllipse(QPointF(), 2, 2);
    } else if (shape == Village) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(rim);
        painter.drawEllipse(QPointF(), 1.6, 1.6);
    }
}

/// A harbour: a small wave under the mark.
void paintPort(QPainter& painter, Shape shape, const MapColors& colors, const QColor& rim)
{
    const double y = shape == Capital ? 10 : 8;
    QPainterPath wave(QPointF(-6, y));
    wave.cubicTo(-4, y - 3, -2, y - 3, 0, y);
    wave.cubicTo(2, y + 3, 4, y + 3, 6, y);
    const QColor blue = colors.dark ? QColor(0x8f, 0xc4, 0xda) : QColor(0x1f, 0x5f, 0x7d);
    painter.strokePath(wave, QPen(rim, 4, Qt::SolidLine, Qt::RoundCap));
    painter.strokePath(wave, QPen(blue, 1.8, Qt::SolidLine, Qt::RoundCap));
}

/// A secret: a closed eye at the upper right, in the colour of secrets.
void paintSecret(QPainter& painter, const MapColors& colors, const QColor& rim)
{
    painter.save();
    painter.translate(8, -8);
    painter.setPen(Qt::NoPen);
    painter.setBrush(rim);
    painter.drawEllipse(QPointF(), 5.5, 5.5);
    painter.setBrush(colors.secret);
    painter.drawEllipse(QPointF(), 4.5, 4.5);
    painter.setPen(QPen(rim, 1.5, Qt::SolidLine, Qt::RoundCap));
    painter.setBrush(Qt::NoBrush);
    painter.drawLine(QPointF(-2, 2), QPointF(2, -2));
    painter.restore();
}

void paintRing(QPainter& painter, double radius, const QColor& color, double width, Qt::PenStyle style)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, width, style));
    painter.drawEllipse(QPointF(), radius, radius);
}

void paintCell(QPainter& painter, int cell, const MapColors& colors, const QColor& rim)
{
    if (cell == selection) {
        paintRing(painter, 13, rim, 5, Qt::SolidLine);
        paintRing(painter, 13, colors.accent, 2.5, Qt::SolidLine);
    } else if (cell == hover) {
        painter.setPen(Qt::NoPen);
        QColor glow = colors.accent;
        glow.setAlpha(70);
        painter.setBrush(glow);
        painter.drawEllipse(QPointF(), 14, 14);
    } else if (cell == focus) {
        paintRing(painter, 15.5, colors.label, 1.5, Qt::DotLine);
    } else if (cell < fullCells) {
        const auto shape = static_cast<Shape>(cell / 4);
        paintShape(painter, shape, colors, rim);
        if (cell & 1) {
            paintPort(painter, shape, colors, rim);
        }
        if (cell & 2) {
            paintSecret(painter, colors, rim);
        }
    } else {
        const auto shape = static_cast<Shape>((cell - fullCells) / 2);
        const bool secret = (cell - fullCells) & 1;
        const double radius = shape == Town ? 2.4 : 1.8;
        QPainterPath dot;
        dot.addEllipse(QPointF(), radius, radius);
        // A dot only says that there is more here: it stands back behind what has a name.
        QColor ink = secret ? colors.secret : shape >= Marker ? colors.accent : colors.regionLabel;
        paintRimmed(painter, dot, rim, ink, 1.6);
    }
}

} // namespace

void MarkerSprites::prepare(const MapColors& colors, double pixelRatio)
{
    if (m_colors == colors && m_pixelRatio == pixelRatio && !m_sheet.isNull()) {
        return;
    }
    m_colors = colors;
    m_pixelRatio = pixelRatio;
    const int rows = (cellCount + columns - 1) / columns;
    const double cellSide = std::ceil(side * pixelRatio);
    m_sheet = QImage(QSize(static_cast<int>(columns * cellSide), static_cast<int>(rows * cellSide)),
                     QImage::Format_ARGB32_Premultiplied);
    m_sheet.fill(Qt::transparent);
    QColor rim = colors.halo;
    rim.setAlpha(255);
    for (int cell = 0; cell < cellCount; ++cell) {
        QPainter painter(&m_sheet);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF box = this->cell(cell);
        painter.setClipRect(box);
        painter.translate(box.center());
        painter.scale(pixelRatio, pixelRatio);
        paintCell(painter, cell, colors, rim);
    }
}

QRectF MarkerSprites::cell(int index) const
{
    const double cellSide = std::ceil(side * m_pixelRatio);
    return {index % columns * cellSide, index / columns * cellSide, cellSide, cellSide};
}

int MarkerSprites::cellOf(const QString& kind, bool port, bool secret, MarkerDetail detail)
{
    const Shape shape = shapeOf(kind);
    return detail == MarkerDetail::Full ? shape * 4 + (secret ? 2 : 0) + (port ? 1 : 0)
                                        : fullCells + shape * 2 + (secret ? 1 : 0);
}

int MarkerSprites::selectionCell()
{
    return selection;
}

int MarkerSprites::hoverCell()
{
    return hover;
}

int MarkerSprites::focusCell()
{
    return focus;
}

double MarkerSprites::reach(const QString&, MarkerDetail detail)
{
    return detail == MarkerDetail::Dot ? 4 : side / 2.0;
}

double MarkerSprites::radius(const QString& kind, MarkerDetail detail)
{
    if (detail == MarkerDetail::Dot) {
        return 3;
    }
    constexpr double radii[] = {9, 7, 6, 5, 6};
    const Shape shape = shapeOf(kind);
    return shape >= Ruin ? 10 : radii[shape];
}

int MarkerSprites::rank(const QString& kind)
{
    constexpr int ranks[] = {4, 3, 2, 1};
    const Shape shape = shapeOf(kind);
    return shape >= Marker ? 0 : ranks[shape];
}

bool MarkerSprites::isSign(const QString& kind)
{
    return shapeOf(kind) >= Marker;
}

QStringList MarkerSprites::signKinds()
{
    QStringList kinds{QStringLiteral("marker")};
    for (const Sign& sign : signs) {
        kinds << QLatin1String(sign.kind);
    }
    return kinds;
}

} // namespace campaign::map
