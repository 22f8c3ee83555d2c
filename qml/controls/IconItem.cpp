// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/controls/IconItem.h"

#include <QImage>
#include <QPainter>
#include <QSvgRenderer>

namespace campaign {

IconItem::IconItem(QQuickItem* parent)
    : QQuickPaintedItem(parent)
{
    setImplicitSize(m_size, m_size);
    setAntialiasing(true);
}

void IconItem::paint(QPainter* painter)
{
    if (m_name.isEmpty()) {
        return;
    }
    QSvgRenderer renderer(QStringLiteral(":/campaign/icons/%1.svg").arg(m_name));
    if (!renderer.isValid()) {
        return;
    }
    const qreal ratio = painter->device()->devicePixelRatioF();
    const int side = qRound(qMin(width(), height()) * ratio);
    if (side <= 0) {
        return;
    }
    QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter brush(&image);
    renderer.render(&brush, QRectF(0, 0, side, side));
    // The drawing only says where there is ink; the theme says which ink.
    brush.setCompositionMode(QPainter::CompositionMode_SourceIn);
    brush.fillRect(image.rect(), m_color);
    brush.end();
    image.setDevicePixelRatio(ratio);
    painter->drawImage(QPointF((width() - side / ratio) / 2, (height() - side / ratio) / 2), image);
}

void IconItem::setName(const QString& name)
{
    if (m_name == name) {
        return;
    }
    m_name = name;
    emit nameChanged();
    update();
}

void IconItem::setColor(const QColor& color)
{
    if (m_color == color) {
        return;
    }
    m_color = color;
    emit colorChanged();
    update();
}

void IconItem::setSize(qreal size)
{
    if (qFuzzyCompare(m_size, size)) {
        return;
    }
    m_size = size;
    setImplicitSize(size, size);
    emit sizeChanged();
    update();
}

} // namespace campaign
