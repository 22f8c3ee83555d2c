// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/FlowItem.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace campaign {

using flow::View;

namespace {

constexpr double margin = 18;
constexpr double leastFitted = 0.3; // smaller boxes have no names: rather a part of it
constexpr double readable = 0.85;
constexpr double leastScale = 0.05;
constexpr double mostScale = 3;
constexpr double overviewSide = 150;
constexpr double overviewMargin = 8;
constexpr double buttonsWidth = 44; // right below, over the diagram
constexpr double buttonsHeight = 132;

/// With whose it is, where several bear the name.
QString called(const flow::Node& node)
{
    return node.owner.isEmpty() ? node.name
                                : FlowItem::tr("%1 of %2", "a value and whose it is").arg(node.name, node.owner);
}

} // namespace

FlowItem::FlowItem(QQuickItem* parent)
    : QQuickPaintedItem(parent)
{
    setAcceptedMouseButtons(Qt::LeftButton | Qt::MiddleButton | Qt::RightButton);
    setAcceptHoverEvents(true);
    setActiveFocusOnTab(true);
    setClip(true);
    setOpaquePainting(true);
}

FlowItem::~FlowItem() = default;

const flow::Node* FlowItem::node(int number) const
{
    return number >= 0 && number < count() ? &m_drawing->graph.nodes[static_cast<std::size_t>(number)] : nullptr;
}

int FlowItem::nodeNamed(const QString& name) const
{
    for (int number = 0; number < count(); ++number) {
        if (node(number)->name == name)
            return number;
    }
    return -1;
}

void FlowItem::setModel(FlowModel* model)
{
    if (m_model == model)
        return;
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    if (model) {
        connect(model, &FlowModel::drawingChanged, this, [this] { setDrawing(m_model->drawing()); });
        connect(model, &FlowModel::foundChanged, this, [this] { setFound(m_model->found()); });
    }
    setDrawing(model ? model->drawing() : nullptr);
    setFound(model ? model->found() : QList<int>());
    emit modelChanged();
}

void FlowItem::setDrawing(const flow::DrawingPtr& drawing)
{
    if (m_drawing == drawing)
        return;
    const flow::DrawingPtr before = std::exchange(m_drawing, drawing);
    keepMarks(before.get());
    applySelection();
    if (!before || !drawing || !drawing->graph.hasShapeOf(before->graph))
        standAtStart();
}

/// What stands for the same keeps its mark.
void FlowItem::keepMarks(const flow::Drawing* before)
{
    for (int* mark : {&m_marks.focused, &m_marks.hovered, &m_pressed, &m_linkFrom}) {
        const int old = std::exchange(*mark, -1);
        for (int number = 0; before && old >= 0 && number < count(); ++number) {
            if (node(number)->id == before->graph.nodes[static_cast<std::size_t>(old)].id)
                *mark = number;
        }
    }
    m_marks.found.clear();
}

void FlowItem::setSelectedIds(const QStringList& ids)
{
    if (m_selectedIds == ids)
        return;
    m_selectedIds = ids;
    applySelection();
    if (!m_marks.selected.isEmpty() && !m_marks.selected.contains(m_marks.focused)) {
        const int first = *std::min_element(m_marks.selected.begin(), m_marks.selected.end());
        reveal(first);
    }
}

void FlowItem::applySelection()
{
    m_marks.selected.clear();
    for (int number = 0; number < count(); ++number) {
        if (!node(number)->entityId.isEmpty() && m_selectedIds.contains(node(number)->entityId))
            m_marks.selected.insert(number);
    }
    applyConnected();
}

/// Where the arrow keys have come to counts before what is selected elsewhere.
void FlowItem::applyConnected()
{
    const bool isWalking = m_marks.focused >= 0 && !m_marks.selected.contains(m_marks.focused);
    m_marks.connected.clear();
    for (const int number : isWalking ? QSet<int>{m_marks.focused} : m_marks.selected) {
        const std::vector<bool> reached = flow::connected(m_drawing->graph, number);
        m_marks.connected.resize(reached.size(), false);
        for (std::size_t one = 0; one < reached.size(); ++one)
            m_marks.connected[one] = m_marks.connected[one] || reached[one];
    }
    update();
    emit marksChanged();
}

