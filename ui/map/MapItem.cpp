// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/MapItem.h"

#include "ui/map/PaintedMapNode.h"
#include "ui/map/ScaleBar.h"
#include "ui/map/SceneGraphMapNode.h"

#include <QQuickWindow>
#include <QSGRendererInterface>
#include <algorithm>
#include <array>
#include <cmath>

namespace campaign::map {

namespace {
constexpr double fitMargin = 24;
constexpr double farthest = 0.5;  // of the fit
constexpr double nearest = 200.0; // times the fit
constexpr double longestScaleBar = 140;

double distanceToPath(const QPolygonF& path, const QPointF& position)
{
    double nearest = 1e300;
    for (qsizetype i = 1; i < path.size(); ++i) {
        const QPointF along = path[i] - path[i - 1];
        const double length = QPointF::dotProduct(along, along);
        const double share =
            length > 0 ? std::clamp(QPointF::dotProduct(position - path[i - 1], along) / length, 0.0, 1.0) : 0;
        const QPointF away = path[i - 1] + along * share - position;
        nearest = std::min(nearest, std::hypot(away.x(), away.y()));
    }
    return nearest;
}
} // namespace

MapItem::MapItem(QQuickItem* parent)
    : QQuickItem(parent)
{
    setFlag(ItemHasContents);
    setFlag(ItemIsFocusScope, false);
    setAcceptedMouseButtons(Qt::LeftButton | Qt::MiddleButton | Qt::RightButton);
    setAcceptHoverEvents(true);
    setActiveFocusOnTab(true);
    setClip(true);
    connect(&m_tiles, &TileStore::changed, this, &MapItem::schedule);
}

MapItem::~MapItem() = default;

void MapItem::setScene(const MapScene& scene)
{
    const bool sameGround = m_scene.regions == scene.regions && m_scene.lines == scene.lines &&
                            m_scene.background == scene.background && m_scene.tint == scene.tint;
    const bool sameExtent = m_scene.extent() == scene.extent() && m_content == scene.content();
    m_scene = scene;
    m_content = scene.content();
    applyScene();
    if (!sameExtent && m_fitted) {
        fit();
    }
    if (!sameGround || !sameExtent) {
        rebuildBackdrop();
    }
    if (!m_wantedPlace.isEmpty()) {
        setPlace(m_wantedPlace);
    }
    emit sceneChanged();
    emit hoveredChanged();
    emit viewChanged();
}

void MapItem::applyScene()
{
    // Marks are indices; what they stand for keeps its mark, so that a change elsewhere never interrupts a hand.
    const std::array marks{&m_marks.hovered, &m_marks.focused, &m_marks.dragged, &m_pressed};
    std::array<QString, marks.size()> ids;
    std::transform(marks.begin(), marks.end(), ids.begin(), [this](const int* mark) { return idOf(*mark); });
    m_composer.setScene(m_scene, m_hiddenKinds, m_content);
    for (size_t mark = 0; mark < marks.size(); ++mark) {
        *marks[mark] = m_composer.indexOf(ids[mark]);
    }
    if (m_gesture == Gesture::Drag && m_marks.dragged < 0) {
        m_gesture = Gesture::Cancelled;
        emit draggingChanged();
    }
    schedule();
}

void MapItem::revertMoves()
{
    applyScene();
}

void MapItem::rebuildBackdrop()
{
    m_tiles.rebuild(groundOf(m_scene, m_hiddenKinds), m_palette ? m_palette->colors() : MapColors(), fitScale());
}

void MapItem::setPalette(MapPalette* palette)
{
    if (m_palette == palette) {
        return;
    }
    if (m_palette) {
        m_palette->disconnect(this);
    }
    m_palette = palette;
    if (m_palette) {
        // A change of theme sets the colours one by one; the map is painted anew once, after the last.
        connect(m_palette, &MapPalette::changed, this, [this] {
            if (!m_recolouring) {
                m_recolouring = true;
                QMetaObject::invokeMethod(this, &MapItem::recolour, Qt::QueuedConnection);
            }
        });
    }
    recolour();
    emit paletteChanged();
}

void MapItem::recolour()
{
    m_recolouring = false;
    m_composer.setColors(m_palette ? m_palette->colors() : MapColors());
    rebuildBackdrop();
    schedule();
}

void MapItem::setSelectedIds(const QStringList& ids)
{
    if (m_selectedIds == ids) {
        return;
    }
    m_selectedIds = ids;
    m_marks.selected = QSet<QString>(ids.begin(), ids.end());
    schedule();
    emit selectedIdsChanged();
}

void MapItem::setHiddenKinds(const QStringList& kinds)
{
    if (m_hiddenKinds == kinds) {
        return;
    }
    m_hiddenKinds = kinds;
    setHovered(-1);
    setFocused(-1);
    applyScene();
    rebuildBackdrop();
    emit hiddenKindsChanged();
}

void MapItem::setReservedAreas(const QVariantList& areas)
{
    if (m_reservedAreas == areas) {
        return;
    }
    m_reservedAreas = areas;
    QList<QRectF> rectangles;
    for (const QVariant& area : areas) {
        rectangles << area.toRectF();
    }
    m_composer.setReserved(rectangles);
    MapProjection fitted = m_view;
    fitted.fit(m_content, fitMargins());
    if (m_fitted && fitted != m_view) {
        // Later: the scale bar, one of the areas, follows the view.
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (m_fitted) {
                    fit();
                }
            },
            Qt::QueuedConnection);
    }
    schedule();
    emit reservedAreasChanged();
}

