// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/GraphLayout.h"

/// The steps of a layered drawing. For GraphLayout.cpp alone.
namespace campaign::flow {

/// The direction each edge is drawn in, so that they form no circle: true where it goes against its own.
std::vector<bool> turnedEdges(int nodeCount, const std::vector<LayoutEdge>& edges);

/// One connected part while it is laid out: its nodes with points where long edges pass a layer between them.
struct Layers
{
    struct Vertex
    {
        double width = 0; ///< 0 of a point on an edge
        double height = 0;
        int layer = 0;
        int place = 0; ///< within the layer
        double x = 0;  ///< of its middle
        std::vector<int> up;
        std::vector<int> down;
    };

    std::vector<Vertex> vertices;
    std::vector<std::vector<int>> order; ///< by layer, from left to right
};

/// Each node one below the lowest that has an edge to it; edges lead from .first to .second and form no circle.
std::vector<int> longestPaths(int nodeCount, const std::vector<std::pair<int, int>>& edges);
/// Sorts the layers so that few edges cross.
void reduceCrossings(Layers& layers, const Progress& progress);
/// Places the vertices of each layer near those they are linked with, in order and apart by `gap`.
void placeAcross(Layers& layers, double gap, const Progress& progress);
/// How many pairs of edges between neighbouring layers cross.
long long crossings(const Layers& layers);

} // namespace campaign::flow
