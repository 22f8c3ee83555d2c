// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/RegionEditor.h"

#include "server/geometry/Simplify.h"

#include <QCoreApplication>

#include <cmath>

namespace campaign::map {

namespace {

constexpr int fewestInRing = 3;
constexpr int fewestInRoute = 2;

QString tr(const char* text)
{
    return QCoreApplication::translate("RegionEditor", text);
}

bool isSomewhere(const QPointF& at)
{
    return std::isfinite(at.x()) && std::isfinite(at.y());
}

int partAround(const EditedShape& shape, const QPointF& at)
{
    for (int part = 0; part < shape.parts.size(); ++part) {
        if (shape.parts[part].first().containsPoint(at, Qt::OddEvenFill))
            return part;
    }
    return -1;
}

} // namespace

void RegionEditor::begin(bool isRoute)
{
    EditedShape nothing;
    nothing.isRoute = isRoute;
    begin(nothing);
}

void RegionEditor::begin(const EditedShape& shape)
{
    clear();
    m_now.shape = shape;
    m_now.isDrawing = shape.isEmpty();
    m_first = m_now;
}

void RegionEditor::clear()
{
    m_first = {};
    m_now = {};
    m_past.clear();
    m_future.clear();
    m_beforeMove.reset();
    m_reason.clear();
    changed();
}

void RegionEditor::changed()
{
    m_faults.reset();
}

bool RegionEditor::refuse(const QString& reason)
{
    m_reason = reason;
    return false;
}

bool RegionEditor::step(State next)
{
    m_reason.clear();
    if (next == m_now)
        return true;
    m_past.push_back(std::move(m_now));
    m_future.clear();
    m_now = std::move(next);
    changed();
    return true;
}

QPolygonF* RegionEditor::ring(State& state, const Corner& corner) const
{
    if (corner.part < 0 || corner.part >= state.shape.parts.size())
        return nullptr;
    QList<QPolygonF>& part = state.shape.parts[corner.part];
    return corner.ring < 0 || corner.ring >= part.size() ? nullptr : &part[corner.ring];
}

bool RegionEditor::contains(const Corner& corner) const
{
    const bool hasRing = corner.part >= 0 && corner.part < m_now.shape.parts.size() && corner.ring >= 0 &&
                         corner.ring < m_now.shape.parts[corner.part].size();
    return hasRing && corner.index >= 0 && corner.index < m_now.shape.parts[corner.part][corner.ring].size();
}

QPointF RegionEditor::position(const Corner& corner) const
{
    return contains(corner) ? m_now.shape.parts[corner.part][corner.ring][corner.index] : QPointF();
}

int RegionEditor::edgeCount(int part, int ring) const
{
    const int corners = static_cast<int>(m_now.shape.parts[part][ring].size());
    return m_now.shape.isRoute ? corners - 1 : corners;
}

bool RegionEditor::addCorner(const QPointF& at)
{
    if (!m_now.isDrawing)
        return refuse(tr("Nothing is being drawn."));
    if (!isSomewhere(at))
        return refuse(tr("That place does not exist."));
    if (!m_now.drawn.isEmpty() && m_now.drawn.last() == at)
        return refuse(tr("There is a corner already."));
    if (m_now.isHole && m_now.drawn.isEmpty() && partAround(m_now.shape, at) < 0)
        return refuse(tr("A hole begins inside the region."));
    State next = m_now;
    next.drawn << at;
    return step(std::move(next));
}

bool RegionEditor::closeHole(State& next)
{
    const int part = partAround(next.shape, next.drawn.first());
    if (part < 0)
        return refuse(tr("A hole begins inside the region."));
    next.shape.parts[part] << next.drawn;
    return true;
}

bool RegionEditor::closeDrawn()
{
    if (!m_now.isDrawing)
        return refuse(tr("Nothing is being drawn."));
    const bool isRoute = m_now.shape.isRoute;
    if (m_now.drawn.size() < (isRoute ? fewestInRoute : fewestInRing))
        return refuse(isRoute ? tr("A route needs at least two corners.")
                              : tr("A border needs at least three corners."));
    State next = m_now;
    if (next.isHole) {
        if (!closeHole(next))
            return false;
    } else {
        next.shape.parts << QList<QPolygonF>{next.drawn};
    }
    next.drawn.clear();
    next.isDrawing = next.isHole = false;
    return step(std::move(next));
}

bool RegionEditor::beginHole()
{
    if (m_now.isDrawing)
        return refuse(tr("Finish the line you are drawing first."));
    if (m_now.shape.isRoute)
        return refuse(tr("A route has no holes."));
    State next = m_now;
    next.isDrawing = next.isHole = true;
    return step(std::move(next));
}

bool RegionEditor::beginPart()
{
    if (m_now.isDrawing)
        return refuse(tr("Finish the line you are drawing first."));
    if (m_now.shape.isRoute)
        return refuse(tr("A route is one line."));
    State next = m_now;
    next.isDrawing = true;
    return step(std::move(next));
}

bool RegionEditor::insertCorner(const Corner& edge, const QPointF& at)
{
    if (!contains(edge) || edge.index >= edgeCount(edge.part, edge.ring))
        return refuse(tr("There is no border here."));
    if (!isSomewhere(at))
        return refuse(tr("That place does not exist."));
    State next = m_now;
    ring(next, edge)->insert(edge.index + 1, at);
    return step(std::move(next));
}

bool RegionEditor::removeCorner(const Corner& corner)
{
    if (!contains(corner))
        return refuse(tr("Choose a corner first."));
    State next = m_now;
    QPolygonF* at = ring(next, corner);
    if (at->size() > (next.shape.isRoute ? fewestInRoute : fewestInRing)) {
        at->remove(corner.index);
        return step(std::move(next));
    }
    if (corner.ring > 0) {
        next.shape.parts[corner.part].removeAt(corner.ring);
        return step(std::move(next));
    }
    if (next.shape.parts.size() > 1) {
        next.shape.parts.removeAt(corner.part);
        return step(std::move(next));
    }
    return refuse(next.shape.isRoute ? tr("A route needs at least two corners.")
                                     : tr("A border needs at least three corners."));
}

bool RegionEditor::moveCorner(const Corner& corner, const QPointF& to)
{
    if (!contains(corner))
        return refuse(tr("Choose a corner first."));
    if (!isSomewhere(to))
        return refuse(tr("That place does not exist."));
    State next = m_now;
    (*ring(next, corner))[corner.index] = to;
    return step(std::move(next));
}

bool RegionEditor::cut(const QPolygonF& line)
{
    if (m_now.isDrawing || m_now.shape.isRoute || m_now.shape.isEmpty())
        return refuse(tr("Only a finished region can be cut."));
    QString reason;
    for (int part = 0; part < m_now.shape.parts.size(); ++part) {
        State next = m_now;
        QList<QPolygonF> piece;
        if (cutPart(next.shape.parts[part], line, piece, reason)) {
            next.cutOff << EditedShape{false, {piece}};
            return step(std::move(next));
        }
    }
    return refuse(reason);
}

bool RegionEditor::simplify(double tolerance)
{
    if (m_now.isDrawing || m_now.shape.isEmpty() || !(tolerance > 0))
        return refuse(tr("Finish the line you are drawing first."));
    State next = m_now;
    next.shape = shapeOf(geometry::simplify(geometryOf(m_now.shape), tolerance));
    const bool isWorse =
        next.shape.isEmpty() || (faultsOf(m_now.shape, 1).isEmpty() && !faultsOf(next.shape, 1).isEmpty());
    if (isWorse)
        return refuse(tr("With fewer corners the borders would cross. Remove corners one by one."));
    return step(std::move(next));
}

bool RegionEditor::beginMove(const Corner& corner)
{
    if (!contains(corner))
        return false;
    m_beforeMove = m_now;
    m_moved = corner;
    return true;
}

void RegionEditor::moveTo(const QPointF& position)
{
    if (m_beforeMove && isSomewhere(position)) {
        (*ring(m_now, m_moved))[m_moved.index] = position;
        changed();
    }
}

void RegionEditor::endMove()
{
    if (!m_beforeMove)
        return;
    State moved = std::move(m_now);
    m_now = std::move(*m_beforeMove);
    m_beforeMove.reset();
    step(std::move(moved));
}

void RegionEditor::cancelMove()
{
    if (!m_beforeMove)
        return;
    m_now = std::move(*m_beforeMove);
    m_beforeMove.reset();
    changed();
}

void RegionEditor::undo()
{
    cancelMove();
    if (m_past.empty())
        return;
    m_future.push_back(std::move(m_now));
    m_now = std::move(m_past.back());
    m_past.pop_back();
    m_reason.clear();
    changed();
}

void RegionEditor::redo()
{
    cancelMove();
    if (m_future.empty())
        return;
    m_past.push_back(std::move(m_now));
    m_now = std::move(m_future.back());
    m_future.pop_back();
    m_reason.clear();
    changed();
}

const QList<ShapeFault>& RegionEditor::faults() const
{
    if (!m_faults) {
        QList<ShapeFault> found = m_now.isDrawing ? crossingsOf(m_now.drawn) : QList<ShapeFault>();
        if (!m_now.shape.isEmpty())
            found = faultsOf(m_now.shape) + found;
        m_faults = found;
    }
    return *m_faults;
}

} // namespace campaign::map
