// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/ShownText.h"

#include <QHash>

#include <algorithm>
#include <cmath>

namespace campaign::tests {

namespace {

constexpr double highest = 21;

double linear(double channel)
{
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

QColor over(const QColor& front, double opacity, const QColor& back)
{
    const double share = front.alphaF() * opacity;
    const auto mix = [share](double top, double bottom) { return share * top + (1 - share) * bottom; };
    return QColor::fromRgbF(static_cast<float>(mix(front.redF(), back.redF())),
                            static_cast<float>(mix(front.greenF(), back.greenF())),
                            static_cast<float>(mix(front.blueF(), back.blueF())));
}

QRgb commonest(const QImage& picture, const QRect& area)
{
    QHash<QRgb, int> counts;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x)
            ++counts[picture.pixel(x, y)];
    }
    const auto most = std::max_element(counts.cbegin(), counts.cend());
    return most == counts.cend() ? 0 : most.key();
}

} // namespace

QRectF seenArea(const QQuickItem* item)
{
    QRectF area = item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
    for (const QQuickItem* parent = item->parentItem(); parent; parent = parent->parentItem()) {
        if (parent->clip())
            area &= parent->mapRectToScene(QRectF(0, 0, parent->width(), parent->height()));
    }
    return area;
}

double contrastOf(const QQuickItem* text, const QImage& window)
{
    const QRect area = seenArea(text).toRect() & window.rect();
    if (area.isEmpty())
        return highest;
    double opacity = 1;
    for (const QQuickItem* item = text; item; item = item->parentItem())
        opacity *= item->opacity();
    const QColor back = QColor::fromRgb(commonest(window, area));
    const QColor front = over(text->property("color").value<QColor>(), opacity, back);
    const double light = std::max(luminance(front), luminance(back)) + 0.05;
    const double dark = std::min(luminance(front), luminance(back)) + 0.05;
    return light / dark;
}

} // namespace campaign::tests
