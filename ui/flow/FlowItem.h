// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/FlowModel.h"
#include "ui/flow/FlowPainter.h"

#include <QPointer>
#include <QQuickPaintedItem>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

#include <optional>

namespace campaign {

/// The diagram: paints a drawing, pans and zooms it, walks it by arrow keys, and says what the user wants selected. It
/// changes neither the drawing nor the selection by itself. GUI thread.
class FlowItem : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    /// Whose drawing it shows, with what is found in it.
    Q_PROPERTY(campaign::FlowModel* model READ model WRITE setModel NOTIFY modelChanged)
    Q_PROPERTY(QStringList selectedIds READ selectedIds WRITE setSelectedIds NOTIFY marksChanged)
    /// Roles of the theme by name.
    Q_PROPERTY(QVariantMap colors READ colors WRITE setColors NOTIFY lookChanged)
    Q_PROPERTY(QString family READ family WRITE setFamily NOTIFY lookChanged)
    /// Of all sizes; what 100 % is.
    Q_PROPERTY(double fontScale READ fontScale WRITE setFontScale NOTIFY lookChanged)
    Q_PROPERTY(int zoomPercent READ zoomPercent NOTIFY viewChanged)
    /// Whether part of it is out of sight.
    Q_PROPERTY(bool isCropped READ isCropped NOTIFY viewChanged)
    /// The node the arrow keys have come to, −1 for none, and what a screen reader says of it.
    Q_PROPERTY(int focusedNode READ focusedNode NOTIFY marksChanged)
    Q_PROPERTY(QString focusedText READ focusedText NOTIFY marksChanged)
    /// What stands in the way of the node under the pointer, with its whole name; "" for none.
    Q_PROPERTY(QString hoveredText READ hoveredText NOTIFY marksChanged)
    Q_PROPERTY(QRectF hoveredRect READ hoveredRect NOTIFY marksChanged)

    /// Where a link that is being drawn begins; −1 for none.
    Q_PROPERTY(int linkFrom READ linkFrom NOTIFY marksChanged)
    /// Where all of it is shown small, in pixels; empty while nothing is out of sight or there is no room for it.
    Q_PROPERTY(QRectF overviewRoom READ overviewRoom NOTIFY viewChanged)

public:
    explicit FlowItem(QQuickItem* parent = nullptr);
    ~FlowItem() override;

    FlowModel* model() const { return m_model; }
    void setModel(FlowModel* model);
    const flow::DrawingPtr& drawing() const { return m_drawing; }
    void setDrawing(const flow::DrawingPtr& drawing);
    QStringList selectedIds() const { return m_selectedIds; }
    void setSelectedIds(const QStringList& ids);
    /// Numbers of nodes.
    void setFound(const QList<int>& nodes);
    QVariantMap colors() const { return m_roles; }
    void setColors(const QVariantMap& roles);
    QString family() const { return m_family; }
    void setFamily(const QString& family);
    double fontScale() const { return m_fontScale; }
    void setFontScale(double scale);
    int zoomPercent() const;
    bool isCropped() const;
    int focusedNode() const { return m_marks.focused; }
    QString focusedText() const { return textOf(m_marks.focused); }
    QString hoveredText() const { return m_gesture == Gesture::None ? textOf(m_marks.hovered) : QString(); }
    QRectF hoveredRect() const;
    QRectF overviewRoom() const;
    int linkFrom() const { return m_linkFrom; }

    /// All of it, but not larger than life.
    Q_INVOKABLE void fit();
    /// About the middle of the item.
    Q_INVOKABLE void zoomBy(double factor);
    Q_INVOKABLE void zoomAbout(const QPointF& pixel, double factor);
    Q_INVOKABLE void panBy(double x, double y);
    /// Brings a node into sight, and the focus to it.
    Q_INVOKABLE void reveal(int node);
    /// What was begun is not linked.
    Q_INVOKABLE void cancelLink();
    /// Where one begins to draw a link, in pixels; null for what cannot be linked.
    Q_INVOKABLE QPointF portOf(int node) const;
    /// Where a node stands, in pixels.
    Q_INVOKABLE QRectF rectOf(int node) const;
    /// The one of that name, −1 for none.
    Q_INVOKABLE int nodeNamed(const QString& name) const;

    void paint(QPainter* painter) override;

signals:
    void modelChanged();
    void marksChanged();
    void lookChanged();
    void viewChanged();
    /// −1: nothing.
    void selectionRequested(int node, bool toggle);
    void contextMenuRequested(int node);
    /// The user drew a link between two things that happen.
    void linkRequested(int from, int to);

protected:
    void geometryChange(const QRectF& newGeometry, const QRectF& oldGeometry) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseUngrabEvent() override;
    void wheelEvent(QWheelEvent* event) override;
    void hoverMoveEvent(QHoverEvent* event) override;
    void hoverLeaveEvent(QHoverEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    enum class Gesture { None, Press, Pan, Overview, Link };

    int count() const { return m_drawing ? static_cast<int>(m_drawing->graph.nodes.size()) : 0; }
    const flow::Node* node(int number) const;
    QString textOf(int number) const;
    void standAtStart();
    void keepMarks(const flow::Drawing* before);
    void applySelection();
    void applyConnected();
    void moveView(const flow::View& view);
    flow::View fitInto(const QRectF& room) const;
    /// How many nodes reach into a part of the item, in pixels.
    int covered(const QRectF& room) const;
    void standOverview();
    void setFocused(int node);
    void setHovered(int node);
    bool pressedArrow(int key, Qt::KeyboardModifiers modifiers);
    bool pressedCommand(int key);
    flow::View overview() const;
    void centreOn(const QPointF& point);
    bool isLinkable(int number) const;
    void beginLink(int number);
    void endLink(int number);
    int portAt(const QPointF& pixel) const;

    QPointer<FlowModel> m_model;
    flow::DrawingPtr m_drawing;
    QStringList m_selectedIds;
    QVariantMap m_roles;
    QString m_family;
    double m_fontScale = 1;
    std::optional<flow::Painter> m_painter;
    flow::View m_view;
    Qt::Corner m_overviewCorner = Qt::BottomRightCorner;
    bool m_isPlaced = false; ///< the user or the selection has moved the view
    flow::Marks m_marks;
    Gesture m_gesture = Gesture::None;
    int m_linkFrom = -1;
    int m_pressed = -1;
    QPointF m_pressPixel;
    QPointF m_lastPixel;
};

} // namespace campaign
