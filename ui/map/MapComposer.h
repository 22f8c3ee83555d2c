// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/LabelSprites.h"
#include "ui/map/MapFrame.h"
#include "ui/map/MapLayout.h"
#include "ui/map/MapProjection.h"
#include "ui/map/MapScene.h"
#include "ui/map/MarkerSprites.h"
#include "ui/map/PointIndex.h"
#include "ui/map/RegionIndex.h"
#include "ui/map/SelectionOutline.h"

#include <QSet>
#include <QStringList>

namespace campaign::map {

/// Provinces are drawn, named and hit from this many times the whole map's scale on.
constexpr double provinceLook = 1.6;

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
    /// Kinds named in hidden (of points and regions; "labels") are left out of picture and hit test alike. Names keep
    /// to the content (map units).
    void setScene(const MapScene& scene, const QStringList& hidden, const QRectF& content);
    void setColors(const MapColors& colors) { m_colors = colors; }
    /// Scale at which the whole map fits the window.
    void setFitScale(double scale) { m_fitScale = scale; }
    /// Names are written this much larger; 1 at first.
    void setLetterScale(double scale);
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
    /// The point whose marker is under the pixel, the nearest of several (to the pixel, then the topmost); -1 for none.
    int pointAt(const MapProjection& view, const QPointF& pixel, const MapMarks& marks) const;
    /// The region under the pixel, or null. Provinces count only where they are drawn.
    const MapRegion* regionAt(const MapProjection& view, const QPointF& pixel) const;
    /// Named points of the last frame in reading order: what Tab walks through.
    std::vector<int> namedPoints(const MapProjection& view) const;
    /// Whether the last frame holds this point's or region's name.
    bool isNamed(const QString& id) const { return m_namedIds.contains(id); }
    /// The names of the last frame, in item pixels.
    const std::vector<QRectF>& labelBoxes() const { return m_labelBoxes; }
    /// The markers and dots of the last frame, in item pixels, and the points they stand for.
    const std::vector<QRectF>& markBoxes() const { return m_markBoxes; }
    const std::vector<int>& shownPoints() const { return m_shown; }
    MarkerDetail detail(int index) const { return m_layout.detail(index); }

private:
    void preparePlaces(const MapProjection& view);
    QSet<int> indicesOf(const QSet<QString>& ids) const;
    bool isReserved(const QRectF& box) const;
    /// How a point is drawn: what is marked is always there in full, though the layout had no room for it.
    MarkerDetail shownDetail(int index, const MapMarks& marks) const;
    void addMarkers(MapFrame& frame, const MapProjection& view, const MapMarks& marks);
    void addMarker(MapFrame& frame, const QPointF& pixel, int index, MarkerDetail detail) const;
    void addCell(MapFrame& frame, const QPointF& pixel, int cell, double reach) const;
    void addLabels(MapFrame& frame, const MapProjection& view, const QSet<int>& selected);
    void reindex();

    MapColors m_colors;
    double m_fitScale = 1;
    QRectF m_extent;
    QList<QRectF> m_reserved;
    QList<MapPoint> m_points;
    QList<MapRegion> m_regions;
    QHash<QString, int> m_indexOfId;
    PointIndex m_pointIndex;
    RegionIndex m_regionIndex;

    MarkerSprites m_markers;
    LabelSprites m_names;
    SelectionOutline m_outline;
    double m_placedScale = 0;
    /// Whether the names of the whole map were placed, or only those near the window of a view that was zooming.
    bool m_placedAll = false;
    MapLayout m_layout;
    std::vector<int> m_namedPoints;
    QSet<QString> m_namedIds;
    std::vector<QRectF> m_labelBoxes;
    std::vector<QRectF> m_markBoxes;
    std::vector<int> m_shown;
    bool m_settled = false;
};

} // namespace campaign::map
