// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/SceneGraphMapNode.h"

#include <QQuickWindow>
#include <QSGGeometryNode>
#include <QSGSimpleTextureNode>
#include <QSGTextureMaterial>

namespace campaign::map {

namespace {

/// The layer's n-th rectangle, made when it is not there yet.
QSGSimpleTextureNode* rectangleAt(QSGNode& layer, QSGNode*& next)
{
    if (!next) {
        auto* fresh = new QSGSimpleTextureNode;
        fresh->setFlag(QSGNode::OwnedByParent);
        layer.appendChildNode(fresh);
        return fresh;
    }
    auto* rectangle = static_cast<QSGSimpleTextureNode*>(next);
    next = next->nextSibling();
    return rectangle;
}

void removeFrom(QSGNode& layer, QSGNode* first)
{
    while (first) {
        QSGNode* next = first->nextSibling();
        layer.removeChildNode(first);
        delete first;
        first = next;
    }
}

void writeQuad(QSGGeometry::TexturedPoint2D* corner, const QRectF& target, const QRectF& part)
{
    const auto set = [&corner](double x, double y, double u, double v) {
        corner->set(static_cast<float>(x), static_cast<float>(y), static_cast<float>(u), static_cast<float>(v));
        ++corner;
    };
    set(target.left(), target.top(), part.left(), part.top());
    set(target.right(), target.top(), part.right(), part.top());
    set(target.left(), target.bottom(), part.left(), part.bottom());
    set(target.right(), target.top(), part.right(), part.top());
    set(target.right(), target.bottom(), part.right(), part.bottom());
    set(target.left(), target.bottom(), part.left(), part.bottom());
}

} // namespace

SceneGraphMapNode::SceneGraphMapNode(QQuickWindow* window)
    : m_window(window)
    , m_tiles(new QSGNode)
    , m_outline(new QSGNode)
    , m_regionLabels(new QSGNode)
    , m_sprites(new QSGGeometryNode)
    , m_labels(new QSGNode)
{
    auto* geometry = new QSGGeometry(QSGGeometry::defaultAttributes_TexturedPoint2D(), 0);
    geometry->setDrawingMode(QSGGeometry::DrawTriangles);
    geometry->setVertexDataPattern(QSGGeometry::StreamPattern);
    m_sprites->setGeometry(geometry);
    m_sprites->setFlag(QSGNode::OwnsGeometry);
    m_sprites->setMaterial(new QSGTextureMaterial);
    m_sprites->setFlag(QSGNode::OwnsMaterial);
    for (QSGNode* layer : {m_tiles, m_outline, static_cast<QSGNode*>(m_sprites), m_regionLabels, m_labels}) {
        layer->setFlag(QSGNode::OwnedByParent);
        appendChildNode(layer);
    }
}

SceneGraphMapNode::~SceneGraphMapNode() = default;

QSGTexture* SceneGraphMapNode::textureOf(const QImage& image, bool atlas)
{
    KeptTexture& kept = m_textures[image.cacheKey()];
    if (!kept.texture) {
        const auto options = atlas ? QQuickWindow::TextureCanUseAtlas : QQuickWindow::CreateTextureOptions();
        kept.texture.reset(m_window->createTextureFromImage(image, options));
    }
    kept.usedIn = m_frameNumber;
    return kept.texture.get();
}

void SceneGraphMapNode::setFrame(const MapFrame& frame)
{
    ++m_frameNumber;
    setTiles(frame);
    setOutline(frame.outline);
    setLabels(*m_regionLabels, frame.regionLabels);
    setSprites(frame);
    setLabels(*m_labels, frame.labels);
    forgetUnusedTextures();
}

void SceneGraphMapNode::setTiles(const MapFrame& frame)
{
    QSGNode* next = m_tiles->firstChild();
    for (const TileDraw& tile : frame.tiles) {
        QSGSimpleTextureNode* rectangle = rectangleAt(*m_tiles, next);
        rectangle->setTexture(textureOf(tile.image, false));
        rectangle->setFiltering(QSGTexture::Linear);
        rectangle->setRect(tile.target);
    }
    removeFrom(*m_tiles, next);
}

void SceneGraphMapNode::setLabels(QSGNode& layer, const std::vector<LabelDraw>& labels)
{
    QSGNode* next = layer.firstChild();
    for (const LabelDraw& label : labels) {
        QSGSimpleTextureNode* rectangle = rectangleAt(layer, next);
        rectangle->setTexture(textureOf(label.image, true));
        rectangle->setRect(QRectF(label.target.topLeft(), label.image.deviceIndependentSize()));
    }
    removeFrom(layer, next);
}

/// As large as the window and new with every step of the view: it is not kept, as names are.
void SceneGraphMapNode::setOutline(const LabelDraw& outline)
{
    const qint64 key = outline.image.isNull() ? 0 : outline.image.cacheKey();
    if (key == m_outlineKey) {
        return;
    }
    m_outlineKey = key;
    removeFrom(*m_outline, m_outline->firstChild());
    if (key == 0) {
        return;
    }
    auto* rectangle = new QSGSimpleTextureNode;
    rectangle->setFlag(QSGNode::OwnedByParent);
    rectangle->setOwnsTexture(true);
    rectangle->setTexture(m_window->createTextureFromImage(outline.image));
    rectangle->setRect(QRectF(outline.target.topLeft(), outline.image.deviceIndependentSize()));
    m_outline->appendChildNode(rectangle);
}

void SceneGraphMapNode::setSprites(const MapFrame& frame)
{
    QSGTexture* sheet = textureOf(frame.sheet, false);
    auto* material = static_cast<QSGTextureMaterial*>(m_sprites->material());
    material->setTexture(sheet);
    material->setFiltering(QSGTexture::Linear);
    material->setFlag(QSGMaterial::Blending);
    QSGGeometry* geometry = m_sprites->geometry();
    geometry->allocate(static_cast<int>(frame.sprites.size() * 6));
    auto* corners = geometry->vertexDataAsTexturedPoint2D();
    const double width = frame.sheet.width();
    const double height = frame.sheet.height();
    for (const SpriteDraw& sprite : frame.sprites) {
        writeQuad(corners, sprite.target,
                  QRectF(sprite.source.x() / width, sprite.source.y() / height, sprite.source.width() / width,
                         sprite.source.height() / height));
        corners += 6;
    }
    m_sprites->markDirty(QSGNode::DirtyGeometry | QSGNode::DirtyMaterial);
}

void SceneGraphMapNode::forgetUnusedTextures()
{
    for (auto kept = m_textures.begin(); kept != m_textures.end();) {
        // A few frames' grace: a name at the edge comes and goes while panning.
        kept = m_frameNumber - kept->usedIn > 30 ? m_textures.erase(kept) : std::next(kept);
    }
}

} // namespace campaign::map