void FlowItem::setFound(const QList<int>& nodes)
{
    m_marks.found = QSet<int>(nodes.begin(), nodes.end());
    update();
    emit marksChanged();
}

void FlowItem::setColors(const QVariantMap& roles)
{
    if (m_roles == roles)
        return;
    m_roles = roles;
    m_painter.reset();
    setFillColor(roles.value("surface").value<QColor>());
    update();
    emit lookChanged();
}

void FlowItem::setFamily(const QString& family)
{
    if (m_family == family)
        return;
    m_family = family;
    m_painter.reset();
    update();
    emit lookChanged();
}

void FlowItem::setFontScale(double scale)
{
    if (qFuzzyCompare(m_fontScale, scale))
        return;
    m_fontScale = scale;
    standAtStart();
    emit lookChanged();
}

int FlowItem::zoomPercent() const
{
    return static_cast<int>(std::lround(100 * m_view.scale / m_fontScale));
}

bool FlowItem::isCropped() const
{
    return m_drawing && !boundingRect().adjusted(-1, -1, 1, 1).contains(m_view.toPixel(m_drawing->layout.bounds));
}

/// All of it where that can be read, else its beginning.
void FlowItem::standAtStart()
{
    m_isPlaced = false;
    fit();
    m_isPlaced = false;
    if (m_drawing && m_view.scale < leastFitted * m_fontScale) {
        const double scale = readable * m_fontScale;
        moveView({scale, QPointF(margin, margin) - m_drawing->layout.bounds.topLeft() * scale, m_fontScale});
    }
    standOverview();
    if (!m_marks.selected.isEmpty() && isCropped()) {
        const int first = *std::min_element(m_marks.selected.begin(), m_marks.selected.end());
        if (first < count())
            reveal(first);
    }
}

void FlowItem::fit()
{
    if (!m_drawing || width() <= 2 * margin || height() <= 2 * margin)
        return;
    m_isPlaced = true;
    const QRectF room = boundingRect().adjusted(margin, margin, -margin, -margin);
    const QSizeF buttons = QSizeF(buttonsWidth, buttonsHeight) * m_fontScale;
    moveView(fitInto(room));
    if (covered(QRectF({width() - buttons.width(), height() - buttons.height()}, buttons)) > 0)
        moveView(fitInto(room.adjusted(0, 0, margin - buttons.width(), 0)));
}

View FlowItem::fitInto(const QRectF& room) const
{
    const QRectF bounds = m_drawing->layout.bounds;
    const double scale = std::min(
        {m_fontScale, room.width() / std::max(1.0, bounds.width()), room.height() / std::max(1.0, bounds.height())});
    const double held = std::max(scale, leastScale);
    return {held, room.center() - bounds.center() * held, m_fontScale};
}

int FlowItem::covered(const QRectF& room) const
{
    int nodes = 0;
    for (int number = 0; number < count(); ++number)
        nodes += rectOf(number).intersects(room) ? 1 : 0;
    return nodes;
}

/// Where it is in the way of the fewest, at best of none; it stays there while one looks around.
void FlowItem::standOverview()
{
    m_overviewCorner = Qt::BottomRightCorner;
    int least = covered(overviewRoom());
    for (const Qt::Corner corner : {Qt::BottomLeftCorner, Qt::TopRightCorner}) {
        const Qt::Corner before = std::exchange(m_overviewCorner, corner);
        const int here = covered(overviewRoom());
        if (here >= least)
            m_overviewCorner = before;
        least = std::min(least, here);
    }
    emit viewChanged();
}

void FlowItem::moveView(const View& view)
{
    m_view = view;
    update();
    emit viewChanged();
    emit marksChanged(); // where the hovered one stands
}

void FlowItem::zoomBy(double factor)
{
    zoomAbout(boundingRect().center(), factor);
}

void FlowItem::zoomAbout(const QPointF& pixel, double factor)
{
    m_isPlaced = true;
    const QPointF point = m_view.toPoint(pixel);
    const double scale = std::clamp(m_view.scale * factor, leastScale, mostScale * m_fontScale);
    moveView({scale, pixel - point * scale, m_fontScale});
}

void FlowItem::panBy(double x, double y)
{
    m_isPlaced = true;
    moveView({m_view.scale, m_view.offset + QPointF(x, y), m_fontScale});
}

