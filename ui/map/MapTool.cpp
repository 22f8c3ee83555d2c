// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/MapTool.h"

#include "server/geometry/Measures.h"

#include <QCursor>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace campaign::map {

namespace {
constexpr double gridPixels = 24; // the least distance of the grid's lines
constexpr double simplifyPixels = 1.5;
} // namespace

MapTool::MapTool(QQuickItem* parent)
    : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
    setVisible(false);
    setAcceptedMouseButtons(Qt::LeftButton | Qt::RightButton);
    setAcceptHoverEvents(true);
}

MapTool::~MapTool()
{
    if (m_map)
        m_map->setKeyTaker(nullptr);
}

void MapTool::setMap(MapItem* map)
{
    if (m_map == map)
        return;
    if (m_map) {
        m_map->disconnect(this);
        m_map->setKeyTaker(nullptr);
    }
    m_map = map;
    if (map) {
        map->setKeyTaker(this);
        connect(map, &MapItem::viewChanged, this, &MapTool::refresh);
        connect(map, &MapItem::sceneChanged, this, [this] {
            if (m_kind != Kind::Select)
                m_snapping.setScene(m_map->scene(), m_subjectId);
        });
    }
    emit mapChanged();
}

void MapTool::setKind(Kind kind)
{
    if (kind != m_kind && !asksFirst())
        begin(kind, {});
}

/// Whether there is something to lose; then the user is asked.
bool MapTool::asksFirst()
{
    if (!isShape() || m_isStoring || !m_editor.canUndo() || m_editor.isUnchanged())
        return false;
    m_asksToDiscard = true;
    emit changed();
    return true;
}

/// What was begun before is gone: callers ask first.
void MapTool::begin(Kind kind, const QString& subjectId)
{
    m_kind = kind;
    m_mode = Mode::Corners;
    m_subjectId = subjectId;
    m_editor.clear();
    m_corner = m_hovered = {};
    m_line.clear();
    m_lineEnded = m_asksToDiscard = m_isStoring = false;
    m_problem.clear();
    if (isShape())
        m_editor.begin(kind == Kind::Route);
    if (m_map) {
        m_map->setPassive(kind != Kind::Select);
        m_snapping.setScene(m_map->scene(), subjectId);
        m_map->forceActiveFocus();
    }
    setCursor(QCursor(kind == Kind::Select ? Qt::ArrowCursor : Qt::CrossCursor));
    setVisible(kind != Kind::Select);
    emit kindChanged();
    refresh();
}

void MapTool::setMode(Mode mode)
{
    if (!isShape() || mode == m_mode)
        return;
    if (m_editor.isDrawingHole() && m_editor.drawn().isEmpty())
        m_editor.undo();
    m_line.clear();
    m_corner = {};
    m_mode = mode;
    if (mode == Mode::Hole)
        note(m_editor.beginHole());
    if (mode == Mode::Hole && !m_editor.isDrawingHole())
        m_mode = Mode::Corners;
    refresh();
}

void MapTool::setSnapsToBorders(bool snaps)
{
    m_snapsToBorders = snaps;
    refresh();
}

void MapTool::setSnapsToGrid(bool snaps)
{
    m_snapsToGrid = snaps;
    refresh();
}

/// Round steps that stand well apart on the screen.
double MapTool::gridStep() const
{
    const double least = gridPixels / m_map->zoom();
    const double tens = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (tens * factor >= least)
            return tens * factor;
    }
    return tens * 10;
}

bool MapTool::edit(const QString& id)
{
    if (asksFirst())
        return false;
    const MapScene& scene = m_map->scene();
    EditedShape shape;
    const auto region =
        std::find_if(scene.regions.begin(), scene.regions.end(), [&](const MapRegion& one) { return one.id == id; });
    const auto line =
        std::find_if(scene.lines.begin(), scene.lines.end(), [&](const MapLine& one) { return one.id == id; });
    if (region != scene.regions.end()) {
        shape.parts = region->polygons;
        for (QList<QPolygonF>& part : shape.parts) {
            for (QPolygonF& ring : part) {
                if (ring.isClosed())
                    ring.removeLast();
            }
        }
    } else if (line != scene.lines.end()) {
        shape.isRoute = true;
        shape.parts = {{line->path}};
    } else {
        return false;
    }
    begin(shape.isRoute ? Kind::Route : Kind::Region, id);
    m_editor.begin(shape);
    refresh();
    return true;
}

bool MapTool::canFinish() const
{
    if (m_isStoring || !isShape())
        return false;
    if (m_editor.isDrawing())
        return m_editor.drawn().size() >= (m_kind == Kind::Route ? 2 : 3);
    return m_editor.isComplete() && !m_editor.isUnchanged();
}

int MapTool::cornerCount() const
{
    const bool isLine = m_kind == Kind::Measure || m_kind == Kind::Calibrate;
    return isLine ? static_cast<int>(m_line.size())
                  : m_editor.shape().cornerCount() + static_cast<int>(m_editor.drawn().size());
}

QString MapTool::lengthWithUnit(double mapUnits) const
{
    const MapScene& scene = m_map->scene();
    const bool hasScale = scene.distancePerUnit > 0;
    const double length = mapUnits * (hasScale ? scene.distancePerUnit : 1);
    const QString number = QLocale().toString(length, 'f', length < 100 ? 1 : 0);
    const QString unit = hasScale ? scene.distanceUnit : QString();
    return unit.isEmpty() ? tr("%1 map units").arg(number) : tr("%1 %2").arg(number, unit);
}