void MapItem::setMovable(bool movable)
{
    if (m_movable == movable) {
        return;
    }
    m_movable = movable;
    emit movableChanged();
}

void MapItem::setLetterScale(double scale)
{
    if (m_letterScale == scale) {
        return;
    }
    m_letterScale = scale;
    m_composer.setLetterScale(scale);
    schedule();
    emit letterScaleChanged();
}

void MapItem::setPassive(bool passive)
{
    if (m_passive == passive) {
        return;
    }
    m_passive = passive;
    setHovered(-1);
    setFocused(-1);
    emit passiveChanged();
}

QString MapItem::place() const
{
    return m_fitted ? QString()
                    : QStringLiteral("%1 %2 %3")
                          .arg(m_view.center.x(), 0, 'g', 10)
                          .arg(m_view.center.y(), 0, 'g', 10)
                          .arg(m_view.scale, 0, 'g', 10);
}

void MapItem::setPlace(const QString& place)
{
    m_wantedPlace = place;
    const QStringList numbers = place.split(' ');
    if (numbers.size() != 3 || m_content.isEmpty() || m_view.size.isEmpty()) {
        return;
    }
    m_wantedPlace.clear();
    const double fitted = fitScale();
    const double scale = numbers[2].toDouble();
    if (!(scale > 0)) {
        return;
    }
    m_fitted = false;
    m_view.center = {numbers[0].toDouble(), numbers[1].toDouble()};
    m_view.scale = std::clamp(scale, fitted * farthest, fitted * nearest);
    viewMoved();
}

QPointF MapItem::hoveredPosition() const
{
    return m_marks.hovered < 0 ? QPointF() : m_view.toItem(m_composer.points()[m_marks.hovered].position);
}

int MapItem::zoomPercent() const
{
    return qRound(100 * m_view.scale / fitScale());
}

int MapItem::sizePercent() const
{
    constexpr double usualSide = 1600;
    const QRectF extent = m_scene.extent();
    return qRound(100 * m_view.scale * std::max(extent.width(), extent.height()) / usualSide);
}

double MapItem::scaleBarLength() const
{
    return ScaleBar::fitting(m_scene.distancePerUnit / m_view.scale, longestScaleBar).pixels;
}

