// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/FlowDrawing.h"
#include "ui/flow/FlowLetters.h"

#include <QColor>
#include <QFont>
#include <QImage>
#include <QSet>
#include <QVariantMap>

#include <map>

class QPainter;

namespace campaign::flow {

/// Roles of the theme.
struct Colors
{
    QColor surface, raised, selected, hover, outline, strongOutline, text, muted, accent, positive, warning, critical;

    /// By the names of the roles.
    static Colors from(const QVariantMap& roles);
    bool operator==(const Colors&) const = default;
};

/// Where a drawing stands: pixel = point × scale + offset.
struct View
{
    double scale = 1;
    QPointF offset;
    double letters = 1; ///< what 100 % of letters is

    QPointF toPixel(const QPointF& point) const { return point * scale + offset; }
    QPointF toPoint(const QPointF& pixel) const { return (pixel - offset) / scale; }
    QRectF toPixel(const QRectF& rect) const { return {toPixel(rect.topLeft()), rect.size() * scale}; }
    /// Whether boxes are large enough for their names.
    bool hasWords() const;
};

/// What is marked, as indexes of nodes; −1 for none.
struct Marks
{
    QSet<int> selected;
    QSet<int> found;
    int hovered = -1;
    int focused = -1;
    std::vector<bool> connected; ///< with what is marked, upstream and downstream; empty: nothing is

    /// Whether the edge begins or ends at a marked node.
    bool isAt(const Edge& edge) const
    {
        const auto has = [this](int node) { return node == hovered || node == focused || selected.contains(node); };
        return has(edge.from) || has(edge.to);
    }
};

/// Paints drawings; keeps the icons it has tinted and the names it has set. One thread at a time.
class Painter
{
public:
    Painter(const Colors& colors, const QString& family);

    /// Only what lies within `room` (pixels).
    void paint(QPainter& painter, const Drawing& drawing, const View& view, const Marks& marks, const QRectF& room);
    /// A link that is being drawn, in pixels, and the place one begins to draw it at.
    void paintLink(QPainter& painter, const QPointF& from, const QPointF& to, double scale) const;
    void paintPort(QPainter& painter, const QPointF& at, double scale) const;
    /// One kind of edge, from left to right.
    void paintSample(QPainter& painter, EdgeKind kind, const QRectF& room) const;
    /// All of it, small, with what is seen now framed.
    void paintOverview(QPainter& painter, const Drawing& drawing, const View& overview, const Marks& marks,
                       const QRectF& seen) const;

private:
    struct Style
    {
        QColor color;
        double width;
        Qt::PenStyle line;
    };
    Style styleOf(EdgeKind kind) const;
    QFont font(double pixels) const;
    QColor stateColor(State state) const;
    void paintEdge(QPainter& painter, const Drawing& drawing, int edge, const View& view, const Marks& marks);
    void paintLine(QPainter& painter, const std::vector<QPointF>& points, const Style& style, double scale,
                   EdgeKind kind) const;
    void paintWords(QPainter& painter, const Drawing& drawing, const View& view, const Marks& marks,
                    const QRectF& seen) const;
    void paintNode(QPainter& painter, const Node& node, const QRectF& rect, const View& view, const Marks& marks,
                   int number);
    void paintBox(QPainter& painter, const Node& node, const QRectF& rect, double scale, const QColor& fill,
                  const QColor& line) const;
    void paintDetails(QPainter& painter, const Node& node, const QRectF& rect, double scale);
    void paintName(QPainter& painter, const Node& node, const QRectF& rect, const View& view);
    const WrittenLines& nameIn(const Node& node, const QSizeF& room, const View& view);
    void paintText(QPainter& painter, const QString& text, const QRectF& room, int most,
                   Qt::TextElideMode mode = Qt::ElideMiddle) const;
    void paintLines(QPainter& painter, const QStringList& lines, QRectF room) const;
    void paintState(QPainter& painter, State state, const QRectF& room);
    const QImage& icon(const QString& name, const QColor& color, int side);

    const Colors m_colors;
    const QString m_family;
    std::map<std::tuple<QString, QRgb, int>, QImage> m_icons;
    std::map<std::tuple<QString, QString, int>, WrittenLines> m_names; // at this scale
    double m_namedScale = 0;
    double m_namedLetters = 0;
};

/// The whole drawing, at its natural size where that is not too large.
QImage pictureOf(const Drawing& drawing, const Colors& colors, const QString& family);

} // namespace campaign::flow
