// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/FlowItem.h"

#include <QGuiApplication>
#include <QStyleHints>

#include <cmath>

// Mouse and keys of the diagram.

namespace campaign {

namespace {

constexpr double wheelStep = 120;
constexpr double wheelZoomPerStep = 1.2;
constexpr double keyZoom = 1.25;
constexpr double keyPan = 60;
constexpr double portReach = 11;
constexpr double leastReach = 7; // pixels

} // namespace

void FlowItem::setFocused(int number)
{
    if (m_marks.focused == number)
        return;
    m_marks.focused = number;
    applyConnected();
}

void FlowItem::setHovered(int number)
{
    if (m_marks.hovered == number)
        return;
    m_marks.hovered = number;
    update();
    emit marksChanged();
}

bool FlowItem::isLinkable(int number) const
{
    return node(number) && isStory(*node(number));
}

QPointF FlowItem::portOf(int number) const
{
    const QRectF rect = rectOf(number);
    return isLinkable(number) ? QPointF(rect.right(), rect.center().y()) : QPointF();
}

/// Of what is under the pointer, a little beyond its edge too.
int FlowItem::portAt(const QPointF& pixel) const
{
    const int near = m_marks.hovered;
    const QPointF away = isLinkable(near) ? pixel - portOf(near) : QPointF(portReach + 1, 0);
    return std::hypot(away.x(), away.y()) <= std::max(portReach * m_view.scale, leastReach) ? near : -1;
}

void FlowItem::beginLink(int number)
{
    if (!isLinkable(number))
        return;
    m_linkFrom = number;
    update();
    emit marksChanged();
}

void FlowItem::cancelLink()
{
    m_linkFrom = -1;
    m_gesture = Gesture::None;
    update();
    emit marksChanged();
}

void FlowItem::endLink(int number)
{
    const int from = m_linkFrom;
    if (number == from)
        return;
    cancelLink();
    if (isLinkable(from) && isLinkable(number))
        emit linkRequested(from, number);
}

void FlowItem::mousePressEvent(QMouseEvent* event)
{
    forceActiveFocus(Qt::MouseFocusReason);
    m_pressPixel = m_lastPixel = event->position();
    m_pressed = m_drawing ? m_drawing->nodeAt(m_view.toPoint(event->position())) : -1;
    if (event->button() == Qt::RightButton) {
        setFocused(m_pressed);
        return emit contextMenuRequested(m_pressed);
    }
    if (const int port = portAt(event->position()); port >= 0 && event->button() == Qt::LeftButton) {
        m_gesture = Gesture::Link;
        return beginLink(port);
    }
    const bool isOverview = overviewRoom().contains(event->position());
    m_gesture = isOverview ? Gesture::Overview : Gesture::Press;
    if (isOverview)
        centreOn(overview().toPoint(event->position()));
}

void FlowItem::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF by = event->position() - m_lastPixel;
    m_lastPixel = event->position();
    if (m_gesture == Gesture::Overview)
        return centreOn(overview().toPoint(event->position()));
    if (m_gesture == Gesture::Link) {
        const int under = m_drawing->nodeAt(m_view.toPoint(event->position()));
        setHovered(isLinkable(under) ? under : -1);
        return update();
    }
    const QPointF all = event->position() - m_pressPixel;
    if (m_gesture == Gesture::Press && all.manhattanLength() >= QGuiApplication::styleHints()->startDragDistance()) {
        m_gesture = Gesture::Pan;
        return panBy(all.x(), all.y());
    }
    if (m_gesture == Gesture::Pan)
        panBy(by.x(), by.y());
}

void FlowItem::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_gesture == Gesture::Link) {
        const int under = m_drawing ? m_drawing->nodeAt(m_view.toPoint(event->position())) : -1;
        return under == m_linkFrom ? cancelLink() : endLink(under);
    }
    const bool isClick = m_gesture == Gesture::Press && event->button() == Qt::LeftButton;
    m_gesture = Gesture::None;
    if (!isClick)
        return;
    setFocused(m_pressed);
    emit selectionRequested(m_pressed, event->modifiers() & Qt::ControlModifier);
}

void FlowItem::mouseUngrabEvent()
{
    if (m_gesture == Gesture::Link)
        cancelLink();
    m_gesture = Gesture::None;
}

void FlowItem::hoverMoveEvent(QHoverEvent* event)
{
    const bool isOverview = overviewRoom().contains(event->position());
    // The port stands half outside: there the box is still meant.
    if (portAt(event->position()) < 0)
        setHovered(m_drawing && !isOverview ? m_drawing->nodeAt(m_view.toPoint(event->position())) : -1);
}

void FlowItem::hoverLeaveEvent(QHoverEvent*)
{
    setHovered(-1);
}

void FlowItem::wheelEvent(QWheelEvent* event)
{
    const bool isTouchpad = !event->pixelDelta().isNull() && !(event->modifiers() & Qt::ControlModifier);
    if (isTouchpad)
        panBy(event->pixelDelta().x(), event->pixelDelta().y());
    else
        zoomAbout(event->position(), std::pow(wheelZoomPerStep, event->angleDelta().y() / wheelStep));
    event->accept();
}

/// The arrows walk; with Ctrl they move the view.
bool FlowItem::pressedArrow(int key, Qt::KeyboardModifiers modifiers)
{
    const Qt::ArrowType way = key == Qt::Key_Left    ? Qt::LeftArrow
                              : key == Qt::Key_Right ? Qt::RightArrow
                              : key == Qt::Key_Up    ? Qt::UpArrow
                              : key == Qt::Key_Down  ? Qt::DownArrow
                                                     : Qt::NoArrow;
    if (way == Qt::NoArrow || (modifiers & Qt::AltModifier))
        return false;
    if (modifiers & Qt::ControlModifier) {
        const double sideways = way == Qt::LeftArrow ? keyPan : way == Qt::RightArrow ? -keyPan : 0;
        panBy(sideways, way == Qt::UpArrow ? keyPan : way == Qt::DownArrow ? -keyPan : 0);
        return true;
    }
    if (const int next = m_drawing ? m_drawing->beside(m_marks.focused, way) : -1; next >= 0)
        reveal(next);
    return true;
}

bool FlowItem::pressedCommand(int key)
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
    case Qt::Key_Home:
        reveal(0);
        return true;
    case Qt::Key_End:
        reveal(count() - 1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_linkFrom >= 0)
            endLink(m_marks.focused);
        else
            emit selectionRequested(m_marks.focused, false);
        return true;
    case Qt::Key_L:
        beginLink(m_marks.focused);
        return true;
    case Qt::Key_Menu:
        emit contextMenuRequested(m_marks.focused);
        return true;
    default:
        return false;
    }
}

void FlowItem::keyPressEvent(QKeyEvent* event)
{
    const bool isPlain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    if (event->key() == Qt::Key_Escape && m_linkFrom >= 0)
        cancelLink();
    else if (event->key() == Qt::Key_Escape && !m_selectedIds.isEmpty())
        emit selectionRequested(-1, false);
    else
        event->setAccepted(pressedArrow(event->key(), event->modifiers()) || (isPlain && pressedCommand(event->key())));
}

void FlowItem::focusOutEvent(QFocusEvent* event)
{
    m_gesture = Gesture::None;
    QQuickPaintedItem::focusOutEvent(event);
}

} // namespace campaign
