// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/LabelPlacement.h"
#include "ui/map/LabelSprites.h"
#include "ui/map/MapScene.h"
#include "ui/map/MarkerSprites.h"
#include "ui/map/RegionSpans.h"

#include <QHash>

#include <vector>

namespace campaign::map {

/// Decides at one scale which places show a marker, a dot or nothing, and where which names stand: the important
/// first, the rest as room allows, no name upon a mark. Owned by the composer, GUI thread.
class MapLayout
{
public:
    /// What a point's kind decides, looked up once: comparing words for ten thousand points takes longer than drawing.
    struct Look
    {
        int rank;
        int fullCell;
        int dotCell;
        double radius;
        /// The marker with all it wears, in pixels around its place.
        QRectF box;
    };

    /// Points in order of importance, the least first. No name leaves the bounds (map units) by more than a little.
    void setScene(const QList<MapPoint>& points, const QList<MapRegion>& regions, const QRectF& bounds, bool hasNames);
    /// Rivers and roads, which names of regions keep off where they can.
    void setWays(const QList<MapLine>& ways);
    /// A point stands elsewhere now; the next arrange() takes note.
    void movePoint(int index, const QPointF& position) { m_points[index].position = position; }

    /// Lays out these points (ascending) and all regions at so many pixels per map unit; all other points are hidden.
    void arrange(const std::vector<int>& points, double scale, double fitScale, LabelSprites& names);

    /// What the mark covers around its place, in pixels.
    QRectF markBox(int index, MarkerDetail detail) const;
    const Look& look(int index) const { return m_looks[static_cast<size_t>(index)]; }
    MarkerDetail detail(int index) const { return m_details[static_cast<size_t>(index)]; }
    /// Owners are indices of points; regions are owners below zero (-1 - index).
    const std::vector<PlacedLabel>& labels() const { return m_labels; }
    LabelStyle style(int owner) const { return m_styles.value(owner); }

private:
    /// Where a region's name may stand.
    struct Ground
    {
        QRectF bounds;
        std::vector<RegionSpan> spans;
    };

    static Look lookOf(const MapPoint& point);
    bool placeAll(const std::vector<int>& points, LabelSprites& names, bool townsFirst);
    void addWhatToKeepOff(LabelPlacement& placement, const std::vector<int>& points) const;
    /// Few places in little room: each is looked for by its name.
    bool isNarrow() const;
    LabelStyle styleOf(int rank) const;
    void placeGreat(LabelPlacement& placement, const std::vector<int>& points, int rank);
    void nameGreat(LabelPlacement& placement, const std::vector<int>& points, int rank, LabelSprites& names);
    void placeLesser(LabelPlacement& placement, const std::vector<int>& points, LabelSprites& names,
                     bool showsAllTowns);
    void placeDots(LabelPlacement& placement, const std::vector<int>& points);
    void nameRest(LabelPlacement& placement, const std::vector<int>& points, LabelSprites& names);
    void placeSigns(LabelPlacement& placement, const std::vector<int>& points, LabelSprites& names);
    void keepNamesOfLesser(LabelPlacement& placement, const std::vector<int>& points, LabelSprites& names);
    bool nameRegions(LabelPlacement& placement, bool kingdoms, LabelSprites& names);
    bool nameRegion(LabelPlacement& placement, int index, double width, LabelSprites& names);
    bool namePoint(LabelPlacement& placement, int index, LabelSprites& names, bool mayCover);
    bool wantsName(int index) const;
    QRectF placedBox(int index, MarkerDetail detail, const LabelPlacement& placement) const;
    MarkerDetail& detailAt(int index) { return m_details[static_cast<size_t>(index)]; }

    QList<MapPoint> m_points;
    QList<MapRegion> m_regions;
    QRectF m_bounds;
    bool m_hasNames = true;
    /// Mean distance of neighbouring points, in map units.
    double m_spacing = 1;
    std::vector<Look> m_looks;
    std::vector<Ground> m_grounds;
    std::vector<QPolygonF> m_ways;

    double m_scale = 1;
    double m_fitScale = 1;
    std::vector<MarkerDetail> m_details;
    std::vector<PlacedLabel> m_labels;
    QHash<int, LabelStyle> m_styles;
};

} // namespace campaign::map
