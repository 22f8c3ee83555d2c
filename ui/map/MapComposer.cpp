// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/MapComposer.h"

#include <QElapsedTimer>
#include <algorithm>
#include <cmath>

namespace campaign::map {

namespace {

constexpr int pointerReach = 6;
// New names are painted for this long per frame, the rest in the next.
constexpr int paintMilliseconds = 4;

bool drawnBefore(const MapPoint& a, const MapPoint& b)
{
    const int rankA = MarkerSprites::rank(a.kind);
    const int rankB = MarkerSprites::rank(b.kind);
    return rankA != rankB ? rankA < rankB : a.importance < b.importance;
}

/// A name beside a mark, moved out of the ring that a selected mark wears.
QRectF outsideRing(QRectF box, const QPointF& anchor)
{
    constexpr double reach = MarkerSprites::ringReach + 1;
    if (box.left() >= anchor.x()) {
        box.moveLeft(std::max(box.left(), anchor.x() + reach));
    } else if (box.right() <= anchor.x()) {
        box.moveRight(std::min(box.right(), anchor.x() - reach));
    } else if (box.bottom() <= anchor.y()) {
        box.moveBottom(std::min(box.bottom(), anchor.y() - reach));
    } else {
        box.moveTop(std::max(box.top(), anchor.y() + reach));
    }
    return box;
}

} // namespace

void MapComposer::setScene(const MapScene& scene, const QStringList& hidden, const QRectF& content)
{
    m_extent = scene.extent();
    m_points.clear();
    std::copy_if(scene.points.begin(), scene.points.end(), std::back_inserter(m_points),
                 [&hidden](const MapPoint& point) { return !hidden.contains(point.kind); });
    std::stable_sort(m_points.begin(), m_points.end(), drawnBefore);
    m_regions.clear();
    std::copy_if(scene.regions.begin(), scene.regions.end(), std::back_inserter(m_regions),
                 [&hidden](const MapRegion& region) { return !hidden.contains(region.kind); });
    m_regionIndex = RegionIndex(m_regions);
    QList<MapLine> lines;
    std::copy_if(scene.lines.begin(), scene.lines.end(), std::back_inserter(lines),
                 [&hidden](const MapLine& line) { return !hidden.contains(line.kind); });
    m_outline.setScene(m_regions, lines);
    m_indexOfId.clear();
    for (qsizetype i = 0; i < m_points.size(); ++i) {
        m_indexOfId.insert(m_points[i].id, static_cast<int>(i));
    }
    m_layout.setScene(m_points, m_regions, content, !hidden.contains(QStringLiteral("labels")));
    m_layout.setWays(lines);
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
    m_layout.movePoint(index, position);
    reindex();
}

void MapComposer::setLetterScale(double scale)
{
    m_names.setLetterScale(scale);
    m_placedScale = 0;
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
    const QRectF window = view.visible();
    const QRectF near =
        window.adjusted(-window.width() / 3, -window.height() / 3, window.width() / 3, window.height() / 3);
    std::vector<int> points;
    m_pointIndex.query(moving ? near : m_extent.adjusted(-1, -1, 1, 1), points);
    std::sort(points.begin(), points.end());
    m_layout.arrange(points, view.scale, m_fitScale, m_names);
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
    frame.outline = m_outline.draw(marks.selected, view, pixelRatio, m_colors);
    frame.sheet = m_markers.sheet();
    addMarkers(frame, view, marks);
    addLabels(frame, view, indicesOf(marks.selected));
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
    const MapLayout::Look& look = m_layout.look(index);
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
    m_shown.clear();
    m_markBoxes.clear();
    frame.sprites.reserve(seen.size() + 8);
    const QSet<int> selected = indicesOf(marks.selected);
    for (const int index : seen) {
        const bool isSelected = !selected.isEmpty() && selected.contains(index);
        const MarkerDetail detail = shownDetail(index, marks);
        if (detail == MarkerDetail::Hidden) {
            continue;
        }
        const QPointF pixel = view.toItem(m_points[index].position);
        if (index == marks.hovered) {
            addCell(frame, pixel, MarkerSprites::hoverCell(), half);
        }
        if (isSelected) {
            addCell(frame, pixel, MarkerSprites::selectionCell(), half);
        }
        if (index == marks.focused) {
            addCell(frame, pixel, MarkerSprites::focusCell(), half);
        }
        addMarker(frame, pixel, index, detail);
        m_shown.push_back(index);
        m_markBoxes.push_back(m_layout.markBox(index, detail).translated(std::round(pixel.x()), std::round(pixel.y())));
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

void MapComposer::addLabels(MapFrame& frame, const MapProjection& view, const QSet<int>& selected)
{
    const QRectF window(QPointF(0, 0), view.size);
    m_labelBoxes.clear();
    m_namedPoints.clear();
    m_namedIds.clear();
    m_settled = m_placedAll;
    QElapsedTimer clock;
    clock.start();
    for (const PlacedLabel& place : m_layout.labels()) {
        const QPointF anchor = view.toItem(place.anchor);
        QRectF box = place.boxAt(anchor);
        if (selected.contains(place.owner)) {
            box = outsideRing(box, anchor);
        }
        box.moveTo(std::round(box.left()), std::round(box.top()));
        if (!window.contains(box) || isReserved(box)) {
            continue;
        }
        const bool region = place.owner < 0;
        const QString& name = region ? m_regions[-1 - place.owner].name : m_points[place.owner].name;
        const QImage image = m_names.image(name, m_layout.style(place.owner), clock.elapsed() < paintMilliseconds);
        if (image.isNull()) {
            m_settled = false;
            continue;
        }
        (region ? frame.regionLabels : frame.labels).push_back({image, box});
        m_labelBoxes.push_back(box);
        m_namedIds.insert(region ? m_regions[-1 - place.owner].id : m_points[place.owner].id);
        if (!region) {
            m_namedPoints.push_back(place.owner);
        }
    }
}

MarkerDetail MapComposer::shownDetail(int index, const MapMarks& marks) const
{
    const bool isMarked = index == marks.hovered || index == marks.focused ||
                          (!marks.selected.isEmpty() && marks.selected.contains(m_points[index].id));
    return isMarked ? MarkerDetail::Full : m_layout.detail(index);
}

int MapComposer::pointAt(const MapProjection& view, const QPointF& pixel, const MapMarks& marks) const
{
    const double farthest = (9.0 + pointerReach) / view.scale;
    const QPointF position = view.toMap(pixel);
    std::vector<int> near;
    m_pointIndex.query(QRectF(position.x() - farthest, position.y() - farthest, 2 * farthest, 2 * farthest), near);
    int best = -1;
    double bestDistance = 0;
    for (const int index : near) {
        const MarkerDetail detail = shownDetail(index, marks);
        const QPointF offset = view.toItem(m_points[index].position) - pixel;
        const double distance = std::hypot(offset.x(), offset.y());
        const double reach = MarkerSprites::radius(m_points[index].kind, detail) + pointerReach - 2;
        if (detail == MarkerDetail::Hidden || distance > reach) {
            continue;
        }
        // Of markers that stand in one place, the one painted on top.
        const double wholePixels = std::round(distance);
        if (best < 0 || wholePixels < bestDistance || (wholePixels == bestDistance && index > best)) {
            best = index;
            bestDistance = wholePixels;
        }
    }
    return best;
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
