// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/MapComposer.h"
#include "ui/map/MapPalette.h"
#include "ui/map/MapProjection.h"
#include "ui/map/MapScene.h"
#include "ui/map/TileStore.h"

#include <QQuickItem>
#include <QStringList>

namespace campaign::map {

/// Is asked first for the keys the map is given. GUI thread.
class MapKeyTaker
{
public:
    virtual ~MapKeyTaker() = default;
    /// Whether the key would do something, before a shortcut of the window takes it.
    virtual bool wantsKey(const QKeyEvent& event) const = 0;
    /// False leaves the key to the map.
    virtual bool keyPressed(QKeyEvent& event) = 0;
};

/// The map: shows a scene, pans and zooms it, and says what the user wants of its marks. It changes neither the
/// scene nor the selection by itself; whoever owns those does, and sets them anew. GUI thread.
class MapItem : public QQuickItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::map::MapScene scene READ scene WRITE setScene NOTIFY sceneChanged)
    Q_PROPERTY(campaign::map::MapPalette* palette READ palette WRITE setPalette NOTIFY paletteChanged)
    Q_PROPERTY(QStringList selectedIds READ selectedIds WRITE setSelectedIds NOTIFY selectedIdsChanged)
    /// Kinds of points and regions that are not shown; "labels" hides the names.
    Q_PROPERTY(QStringList hiddenKinds READ hiddenKinds WRITE setHiddenKinds NOTIFY hiddenKindsChanged)
    /// Rectangles in item pixels that buttons and the like stand on: no name is put under them.
    Q_PROPERTY(QVariantList reservedAreas READ reservedAreas WRITE setReservedAreas NOTIFY reservedAreasChanged)
    /// How much of the left side (x) and of the right one (y) is under buttons, in pixels: the whole map stands between
    /// them.
    Q_PROPERTY(QPointF sideInsets READ sideInsets WRITE setSideInsets NOTIFY reservedAreasChanged)
    /// Whether it only pans and zooms: a tool above it has the clicks.
    Q_PROPERTY(bool passive READ passive WRITE setPassive NOTIFY passiveChanged)
    /// Names are written this much larger; 1 at first.
    Q_PROPERTY(double letterScale READ letterScale WRITE setLetterScale NOTIFY letterScaleChanged)
    /// Where the view stands, to be remembered: "x y scale" in map units and pixels a unit, empty while it is fitted.
    Q_PROPERTY(QString place READ place WRITE setPlace NOTIFY viewChanged)
    /// Whether dragging a point moves it.
    Q_PROPERTY(bool movable READ movable WRITE setMovable NOTIFY movableChanged)
    Q_PROPERTY(QString hoveredId READ hoveredId NOTIFY hoveredChanged)
    Q_PROPERTY(QString hoveredName READ hoveredName NOTIFY hoveredChanged)
    /// Where the hovered marker stands, in item pixels.
    Q_PROPERTY(QPointF hoveredPosition READ hoveredPosition NOTIFY hoveredChanged)
    Q_PROPERTY(QString focusedId READ focusedId NOTIFY focusedChanged)
    Q_PROPERTY(QString focusedName READ focusedName NOTIFY focusedChanged)
    /// The pointer, in map units; meaningful while cursorInside.
    Q_PROPERTY(QPointF cursorPosition READ cursorPosition NOTIFY cursorChanged)
    Q_PROPERTY(bool cursorInside READ cursorInside NOTIFY cursorChanged)
    /// Pixels per map unit.
    Q_PROPERTY(double zoom READ zoom NOTIFY viewChanged)
    /// 100 when the whole map fits the window.
    Q_PROPERTY(int zoomPercent READ zoomPercent NOTIFY viewChanged)
    /// 100 when the map's longer side is 1,600 pixels: the same in a narrow pane as in a wide one.
    Q_PROPERTY(int sizePercent READ sizePercent NOTIFY viewChanged)
    Q_PROPERTY(double scaleBarLength READ scaleBarLength NOTIFY viewChanged)
    Q_PROPERTY(QString scaleBarText READ scaleBarText NOTIFY viewChanged)
    Q_PROPERTY(bool dragging READ dragging NOTIFY draggingChanged)
    /// Whether parts of the picture are still being painted.
    Q_PROPERTY(bool busy READ busy NOTIFY busyChanged)

