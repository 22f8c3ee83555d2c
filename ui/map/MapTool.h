// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/MapItem.h"
#include "ui/map/RegionEditor.h"
#include "ui/map/Snapping.h"

#include <QPointer>
#include <QQuickPaintedItem>

namespace campaign::map {

/// What the user draws upon the map: a place, a region, a route, a distance. Lies over a MapItem, which goes on panning
/// and zooming below it; it stores nothing, but asks its owner to. GUI thread.
class MapTool : public QQuickPaintedItem, public MapKeyTaker
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::map::MapItem* map READ map WRITE setMap NOTIFY mapChanged)
    Q_PROPERTY(Kind kind READ kind WRITE setKind NOTIFY kindChanged)
    Q_PROPERTY(Mode mode READ mode WRITE setMode NOTIFY changed)
    /// What is being redrawn, empty for something new.
    Q_PROPERTY(QString subjectId READ subjectId NOTIFY changed)
    Q_PROPERTY(bool snapsToBorders READ snapsToBorders WRITE setSnapsToBorders NOTIFY changed)
    Q_PROPERTY(bool snapsToGrid READ snapsToGrid WRITE setSnapsToGrid NOTIFY changed)
    Q_PROPERTY(bool isDrawing READ isDrawing NOTIFY changed)
    Q_PROPERTY(bool isShape READ isShape NOTIFY kindChanged)
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY changed)
    Q_PROPERTY(bool canRedo READ canRedo NOTIFY changed)
    Q_PROPERTY(bool canFinish READ canFinish NOTIFY changed)
    Q_PROPERTY(bool hasCorner READ hasCorner NOTIFY changed)
    Q_PROPERTY(int cornerCount READ cornerCount NOTIFY changed)
    Q_PROPERTY(QString areaText READ areaText NOTIFY changed)
    Q_PROPERTY(QString lengthText READ lengthText NOTIFY changed)
    /// What is wrong, each a sentence; the places are marked on the map.
    Q_PROPERTY(QStringList faults READ faults NOTIFY changed)
    /// The last thing that could not be done, and why.
    Q_PROPERTY(QString problem READ problem WRITE setProblem NOTIFY changed)
    /// What to do next.
    Q_PROPERTY(QString hint READ hint NOTIFY changed)
    /// The user wants to leave with changes that are not stored.
    Q_PROPERTY(bool asksToDiscard READ asksToDiscard NOTIFY changed)
    /// The owner is storing what was drawn.
    Q_PROPERTY(bool isStoring READ isStoring NOTIFY changed)

public:
    enum class Kind { Select, Point, Region, Route, Measure, Calibrate };
    Q_ENUM(Kind)
    enum class Mode { Corners, Hole, Cut };
    Q_ENUM(Mode)

    explicit MapTool(QQuickItem* parent = nullptr);
    ~MapTool() override;

    MapItem* map() const { return m_map; }
    void setMap(MapItem* map);
    Kind kind() const { return m_kind; }
    void setKind(Kind kind);
    Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    QString subjectId() const { return m_subjectId; }
    bool snapsToBorders() const { return m_snapsToBorders; }
    void setSnapsToBorders(bool snaps);
    bool snapsToGrid() const { return m_snapsToGrid; }
    void setSnapsToGrid(bool snaps);
    bool isDrawing() const { return m_editor.isDrawing(); }
    bool isShape() const { return m_kind == Kind::Region || m_kind == Kind::Route; }
    bool canUndo() const { return m_editor.canUndo(); }
    bool canRedo() const { return m_editor.canRedo(); }
    bool canFinish() const;
    bool hasCorner() const { return !m_corner.isNone(); }
    int cornerCount() const;
    QString areaText() const;
    QString lengthText() const;
    QStringList faults() const;
    QString problem() const { return m_problem; }
    void setProblem(const QString& sentence);
    QString hint() const;
    bool asksToDiscard() const { return m_asksToDiscard; }
    bool isStoring() const { return m_isStoring; }

    const RegionEditor& editor() const { return m_editor; }
    /// Corners of the measuring or calibrating line, map units.
    const QPolygonF& line() const { return m_line; }
    Q_INVOKABLE double lineLength() const;

    /// Takes up a region or line of the map's scene by its id. False when there is none.
    Q_INVOKABLE bool edit(const QString& id);
    Q_INVOKABLE void undo();
    Q_INVOKABLE void redo();
    Q_INVOKABLE void removeCorner();
    /// Drops corners that make no difference at this zoom.
    Q_INVOKABLE void simplify();
    /// Another outer border.
    Q_INVOKABLE void addPart();
    /// Closes what is being drawn; a complete shape is handed over by finishRequested.
    Q_INVOKABLE void finish();
    /// A distance is measured from there on.
    Q_INVOKABLE void measureFrom(const QPointF& position);
    /// Asks first when there is something to lose.
    Q_INVOKABLE void cancel();
    Q_INVOKABLE void discard();
    Q_INVOKABLE void keepEditing();
    /// Brings a fault into the middle.
    Q_INVOKABLE void showFault(int index);
    /// The owner says how storing went; an empty sentence is good and ends the tool.
    void stored(const QString& problem);

    bool wantsKey(const QKeyEvent& event) const override;
    bool keyPressed(QKeyEvent& event) override;
    void paint(QPainter* painter) override;

