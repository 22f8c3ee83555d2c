// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/MapComposer.h"

#include <QElapsedTimer>
#include <algorithm>
#include <cmath>

namespace campaign::map {

namespace {

// Below these distances of neighbours (pixels) markers become dots and names wait.
constexpr double roomForVillage = 20;
constexpr double roomForTown = 11;
constexpr double roomForMarkerName = 46;
constexpr double provinceLook = 1.6;
constexpr int pointerReach = 6;
// New names are painted for this long per frame, the rest in the next.
constexpr int paintMilliseconds = 4;
constexpr double edgeMargin = 20;

bool drawnBefore(const MapPoint& a, const MapPoint& b)
{
    const int rankA = MarkerSprites::rank(a.kind);
    const int rankB = MarkerSprites::rank(b.kind);
    return rankA != rankB ? rankA < rankB : a.importance < b.importance;
}

} // namespace

void MapComposer::setScene(const MapScene& scene, const QStringList& hidden)
{
    m_extent = scene.extent();
    m_showLabels = !hidden.contains(QStringLiteral("labels"));
    m_points.clear();
    std::copy_if(scene.points.begin(), scene.points.end(), std::back_inserter(m_points),
                 [&hidden](const MapPoint& point) { return !hidden.contains(point.kind); });
    std::stable_sort(m_points.begin(), m_points.end(), drawnBefore);
    m_regions.clear();
    std::copy_if(scene.regions.begin(), scene.regions.end(), std::back_inserter(m_regions),
                 [&hidden](const MapRegion& region) { return !hidden.contains(region.kind); });
    m_regionBounds.clear();
    for (const MapRegion& region : m_regions) {
        m_regionBounds.push_back(RegionIndex::boundsOf(region));
    }
    m_regionIndex = RegionIndex(m_regions);
    m_looks.clear();
    for (const MapPoint& point : std::as_const(m_points)) {
        m_looks.push_back({MarkerSprites::rank(point.kind),
                           MarkerSprites::cellOf(point.kind, point.port, point.secret, MarkerDetail::Full),
                           MarkerSprites::cellOf(point.kind, point.port, point.secret, MarkerDetail::Dot),
                           MarkerSprites::radius(point.kind, MarkerDetail::Full)});
    }
    m_indexOfId.clear();
    for (qsizetype i = 0; i < m_points.size(); ++i) {
        m_indexOfId.insert(m_points[i].id, static_cast<int>(i));
    }
    const double area = m_extent.width() * m_extent.height();
    m_spacing = m_points.isEmpty() ? 1 : std::sqrt(area / static_cast<double>(m_points.size()));
    reindex();
}

void MapComposer::reindex()
{
    std::vector<QPointF> positions;
    positions.reserve(static_cast<size_t>(m_points.size()));
    for (const MapPoint& point : std::as_const(m_points)) {
        positions.push_back(point.position);
    }
    m_pointIndex = PointIndex(positions);
    m_placedAll = false;
}

void MapComposer::movePoint(int index, const QPointF& position)
{
    m_points[index].position = position;
    reindex();
}

MarkerDetail MapComposer::detailOf(int index, double scale) const
{
    const int rank = m_looks[static_cast<size_t>(index)].rank;
    const double spacing = m_spacing * scale;
    const bool full = rank >= 3 || spacing >= roomForVillage || (rank == 2 && spacing >= roomForTown);
    return full ? MarkerDetail::Full : MarkerDetail::Dot;
}

LabelStyle MapComposer::styleOf(int rank)
{
    LabelStyle style;
    style.kind = rank == 0 ? LabelStyle::Kind::Marker : LabelStyle::Kind::Place;
    style.pixelSize = rank >= 4 ? 15 : rank == 3 ? 13 : 12;
    style.strong = rank >= 3;
    return style;
}

void MapComposer::requestRegions(std::vector<LabelRequest>& requests, double scale, bool kingdoms)
{
    if (!kingdoms && scale < m_fitScale * provinceLook) {
        return;
    }
    std::vector<std::pair<double, LabelRequest>> byWidth;
    for (qsizetype i = 0; i < m_regions.size(); ++i) {
        const MapRegion& region = m_regions[i];
        if ((region.kind == u"kingdom") != kingdoms || region.name.isEmpty()) {
            continue;
        }
        const double width = m_regionBounds[static_cast<size_t>(i)].width() * scale;
        LabelStyle style{LabelStyle::Kind::Region, 12, kingdoms};
        const double narrow = m_names.size(region.name, style).width();
        const int largest = kingdoms ? 28 : 15;
        style.pixelSize = std::clamp(static_cast<int>(12 * width * 0.62 / narrow), 12, largest);
        if (narrow > width * (kingdoms ? 1.25 : 0.9)) {
            continue;
        }
        const int owner = -1 - static_cast<int>(i);
        m_styles.insert(owner, style);
        const double room = m_regionBounds[static_cast<size_t>(i)].height() * scale / 5;
        byWidth.push_back({width, {owner, region.labelPoint, m_names.size(region.name, style), 0, true, room}});
    }
    std::stable_sort(byWidth.begin(), byWidth.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [width, request] : byWidth) {
        requests.push_back(request);
    }
}

void MapComposer::requestPoints(std::vector<LabelRequest>& requests, const std::vector<int>& points, double scale)
{
    for (auto at = points.rbegin(); at != points.rend(); ++at) {
        const MapPoint& point = m_points[*at];
        const Look& look = m_looks[static_cast<size_t>(*at)];
        if (detailOf(*at, scale) == MarkerDetail::Dot || point.name.isEmpty() ||
            (look.rank == 0 && m_spacing * scale < roomForMarkerName)) {
            continue;
        }
        const LabelStyle style = styleOf(look.rank);
        m_styles.insert(*at, style);
        requests.push_back(
            {*at, point.position, m_names.size(point.name, style), look.radius + (point.secret ? 4 : 0), false, 0});
    }
}

CollisionGrid MapComposer::marksAt(const std::vector<int>& points, double scale) const
{
    CollisionGrid marks;
    for (const int index : points) {
        if (detailOf(index, scale) == MarkerDetail::Full) {
            const double radius = m_looks[static_cast<size_t>(index)].radius - 1;
            const QPointF pixel = m_points[index].position * scale;
            marks.insert(QRectF(pixel - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius)));
        }
    }
    return marks;
}

