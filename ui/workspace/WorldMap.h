// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/MapPalette.h"
#include "ui/session/Session.h"
#include "ui/workspace/WorldScene.h"

#include <QPointF>
#include <QTimer>
#include <QUrl>
#include <QVariantList>

namespace campaign {

/// The map of the open campaign for the map view: its scene, what is selected on it, and what the user's gestures mean.
/// The scene is read through GraphQL, built on a worker thread, and patched or read again as the store changes. GUI
/// thread.
class WorldMap : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::Session* session READ session WRITE setSession NOTIFY sessionChanged)
    Q_PROPERTY(campaign::map::MapScene scene READ scene NOTIFY sceneChanged)
    Q_PROPERTY(QStringList selectedIds READ selectedIds NOTIFY selectedIdsChanged)
    /// Kinds of the scene that are not to be shown.
    Q_PROPERTY(QStringList hiddenKinds READ hiddenKinds NOTIFY layersChanged)
    /// The layers there are: {key, label, count, shown}.
    Q_PROPERTY(QVariantList layers READ layers NOTIFY layersChanged)
    Q_PROPERTY(double pictureOpacity READ pictureOpacity WRITE setPictureOpacity NOTIFY layersChanged)
    Q_PROPERTY(double tint READ tint WRITE setTint NOTIFY layersChanged)
    /// Where the view stood the last time, as MapItem writes it; "" for the whole map.
    Q_PROPERTY(QString place READ place NOTIFY placeChanged)
    Q_PROPERTY(bool isLoading READ isLoading NOTIFY loadingChanged)
    Q_PROPERTY(bool hasScene READ hasScene NOTIFY loadingChanged)
    /// There is nothing to show.
    Q_PROPERTY(bool isEmpty READ isEmpty NOTIFY loadingChanged)

public:
    explicit WorldMap(QObject* parent = nullptr);

    Session* session() const { return m_session; }
    void setSession(Session* session);
    const map::MapScene& scene() const { return m_world.scene; }
    const WorldScene& world() const { return m_world; }
    QStringList selectedIds() const;
    QStringList hiddenKinds() const;
    QVariantList layers() const;
    QString place() const;
    double pictureOpacity() const { return m_pictureOpacity; }
    double tint() const { return m_tint; }
    void setPictureOpacity(double opacity);
    void setTint(double tint);
    /// Shows or hides a layer by its key.
    Q_INVOKABLE void showLayer(const QString& key, bool shown);
    /// Where the view stands, to be found there again.
    Q_INVOKABLE void rememberPlace(const QString& place);
    /// Paints the whole map into a PNG of so many pixels across, on a worker; exported() says how it went.
    Q_INVOKABLE void exportImage(const QUrl& file, campaign::map::MapPalette* palette, int across);
    bool isLoading() const { return m_isLoading; }
    bool hasScene() const { return !m_world.scene.isEmpty(); }
    bool isEmpty() const { return !m_isLoading && m_world.scene.isEmpty(); }

    /// Selects what a mark stands for; no marks clear the selection.
    Q_INVOKABLE void select(const QStringList& locationIds);
    /// A dragged point was let go at these map units: one change, named after what stands there.
    Q_INVOKABLE void move(const QString& locationId, double x, double y);
    /// "412.1, 88.0" in the map's own coordinates.
    Q_INVOKABLE QString coordinates(const QPointF& position) const;

signals:
    void sessionChanged();
    void sceneChanged();
    void selectedIdsChanged();
    void loadingChanged();
    void layersChanged();
    void placeChanged();
    /// `problem` is empty when the picture was written.
    void exported(const QString& path, const QString& problem);
    /// A move was refused: marks must go back to where the scene has them.
    void moveRefused();
    /// The selection came from elsewhere and stands on the map under this id.
    void revealWanted(const QString& locationId);

private:
    void load();
    void built(WorldScene world);
    void reveal();
    void loadBackground();
    void setBackground(const QByteArray& bytes);
    void followChanges(const std::vector<client::EntityDelta>& deltas);
    bool patch(const client::EntityDelta& delta);
    void followSelection();
    QString placeOf(const QString& entityId) const;
    void setLoading(bool loading);
    void readLayers();

    Session* m_session = nullptr;
    WorldScene m_world;
    QStringList m_hiddenLayers;
    double m_pictureOpacity = 1;
    double m_tint = 1;
    QString m_selectedHere; // chosen on the map itself: no need to bring it into view
    bool m_isLoading = false;
    std::vector<client::EntityDelta> m_movedWhileLoading;
    bool m_isStale = false;
    QTimer m_reload;
};

} // namespace campaign
