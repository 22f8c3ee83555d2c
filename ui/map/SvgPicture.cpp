// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/SvgPicture.h"

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QSvgRenderer>
#include <cmath>

namespace campaign::map {

namespace {
constexpr double widestRiver = 8; // map units; wider strokes are shallows along a coast
} // namespace

/// A paint engine that keeps what it is told to paint.
class SvgRecorder : public QPaintEngine
{
public:
    SvgRecorder(SvgPicture& picture, bool dark)
        : QPaintEngine(AllFeatures)
        , m_picture(picture)
        , m_dark(dark)
    {
    }

    bool begin(QPaintDevice*) override { return true; }
    bool end() override { return true; }
    Type type() const override { return User; }
    void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
    void drawImage(const QRectF&, const QImage&, const QRectF&, Qt::ImageConversionFlags) override {}
    void drawTextItem(const QPointF&, const QTextItem&) override {}

    void updateState(const QPaintEngineState& now) override
    {
        m_transform = now.transform();
        m_pen = now.pen();
        m_brush = now.brush();
        m_opacity = now.opacity();
    }

    void drawPath(const QPainterPath& path) override { keep(path, true); }

    void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override
    {
        QPainterPath path;
        path.setFillRule(mode == WindingMode ? Qt::WindingFill : Qt::OddEvenFill);
        path.addPolygon(QPolygonF(QList<QPointF>(points, points + count)));
        if (mode != PolylineMode) {
            path.closeSubpath();
        }
        keep(path, mode != PolylineMode);
    }

    void drawRects(const QRectF* rects, int count) override
    {
        for (int i = 0; i < count; ++i) {
            QPainterPath path;
            path.addRect(rects[i]);
            keep(path, true);
        }
    }

    void drawLines(const QLineF* lines, int count) override
    {
        for (int i = 0; i < count; ++i) {
            QPainterPath path(lines[i].p1());
            path.lineTo(lines[i].p2());
            keep(path, false);
        }
    }

    void drawEllipse(const QRectF& box) override
    {
        QPainterPath path;
        path.addEllipse(box);
        keep(path, true);
    }

private:
    void keep(const QPainterPath& path, bool filled)
    {
        const double size = std::sqrt(std::abs(m_transform.determinant()));
        SvgPicture::Shape shape{m_transform.map(path), {}, m_pen, filled ? m_brush : QBrush(Qt::NoBrush), m_opacity};
        shape.pen.setWidthF(shape.pen.isCosmetic() ? shape.pen.widthF() : shape.pen.widthF() * size);
        if (m_dark) {
            const bool isLine = shape.brush.style() == Qt::NoBrush && shape.pen.widthF() < widestRiver;
            shape.pen.setColor(isLine ? nightLine(shape.pen.color()) : nightColor(shape.pen.color()));
            shape.brush.setColor(nightColor(shape.brush.color()));
        }
        const double edge = shape.pen.style() == Qt::NoPen ? 0 : shape.pen.widthF();
        shape.bounds = shape.path.boundingRect().adjusted(-edge, -edge, edge, edge);
        if (shape.pen.style() != Qt::NoPen || shape.brush.style() != Qt::NoBrush) {
            m_picture.m_shapes.push_back(std::move(shape));
        }
    }

    SvgPicture& m_picture;
    bool m_dark;
    QTransform m_transform;
    QPen m_pen;
    QBrush m_brush;
    double m_opacity = 1;
};

namespace {

/// A sheet of paper as large as the map that hands everything to the recorder.
class RecordingSheet : public QPaintDevice
{
public:
    RecordingSheet(QPaintEngine& engine, const QSizeF& size)
        : m_engine(engine)
        , m_size(size.toSize().expandedTo(QSize(1, 1)))
    {
    }

    QPaintEngine* paintEngine() const override { return &m_engine; }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth:
        case PdmWidthMM:
            return m_size.width();
        case PdmHeight:
        case PdmHeightMM:
            return m_size.height();
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return 96;
        case PdmDepth:
            return 32;
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return static_cast<int>(devicePixelRatioFScale());
        default:
            return QPaintDevice::metric(metric);
        }
    }

private:
    QPaintEngine& m_engine;
    QSize m_size;
};

} // namespace

namespace {

bool isWater(float hue, float saturation)
{
    return saturation > 0.08f && hue > 0.47f && hue < 0.70f;
}

} // namespace

QColor nightColor(const QColor& day)
{
    float hue = 0, saturation = 0, lightness = 0, alpha = 0;
    day.getHslF(&hue, &saturation, &lightness, &alpha);
    const bool water = isWater(hue, saturation);
    // Land keeps more of its steps and hues than water: woods and hills are to be told from the plain.
    const float night = water ? 0.07f + 0.08f * lightness : 0.05f + 0.195f * lightness;
    return QColor::fromHslF(std::max(hue, 0.0f), saturation * (water ? 0.85f : 0.6f), night, alpha);
}

QColor nightLine(const QColor& day)
{
    float hue = 0, saturation = 0, lightness = 0, alpha = 0;
    day.getHslF(&hue, &saturation, &lightness, &alpha);
    if (!isWater(hue, saturation)) {
        return nightColor(day);
    }
    QColor night = nightWaterLine;
    night.setAlphaF(alpha);
    return night;
}

SvgPicture SvgPicture::record(const QByteArray& svg, const QRectF& extent, const MapColors& colors)
{
    SvgPicture picture;
    QSvgRenderer renderer(svg);
    if (!renderer.isValid() || extent.isEmpty()) {
        return picture;
    }
    renderer.setAspectRatioMode(Qt::IgnoreAspectRatio);
    SvgRecorder recorder(picture, colors.dark);
    RecordingSheet sheet(recorder, extent.size());
    QPainter painter(&sheet);
    renderer.render(&painter, extent);
    painter.end();
    return picture;
}

QColor SvgPicture::ground(const QRectF& extent) const
{
    for (const Shape& shape : m_shapes) {
        if (shape.brush.style() == Qt::SolidPattern && shape.bounds.contains(extent.adjusted(1, 1, -1, -1))) {
            return shape.brush.color();
        }
    }
    return {};
}

void SvgPicture::paint(QPainter& painter, const QRectF& area, double scale) const
{
    const double opacity = painter.opacity();
    // What is smaller than a quarter of a pixel is not seen, but costs as much as the rest.
    const double smallest = 0.25 / scale;
    for (const Shape& shape : m_shapes) {
        if (!shape.bounds.intersects(area) || std::max(shape.bounds.width(), shape.bounds.height()) < smallest) {
            continue;
        }
        painter.setOpacity(shape.opacity * opacity);
        painter.setPen(shape.pen);
        painter.setBrush(shape.brush);
        painter.drawPath(shape.path);
    }
    painter.setOpacity(opacity);
    painter.setBrush(Qt::NoBrush);
}

} // namespace campaign::map
