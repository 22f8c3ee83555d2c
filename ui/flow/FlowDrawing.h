// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/FlowGraph.h"
#include "ui/flow/GraphLayout.h"

#include <memory>

namespace campaign::flow {

/// A graph as it is drawn, from left to right: what comes first stands left of what follows. Any thread.
struct Drawing
{
    static constexpr double nodeWidth = 180;
    static constexpr double nodeHeight = 56;

    Graph graph;
    Layout layout; ///< with layers from left to right
    /// Of each edge: how far below the middle of a border it leaves and arrives, so that ends do not meet in one point.
    std::vector<std::pair<double, double>> ports;

    QRectF rectOf(int node) const;
    /// From the border of one node over the bends to that of the other.
    std::vector<QPointF> lineOf(int edge) const;
    /// −1 for none.
    int nodeAt(const QPointF& point) const;
    /// The node reached by going on from one, in steps of one. Left and right follow an edge where one leads that way,
    /// up and down stay in the layer; else it is the nearest that way. −1 for none.
    int beside(int node, Qt::ArrowType way) const;
};
using DrawingPtr = std::shared_ptr<const Drawing>;

/// Null when it was ended.
DrawingPtr draw(const Graph& graph, const Progress& progress = {});
/// The same drawing with other names and states.
DrawingPtr redraw(const Drawing& drawing, const Graph& graph);

} // namespace campaign::flow