public:
    explicit MapItem(QQuickItem* parent = nullptr);
    ~MapItem() override;

    const MapScene& scene() const { return m_scene; }
    void setScene(const MapScene& scene);
    MapPalette* palette() const { return m_palette; }
    void setPalette(MapPalette* palette);
    QStringList selectedIds() const { return m_selectedIds; }
    void setSelectedIds(const QStringList& ids);
    QStringList hiddenKinds() const { return m_hiddenKinds; }
    void setHiddenKinds(const QStringList& kinds);
    QVariantList reservedAreas() const { return m_reservedAreas; }
    void setReservedAreas(const QVariantList& areas);
    QPointF sideInsets() const { return m_sideInsets; }
    void setSideInsets(const QPointF& insets);
    bool movable() const { return m_movable; }
    void setMovable(bool movable);

    double letterScale() const { return m_letterScale; }
    void setLetterScale(double scale);
    bool passive() const { return m_passive; }
    void setPassive(bool passive);
    QString place() const;
    void setPlace(const QString& place);
    void setKeyTaker(MapKeyTaker* taker) { m_keyTaker = taker; }
    bool isSpaceHeld() const { return m_spaceHeld; }
    QPointF middle() const { return {width() / 2, height() / 2}; }
    MapColors colors() const { return m_palette ? m_palette->colors() : MapColors(); }

    QString hoveredId() const { return idOf(m_marks.hovered); }
    QString hoveredName() const { return nameOf(hoveredId()); }
    QPointF hoveredPosition() const;
    QString focusedId() const { return idOf(m_marks.focused); }
    QString focusedName() const { return nameOf(focusedId()); }
    QPointF cursorPosition() const { return m_view.toMap(m_cursor); }
    bool cursorInside() const { return m_cursorInside; }
    double zoom() const { return m_view.scale; }
    int zoomPercent() const;
    int sizePercent() const;
    double scaleBarLength() const;
    QString scaleBarText() const;
    bool dragging() const { return m_marks.dragged >= 0; }
    bool busy() const { return m_busy; }

    const MapProjection& projection() const { return m_view; }
    const MapComposer& composer() const { return m_composer; }

    Q_INVOKABLE void fit();
    /// Zooms about the middle of the item.
    Q_INVOKABLE void zoomBy(double factor);
    Q_INVOKABLE void zoomAbout(const QPointF& pixel, double factor);
    Q_INVOKABLE void panBy(double x, double y);
    /// Brings a point or region that is out of sight into the middle. Unknown ids do nothing.
    Q_INVOKABLE void reveal(const QString& id);
    /// The point, else the region, under the pixel; empty for none.
    Q_INVOKABLE QString idAt(const QPointF& pixel) const;
    /// Whether the id is that of a point, not of a region or a line.
    Q_INVOKABLE bool isPoint(const QString& id) const { return m_composer.indexOf(id) >= 0; }
    Q_INVOKABLE QString nameOf(const QString& id) const;
    Q_INVOKABLE QPointF toMap(const QPointF& pixel) const { return m_view.toMap(pixel); }
    Q_INVOKABLE QPointF toItem(const QPointF& position) const { return m_view.toItem(position); }
    /// Puts moved points back where the scene has them: the move was refused.
    Q_INVOKABLE void revertMoves();

signals:
    void sceneChanged();
    void paletteChanged();
    void selectedIdsChanged();
    void hiddenKindsChanged();
    void reservedAreasChanged();
    void movableChanged();
    void passiveChanged();
    void letterScaleChanged();
    void hoveredChanged();
    void focusedChanged();
    void cursorChanged();
    void viewChanged();
    void draggingChanged();
    void busyChanged();
    /// The user wants exactly these selected (empty: nothing).
    void selectionRequested(const QStringList& ids);
    void opened(const QString& id);
    /// Sent once, when a dragged point is let go; map units.
    void pointMoved(const QString& id, double x, double y);
    /// id is empty on open ground.
    void contextMenuRequested(const QString& id, const QPointF& mapPosition, const QPointF& itemPosition);

protected:
    QSGNode* updatePaintNode(QSGNode* node, UpdatePaintNodeData* data) override;
    void updatePolish() override;
    void geometryChange(const QRectF& newGeometry, const QRectF& oldGeometry) override;
    void itemChange(ItemChange change, const ItemChangeData& value) override;
    bool event(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseUngrabEvent() override;
    void wheelEvent(QWheelEvent* event) override;
    void hoverMoveEvent(QHoverEvent* event) override;
    void hoverLeaveEvent(QHoverEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    enum class Gesture { None, Press, Pan, Drag, Cancelled };

    void schedule();
    void viewMoved();
    void rebuildBackdrop();
    void recolour();
    void applyScene();
    bool isInSight(const QRectF& pixels) const;
    QString lineAt(const QPointF& pixel) const;
    double fitScale() const;
    QMarginsF fitMargins() const;
    double pixelRatio() const;
    QString idOf(int index) const;
    void setHovered(int index);
    void setFocused(int index);
    void moveCursor(const QPointF& pixel, bool inside);
    void beginGesture(const QPointF& pixel);
    void endDrag();
    bool cancelDrag();
    void click(const QPointF& pixel, bool toggle);
    bool walk(bool forward);
    bool walkTowards(const QPointF& direction);
    bool pressedZoomOrPan(int key);
    QPointF focusOrCentre() const;

    MapScene m_scene;
    /// What a fitted view shows, in map units.
    QRectF m_content;
    MapPalette* m_palette = nullptr;
    QStringList m_selectedIds;
    QStringList m_hiddenKinds;
    QVariantList m_reservedAreas;
    QPointF m_sideInsets;
    bool m_movable = true;
    bool m_passive = false;
    double m_letterScale = 1;
    MapKeyTaker* m_keyTaker = nullptr;
    /// A place that was set before there was a scene to stand in.
    QString m_wantedPlace;

    MapProjection m_view;
    /// Until the user moves the view, it follows the window's size.
    bool m_fitted = true;
    MapComposer m_composer;
    TileStore m_tiles;
    MapMarks m_marks;
    MapFrame m_frame;
    bool m_busy = false;
    bool m_recolouring = false;

    Gesture m_gesture = Gesture::None;
    bool m_spaceHeld = false;
    int m_pressed = -1;
    QPointF m_pressPixel;
    QPointF m_lastPixel;
    QPointF m_cursor;
    bool m_cursorInside = false;
};

} // namespace campaign::map