void FlowItem::centreOn(const QPointF& point)
{
    m_isPlaced = true;
    moveView({m_view.scale, boundingRect().center() - point * m_view.scale, m_fontScale});
}

void FlowItem::reveal(int number)
{
    if (!node(number))
        return;
    setFocused(number);
    if (!boundingRect().contains(rectOf(number)))
        centreOn(m_drawing->layout.centres[static_cast<std::size_t>(number)]);
}

QRectF FlowItem::rectOf(int number) const
{
    return node(number) ? m_view.toPixel(m_drawing->rectOf(number)) : QRectF();
}

QRectF FlowItem::hoveredRect() const
{
    return rectOf(m_marks.hovered);
}

/// With what lies next to it, as a sentence or two.
QString FlowItem::textOf(int number) const
{
    const flow::Node* one = node(number);
    if (!one)
        return {};
    QStringList lines{tr("%1, %2").arg(one->name, one->detail)};
    if (!one->reason.isEmpty())
        lines.append(one->reason);
    constexpr int mostLines = 8;
    for (const flow::Edge& edge : m_drawing->graph.edges) {
        if (lines.size() >= mostLines || (edge.from != number && edge.to != number))
            continue;
        lines.append(tr("%1 %2 %3").arg(called(*node(edge.from)), flow::wordsOf(edge.kind), called(*node(edge.to))));
    }
    return lines.join('\n');
}

void FlowItem::geometryChange(const QRectF& newGeometry, const QRectF& oldGeometry)
{
    QQuickPaintedItem::geometryChange(newGeometry, oldGeometry);
    if (!m_isPlaced)
        standAtStart();
    emit viewChanged();
}

QRectF FlowItem::overviewRoom() const
{
    const bool hasRoom = std::min(width(), height()) > 2.5 * overviewSide;
    if (!m_drawing || count() == 0 || !hasRoom || !isCropped())
        return {};
    const QSizeF size = m_drawing->layout.bounds.size().scaled(overviewSide, overviewSide, Qt::KeepAspectRatio);
    const double beside = m_overviewCorner == Qt::BottomRightCorner ? buttonsWidth * m_fontScale : 0;
    const bool isLeft = m_overviewCorner == Qt::BottomLeftCorner;
    const bool isTop = m_overviewCorner == Qt::TopRightCorner;
    return {isLeft ? overviewMargin : width() - size.width() - overviewMargin - beside,
            isTop ? overviewMargin : height() - size.height() - overviewMargin, size.width(), size.height()};
}

View FlowItem::overview() const
{
    const QRectF room = overviewRoom().adjusted(3, 3, -3, -3);
    const QRectF bounds = m_drawing->layout.bounds;
    const double scale =
        std::min(room.width() / std::max(1.0, bounds.width()), room.height() / std::max(1.0, bounds.height()));
    return {scale, room.center() - bounds.center() * scale};
}

void FlowItem::paint(QPainter* painter)
{
    if (!m_drawing)
        return;
    if (!m_painter)
        m_painter.emplace(flow::Colors::from(m_roles), m_family);
    m_painter->paint(*painter, *m_drawing, m_view, m_marks, boundingRect());
    if (m_linkFrom >= 0) {
        const bool isByMouse = m_gesture == Gesture::Link;
        const QRectF target = rectOf(m_marks.focused);
        const QPointF end = isByMouse ? m_lastPixel : QPointF(target.left(), target.center().y());
        if (isByMouse || m_marks.focused != m_linkFrom)
            m_painter->paintLink(*painter, portOf(m_linkFrom), end, m_view.scale);
    } else if (isLinkable(m_marks.hovered)) {
        m_painter->paintPort(*painter, portOf(m_marks.hovered), m_view.scale);
    }
    const QRectF room = overviewRoom();
    if (room.isEmpty())
        return;
    painter->setPen(m_roles.value("strongOutline").value<QColor>());
    painter->setBrush(m_roles.value("surface").value<QColor>());
    painter->drawRoundedRect(room, 4, 4);
    painter->setClipRect(room);
    m_painter->paintOverview(*painter, *m_drawing, overview(), m_marks,
                             {m_view.toPoint(QPointF(0, 0)), m_view.toPoint({width(), height()})});
}

} // namespace campaign
