// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What of the map is shown, where its view stands, and the map as a picture.
#include "ui/map/MapPicture.h"
#include "ui/map/MarkerSprites.h"
#include "ui/workspace/WorldMap.h"

#include <QCoreApplication>
#include <QSaveFile>
#include <QtConcurrentRun>

#include <algorithm>

namespace campaign {

namespace {

struct Layer
{
    const char* key;
    QString label;
    QStringList kinds;
};

class Words
{
    Q_DECLARE_TR_FUNCTIONS(campaign::WorldLayers)
};

QList<Layer> allLayers()
{
    return {{"places", Words::tr("Towns and villages"), {"capital", "city", "town", "village"}},
            {"markers", Words::tr("Markers"), map::MarkerSprites::signKinds()},
            {"kingdoms", Words::tr("Kingdoms"), {"kingdom"}},
            {"provinces", Words::tr("Provinces"), {"province"}},
            {"regions", Words::tr("Regions"), {"region"}},
            {"cultures", Words::tr("Cultures"), {"culture"}},
            {"religions", Words::tr("Religions"), {"religion"}},
            {"rivers", Words::tr("Rivers"), {"river"}},
            {"roads", Words::tr("Roads and routes"), {"road", "trail", "searoute", "route"}},
            {"names", Words::tr("Names"), {"labels"}},
            {"picture", Words::tr("Picture"), {"picture"}}};
}

int countOf(const map::MapScene& scene, const QStringList& kinds)
{
    const auto isOne = [&kinds](const auto& thing) { return kinds.contains(thing.kind); };
    return static_cast<int>(std::count_if(scene.points.begin(), scene.points.end(), isOne) +
                            std::count_if(scene.regions.begin(), scene.regions.end(), isOne) +
                            std::count_if(scene.lines.begin(), scene.lines.end(), isOne));
}

QString written(const QImage& picture, const QString& path)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && picture.save(&file, "PNG") && file.commit())
        return {};
    return Words::tr("%1 could not be written: %2.").arg(path, file.errorString());
}

} // namespace

void WorldMap::readLayers()
{
    // Cultures and religions lie upon kingdoms; two tints at once say nothing.
    m_hiddenLayers = m_session->recall("map.hidden", QStringList{"cultures", "religions"}).toStringList();
    m_pictureOpacity = m_session->recall("map.picture", 1.0).toDouble();
    m_tint = m_session->recall("map.tint", 1.0).toDouble();
    emit layersChanged();
}

QStringList WorldMap::hiddenKinds() const
{
    QStringList kinds;
    for (const Layer& layer : allLayers()) {
        if (m_hiddenLayers.contains(layer.key))
            kinds += layer.kinds;
    }
    return kinds;
}

QVariantList WorldMap::layers() const
{
    QVariantList list;
    for (const Layer& layer : allLayers()) {
        const bool isPlain = layer.kinds == QStringList{"labels"} || layer.kinds == QStringList{"picture"};
        const int count = isPlain ? -1 : countOf(m_world.scene, layer.kinds);
        const bool hasPicture = layer.kinds != QStringList{"picture"} || !m_world.backgroundFile.empty();
        if (count != 0 && hasPicture)
            list.append(QVariantMap{{"key", layer.key},
                                    {"label", layer.label},
                                    {"count", count},
                                    {"shown", !m_hiddenLayers.contains(layer.key)}});
    }
    return list;
}

void WorldMap::showLayer(const QString& key, bool shown)
{
    if (shown)
        m_hiddenLayers.removeAll(key);
    else if (!m_hiddenLayers.contains(key))
        m_hiddenLayers.append(key);
    if (m_session)
        m_session->remember("map.hidden", m_hiddenLayers);
    emit layersChanged();
}

void WorldMap::setPictureOpacity(double opacity)
{
    m_pictureOpacity = m_world.scene.background.opacity = std::clamp(opacity, 0.0, 1.0);
    if (m_session)
        m_session->remember("map.picture", m_pictureOpacity);
    emit layersChanged();
    emit sceneChanged();
}

void WorldMap::setTint(double tint)
{
    m_tint = m_world.scene.tint = std::clamp(tint, 0.0, 2.0);
    if (m_session)
        m_session->remember("map.tint", m_tint);
    emit layersChanged();
    emit sceneChanged();
}

QString WorldMap::place() const
{
    return m_session ? m_session->recall("map.place", QString()).toString() : QString();
}

void WorldMap::rememberPlace(const QString& place)
{
    if (m_session && place != this->place())
        m_session->remember("map.place", place);
}

void WorldMap::exportImage(const QUrl& file, map::MapPalette* palette, int across)
{
    const QString path = file.isLocalFile() ? file.toLocalFile() : file.toString();
    const map::MapScene scene = m_world.scene;
    const map::MapColors colors = palette ? palette->colors() : map::MapColors();
    const QSize size = map::pictureSize(scene, across);
    QtConcurrent::run([scene, colors, hidden = hiddenKinds(), size, path] {
        return written(map::paintMap(scene, colors, hidden, size), path);
    }).then(this, [this, path](const QString& problem) { emit exported(path, problem); });
}

} // namespace campaign