void MapComposer::preparePlaces(const MapProjection& view)
{
    // While the scale changes with every frame only the names in and near the window are placed. The first frame
    // that keeps its scale places all of them, and panning changes nothing any more.
    const bool moving = m_placedScale != view.scale;
    if (!moving && m_placedAll) {
        return;
    }
    m_placedScale = view.scale;
    m_placedAll = !moving;
    m_styles.clear();
    m_places.clear();
    if (!m_showLabels) {
        return;
    }
    const QRectF window = view.visible();
    const QRectF near =
        window.adjusted(-window.width() / 3, -window.height() / 3, window.width() / 3, window.height() / 3);
    std::vector<int> points;
    m_pointIndex.query(moving ? near : m_extent.adjusted(-1, -1, 1, 1), points);
    std::sort(points.begin(), points.end());
    std::vector<LabelRequest> requests;
    requestRegions(requests, view.scale, true);
    requestPoints(requests, points, view.scale);
    requestRegions(requests, view.scale, false);
    m_places = placeLabels(requests, view.scale, m_extent, edgeMargin, marksAt(points, view.scale));
}

QSet<int> MapComposer::indicesOf(const QSet<QString>& ids) const
{
    QSet<int> indices;
    for (const QString& id : ids) {
        indices.insert(indexOf(id));
    }
    indices.remove(-1);
    return indices;
}

MapFrame MapComposer::compose(const MapProjection& view, double pixelRatio, const MapMarks& marks,
                              std::vector<TileDraw> tiles)
{
    m_markers.prepare(m_colors, pixelRatio);
    m_names.prepare(m_colors, pixelRatio);
    preparePlaces(view);
    MapFrame frame;
    frame.size = view.size;
    frame.ground = m_colors.water;
    frame.tiles = std::move(tiles);
    frame.sheet = m_markers.sheet();
    addMarkers(frame, view, marks);
    addLabels(frame, view);
    return frame;
}

void MapComposer::addCell(MapFrame& frame, const QPointF& pixel, int cell, double reach) const
{
    // Whole pixels only: a marker copied between pixels would be blurred by one renderer and not by the other.
    const QPointF corner(std::round(pixel.x()) - reach, std::round(pixel.y()) - reach);
    const QRectF box = m_markers.cell(cell);
    const double ratio = box.width() / MarkerSprites::side;
    const QPointF middle = box.center();
    frame.sprites.push_back(
        {QRectF(corner, QSizeF(2 * reach, 2 * reach)),
         QRectF(middle.x() - reach * ratio, middle.y() - reach * ratio, 2 * reach * ratio, 2 * reach * ratio)});
}

