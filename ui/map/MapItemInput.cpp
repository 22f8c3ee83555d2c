// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the pointer and the keyboard do to the map.
#include "ui/map/MapItem.h"

#include <QCursor>
#include <QGuiApplication>
#include <QNativeGestureEvent>
#include <QStyleHints>
#include <algorithm>
#include <cmath>

namespace campaign::map {

namespace {
constexpr double keyStep = 64;
constexpr double keyZoom = 1.25;
constexpr double wheelZoomPerStep = 1.2;
constexpr double wheelStep = 120;
} // namespace

bool MapItem::event(QEvent* event)
{
    if (event->type() == QEvent::NativeGesture) {
        const auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            zoomAbout(gesture->position(), 1 + gesture->value());
            return true;
        }
    }
    // The window would take Space and Esc as shortcuts while the map needs them for its own gesture.
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (m_keyTaker && m_keyTaker->wantsKey(*static_cast<QKeyEvent*>(event))) {
            event->accept();
            return true;
        }
        if (key == Qt::Key_Space || (key == Qt::Key_Escape && m_gesture == Gesture::Drag)) {
            event->accept();
            return true;
        }
    }
    return QQuickItem::event(event);
}

void MapItem::setHovered(int index)
{
    if (m_marks.hovered == index) {
        return;
    }
    m_marks.hovered = index;
    setCursor(index >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    schedule();
    emit hoveredChanged();
}

void MapItem::setFocused(int index)
{
    if (m_marks.focused == index) {
        return;
    }
    m_marks.focused = index;
    schedule();
    emit focusedChanged();
}

void MapItem::moveCursor(const QPointF& pixel, bool inside)
{
    m_cursor = pixel;
    m_cursorInside = inside;
    emit cursorChanged();
}

void MapItem::hoverMoveEvent(QHoverEvent* event)
{
    moveCursor(event->position(), true);
    if (m_gesture == Gesture::None && !m_passive) {
        setHovered(m_composer.pointAt(m_view, event->position(), m_marks));
    }
    event->ignore();
}

void MapItem::hoverLeaveEvent(QHoverEvent*)
{
    moveCursor(m_cursor, false);
    setHovered(-1);
}

void MapItem::mousePressEvent(QMouseEvent* event)
{
    forceActiveFocus(Qt::MouseFocusReason);
    setFocused(-1);
    m_pressPixel = m_lastPixel = event->position();
    if (event->button() == Qt::RightButton) {
        m_gesture = Gesture::Cancelled;
        if (m_passive) {
            return;
        }
        emit contextMenuRequested(idAt(event->position()), m_view.toMap(event->position()), event->position());
        return;
    }
    const bool panOnly = event->button() == Qt::MiddleButton || m_spaceHeld || m_passive;
    m_pressed = panOnly ? -1 : m_composer.pointAt(m_view, event->position(), m_marks);
    m_gesture = panOnly ? Gesture::Pan : Gesture::Press;
}

void MapItem::beginGesture(const QPointF& pixel)
{
    const double distance = QGuiApplication::styleHints()->startDragDistance();
    if ((pixel - m_pressPixel).manhattanLength() < distance) {
        return;
    }
    if (m_pressed >= 0 && m_movable) {
        m_gesture = Gesture::Drag;
        m_marks.dragged = m_pressed;
        setHovered(-1);
        emit draggingChanged();
    } else {
        m_gesture = Gesture::Pan;
        setCursor(Qt::ClosedHandCursor);
    }
}

void MapItem::mouseMoveEvent(QMouseEvent* event)
{
    // Held, the pointer is heard of outside as well.
    moveCursor(event->position(), contains(event->position()));
    if (m_gesture == Gesture::Press) {
        beginGesture(event->position());
    }
    if (m_gesture == Gesture::Pan) {
        panBy(event->position().x() - m_lastPixel.x(), event->position().y() - m_lastPixel.y());
    } else if (m_gesture == Gesture::Drag) {
        // The marker keeps its distance from the pointer, wherever on it the drag began.
        const QPointF start = m_view.toItem(m_composer.points()[m_marks.dragged].position);
        m_marks.dragPosition = m_view.toMap(start + event->position() - m_pressPixel);
        schedule();
    }
    m_lastPixel = event->position();
}

void MapItem::mouseReleaseEvent(QMouseEvent* event)
{
    const Gesture gesture = m_gesture;
    m_gesture = Gesture::None;
    if (gesture == Gesture::Drag) {
        endDrag();
    } else if (gesture == Gesture::Press && event->button() == Qt::LeftButton) {
        click(event->position(), event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier));
    }
    unsetCursor();
    if (!m_passive) {
        const bool isInside = contains(event->position());
        setHovered(isInside ? m_composer.pointAt(m_view, event->position(), m_marks) : -1);
    }
}

void MapItem::mouseUngrabEvent()
{
    cancelDrag();
    m_gesture = Gesture::None;
}

void MapItem::endDrag()
{
    const int index = m_marks.dragged;
    m_marks.dragged = -1;
    emit draggingChanged();
    if (index < 0) {
        return;
    }
    const QString id = idOf(index);
    const QRectF extent = m_scene.extent();
    const QPointF position(std::clamp(m_marks.dragPosition.x(), extent.left(), extent.right()),
                           std::clamp(m_marks.dragPosition.y(), extent.top(), extent.bottom()));
    // Shown there at once; the owner's next scene confirms it, revertMoves() takes it back.
    m_composer.movePoint(index, position);
    schedule();
    emit pointMoved(id, position.x(), position.y());
}

