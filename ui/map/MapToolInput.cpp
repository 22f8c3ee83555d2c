// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the pointer and the keyboard do while a tool is in hand.
#include "ui/map/MapTool.h"

#include <algorithm>
#include <cmath>

namespace campaign::map {

namespace {
constexpr double reach = 9; // pixels within which something is caught

double distance(const QPointF& a, const QPointF& b)
{
    return std::hypot(a.x() - b.x(), a.y() - b.y());
}

QPointF directionOf(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return {-1, 0};
    case Qt::Key_Right:
        return {1, 0};
    case Qt::Key_Up:
        return {0, -1};
    case Qt::Key_Down:
        return {0, 1};
    default:
        return {};
    }
}
} // namespace

template <typename Visit>
void MapTool::forEachRing(Visit&& visit) const
{
    const QList<QList<QPolygonF>>& parts = m_editor.shape().parts;
    for (int part = 0; part < parts.size(); ++part) {
        for (int ring = 0; ring < parts[part].size(); ++ring)
            visit(part, ring, parts[part][ring]);
    }
}

std::vector<QPointF> MapTool::ownCorners() const
{
    std::vector<QPointF> own(m_editor.drawn().begin(), m_editor.drawn().end());
    forEachRing([&](int part, int ring, const QPolygonF& corners) {
        for (int i = 0; i < corners.size(); ++i) {
            if (!(Corner{part, ring, i} == m_corner))
                own.push_back(corners[i]);
        }
    });
    return own;
}

Snap MapTool::snapped(const QPointF& pixel) const
{
    const bool isFree = m_kind == Kind::Measure || m_kind == Kind::Calibrate || m_kind == Kind::Point;
    const Snapping::Wish wish{reach / m_map->zoom(), m_snapsToBorders && !isFree, m_snapsToGrid ? gridStep() : 0};
    return m_snapping.snap(m_map->toMap(pixel), wish, isFree ? std::vector<QPointF>() : ownCorners());
}

Corner MapTool::cornerAt(const QPointF& pixel) const
{
    Corner best;
    double nearest = reach;
    forEachRing([&](int part, int ring, const QPolygonF& corners) {
        for (int i = 0; i < corners.size(); ++i) {
            const double away = distance(m_map->toItem(corners[i]), pixel);
            if (away <= nearest) {
                nearest = away;
                best = {part, ring, i};
            }
        }
    });
    return best;
}

Corner MapTool::edgeAt(const QPointF& pixel, QPointF* at) const
{
    Corner best;
    double nearest = reach - 2;
    forEachRing([&](int part, int ring, const QPolygonF& corners) {
        for (int i = 0; i < m_editor.edgeCount(part, ring); ++i) {
            const QPointF from = m_map->toItem(corners[i]);
            const QPointF along = m_map->toItem(corners[(i + 1) % corners.size()]) - from;
            const double length = QPointF::dotProduct(along, along);
            if (length <= 0)
                continue;
            const double share = std::clamp(QPointF::dotProduct(pixel - from, along) / length, 0.0, 1.0);
            const double away = distance(from + along * share, pixel);
            if (away <= nearest) {
                nearest = away;
                best = {part, ring, i};
                *at = m_map->toMap(from + along * share);
            }
        }
    });
    return best;
}

bool MapTool::isOverFirst(const QPointF& pixel) const
{
    const QPolygonF& drawn = m_editor.drawn();
    return m_kind == Kind::Region && drawn.size() > 2 && distance(m_map->toItem(drawn.first()), pixel) <= reach;
}

void MapTool::addToLine(const QPointF& at)
{
    if (m_lineEnded) {
        m_line.clear();
        m_lineEnded = false;
    }
    m_line << at;
    if (m_kind == Kind::Calibrate && m_line.size() == 2) {
        m_lineEnded = true;
        refresh();
        emit lineDrawn();
        return;
    }
    refresh();
}

void MapTool::addToCut(const QPointF& at)
{
    m_line << at;
    if (m_line.size() < 2) {
        refresh();
        return;
    }
    const bool isCut = m_editor.cut(m_line);
    if (isCut) {
        m_line.clear();
        m_mode = Mode::Corners;
    }
    note(isCut);
}

void MapTool::addAt(const QPointF& pixel)
{
    const QPointF at = snapped(pixel).at;
    if (m_kind == Kind::Point) {
        emit pointPlaced(at);
    } else if (m_kind == Kind::Measure || m_kind == Kind::Calibrate) {
        addToLine(at);
    } else if (m_mode == Mode::Cut) {
        addToCut(m_map->toMap(pixel));
    } else if (isOverFirst(pixel)) {
        finish();
    } else {
        note(m_editor.addCorner(at));
    }
}

/// True when the press took hold of a corner or a border.
bool MapTool::editPressed(const QPointF& pixel)
{
    Corner corner = cornerAt(pixel);
    if (corner.isNone()) {
        QPointF at;
        const Corner edge = edgeAt(pixel, &at);
        if (edge.isNone())
            return false;
        if (!m_editor.insertCorner(edge, at))
            return false;
        corner = {edge.part, edge.ring, edge.index + 1};
    }
    m_corner = corner;
    m_grip = m_map->toItem(m_editor.position(corner)) - pixel;
    m_editor.beginMove(corner);
    note(true);
    return true;
}

