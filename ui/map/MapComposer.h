// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/LabelPlacement.h"
#include "ui/map/LabelSprites.h"
#include "ui/map/MapFrame.h"
#include "ui/map/MapProjection.h"
#include "ui/map/MapScene.h"
#include "ui/map/MarkerSprites.h"
#include "ui/map/PointIndex.h"
#include "ui/map/RegionIndex.h"

#include <QSet>
#include <QStringList>

namespace campaign::map {

/// What the user is doing to the marks: indices of points as MapComposer counts them, -1 for none.
struct MapMarks
{
    QSet<QString> selected;
    int hovered = -1;
    int focused = -1;
    int dragged = -1;
    QPointF dragPosition;
};

/// Turns a scene and a view into a frame: which markers, which names, where. Owned by the map item, GUI thread.
class MapComposer
{
public:
    /// Kinds named in hidden (of points and regions; "labels") are left out of picture and hit test alike.
    void setScene(const MapScene& scene, const QStringList& hidden);
    void setColors(const MapColors& colors) { m_colors = colors; }
    /// Scale at which the whole map fits the window.
    void setFitScale(double scale) { m_fitScale = scale; }
    /// Item pixels that something else stands on: no name is put under it.
    void setReserved(const QList<QRectF>& areas) { m_reserved = areas; }
    /// Shows a point elsewhere until the next scene arrives.
    void movePoint(int index, const QPointF& position);

    MapFrame compose(const MapProjection& view, double pixelRatio, const MapMarks& marks, std::vector<TileDraw> tiles);
    /// Whether every name of the last frame was painted already.
    bool isSettled() const { return m_settled; }

    /// Points in order of importance, the least first.
    const QList<MapPoint>& points() const { return m_points; }
    int indexOf(const QString& id) const { return m_indexOfId.value(id, -1); }
    /// The point whose marker is under the pixel, the nearest of several; -1 for none.
    int pointAt(const MapProjection& view, const QPointF& pixel) const;
    /// The region under the pixel, or null. Provinces count only where they are drawn.
    const MapRegion* regionAt(const MapProjection& view, const QPointF& pixel) const;
    /// Named points of the last frame in reading order: what Tab walks through.
    std::vector<int> namedPoints(const MapProjection& view) const;
    /// The names of the last frame, in item pixels.
    const std::vector<QRectF>& labelBoxes() const { return m_labelBoxes; }
    /// How many markers the last frame holds.
    size_t markerCount() const { return m_markerCount; }

private:
    /// What a point's kind decides, looked up once: comparing words for ten thousand points takes longer than drawing.
    struct Look
    {
        int rank;
        int fullCell;
        int dotCell;
        double radius;
    };

    void preparePlaces(const MapProjection& view);
    CollisionGrid marksAt(const std::vector<int>& points, double scale) const;
    QSet<int> indicesOf(const QSet<QString>& ids) const;
    bool isReserved(const QRectF& box) const;
    void requestRegions(std::vector<LabelRequest>& requests, double scale, bool kingdoms);
    void requestPoints(std::vector<LabelRequest>& requests, const std::vector<int>& points, double scale);
    void addMarkers(MapFrame& frame, const MapProjection& view, const MapMarks& marks);
    void addMarker(MapFrame& frame, const QPointF& pixel, int index, MarkerDetail detail) const;
    void addCell(MapFrame& frame, const QPointF& pixel, int cell, double reach) const;
    void addLabels(MapFrame& frame, const MapProjection& view);
    MarkerDetail detailOf(int index, double scale) const;
    static LabelStyle styleOf(int rank);
    void reindex();

    MapColors m_colors;
    double m_fitScale = 1;
    QRectF m_extent;
    /// Mean distance of neighbouring points, in map units.
    double m_spacing = 1;
    bool m_showLabels = true;
    QList<QRectF> m_reserved;
    QList<MapPoint> m_points;
    std::vector<Look> m_looks;
    QList<MapRegion> m_regions;
    std::vector<QRectF> m_regionBounds;
    QHash<QString, int> m_indexOfId;
    PointIndex m_pointIndex;
    RegionIndex m_regionIndex;

    MarkerSprites m_markers;
    LabelSprites m_names;
    double m_placedScale = 0;
    /// Whether the names of the whole map were placed, or only those near the window of a view that was zooming.
    bool m_placedAll = false;
    std::vector<PlacedLabel> m_places;
    /// Style of each label owner at the placed scale; regions are owners below zero (-1 - index).
    QHash<int, LabelStyle> m_styles;
    std::vector<int> m_namedPoints;
    std::vector<QRectF> m_labelBoxes;
    size_t m_markerCount = 0;
    bool m_settled = false;
};

} // namespace campaign::map