QString MapItem::scaleBarText() const
{
    return ScaleBar::fitting(m_scene.distancePerUnit / m_view.scale, longestScaleBar).text(m_scene.distanceUnit);
}

/// The map makes way for the buttons at its sides where it would lie below them; they take no more than a third of a
/// narrow one.
QMarginsF MapItem::fitMargins() const
{
    MapProjection whole{{}, 1, m_view.size};
    whole.fit(m_content, fitMargin);
    const QRectF covered(whole.toItem(m_content.topLeft()), whole.toItem(m_content.bottomRight()));
    const bool isUnder = std::any_of(m_reservedAreas.begin(), m_reservedAreas.end(), [&](const QVariant& area) {
        const QRectF buttons = area.toRectF();
        return buttons.height() > buttons.width() && buttons.intersects(covered);
    });
    if (!isUnder) {
        return {fitMargin, fitMargin, fitMargin, fitMargin};
    }
    const double most = m_view.size.width() / 6;
    return {std::max(fitMargin, std::min(m_sideInsets.x(), most)), fitMargin,
            std::max(fitMargin, std::min(m_sideInsets.y(), most)), fitMargin};
}

void MapItem::setSideInsets(const QPointF& insets)
{
    if (m_sideInsets == insets) {
        return;
    }
    m_sideInsets = insets;
    if (m_fitted) {
        fit();
    }
    emit reservedAreasChanged();
}

double MapItem::fitScale() const
{
    MapProjection fitted{{}, 1, m_view.size};
    fitted.fit(m_content, fitMargins());
    return fitted.scale;
}

double MapItem::pixelRatio() const
{
    return window() ? window()->effectiveDevicePixelRatio() : 1;
}

QString MapItem::idOf(int index) const
{
    return index >= 0 && index < m_composer.points().size() ? m_composer.points()[index].id : QString();
}

QString MapItem::nameOf(const QString& id) const
{
    const int index = m_composer.indexOf(id);
    if (index >= 0) {
        return m_composer.points()[index].name;
    }
    const auto region = std::find_if(m_scene.regions.begin(), m_scene.regions.end(),
                                     [&id](const MapRegion& candidate) { return candidate.id == id; });
    return region == m_scene.regions.end() ? QString() : region->name;
}

void MapItem::fit()
{
    m_fitted = true;
    m_view.fit(m_content, fitMargins());
    viewMoved();
}

void MapItem::zoomBy(double factor)
{
    zoomAbout(QPointF(width() / 2, height() / 2), factor);
}

void MapItem::zoomAbout(const QPointF& pixel, double factor)
{
    m_fitted = false;
    const double fitted = fitScale();
    m_view.zoomAbout(pixel, factor, fitted * farthest, fitted * nearest);
    viewMoved();
}

void MapItem::panBy(double x, double y)
{
    m_fitted = false;
    m_view.panBy(QPointF(x, y));
    viewMoved();
}

void MapItem::reveal(const QString& id)
{
    const int index = m_composer.indexOf(id);
    const auto region = std::find_if(m_scene.regions.begin(), m_scene.regions.end(),
                                     [&id](const MapRegion& candidate) { return candidate.id == id; });
    if (index < 0 && region == m_scene.regions.end()) {
        return;
    }
    // The map stays where it is as long as what is wanted can be seen there.
    if (index >= 0) {
        const QPointF position = m_composer.points()[index].position;
        if (isInSight(QRectF(m_view.toItem(position), QSizeF()))) {
            return;
        }
        m_view.center = position;
    } else {
        const QRectF bounds = RegionIndex::boundsOf(*region);
        if (isInSight(QRectF(m_view.toItem(bounds.topLeft()), m_view.toItem(bounds.bottomRight())).normalized())) {
            return;
        }
        m_view.fit(bounds, 4 * fitMargin);
    }
    m_fitted = false;
    viewMoved();
}