signals:
    void mapChanged();
    void kindChanged();
    void changed();
    /// A place was chosen, in map units.
    void pointPlaced(const QPointF& position);
    /// What the editor holds is complete and wants to be stored.
    void finishRequested();
    /// The calibrating line has both its ends.
    void lineDrawn();
    void ended();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseUngrabEvent() override;
    void hoverMoveEvent(QHoverEvent* event) override;
    void hoverLeaveEvent(QHoverEvent* event) override;

private:
    void begin(Kind kind, const QString& subjectId);
    bool asksFirst();
    void note(bool done);
    void refresh();
    void leave();
    QString lengthWithUnit(double mapUnits) const;
    QString areaWithUnit(double mapUnits) const;
    double gridStep() const;
    std::vector<QPointF> ownCorners() const;
    Snap snapped(const QPointF& pixel) const;
    Corner cornerAt(const QPointF& pixel) const;
    Corner edgeAt(const QPointF& pixel, QPointF* at) const;
    template <typename Visit>
    void forEachRing(Visit&& visit) const;

    bool isOverFirst(const QPointF& pixel) const;
    void pointAt(const QPointF& pixel);
    void addAt(const QPointF& pixel);
    void addToCut(const QPointF& at);
    void addToLine(const QPointF& at);
    bool editPressed(const QPointF& pixel);
    bool nudge(int key, bool far);
    void walkCorners(bool forward);
    void insertByKey();
    bool editKey(QKeyEvent& event);
    void stepBack();

    void paintShape(QPainter& painter) const;
    void paintCorners(QPainter& painter) const;
    void paintFaults(QPainter& painter) const;
    void paintLine(QPainter& painter) const;
    void paintTip(QPainter& painter) const;
    void paintLegs(QPainter& painter, const QPolygonF& pixels) const;
    QPolygonF toPixels(const QPolygonF& ring, bool close) const;
    MapColors colors() const;

    QPointer<MapItem> m_map;
    Kind m_kind = Kind::Select;
    Mode m_mode = Mode::Corners;
    QString m_subjectId;
    RegionEditor m_editor;
    Snapping m_snapping;
    bool m_snapsToBorders = true;
    bool m_snapsToGrid = false;
    /// The chosen corner.
    Corner m_corner;
    Corner m_hovered;
    /// The cutting, measuring or calibrating line.
    QPolygonF m_line;
    bool m_lineEnded = false;
    QString m_problem;
    bool m_asksToDiscard = false;
    bool m_isStoring = false;
    QPointF m_pointer;
    bool m_pointerInside = false;
    /// Distance from the pointer to the corner being moved, in pixels.
    QPointF m_grip;
};

} // namespace campaign::map