QString MapTool::areaWithUnit(double mapUnits) const
{
    const MapScene& scene = m_map->scene();
    const bool hasScale = scene.distancePerUnit > 0;
    const double area = mapUnits * (hasScale ? scene.distancePerUnit * scene.distancePerUnit : 1);
    const QString number = QLocale().toString(area, 'f', area < 100 ? 1 : 0);
    return hasScale && !scene.distanceUnit.isEmpty() ? tr("%1 square %2").arg(number, scene.distanceUnit)
                                                     : tr("%1 square map units").arg(number);
}

QString MapTool::areaText() const
{
    if (!m_map || m_kind != Kind::Region)
        return {};
    if (m_editor.isDrawing() && !m_editor.isDrawingHole() && m_editor.drawn().size() > 2)
        return areaWithUnit(areaOf({false, {{m_editor.drawn()}}}));
    return areaWithUnit(areaOf(m_editor.shape()));
}

double MapTool::lineLength() const
{
    double length = 0;
    for (qsizetype i = 1; i < m_line.size(); ++i)
        length += std::hypot(m_line[i].x() - m_line[i - 1].x(), m_line[i].y() - m_line[i - 1].y());
    return length;
}

QString MapTool::lengthText() const
{
    if (!m_map)
        return {};
    if (m_kind == Kind::Measure || m_kind == Kind::Calibrate)
        return lengthWithUnit(lineLength());
    double length = lengthOf(m_editor.shape());
    const QPolygonF& drawn = m_editor.drawn();
    for (qsizetype i = 1; i < drawn.size(); ++i)
        length += std::hypot(drawn[i].x() - drawn[i - 1].x(), drawn[i].y() - drawn[i - 1].y());
    return isShape() ? lengthWithUnit(length) : QString();
}

QStringList MapTool::faults() const
{
    QStringList sentences;
    if (isShape()) {
        for (const ShapeFault& fault : m_editor.faults())
            sentences << fault.sentence;
    }
    return sentences;
}

QString MapTool::hint() const
{
    switch (m_kind) {
    case Kind::Point:
        return tr("Click where the place stands.");
    case Kind::Measure:
        return m_line.isEmpty() ? tr("Click where the way begins.") : tr("Click on; Esc starts anew.");
    case Kind::Calibrate:
        return m_line.isEmpty() ? tr("Click the first of two places whose distance you know.")
                                : tr("Click the second place.");
    case Kind::Select:
        return {};
    default:
        break;
    }
    if (m_mode == Mode::Cut)
        return tr("Draw a line across the region, from one side to the other.");
    if (m_editor.isDrawingHole())
        return tr("Draw the hole inside the region; click its first corner to close it.");
    if (m_editor.isDrawing())
        return m_kind == Kind::Route ? tr("Click corner by corner; double-click ends the route.")
                                     : tr("Click corner by corner; click the first one to close the border.");
    return tr("Drag corners; drag a border to bend it; Del removes a corner.");
}

void MapTool::setProblem(const QString& sentence)
{
    m_problem = sentence;
    emit changed();
}

void MapTool::note(bool done)
{
    m_problem = done ? QString() : m_editor.reason();
    m_asksToDiscard = false;
    if (!m_editor.contains(m_corner))
        m_corner = {};
    refresh();
}

void MapTool::refresh()
{
    update();
    emit changed();
}

void MapTool::undo()
{
    m_editor.undo();
    if (m_mode == Mode::Hole && !m_editor.isDrawingHole())
        m_mode = Mode::Corners;
    note(true);
}

void MapTool::redo()
{
    m_editor.redo();
    if (m_editor.isDrawingHole())
        m_mode = Mode::Hole;
    note(true);
}

void MapTool::removeCorner()
{
    note(m_editor.removeCorner(m_corner));
}

void MapTool::simplify()
{
    note(m_editor.simplify(simplifyPixels / m_map->zoom()));
}

void MapTool::addPart()
{
    m_mode = Mode::Corners;
    note(m_editor.beginPart());
}

void MapTool::finish()
{
    if (m_isStoring || !isShape())
        return;
    if (m_editor.isDrawing()) {
        note(m_editor.closeDrawn());
        if (!m_editor.isDrawing())
            m_mode = Mode::Corners;
        emit changed();
        if (m_kind != Kind::Route || m_editor.isDrawing())
            return;
    }
    if (!m_editor.faults().isEmpty()) {
        setProblem(tr("This cannot be stored yet: %1").arg(m_editor.faults().first().sentence));
        return;
    }
    if (m_editor.isUnchanged()) {
        leave();
        return;
    }
    m_isStoring = true;
    m_problem.clear();
    emit changed();
    emit finishRequested();
}

void MapTool::stored(const QString& problem)
{
    m_isStoring = false;
    m_problem = problem;
    emit changed();
    if (problem.isEmpty())
        leave();
}

void MapTool::leave()
{
    begin(Kind::Select, {});
    emit ended();
}

void MapTool::measureFrom(const QPointF& position)
{
    if (asksFirst())
        return;
    begin(Kind::Measure, {});
    m_line << position;
    refresh();
}

void MapTool::cancel()
{
    if (!asksFirst())
        leave();
}

void MapTool::discard()
{
    leave();
}

void MapTool::keepEditing()
{
    m_asksToDiscard = false;
    emit changed();
}

void MapTool::showFault(int index)
{
    const QList<ShapeFault>& all = m_editor.faults();
    if (index < 0 || index >= all.size())
        return;
    const QPointF pixel = m_map->toItem(all[index].at);
    m_map->panBy(width() / 2 - pixel.x(), height() / 2 - pixel.y());
}

} // namespace campaign::map