void MapComposer::addMarker(MapFrame& frame, const QPointF& pixel, int index, MarkerDetail detail) const
{
    const Look& look = m_looks[static_cast<size_t>(index)];
    addCell(frame, pixel, detail == MarkerDetail::Full ? look.fullCell : look.dotCell,
            MarkerSprites::reach(m_points[index].kind, detail));
}

void MapComposer::addMarkers(MapFrame& frame, const MapProjection& view, const MapMarks& marks)
{
    constexpr double half = MarkerSprites::side / 2.0;
    const double reach = half / view.scale;
    std::vector<int> seen;
    m_pointIndex.query(view.visible().adjusted(-reach, -reach, reach, reach), seen);
    std::sort(seen.begin(), seen.end());
    m_markerCount = seen.size();
    frame.sprites.reserve(seen.size() + 8);
    const QSet<int> selected = indicesOf(marks.selected);
    for (const int index : seen) {
        const QPointF pixel = view.toItem(m_points[index].position);
        const bool isSelected = !selected.isEmpty() && selected.contains(index);
        if (index == marks.hovered) {
            addCell(frame, pixel, MarkerSprites::hoverCell(), half);
        }
        if (isSelected) {
            addCell(frame, pixel, MarkerSprites::selectionCell(), half);
        }
        if (index == marks.focused) {
            addCell(frame, pixel, MarkerSprites::focusCell(), half);
        }
        const bool special = index == marks.hovered || index == marks.focused || isSelected;
        addMarker(frame, pixel, index, special ? MarkerDetail::Full : detailOf(index, view.scale));
    }
    if (marks.dragged >= 0 && marks.dragged < m_points.size()) {
        const QPointF ghost = view.toItem(marks.dragPosition);
        addCell(frame, ghost, MarkerSprites::hoverCell(), half);
        addMarker(frame, ghost, marks.dragged, MarkerDetail::Full);
    }
}

bool MapComposer::isReserved(const QRectF& box) const
{
    return std::any_of(m_reserved.begin(), m_reserved.end(),
                       [&box](const QRectF& area) { return area.intersects(box); });
}

void MapComposer::addLabels(MapFrame& frame, const MapProjection& view)
{
    const QRectF window(QPointF(0, 0), view.size);
    m_labelBoxes.clear();
    m_namedPoints.clear();
    m_settled = m_placedAll || !m_showLabels;
    QElapsedTimer clock;
    clock.start();
    for (const PlacedLabel& place : m_places) {
        const QPointF anchor = view.toItem(place.anchor);
        QRectF box = place.boxAt(anchor);
        box.moveTo(std::round(box.left()), std::round(box.top()));
        if (!window.contains(box) || isReserved(box)) {
            continue;
        }
        const bool region = place.owner < 0;
        const QString& name = region ? m_regions[-1 - place.owner].name : m_points[place.owner].name;
        const QImage image = m_names.image(name, m_styles.value(place.owner), clock.elapsed() < paintMilliseconds);
        if (image.isNull()) {
            m_settled = false;
            continue;
        }
        (region ? frame.regionLabels : frame.labels).push_back({image, box});
        m_labelBoxes.push_back(box);
        if (!region) {
            m_namedPoints.push_back(place.owner);
        }
    }
}

int MapComposer::pointAt(const MapProjection& view, const QPointF& pixel) const
{
    const QPointF position = view.toMap(pixel);
    const int nearest = m_pointIndex.nearest(position, (9.0 + pointerReach) / view.scale);
    if (nearest < 0) {
        return -1;
    }
    const MapPoint& point = m_points[nearest];
    const QPointF offset = view.toItem(point.position) - pixel;
    const double reach = MarkerSprites::radius(point.kind, detailOf(nearest, view.scale)) + pointerReach - 2;
    return QPointF::dotProduct(offset, offset) <= reach * reach ? nearest : -1;
}

const MapRegion* MapComposer::regionAt(const MapProjection& view, const QPointF& pixel) const
{
    const bool close = view.scale >= m_fitScale * provinceLook;
    const int index = m_regionIndex.at(
        view.toMap(pixel), [close](const MapRegion& region) { return close || region.kind != u"province"; });
    return index < 0 ? nullptr : &m_regions[index];
}

std::vector<int> MapComposer::namedPoints(const MapProjection& view) const
{
    std::vector<int> points = m_namedPoints;
    // Reading order, in lines as high as a label: otherwise the focus would jump about.
    const auto line = [&](int index) { return std::floor(view.toItem(m_points[index].position).y() / 32); };
    std::sort(points.begin(), points.end(), [&](int a, int b) {
        return line(a) != line(b) ? line(a) < line(b) : m_points[a].position.x() < m_points[b].position.x();
    });
    return points;
}

} // namespace campaign::map
