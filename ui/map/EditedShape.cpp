// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/EditedShape.h"

#include "server/geometry/Measures.h"
#include "server/geometry/Segments.h"
#include "server/geometry/Validity.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace campaign::map {

namespace {

using geometry::FaultKind;
using geometry::Geometry;
using geometry::Point;

Point pointOf(const QPointF& position)
{
    return {position.x(), position.y()};
}

QPolygonF openRing(const geometry::Ring& ring)
{
    QPolygonF open;
    for (const Point& point : ring)
        open << QPointF(point.x, point.y);
    if (open.size() > 1 && open.first() == open.last())
        open.removeLast();
    return open;
}

geometry::Ring closedRing(const QPolygonF& open)
{
    geometry::Ring ring;
    for (const QPointF& corner : open)
        ring.push_back(pointOf(corner));
    if (!ring.empty())
        ring.push_back(ring.front());
    return ring;
}

geometry::Polygon polygonOf(const QList<QPolygonF>& part)
{
    geometry::Polygon polygon;
    for (const QPolygonF& ring : part)
        polygon.rings.push_back(closedRing(ring));
    return polygon;
}

QString tr(const char* text)
{
    return QCoreApplication::translate("EditedShape", text);
}

QString sentenceOf(FaultKind kind, bool isRoute)
{
    switch (kind) {
    case FaultKind::NotFinite:
        return tr("A corner lies nowhere. Remove it.");
    case FaultKind::TooFewPositions:
        return isRoute ? tr("A route needs at least two corners.")
                       : tr("A border needs at least three corners that do not lie in a line.");
    case FaultKind::NotClosed:
        return tr("The border is not closed.");
    case FaultKind::SelfIntersection:
        return tr("The border crosses or touches itself here.");
    case FaultKind::RingsCross:
        return tr("Two borders of the region cross here.");
    case FaultKind::HoleOutside:
        return tr("This hole lies outside the region.");
    case FaultKind::HoleInHole:
        return tr("This hole lies in another hole.");
    case FaultKind::Disconnected:
        return tr("Holes cut the region apart here.");
    case FaultKind::PolygonsOverlap:
        return tr("Two parts of the region lie upon each other here.");
    }
    return {};
}

} // namespace

int EditedShape::cornerCount() const
{
    int count = 0;
    for (const QList<QPolygonF>& part : parts) {
        for (const QPolygonF& ring : part)
            count += static_cast<int>(ring.size());
    }
    return count;
}

EditedShape shapeOf(const Geometry& geometry)
{
    EditedShape shape;
    if (const auto* line = std::get_if<geometry::LineString>(&geometry)) {
        shape.isRoute = true;
        QPolygonF path;
        for (const Point& point : line->points)
            path << QPointF(point.x, point.y);
        shape.parts = {{path}};
        return shape;
    }
    for (const geometry::Polygon& polygon : geometry::polygonsOf(geometry)) {
        QList<QPolygonF> part;
        for (const geometry::Ring& ring : polygon.rings)
            part << openRing(ring);
        shape.parts << part;
    }
    return shape;
}

Geometry geometryOf(const EditedShape& shape)
{
    if (shape.isRoute) {
        geometry::LineString line;
        for (const QPointF& corner : shape.parts.isEmpty() ? QPolygonF() : shape.parts.first().value(0))
            line.points.push_back(pointOf(corner));
        return line;
    }
    if (shape.parts.size() == 1)
        return polygonOf(shape.parts.first());
    geometry::MultiPolygon all;
    for (const QList<QPolygonF>& part : shape.parts)
        all.polygons.push_back(polygonOf(part));
    return all;
}

QList<ShapeFault> faultsOf(const EditedShape& shape, int limit)
{
    QList<ShapeFault> faults;
    if (shape.isEmpty())
        return {{{}, sentenceOf(FaultKind::TooFewPositions, shape.isRoute)}};
    for (const geometry::Fault& fault : geometry::findFaults(geometryOf(shape), static_cast<size_t>(limit))) {
        const ShapeFault found{{fault.at.x, fault.at.y}, sentenceOf(fault.kind, shape.isRoute)};
        if (!faults.contains(found))
            faults << found;
    }
    return faults;
}

QList<ShapeFault> crossingsOf(const QPolygonF& line)
{
    std::vector<geometry::Segment> segments;
    for (qsizetype i = 1; i < line.size(); ++i)
        segments.push_back({pointOf(line[i - 1]), pointOf(line[i]), static_cast<std::uint32_t>(i)});
    QList<ShapeFault> faults;
    geometry::forEachNearPair(segments, [&](size_t a, size_t b) {
        const geometry::Meeting meeting = geometry::meet(segments[a], segments[b]);
        const bool areNeighbours = std::max(a, b) - std::min(a, b) == 1;
        const bool isFault = areNeighbours ? meeting.kind == geometry::Meeting::Kind::Overlap
                                           : meeting.kind != geometry::Meeting::Kind::None;
        const ShapeFault found{{meeting.at.x, meeting.at.y}, sentenceOf(FaultKind::SelfIntersection, false)};
        if (isFault && !faults.contains(found))
            faults << found;
        return true;
    });
    return faults;
}

