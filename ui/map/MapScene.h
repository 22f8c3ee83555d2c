// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QImage>
#include <QList>
#include <QObject>
#include <QPainterPath>
#include <QPolygonF>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace campaign::map {

/// A place on the map. Positions are map units, y downwards, as in the map's own picture.
struct MapPoint
{
    QString id;
    QPointF position;
    QString name;
    /// capital, city, town, village or a sign (MarkerSprites::signKinds); anything else is drawn as a village.
    QString kind;
    /// Greater is drawn above and labelled first (a population does well).
    double importance = 0;
    bool port = false;
    bool secret = false;

    bool operator==(const MapPoint&) const = default;
};

/// An area: polygons of rings, the first ring of each is its outer one, the others are holes (even-odd).
struct MapRegion
{
    QString id;
    QString name;
    /// kingdom (tint, strong inner border, large name), province (thin line, close up only) or another word (tint).
    QString kind;
    QList<QList<QPolygonF>> polygons;
    QColor color;
    QPointF labelPoint;
    bool secret = false;

    bool operator==(const MapRegion&) const = default;
};

/// Its rings, even-odd, in map units.
QPainterPath pathOf(const MapRegion& region);

/// A river, road, trail or searoute.
struct MapLine
{
    QString id;
    QString name;
    QString kind;
    QPolygonF path;
    /// Map units; 0 takes the kind's own width.
    double width = 0;

    bool operator==(const MapLine&) const = default;
};

/// The picture below everything: SVG text or a raster image, stretched over the extent (map units).
struct MapBackground
{
    QByteArray svg;
    QImage image;
    QRectF extent;
    /// 0 to 1.
    double opacity = 1;

    bool operator==(const MapBackground&) const = default;
};

class MapScene;
/// What lies below the marks, without the hidden kinds ("picture" hides the background).
MapScene groundOf(const MapScene& scene, const QStringList& hidden);

/// Everything a map shows, as plain values. Lists are shared until written, so handing a scene over costs nothing
/// and an unchanged list is recognised without looking into it.
class MapScene
{
    Q_GADGET
    QML_ANONYMOUS
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString distanceUnit MEMBER distanceUnit)
    Q_PROPERTY(double distancePerUnit MEMBER distancePerUnit)

public:
    QString name;
    QList<MapPoint> points;
    QList<MapRegion> regions;
    QList<MapLine> lines;
    MapBackground background;
    /// Real distance of one map unit, in distanceUnit; 0 when the map has no scale.
    double distancePerUnit = 0;
    QString distanceUnit;
    /// How strongly regions are tinted, 0 to 1.
    double tint = 1;

    /// The background's extent, or what the points, regions and lines span; empty for an empty scene.
    QRectF extent() const;
    /// Where there is something to see, within the extent: what regions, points and land ways span when they make up
    /// the better part of the extent, else the extent. A map with three villages on it is shown whole.
    QRectF content() const;
    bool isEmpty() const;
    bool operator==(const MapScene&) const = default;
};

} // namespace campaign::map

Q_DECLARE_METATYPE(campaign::map::MapScene)
