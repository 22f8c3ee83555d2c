// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/MapFrame.h"

#include <QSGRenderNode>

class QQuickWindow;

namespace campaign::map {

/// Draws a frame with QPainter, for the software renderer, which leaves geometry nodes out without a word.
class PaintedMapNode : public QSGRenderNode
{
public:
    explicit PaintedMapNode(QQuickWindow* window)
        : m_window(window)
    {
    }

    void setFrame(const MapFrame& frame);
    void render(const RenderState* state) override;
    StateFlags changedStates() const override { return {}; }
    RenderingFlags flags() const override { return BoundedRectRendering | OpaqueRendering; }
    QRectF rect() const override { return QRectF(QPointF(0, 0), m_frame.size); }

private:
    QQuickWindow* m_window;
    MapFrame m_frame;
};

/// Paints the frame; the painter stands at the item's corner.
void paintFrame(QPainter& painter, const MapFrame& frame);

} // namespace campaign::map