double areaOf(const EditedShape& shape)
{
    return shape.isRoute || shape.isEmpty() ? 0 : geometry::area(geometryOf(shape));
}

double lengthOf(const EditedShape& shape)
{
    return shape.isEmpty() ? 0 : geometry::length(geometryOf(shape));
}

namespace {

/// Where the cutting line meets the outer border: on which edge, and how far along the line (leg + share).
struct Cut
{
    QPointF at;
    int edge = 0;
    double shareOfEdge = 0;
    double along = 0;
};

std::vector<Cut> cutsOf(const QPolygonF& ring, const QPolygonF& line)
{
    std::vector<Cut> cuts;
    for (int leg = 0; leg + 1 < line.size(); ++leg) {
        const geometry::Segment blade{pointOf(line[leg]), pointOf(line[leg + 1]), 0};
        for (int edge = 0; edge < ring.size(); ++edge) {
            const geometry::Segment side{pointOf(ring[edge]), pointOf(ring[(edge + 1) % ring.size()]), 0};
            const geometry::Meeting meeting = geometry::meet(blade, side);
            if (meeting.kind == geometry::Meeting::Kind::None)
                continue;
            const Cut cut{{meeting.at.x, meeting.at.y},
                          edge,
                          geometry::shareOf(side, meeting.at),
                          leg + geometry::shareOf(blade, meeting.at)};
            // A corner of the border belongs to two edges, a corner of the line to two legs.
            const bool isKnown =
                std::any_of(cuts.begin(), cuts.end(), [&cut](const Cut& other) { return other.at == cut.at; });
            if (!isKnown)
                cuts.push_back(cut);
        }
    }
    std::sort(cuts.begin(), cuts.end(), [](const Cut& a, const Cut& b) { return a.along < b.along; });
    return cuts;
}

/// The border from one cut forward to the other, both ends included.
QPolygonF borderBetween(const QPolygonF& ring, const Cut& from, const Cut& to)
{
    QPolygonF way{from.at};
    const int count = static_cast<int>(ring.size());
    int steps = (to.edge - from.edge + count) % count;
    if (steps == 0 && to.shareOfEdge < from.shareOfEdge)
        steps = count;
    for (int i = 1; i <= steps; ++i) {
        const QPointF& corner = ring[(from.edge + i) % count];
        if (corner != way.last() && corner != to.at)
            way << corner;
    }
    if (way.last() != to.at)
        way << to.at;
    return way;
}

/// The way along the line from its first to its second cut, without its ends.
QPolygonF insideOf(const QPolygonF& line, const Cut& first, const Cut& second)
{
    QPolygonF way;
    for (int i = static_cast<int>(std::floor(first.along)) + 1; i < second.along; ++i) {
        if (line[i] != first.at && line[i] != second.at)
            way << line[i];
    }
    return way;
}

bool touches(const QPolygonF& ring, const QPolygonF& line)
{
    return !cutsOf(ring, line).empty();
}

} // namespace

bool cutPart(QList<QPolygonF>& part, const QPolygonF& line, QList<QPolygonF>& cutOff, QString& reason)
{
    const QPolygonF& shell = part.first();
    const std::vector<Cut> cuts = cutsOf(shell, line);
    if (cuts.size() != 2) {
        reason = cuts.size() < 2 ? tr("The line must run from one side of the region to another.")
                                 : tr("The line crosses the border more than twice. Cut one piece after another.");
        return false;
    }
    const bool meetsHole =
        std::any_of(part.begin() + 1, part.end(), [&line](const QPolygonF& hole) { return touches(hole, line); });
    if (meetsHole) {
        reason = tr("The line runs through a hole. Cut around it or remove the hole first.");
        return false;
    }
    const QPolygonF way = insideOf(line, cuts[0], cuts[1]);
    const QPointF middle = (cuts[0].at + (way.isEmpty() ? cuts[1].at : way.first())) / 2;
    if (!shell.containsPoint(middle, Qt::OddEvenFill)) {
        reason = tr("The line does not run through the inside of the region.");
        return false;
    }
    QPolygonF back = way;
    std::reverse(back.begin(), back.end());
    QList<QPolygonF> pieces[] = {{borderBetween(shell, cuts[0], cuts[1]) + back},
                                 {borderBetween(shell, cuts[1], cuts[0]) + way}};
    for (qsizetype hole = 1; hole < part.size(); ++hole) {
        const bool isInFirst = pieces[0].first().containsPoint(part[hole].first(), Qt::OddEvenFill);
        pieces[isInFirst ? 0 : 1] << part[hole];
    }
    const auto areaOfPart = [](const QList<QPolygonF>& piece) { return areaOf({false, {piece}}); };
    for (const QList<QPolygonF>& piece : pieces) {
        if (!faultsOf({false, {piece}}, 1).isEmpty()) {
            reason = tr("The line does not run through the inside of the region.");
            return false;
        }
    }
    const bool isFirstLarger = areaOfPart(pieces[0]) >= areaOfPart(pieces[1]);
    part = pieces[isFirstLarger ? 0 : 1];
    cutOff = pieces[isFirstLarger ? 1 : 0];
    return true;
}

} // namespace campaign::map
