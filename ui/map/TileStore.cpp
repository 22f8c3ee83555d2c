// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/TileStore.h"

#include <QPainter>
#include <QThread>
#include <algorithm>
#include <cmath>

namespace campaign::map {

namespace {

constexpr int tileSide = 512;
constexpr int overviewSide = 1024;
constexpr int mostTiles = 40;
// The wheel's steps come faster than this; painting every step's tiles would waste them all.
constexpr int restMilliseconds = 70;
// Stretched farther than this, the old tiles are no longer worth looking at.
constexpr double mostStretch = 2;

QImage paintTile(const MapBackdrop& backdrop, const QRectF& area, double scale, const QSize& pixels)
{
    QImage image(pixels, QImage::Format_RGB32);
    QPainter painter(&image);
    backdrop.paint(painter, area, scale);
    return image;
}

} // namespace

TileStore::TileStore(QObject* parent)
    : QObject(parent)
{
    m_builders.setMaxThreadCount(1);
    m_workers.setMaxThreadCount(std::clamp(QThread::idealThreadCount() - 1, 1, 3));
    m_workers.setThreadPriority(QThread::LowPriority);
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMilliseconds);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        startGeneration(m_wantedScale);
        emit changed();
    });
}

TileStore::~TileStore()
{
    ++m_generation;
    m_builders.clear();
    m_workers.clear();
    m_builders.waitForDone();
    m_workers.waitForDone();
}

void TileStore::rebuild(const MapScene& scene, const MapColors& colors, double fitScale)
{
    m_settled = false;
    const int number = ++m_rebuilds;
    m_builders.clear(); // whatever waits there is older
    m_builders.start([this, scene, colors, fitScale, number] {
        auto backdrop = MapBackdrop::build(scene, colors, fitScale);
        QMetaObject::invokeMethod(
            this, [this, backdrop, number] { install(backdrop, number); }, Qt::QueuedConnection);
    });
}

void TileStore::install(std::shared_ptr<const MapBackdrop> backdrop, int rebuild)
{
    if (rebuild != m_rebuilds) {
        return;
    }
    m_backdrop = std::move(backdrop);
    m_installed = rebuild;
    m_stale = true;
    emit rebuilt();
    askForOverview();
    emit changed();
}

void TileStore::askForOverview()
{
    const QRectF extent = m_backdrop->extent();
    if (extent.isEmpty()) {
        return;
    }
    const double scale = overviewSide / std::max(extent.width(), extent.height());
    const QSize pixels((extent.size() * scale).toSize().expandedTo(QSize(1, 1)));
    m_builders.start([this, backdrop = m_backdrop, extent, scale, pixels, number = m_rebuilds] {
        const QImage image = paintTile(*backdrop, extent, scale, pixels);
        QMetaObject::invokeMethod(
            this,
            [this, image, number] {
                if (number == m_rebuilds) {
                    m_overview = image;
                    emit changed();
                }
            },
            Qt::QueuedConnection);
    });
}

void TileStore::startGeneration(double scale)
{
    if (!m_backdrop || (m_current.scale == scale && !m_stale)) {
        return;
    }
    if (!m_current.tiles.isEmpty()) {
        m_previous = std::move(m_current);
    }
    m_workers.clear();
    m_current = {};
    m_current.scale = scale;
    m_current.number = ++m_generation;
    m_stale = false;
}

QRect TileStore::neededTiles(const MapProjection& view, double scale) const
{
    const QRectF area = view.visible();
    const double side = tileSide / scale;
    const QPoint first(static_cast<int>(std::floor(area.left() / side)),
                       static_cast<int>(std::floor(area.top() / side)));
    const QPoint last(static_cast<int>(std::floor(area.right() / side)),
                      static_cast<int>(std::floor(area.bottom() / side)));
    return {first, last};
}