void MapTool::mousePressEvent(QMouseEvent* event)
{
    if (!m_map || m_kind == Kind::Select || m_map->isSpaceHeld() || m_isStoring) {
        event->ignore();
        return;
    }
    m_map->forceActiveFocus(Qt::MouseFocusReason);
    m_pointer = event->position();
    if (event->button() == Qt::RightButton) {
        stepBack();
        return;
    }
    if (isShape() && !m_editor.isDrawing() && m_mode != Mode::Cut) {
        if (!editPressed(event->position())) {
            m_corner = {};
            refresh();
            event->ignore(); // the map below pans
        }
        return;
    }
    addAt(event->position());
}

void MapTool::mouseMoveEvent(QMouseEvent* event)
{
    m_pointer = event->position();
    if (m_editor.isMoving())
        m_editor.moveTo(snapped(event->position() + m_grip).at);
    refresh();
}

void MapTool::mouseReleaseEvent(QMouseEvent* event)
{
    m_pointer = event->position();
    if (m_editor.isMoving())
        m_editor.endMove();
    refresh();
}

void MapTool::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (m_kind == Kind::Measure) {
        m_lineEnded = true;
        refresh();
    } else if (m_editor.isDrawing()) {
        finish();
    }
}

void MapTool::mouseUngrabEvent()
{
    m_editor.cancelMove();
    refresh();
}

void MapTool::hoverMoveEvent(QHoverEvent* event)
{
    m_pointer = event->position();
    m_pointerInside = true;
    if (m_map && isShape() && !m_editor.isDrawing())
        m_hovered = cornerAt(m_pointer);
    update();
    event->ignore();
}

void MapTool::hoverLeaveEvent(QHoverEvent*)
{
    m_pointerInside = false;
    update();
}

/// One step back: the last corner of a line, else the last step.
void MapTool::stepBack()
{
    if (!m_line.isEmpty() && !m_lineEnded) {
        m_line.removeLast();
        refresh();
    } else if (isShape() && m_editor.isDrawing()) {
        undo();
    }
}

bool MapTool::nudge(int key, bool far)
{
    const QPointF direction = directionOf(key);
    if (direction.isNull() || m_corner.isNone())
        return false;
    const double step = (far ? 10 : 1) / m_map->zoom();
    note(m_editor.moveCorner(m_corner, m_editor.position(m_corner) + direction * step));
    return true;
}

void MapTool::walkCorners(bool forward)
{
    QList<Corner> all;
    forEachRing([&](int part, int ring, const QPolygonF& corners) {
        for (int i = 0; i < corners.size(); ++i)
            all << Corner{part, ring, i};
    });
    if (all.isEmpty())
        return;
    const qsizetype at = all.indexOf(m_corner);
    const qsizetype next = at < 0 ? (forward ? 0 : all.size() - 1) : (at + (forward ? 1 : all.size() - 1)) % all.size();
    m_corner = all[next];
    const QPointF pixel = m_map->toItem(m_editor.position(m_corner));
    if (!QRectF(0, 0, width(), height()).contains(pixel))
        m_map->panBy(width() / 2 - pixel.x(), height() / 2 - pixel.y());
    refresh();
}

/// Without a pointer corners are set in the middle of the view, or on the edge after the chosen corner.
void MapTool::insertByKey()
{
    if (m_corner.isNone() || m_editor.isDrawing()) {
        m_pointerInside = false;
        addAt(m_map->middle());
        return;
    }
    const QPolygonF& ring = m_editor.shape().parts[m_corner.part][m_corner.ring];
    const QPointF next = ring[(m_corner.index + 1) % ring.size()];
    if (m_editor.insertCorner(m_corner, (m_editor.position(m_corner) + next) / 2))
        ++m_corner.index;
    note(true);
}

bool MapTool::wantsKey(const QKeyEvent& event) const
{
    if (m_kind == Kind::Select)
        return false;
    switch (event.key()) {
    case Qt::Key_Escape:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
    case Qt::Key_Insert:
        return true;
    case Qt::Key_Z:
    case Qt::Key_Y:
        return isShape() && (event.modifiers() & Qt::ControlModifier);
    default:
        return false;
    }
}

bool MapTool::editKey(QKeyEvent& event)
{
    const bool isControl = event.modifiers() & Qt::ControlModifier;
    const bool isShift = event.modifiers() & Qt::ShiftModifier;
    switch (event.key()) {
    case Qt::Key_Z:
        if (isControl)
            isShift ? redo() : undo();
        return isControl;
    case Qt::Key_Y:
        if (isControl)
            redo();
        return isControl;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        m_editor.isDrawing() ? stepBack() : removeCorner();
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        if (!m_editor.isDrawing())
            walkCorners(event.key() == Qt::Key_Tab);
        return !m_editor.isDrawing();
    default:
        return nudge(event.key(), isShift);
    }
}

bool MapTool::keyPressed(QKeyEvent& event)
{
    if (m_kind == Kind::Select)
        return false;
    switch (event.key()) {
    case Qt::Key_Escape:
        if (m_editor.isMoving()) {
            m_editor.cancelMove();
            refresh();
        } else if (m_asksToDiscard) {
            keepEditing();
        } else if (!m_line.isEmpty()) {
            m_line.clear();
            m_lineEnded = false;
            refresh();
        } else if (!m_corner.isNone()) {
            m_corner = {};
            refresh();
        } else {
            cancel();
        }
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        m_asksToDiscard ? discard() : finish();
        return true;
    case Qt::Key_Insert:
        insertByKey();
        return true;
    default:
        return isShape() ? editKey(event) : event.key() == Qt::Key_Delete || event.key() == Qt::Key_Backspace;
    }
}

} // namespace campaign::map
