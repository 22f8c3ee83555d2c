// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/MapFrame.h"

#include <QHash>
#include <QSGNode>
#include <memory>

class QQuickWindow;
class QSGGeometryNode;
class QSGSimpleTextureNode;
class QSGTexture;

namespace campaign::map {

/// Draws a frame on the GPU: a textured rectangle per tile and name, all markers as one geometry node over the
/// marker sheet. Render thread, while the GUI thread waits.
class SceneGraphMapNode : public QSGNode
{
public:
    explicit SceneGraphMapNode(QQuickWindow* window);
    ~SceneGraphMapNode() override;

    void setFrame(const MapFrame& frame);

private:
    QSGTexture* textureOf(const QImage& image, bool atlas);
    void setTiles(const MapFrame& frame);
    void setLabels(QSGNode& layer, const std::vector<LabelDraw>& labels);
    void setOutline(const LabelDraw& outline);
    void setSprites(const MapFrame& frame);
    void forgetUnusedTextures();

    struct KeptTexture
    {
        std::shared_ptr<QSGTexture> texture;
        int usedIn = 0;
    };

    QQuickWindow* m_window;
    QSGNode* m_tiles = nullptr;
    QSGNode* m_outline = nullptr;
    qint64 m_outlineKey = 0;
    QSGNode* m_regionLabels = nullptr;
    QSGGeometryNode* m_sprites = nullptr;
    QSGNode* m_labels = nullptr;
    QHash<qint64, KeptTexture> m_textures;
    int m_frameNumber = 0;
};

} // namespace campaign::map
