// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/MapBackdrop.h"
#include "ui/map/MapProjection.h"

#include <QHash>
#include <QObject>
#include <QThreadPool>
#include <QTimer>
#include <atomic>

namespace campaign::map {

/// An image and where it goes, in item pixels.
struct TileDraw
{
    QImage image;
    QRectF target;
};

/// Keeps the backdrop as square images, painted on worker threads at the scale the view has come to rest at. While
/// the view is moving, what there is gets drawn stretched. Lives on the GUI thread; only images come back from workers.
class TileStore : public QObject
{
    Q_OBJECT

public:
    explicit TileStore(QObject* parent = nullptr);
    ~TileStore() override;

    /// Builds the backdrop on a worker and paints all tiles anew; the old ones stay until then.
    void rebuild(const MapScene& scene, const MapColors& colors, double fitScale);

    /// What to draw for this view, bottom first, and what to paint next. Pixel ratio as in QWindow.
    std::vector<TileDraw> tilesFor(const MapProjection& view, double pixelRatio);

    /// Whether the last view asked for is covered by tiles of exactly its scale.
    bool isSettled() const { return m_settled; }

signals:
    /// Something new can be drawn.
    void changed();
    /// The backdrop of the latest rebuild has arrived.
    void rebuilt();

private:
    using Key = std::pair<int, int>;
    struct Generation
    {
        double scale = 0; // device pixels per map unit
        QHash<Key, QImage> tiles;
        QHash<Key, bool> asked;
        int number = 0;
    };

    void install(std::shared_ptr<const MapBackdrop> backdrop, int rebuild);
    void startGeneration(double scale);
    void ask(const Key& key, int priority);
    void receive(const Key& key, int generation, const QImage& image);
    void askForOverview();
    QRect neededTiles(const MapProjection& view, double scale) const;
    bool append(std::vector<TileDraw>& draws, const Generation& generation, const MapProjection& view,
                double pixelRatio) const;
    void forgetFarTiles(const QRect& needed);

    /// Backdrops and overviews: never thrown away, unlike the tiles waiting in m_workers.
    QThreadPool m_builders;
    QThreadPool m_workers;
    QTimer m_rest;
    std::shared_ptr<const MapBackdrop> m_backdrop;
    Generation m_current;
    Generation m_previous;
    QImage m_overview;
    double m_wantedScale = 0;
    int m_rebuilds = 0;
    int m_installed = 0;
    bool m_stale = true;
    bool m_settled = false;
    /// Read by the workers: jobs of an older generation give up at once.
    std::atomic<int> m_generation{0};
};

} // namespace campaign::map
