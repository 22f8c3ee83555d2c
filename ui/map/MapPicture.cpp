// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/MapPicture.h"

#include "ui/map/MapBackdrop.h"
#include "ui/map/MapComposer.h"
#include "ui/map/PaintedMapNode.h"

#include <QPainter>

#include <algorithm>

namespace campaign::map {

namespace {
constexpr double margin = 24;
constexpr int narrowest = 64;
constexpr int widest = 16384;
} // namespace

QImage paintMap(const MapScene& scene, const MapColors& colors, const QStringList& hidden, const QSize& size)
{
    MapProjection view{{}, 1, size};
    view.fit(scene.content(), margin);
    QImage ground(size, QImage::Format_ARGB32_Premultiplied);
    ground.fill(colors.water);
    {
        QPainter painter(&ground);
        MapBackdrop::build(groundOf(scene, hidden), colors, view.scale)->paint(painter, view.visible(), view.scale);
    }
    MapComposer composer;
    composer.setColors(colors);
    composer.setFitScale(view.scale);
    composer.setScene(scene, hidden, scene.content());
    MapFrame frame;
    do {
        frame = composer.compose(view, 1, {}, {TileDraw{ground, QRectF(QPointF(), QSizeF(size))}});
    } while (!composer.isSettled());
    QImage picture(size, QImage::Format_RGB32);
    QPainter painter(&picture);
    paintFrame(painter, frame);
    return picture;
}

QSize pictureSize(const MapScene& scene, int across)
{
    const QRectF content = scene.content();
    const int width = std::clamp(across, narrowest, widest);
    if (content.isEmpty()) {
        return {width, width};
    }
    const double high = (width - 2 * margin) * content.height() / content.width() + 2 * margin;
    return {width, std::clamp(static_cast<int>(high), narrowest, widest)};
}

} // namespace campaign::map