void TileStore::ask(const Key& key, int priority)
{
    if (m_current.asked.contains(key)) {
        return;
    }
    m_current.asked.insert(key, true);
    const double side = tileSide / m_current.scale;
    const QRectF area(key.first * side, key.second * side, side, side);
    m_workers.start(
        [this, key, area, backdrop = m_backdrop, scale = m_current.scale, number = m_current.number] {
            if (number != m_generation) {
                return;
            }
            const QImage image = paintTile(*backdrop, area, scale, QSize(tileSide, tileSide));
            QMetaObject::invokeMethod(
                this, [this, key, number, image] { receive(key, number, image); }, Qt::QueuedConnection);
        },
        priority);
}

void TileStore::receive(const Key& key, int generation, const QImage& image)
{
    if (generation == m_current.number) {
        m_current.tiles.insert(key, image);
        emit changed();
    }
}

std::vector<TileDraw> TileStore::tilesFor(const MapProjection& view, double pixelRatio)
{
    std::vector<TileDraw> draws;
    if (!m_backdrop) {
        return draws;
    }
    m_wantedScale = view.scale * pixelRatio;
    const double stretch = m_current.scale > 0 ? m_wantedScale / m_current.scale : mostStretch * 2;
    if (m_stale || stretch > mostStretch || stretch < 1 / mostStretch) {
        startGeneration(m_wantedScale);
    } else if (m_current.scale != m_wantedScale) {
        m_rest.start();
    }
    const QRect needed = neededTiles(view, m_current.scale);
    for (int y = needed.top(); y <= needed.bottom(); ++y) {
        for (int x = needed.left(); x <= needed.right(); ++x) {
            ask({x, y}, -(std::abs(x - needed.center().x()) + std::abs(y - needed.center().y())) - 2);
        }
    }
    std::vector<TileDraw> top;
    const bool complete = append(top, m_current, view, pixelRatio);
    m_settled = complete && m_current.scale == m_wantedScale && !m_overview.isNull() && m_installed == m_rebuilds;
    if (!complete && !m_overview.isNull()) {
        const QRectF extent = m_backdrop->extent();
        draws.push_back({m_overview, QRectF(view.toItem(extent.topLeft()), extent.size() * view.scale)});
        append(draws, m_previous, view, pixelRatio);
    } else if (complete) {
        m_previous = {};
    }
    draws.insert(draws.end(), top.begin(), top.end());
    forgetFarTiles(needed);
    return draws;
}

bool TileStore::append(std::vector<TileDraw>& draws, const Generation& generation, const MapProjection& view,
                       double pixelRatio) const
{
    if (generation.scale <= 0) {
        return false;
    }
    bool complete = true;
    const QRect needed = neededTiles(view, generation.scale);
    const double side = tileSide / generation.scale * view.scale;
    // At rest the corner of the grid is moved to a whole device pixel, so that tiles are copied, not filtered.
    QPointF origin = view.toItem(QPointF(0, 0));
    if (generation.scale == view.scale * pixelRatio) {
        origin = QPointF(std::round(origin.x() * pixelRatio), std::round(origin.y() * pixelRatio)) / pixelRatio;
    }
    if (static_cast<qint64>(needed.width()) * needed.height() > 4 * mostTiles) {
        return false;
    }
    for (int y = needed.top(); y <= needed.bottom(); ++y) {
        for (int x = needed.left(); x <= needed.right(); ++x) {
            const auto tile = generation.tiles.constFind({x, y});
            if (tile == generation.tiles.constEnd()) {
                complete = false;
                continue;
            }
            draws.push_back({*tile, QRectF(origin + QPointF(x * side, y * side), QSizeF(side, side))});
        }
    }
    return complete;
}

void TileStore::forgetFarTiles(const QRect& needed)
{
    if (m_current.tiles.size() <= mostTiles) {
        return;
    }
    const QRect keep = needed.adjusted(-1, -1, 1, 1);
    for (auto tile = m_current.tiles.begin(); tile != m_current.tiles.end();) {
        if (keep.contains(tile.key().first, tile.key().second)) {
            ++tile;
        } else {
            m_current.asked.remove(tile.key());
            tile = m_current.tiles.erase(tile);
        }
    }
}

} // namespace campaign::map