bool MapItem::isInSight(const QRectF& pixels) const
{
    const QRectF sight = QRectF(QPointF(), m_view.size).marginsRemoved({fitMargin, fitMargin, fitMargin, fitMargin});
    const bool isCovered = std::any_of(m_reservedAreas.begin(), m_reservedAreas.end(),
                                       [&](const QVariant& area) { return area.toRectF().contains(pixels.center()); });
    return !isCovered && sight.contains(pixels.topLeft()) && sight.contains(pixels.bottomRight());
}

QString MapItem::idAt(const QPointF& pixel) const
{
    const int point = m_composer.pointAt(m_view, pixel, m_marks);
    if (point >= 0) {
        return idOf(point);
    }
    const QString line = lineAt(pixel);
    if (!line.isEmpty()) {
        return line;
    }
    const MapRegion* region = m_composer.regionAt(m_view, pixel);
    return region ? region->id : QString();
}

QString MapItem::lineAt(const QPointF& pixel) const
{
    constexpr double reach = 4;
    const QPointF position = m_view.toMap(pixel);
    const double near = reach / m_view.scale;
    for (const MapLine& line : m_scene.lines) {
        const bool isHit = !m_hiddenKinds.contains(line.kind) && !line.name.isEmpty() &&
                           line.path.boundingRect().adjusted(-near, -near, near, near).contains(position) &&
                           distanceToPath(line.path, position) <= near;
        if (isHit) {
            return line.id;
        }
    }
    return {};
}

void MapItem::viewMoved()
{
    m_view.keepWithin(m_scene.extent());
    m_composer.setFitScale(fitScale());
    schedule();
    emit viewChanged();
    emit cursorChanged();
    if (m_marks.hovered >= 0) {
        emit hoveredChanged();
    }
}

void MapItem::schedule()
{
    polish();
    update();
}

void MapItem::geometryChange(const QRectF& newGeometry, const QRectF& oldGeometry)
{
    QQuickItem::geometryChange(newGeometry, oldGeometry);
    const bool first = m_view.size.isEmpty();
    m_view.size = newGeometry.size();
    if (m_fitted) {
        m_view.fit(m_content, fitMargins());
    }
    if (first) {
        rebuildBackdrop();
    }
    if (!m_wantedPlace.isEmpty()) {
        setPlace(m_wantedPlace);
    }
    viewMoved();
}

void MapItem::itemChange(ItemChange change, const ItemChangeData& value)
{
    if (change == ItemDevicePixelRatioHasChanged) {
        schedule();
    }
    QQuickItem::itemChange(change, value);
}

void MapItem::updatePolish()
{
    if (m_view.size.isEmpty()) {
        return;
    }
    m_frame = m_composer.compose(m_view, pixelRatio(), m_marks, m_tiles.tilesFor(m_view, pixelRatio()));
    if (!m_composer.isSettled()) {
        QMetaObject::invokeMethod(this, &MapItem::schedule, Qt::QueuedConnection);
    }
    const bool nowBusy = m_recolouring || !m_composer.isSettled() || !m_tiles.isSettled();
    if (nowBusy != m_busy) {
        m_busy = nowBusy;
        emit busyChanged();
    }
}

QSGNode* MapItem::updatePaintNode(QSGNode* node, UpdatePaintNodeData*)
{
    if (m_frame.size.isEmpty()) {
        delete node;
        return nullptr;
    }
    if (window()->rendererInterface()->graphicsApi() == QSGRendererInterface::Software) {
        auto* painted = node ? static_cast<PaintedMapNode*>(node) : new PaintedMapNode(window());
        painted->setFrame(m_frame);
        return painted;
    }
    auto* drawn = node ? static_cast<SceneGraphMapNode*>(node) : new SceneGraphMapNode(window());
    drawn->setFrame(m_frame);
    return drawn;
}

} // namespace campaign::map
