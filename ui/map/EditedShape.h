// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/geometry/Geometry.h"

#include <QList>
#include <QPointF>
#include <QPolygonF>
#include <QString>

namespace campaign::map {

/// One corner of a shape under work: part (polygon), ring of it (0 is the outer border, others are holes), number.
struct Corner
{
    int part = -1;
    int ring = -1;
    int index = -1;

    bool isNone() const { return part < 0; }
    bool operator==(const Corner&) const = default;
};

/// A region or route under work, in map units. Rings are open: the last corner is joined to the first without
/// repeating it. A plain value.
struct EditedShape
{
    /// A route is one part of one ring whose ends are not joined.
    bool isRoute = false;
    QList<QList<QPolygonF>> parts;

    bool isEmpty() const { return parts.isEmpty(); }
    int cornerCount() const;
    bool operator==(const EditedShape&) const = default;
};

/// Something wrong with a shape, where it shows, in words for the user.
struct ShapeFault
{
    QPointF at;
    QString sentence;

    bool operator==(const ShapeFault&) const = default;
};

/// From a stored geometry (points give an empty shape) and back (Polygon, MultiPolygon or LineString).
EditedShape shapeOf(const geometry::Geometry& geometry);
geometry::Geometry geometryOf(const EditedShape& shape);

/// Everything that keeps the shape from being stored, by the rules of server/geometry/Validity.h; at most `limit`.
QList<ShapeFault> faultsOf(const EditedShape& shape, int limit = 12);
/// Where an unfinished line runs over itself.
QList<ShapeFault> crossingsOf(const QPolygonF& line);

/// Map units; 0 for routes.
double areaOf(const EditedShape& shape);
/// The length of all borders, or of the route.
double lengthOf(const EditedShape& shape);

/// Cuts a part in two along a line that enters and leaves it once, through its outer border; holes go to the side they
/// lie on. False, with the reason, when the line does not do that or runs through a hole. The larger piece takes the
/// part's place.
bool cutPart(QList<QPolygonF>& part, const QPolygonF& line, QList<QPolygonF>& cutOff, QString& reason);

} // namespace campaign::map
