// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <functional>
#include <vector>

/// Layered drawings of directed graphs, after Sugiyama, Tagawa and Toda (1981): edges go down, but for some in each
/// circle. Pure and deterministic; any thread.
namespace campaign::flow {

/// Ends are indexes of nodes.
struct LayoutEdge
{
    int from = 0;
    int to = 0;
    /// False: it may be drawn either way down, and never closes a circle.
    bool isDirected = true;
};

struct LayoutInput
{
    std::vector<QSizeF> nodes;
    std::vector<LayoutEdge> edges;
    double layerGap = 56; ///< between the bottom of a layer and the top of the next
    double nodeGap = 24;  ///< between neighbours
    double partGap = 48;  ///< between connected parts
    double shape = 1.6;   ///< of the whole, width to height, as far as its parts can be moved
};

/// How an edge runs: from its first end over the bends to its second.
struct EdgeRoute
{
    bool goesUp = false; ///< it would close a circle, so it was turned round
    std::vector<QPointF> bends;
};

struct Layout
{
    std::vector<QPointF> centres; ///< of the nodes
    std::vector<int> layers;      ///< from 0 at the top of each connected part
    std::vector<EdgeRoute> edges;
    QRectF bounds;
};

/// Asked now and then with how much is done (0..1); false ends the work.
using Progress = std::function<bool(double)>;

/// Empty when it was ended. Edges from a node to itself are passed over.
Layout layOut(const LayoutInput& input, const Progress& progress = {});

} // namespace campaign::flow
