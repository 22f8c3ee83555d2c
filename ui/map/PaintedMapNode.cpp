// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/PaintedMapNode.h"

#include <QPainter>
#include <QQuickWindow>
#include <QSGRendererInterface>

namespace campaign::map {

void PaintedMapNode::setFrame(const MapFrame& frame)
{
    m_frame = frame;
    markDirty(QSGNode::DirtyMaterial | QSGNode::DirtyGeometry);
}

void PaintedMapNode::render(const RenderState* state)
{
    QSGRendererInterface* renderer = m_window->rendererInterface();
    auto* painter = static_cast<QPainter*>(renderer->getResource(m_window, QSGRendererInterface::PainterResource));
    if (!painter) {
        return;
    }
    painter->save();
    const QRegion* clip = state->clipRegion();
    if (clip && !clip->isEmpty()) {
        painter->setClipRegion(*clip, Qt::ReplaceClip);
    }
    painter->setTransform(matrix()->toTransform());
    painter->setOpacity(inheritedOpacity());
    paintFrame(*painter, m_frame);
    painter->restore();
}

void paintFrame(QPainter& painter, const MapFrame& frame)
{
    const QRectF window(QPointF(0, 0), frame.size);
    painter.setClipRect(window, Qt::IntersectClip);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.fillRect(window, frame.ground);
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    for (const TileDraw& tile : frame.tiles) {
        if (tile.target.intersects(window)) {
            painter.drawImage(tile.target, tile.image);
        }
    }
    if (!frame.outline.image.isNull()) {
        painter.drawImage(frame.outline.target.topLeft(), frame.outline.image);
    }
    for (const SpriteDraw& sprite : frame.sprites) {
        painter.drawImage(sprite.target, frame.sheet, sprite.source);
    }
    for (const LabelDraw& label : frame.regionLabels) {
        painter.drawImage(label.target.topLeft(), label.image);
    }
    for (const LabelDraw& label : frame.labels) {
        painter.drawImage(label.target.topLeft(), label.image);
    }
}

} // namespace campaign::map