bool MapItem::cancelDrag()
{
    if (m_marks.dragged < 0) {
        return false;
    }
    m_marks.dragged = -1;
    m_gesture = Gesture::Cancelled;
    schedule();
    emit draggingChanged();
    return true;
}

void MapItem::click(const QPointF& pixel, bool toggle)
{
    const QString id = idAt(pixel);
    QStringList wanted = toggle ? m_selectedIds : QStringList();
    if (!id.isEmpty() && toggle && wanted.contains(id)) {
        wanted.removeAll(id);
    } else if (!id.isEmpty()) {
        wanted << id;
    }
    if (wanted != m_selectedIds) {
        emit selectionRequested(wanted);
    }
}

void MapItem::mouseDoubleClickEvent(QMouseEvent* event)
{
    const QString id = m_passive ? QString() : idAt(event->position());
    m_gesture = Gesture::Cancelled;
    if (event->button() == Qt::LeftButton && !id.isEmpty()) {
        emit opened(id);
    }
}

void MapItem::wheelEvent(QWheelEvent* event)
{
    if (!event->pixelDelta().isNull() && event->source() == Qt::MouseEventSynthesizedBySystem &&
        !(event->modifiers() & Qt::ControlModifier)) {
        panBy(event->pixelDelta().x(), event->pixelDelta().y()); // two fingers on a touchpad
    } else {
        zoomAbout(event->position(), std::pow(wheelZoomPerStep, event->angleDelta().y() / wheelStep));
    }
    event->accept();
}

bool MapItem::walk(bool forward)
{
    const std::vector<int> points = m_composer.namedPoints(m_view);
    const auto at = std::find(points.begin(), points.end(), m_marks.focused);
    if (points.empty()) {
        return false;
    }
    if (at == points.end()) {
        setFocused(forward ? points.front() : points.back());
        return true;
    }
    // Past the last place the focus leaves the map: no trap for the keyboard.
    if (at == (forward ? points.end() - 1 : points.begin())) {
        setFocused(-1);
        return false;
    }
    setFocused(forward ? *(at + 1) : *(at - 1));
    return true;
}

QPointF MapItem::focusOrCentre() const
{
    return m_marks.focused >= 0 ? m_view.toItem(m_composer.points()[m_marks.focused].position)
                                : QPointF(width() / 2, height() / 2);
}

bool MapItem::walkTowards(const QPointF& direction)
{
    const QPointF from = focusOrCentre();
    int best = -1;
    double bestCost = 0;
    for (const int index : m_composer.namedPoints(m_view)) {
        const QPointF offset = m_view.toItem(m_composer.points()[index].position) - from;
        const double along = QPointF::dotProduct(offset, direction);
        const double aside = std::abs(offset.x() * direction.y() - offset.y() * direction.x());
        const double cost = along + 2 * aside;
        if (index != m_marks.focused && along > 1 && aside <= along && (best < 0 || cost < bestCost)) {
            best = index;
            bestCost = cost;
        }
    }
    if (best >= 0) {
        setFocused(best);
    }
    return best >= 0;
}

bool MapItem::pressedZoomOrPan(int key)
{
    switch (key) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomBy(keyZoom);
        return true;
    case Qt::Key_Minus:
        zoomBy(1 / keyZoom);
        return true;
    case Qt::Key_0:
        fit();
        return true;
    case Qt::Key_Left:
        panBy(keyStep, 0);
        return true;
    case Qt::Key_Right:
        panBy(-keyStep, 0);
        return true;
    case Qt::Key_Up:
        panBy(0, keyStep);
        return true;
    case Qt::Key_Down:
        panBy(0, -keyStep);
        return true;
    default:
        return false;
    }
}

void MapItem::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    if (m_keyTaker && m_keyTaker->keyPressed(*event)) {
        event->accept();
        return;
    }
    bool handled = false;
    if (key == Qt::Key_Space) {
        m_spaceHeld = handled = true;
    } else if (key == Qt::Key_Escape) {
        handled = cancelDrag();
        if (!handled && !m_selectedIds.isEmpty()) {
            emit selectionRequested({});
            handled = true;
        }
    } else if (key == Qt::Key_Tab || key == Qt::Key_Backtab) {
        handled = walk(key == Qt::Key_Tab);
    } else if ((key == Qt::Key_Return || key == Qt::Key_Enter) && m_marks.focused >= 0) {
        emit selectionRequested({focusedId()});
        emit opened(focusedId());
        handled = true;
    } else if (key == Qt::Key_Menu) {
        const QPointF pixel = focusOrCentre();
        emit contextMenuRequested(focusedId(), m_view.toMap(pixel), pixel);
        handled = true;
    } else if (event->modifiers() & Qt::ControlModifier) {
        const QPointF towards = key == Qt::Key_Left    ? QPointF(-1, 0)
                                : key == Qt::Key_Right ? QPointF(1, 0)
                                : key == Qt::Key_Up    ? QPointF(0, -1)
                                : key == Qt::Key_Down  ? QPointF(0, 1)
                                                       : QPointF();
        handled = !towards.isNull() && walkTowards(towards);
    } else if (!(event->modifiers() & Qt::AltModifier)) {
        handled = pressedZoomOrPan(key);
    }
    event->setAccepted(handled);
}

void MapItem::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_spaceHeld = false;
    }
    event->ignore();
}

void MapItem::focusOutEvent(QFocusEvent* event)
{
    m_spaceHeld = false;
    QQuickItem::focusOutEvent(event);
}

} // namespace campaign::map
