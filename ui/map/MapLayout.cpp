// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/MapLayout.h"

#include "ui/map/MapComposer.h"
#include "ui/map/RegionIndex.h"

#include <algorithm>
#include <cmath>

namespace campaign::map {

namespace {

// Below these mean distances of neighbours (pixels) places are dots and names wait.
constexpr double roomForVillage = 14;
constexpr double roomForTown = 8;
constexpr double roomForSignName = 46;
constexpr double roomForEveryPlace = 30; // with so few nobody should look for one in vain
constexpr double roomForLargeLetters = 75;
constexpr int capitalRank = 4;
constexpr int cityRank = 3;
constexpr int townRank = 2;
constexpr double edgeMargin = 20;
constexpr int linesPerRegion = 17;
constexpr double dotRadius = 3;
constexpr double roomBesideWays = 90;  // else names need all the places there are
constexpr qsizetype mostBends = 3'000; // a map with more ways than that has no room beside them

QRectF around(const QPointF& pixel, double radius)
{
    return {pixel.x() - radius, pixel.y() - radius, 2 * radius, 2 * radius};
}

} // namespace

MapLayout::Look MapLayout::lookOf(const MapPoint& point)
{
    Look look{MarkerSprites::rank(point.kind),
              MarkerSprites::cellOf(point.kind, point.port, point.secret, MarkerDetail::Full),
              MarkerSprites::cellOf(point.kind, point.port, point.secret, MarkerDetail::Dot),
              MarkerSprites::radius(point.kind, MarkerDetail::Full),
              {}};
    look.box = around({}, look.radius);
    if (point.port) {
        look.box.setBottom(look.radius + 4);
    }
    if (point.secret) {
        look.box.setTopRight({13, -13});
    }
    return look;
}

void MapLayout::setScene(const QList<MapPoint>& points, const QList<MapRegion>& regions, const QRectF& bounds,
                         bool hasNames)
{
    m_points = points;
    m_bounds = bounds;
    m_hasNames = hasNames;
    m_looks.clear();
    for (const MapPoint& point : points) {
        m_looks.push_back(lookOf(point));
    }
    m_details.assign(m_looks.size(), MarkerDetail::Full);
    const double area = bounds.width() * bounds.height();
    m_spacing = points.isEmpty() ? 1 : std::sqrt(area / static_cast<double>(points.size()));
    if (m_regions == regions && !m_grounds.empty()) {
        return;
    }
    m_regions = regions;
    m_grounds.clear();
    for (const MapRegion& region : regions) {
        m_grounds.push_back({RegionIndex::boundsOf(region), spansOf(region, linesPerRegion)});
    }
}

void MapLayout::setWays(const QList<MapLine>& ways)
{
    m_ways.clear();
    qsizetype bends = 0;
    for (const MapLine& way : ways) {
        bends += way.path.size();
        if (way.kind != u"searoute")
            m_ways.push_back(way.path);
    }
    if (bends > mostBends)
        m_ways.clear();
}

bool MapLayout::isNarrow() const
{
    const double spacing = m_spacing * m_scale;
    return spacing >= roomForEveryPlace && spacing < roomForLargeLetters;
}

/// In a narrow view smaller, so that the great leave the small a place.
LabelStyle MapLayout::styleOf(int rank) const
{
    const int less = isNarrow() ? 1 : 0;
    LabelStyle style;
    style.kind = rank == 0 ? LabelStyle::Kind::Marker : LabelStyle::Kind::Place;
    style.pixelSize = rank >= capitalRank ? 15 - 2 * less : rank == cityRank ? 13 - less : 12 - less;
    style.strong = rank >= cityRank;
    return style;
}

QRectF MapLayout::markBox(int index, MarkerDetail detail) const
{
    return detail == MarkerDetail::Dot ? around({}, dotRadius) : look(index).box;
}

QRectF MapLayout::placedBox(int index, MarkerDetail detail, const LabelPlacement& placement) const
{
    return markBox(index, detail).translated(placement.pixel(m_points[index].position));
}

bool MapLayout::wantsName(int index) const
{
    return m_hasNames && !m_points[index].name.isEmpty();
}

void MapLayout::arrange(const std::vector<int>& points, double scale, double fitScale, LabelSprites& names)
{
    m_scale = scale;
    m_fitScale = fitScale;
    if (!isNarrow() || !placeAll(points, names, true)) {
        placeAll(points, names, false);
    }
}

/// Whether every kingdom found a place for its name.
bool MapLayout::placeAll(const std::vector<int>& points, LabelSprites& names, bool townsFirst)
{
    m_styles.clear();
    m_details.assign(m_looks.size(), MarkerDetail::Hidden);
    LabelPlacement placement(m_scale, m_bounds, edgeMargin);
    addWhatToKeepOff(placement, points);
    placeGreat(placement, points, capitalRank);
    placeGreat(placement, points, cityRank);
    nameGreat(placement, points, capitalRank, names);
    bool areKingdomsNamed = false;
    if (townsFirst) { // a kingdom's name has more places than a town's
        nameGreat(placement, points, cityRank, names);
        placeLesser(placement, points, names, true);
        areKingdomsNamed = nameRegions(placement, true, names);
    } else {
        keepNamesOfLesser(placement, points, names);
        areKingdomsNamed = nameRegions(placement, true, names);
        nameGreat(placement, points, cityRank, names);
        placeLesser(placement, points, names, true);
    }
    placeDots(placement, points);
    if (isNarrow()) {
        nameRest(placement, points, names);
    }
    placeSigns(placement, points, names);
    nameRegions(placement, false, names);
    m_labels = placement.labels();
    return areKingdomsNamed;
}

void MapLayout::addWhatToKeepOff(LabelPlacement& placement, const std::vector<int>& points) const
{
    for (const int index : points) {
        if (look(index).rank > 0) {
            placement.addMinor(placedBox(index, isNarrow() ? MarkerDetail::Full : MarkerDetail::Dot, placement));
        }
    }
    const bool hasRoomBeside = m_spacing * m_scale >= roomBesideWays;
    for (const QPolygonF& way : hasRoomBeside ? m_ways : std::vector<QPolygonF>()) {
        QPolygonF pixels;
        for (const QPointF& point : way)
            pixels.append(placement.pixel(point));
        placement.addWay(pixels);
    }
}

/// Capitals are always shown, cities where they do not lie upon each other.
void MapLayout::placeGreat(LabelPlacement& placement, const std::vector<int>& points, int rank)
{
    for (auto at = points.rbegin(); at != points.rend(); ++at) {
        const QRectF box = placedBox(*at, MarkerDetail::Full, placement);
        if (look(*at).rank == rank && (rank == capitalRank || placement.isFree(box))) {
            detailAt(*at) = MarkerDetail::Full;
            placement.block(box);
        }
    }
}

bool MapLayout::namePoint(LabelPlacement& placement, int index, LabelSprites& names, bool mayCover)
{
    const MapPoint& point = m_points[index];
    const LabelStyle style = styleOf(look(index).rank);
    if (!placement.placeBeside({index, point.position, names.size(point.name, style), look(index).box}, mayCover)) {
        return false;
    }
    m_styles.insert(index, style);
    return true;
}

void MapLayout::nameGreat(LabelPlacement& placement, const std::vector<int>& points, int rank, LabelSprites& names)
{
    for (auto at = points.rbegin(); at != points.rend(); ++at) {
        if (look(*at).rank == rank && detail(*at) == MarkerDetail::Full && wantsName(*at)) {
            namePoint(placement, *at, names, true);
        }
    }
}

/// Towns and villages wear their marker where their name fits as well: a mark without a name says no more than a dot.
/// Of few places, though, every town is to be seen for what it is.
void MapLayout::placeLesser(LabelPlacement& placement, const std::vector<int>& points, LabelSprites& names,
                            bool showsAllTowns)
{
    const double spacing = m_spacing * m_scale;
    for (auto at = points.rbegin(); at != points.rend(); ++at) {
        const int rank = look(*at).rank;
        const bool hasRoom =
            rank > 0 && rank <= townRank && spacing >= (rank == townRank ? roomForTown : roomForVillage);
        if (!hasRoom) {
            continue;
        }
        const QRectF box = placedBox(*at, MarkerDetail::Full, placement);
        const bool mustBeSeen = showsAllTowns && rank == townRank && spacing >= roomForEveryPlace;
        // Names keep more air at their ends than a mark needs.
        const QRectF own = mustBeSeen ? box.adjusted(1, 0, -1, 0) : box.adjusted(-1, -1, 1, 1);
        if (placement.isFree(own) && (!wantsName(*at) || namePoint(placement, *at, names, false) || mustBeSeen)) {
            detailAt(*at) = MarkerDetail::Full;
            placement.block(box);
        }
    }
}

/// Where the names of places would stand if kingdoms had none: a kingdom's name has all its ground to choose from, a
/// town's has eight places.
void MapLayout::keepNamesOfLesser(LabelPlacement& placement, const std::vector<int>& points, LabelSprites& names)
{
    const bool hasKingdoms = std::any_of(m_regions.begin(), m_regions.end(),
                                         [](const MapRegion& region) { return region.kind == u"kingdom"; });
    if (!m_hasNames || !hasKingdoms) {
        return;
    }
    constexpr double air = 4;
    const std::vector<MarkerDetail> details = m_details;
    const QHash<int, LabelStyle> styles = m_styles;
    LabelPlacement trial = placement;
    nameGreat(trial, points, cityRank, names);
    placeLesser(trial, points, names, false);
    for (const int index : points) {
        if (detail(index) == MarkerDetail::Full) {
            placement.expect(placedBox(index, MarkerDetail::Full, placement).adjusted(-air, -air, air, air));
        }
    }
    m_details = details;
    m_styles = styles;
    for (std::size_t at = placement.labels().size(); at < trial.labels().size(); ++at) {
        const PlacedLabel& label = trial.labels()[at];
        placement.expect(label.boxAt(placement.pixel(label.anchor)).adjusted(-air, -air, air, air));
    }
}

void MapLayout::placeDots(LabelPlacement& placement, const std::vector<int>& points)
{
    std::vector<QRectF> dots;
    for (auto at = points.rbegin(); at != points.rend(); ++at) {
        const QRectF box = placedBox(*at, MarkerDetail::Dot, placement);
        if (look(*at).rank > 0 && detail(*at) == MarkerDetail::Hidden && placement.isFree(box)) {
            detailAt(*at) = MarkerDetail::Dot;
            dots.push_back(box);
        }
    }
    // Dots may touch each other: a crowd should look like one.
    for (const QRectF& box : dots) {
        placement.block(box);
    }
}

/// Of few places those that are only a dot, or a mark alone, have a name as well where there is room: all marks stand.
void MapLayout::nameRest(LabelPlacement& placement, const std::vector<int>& points, LabelSprites& names)
{
    for (auto at = points.rbegin(); at != points.rend(); ++at) {
        const LabelStyle style = styleOf(look(*at).rank);
        const bool isSeen = look(*at).rank > 0 && detail(*at) != MarkerDetail::Hidden;
        if (!isSeen || !wantsName(*at) || m_styles.contains(*at)) {
            continue;
        }
        const QSizeF size = names.size(m_points[*at].name, style);
        if (placement.placeBeside({*at, m_points[*at].position, size, markBox(*at, detail(*at))}, true)) {
            m_styles.insert(*at, style);
        }
    }
}

/// Markers, armies and the like come last: from afar they would only hide the towns.
void MapLayout::placeSigns(LabelPlacement& placement, const std::vector<int>& points, LabelSprites& names)
{
    const double spacing = m_spacing * m_scale;
    const bool mayBeNameless = m_scale >= m_fitScale * provinceLook;
    for (auto at = points.rbegin(); at != points.rend(); ++at) {
        const QRectF box = placedBox(*at, MarkerDetail::Full, placement);
        if (look(*at).rank != 0 || !placement.isFree(box.adjusted(-2, -2, 2, 2))) {
            continue;
        }
        const bool isNamed = spacing >= roomForSignName && wantsName(*at) && namePoint(placement, *at, names, false);
        if (isNamed || mayBeNameless) {
            detailAt(*at) = MarkerDetail::Full;
            placement.block(box);
        }
    }
}

bool MapLayout::nameRegions(LabelPlacement& placement, bool kingdoms, LabelSprites& names)
{
    if (!m_hasNames) {
        return true;
    }
    const bool areProvincesNamed = m_scale >= m_fitScale * provinceLook; // there are hundreds
    std::vector<std::pair<double, int>> byWidth;
    for (qsizetype i = 0; i < m_regions.size(); ++i) {
        const bool isNamed = !m_regions[i].name.isEmpty() && (areProvincesNamed || m_regions[i].kind != u"province");
        if (isNamed && (m_regions[i].kind == u"kingdom") == kingdoms) {
            byWidth.push_back({m_grounds[static_cast<size_t>(i)].bounds.width() * m_scale, static_cast<int>(i)});
        }
    }
    std::stable_sort(byWidth.begin(), byWidth.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    bool areAllNamed = true;
    for (const auto& [width, index] : byWidth) {
        areAllNamed = nameRegion(placement, index, width, names) && areAllNamed;
    }
    return areAllNamed;
}

/// As large as the region's width allows, smaller if that finds no room; upon a place or its name only if need be.
bool MapLayout::nameRegion(LabelPlacement& placement, int index, double width, LabelSprites& names)
{
    const MapRegion& region = m_regions[index];
    const bool kingdom = region.kind == u"kingdom";
    LabelStyle style{LabelStyle::Kind::Region, 12, kingdom};
    const double narrow = names.size(region.name, style).width();
    if (narrow > width * (kingdom ? 2.5 : 0.9)) {
        return false;
    }
    const int smallest = kingdom ? 11 : 12;
    const int wanted = std::clamp(static_cast<int>(12 * width * 0.62 / narrow), smallest, kingdom ? 28 : 15);
    for (const bool mayCover : {false, true}) {
        for (const int size : {wanted, (wanted + smallest) / 2, smallest}) {
            style.pixelSize = size;
            const LabelRequest request{-1 - index, region.labelPoint, names.size(region.name, style), {}};
            if (placement.placeWithin(request, m_grounds[static_cast<size_t>(index)].spans, mayCover)) {
                m_styles.insert(request.owner, style);
                return true;
            }
        }
    }
    return false;
}

} // namespace campaign::map
