// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/LabelSprites.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <cmath>

namespace campaign::map {

namespace {
constexpr double haloWidth = 2;
constexpr qsizetype mostImages = 3000;
} // namespace

QFont LabelStyle::font() const
{
    QFont font;
    font.setPixelSize(pixelSize);
    font.setHintingPreference(QFont::PreferNoHinting);
    if (kind == Kind::Region) {
        font.setWeight(strong ? QFont::DemiBold : QFont::Normal);
        font.setLetterSpacing(QFont::PercentageSpacing, strong ? 122 : 108);
    } else {
        font.setWeight(strong ? QFont::DemiBold : QFont::Normal);
        font.setItalic(kind == Kind::Marker);
    }
    return font;
}

QString LabelStyle::written(const QString& name) const
{
    return kind == Kind::Region && strong ? name.toUpper() : name;
}

void LabelSprites::prepare(const MapColors& colors, double pixelRatio)
{
    if (m_colors == colors && m_pixelRatio == pixelRatio && m_images.size() < mostImages) {
        return;
    }
    m_colors = colors;
    m_pixelRatio = pixelRatio;
    m_images.clear();
}

void LabelSprites::setLetterScale(double scale)
{
    if (m_letterScale == scale) {
        return;
    }
    m_letterScale = scale;
    m_sizes.clear();
    m_images.clear();
}

QFont LabelSprites::fontOf(const LabelStyle& style) const
{
    LabelStyle scaled = style;
    scaled.pixelSize = qRound(style.pixelSize * m_letterScale);
    return scaled.font();
}

QString LabelSprites::keyOf(const QString& name, const LabelStyle& style)
{
    const ushort tag =
        static_cast<ushort>((style.pixelSize << 3) | (static_cast<int>(style.kind) << 1) | (style.strong ? 1 : 0));
    return name + QChar(tag);
}

QSizeF LabelSprites::size(const QString& name, const LabelStyle& style)
{
    QSizeF& size = m_sizes[keyOf(name, style)];
    if (size.isEmpty()) {
        const QFontMetricsF metrics(fontOf(style));
        const QRectF ink = metrics.tightBoundingRect(QStringLiteral("Ŷg"));
        size = QSizeF(std::ceil(metrics.horizontalAdvance(style.written(name)) + 2 * haloWidth + 2),
                      std::ceil(ink.height() + 2 * haloWidth));
    }
    return size;
}

QImage LabelSprites::image(const QString& name, const LabelStyle& style, bool mayPaint)
{
    const QString key = keyOf(name, style);
    const auto known = m_images.constFind(key);
    if (known != m_images.constEnd()) {
        return *known;
    }
    if (!mayPaint) {
        return {};
    }
    const QImage painted = paint(name, style);
    m_images.insert(key, painted);
    return painted;
}

QImage LabelSprites::paint(const QString& name, const LabelStyle& style)
{
    const QSizeF box = size(name, style);
    QImage image((box * m_pixelRatio).toSize().expandedTo(QSize(1, 1)), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(m_pixelRatio);
    image.fill(Qt::transparent);
    const QFont font = fontOf(style);
    const QRectF ink = QFontMetricsF(font).tightBoundingRect(QStringLiteral("Ŷg"));
    QPainterPath letters;
    letters.addText(QPointF(haloWidth + 1, haloWidth - ink.top()), font, style.written(name));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool region = style.kind == LabelStyle::Kind::Region;
    QColor halo = m_colors.halo;
    halo.setAlphaF(halo.alphaF() * (region ? 0.55f : 1.0f));
    painter.strokePath(letters, QPen(halo, 2 * haloWidth - 0.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.fillPath(letters, region ? m_colors.regionLabel : m_colors.label);
    return image;
}

} // namespace campaign::map
