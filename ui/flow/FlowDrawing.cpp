// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/FlowDrawing.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace campaign::flow {

namespace {

constexpr double sameLayer = 1;
constexpr double portStep = 11; // an arrowhead and a little
constexpr double portRoom = Drawing::nodeHeight - 16;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// The layout goes down, the drawing to the right.
void turn(Layout& layout)
{
    for (QPointF& centre : layout.centres)
        centre = centre.transposed();
    for (EdgeRoute& route : layout.edges) {
        for (QPointF& bend : route.bends)
            bend = bend.transposed();
    }
    const QRectF bounds = layout.bounds;
    layout.bounds = {bounds.y(), bounds.x(), bounds.height(), bounds.width()};
}

/// One end of an edge at a border of a box.
struct EdgeEnd
{
    std::size_t edge = 0;
    bool isFirst = false;
    double towards = 0; ///< how high the line comes from
    EdgeKind kind = EdgeKind::Related;
};

/// Spreads the ends over the border in the order they come from; where there are too many, those of a kind meet.
void spreadEnds(std::vector<EdgeEnd> ends, std::vector<std::pair<double, double>>& ports)
{
    std::stable_sort(ends.begin(), ends.end(),
                     [](const EdgeEnd& left, const EdgeEnd& right) { return left.towards < right.towards; });
    const bool hasRoom = static_cast<double>(ends.size() - 1) * portStep <= portRoom;
    std::map<std::pair<EdgeKind, bool>, std::size_t> places; // by the highest of each kind
    for (const EdgeEnd& end : ends)
        places.emplace(std::pair(end.kind, end.isFirst), places.size());
    const std::size_t count = hasRoom ? ends.size() : places.size();
    const double step = count < 2 ? 0 : std::min(portStep, portRoom / static_cast<double>(count - 1));
    for (std::size_t i = 0; i < ends.size(); ++i) {
        const std::size_t place = hasRoom ? i : places[{ends[i].kind, ends[i].isFirst}];
        const double shift = (static_cast<double>(place) - static_cast<double>(count - 1) / 2) * step;
        std::pair<double, double>& both = ports[ends[i].edge];
        (ends[i].isFirst ? both.first : both.second) = shift;
    }
}

void spreadPorts(Drawing& drawing)
{
    drawing.ports.resize(drawing.graph.edges.size());
    std::map<std::pair<int, bool>, std::vector<EdgeEnd>> borders; // by node, and whether it is the right one
    for (std::size_t edge = 0; edge < drawing.graph.edges.size(); ++edge) {
        const Edge& one = drawing.graph.edges[edge];
        const std::vector<QPointF> line = drawing.lineOf(static_cast<int>(edge));
        const bool goesRight = line.front().x() > drawing.layout.centres[at(one.from)].x();
        borders[{one.from, goesRight}].push_back({edge, true, line[1].y(), one.kind});
        borders[{one.to, !goesRight}].push_back({edge, false, line[line.size() - 2].y(), one.kind});
    }
    for (auto& [border, ends] : borders)
        spreadEnds(std::move(ends), drawing.ports);
}

/// Keeps the offer that costs least.
struct Best
{
    int node = -1;
    double cost = 0;

    void offer(int other, const QPointF& by, Qt::ArrowType way)
    {
        const bool isAcross = way == Qt::LeftArrow || way == Qt::RightArrow;
        const double sign = way == Qt::LeftArrow || way == Qt::UpArrow ? -1 : 1;
        const double along = sign * (isAcross ? by.x() : by.y());
        constexpr double asideCost = 3; // straight on before near
        const double here = along + asideCost * std::abs(isAcross ? by.y() : by.x());
        if (along < sameLayer || (node >= 0 && here >= cost))
            return;
        node = other;
        cost = here;
    }
};

} // namespace

QRectF Drawing::rectOf(int node) const
{
    const QPointF centre = layout.centres[at(node)];
    return {centre.x() - nodeWidth / 2, centre.y() - nodeHeight / 2, nodeWidth, nodeHeight};
}

std::vector<QPointF> Drawing::lineOf(int edge) const
{
    const Edge& one = graph.edges[at(edge)];
    const EdgeRoute& route = layout.edges[at(edge)];
    const bool goesRight = layout.centres[at(one.from)].x() <= layout.centres[at(one.to)].x();
    const QPointF out(goesRight ? nodeWidth / 2 : -nodeWidth / 2, 0);
    const auto [below, belowAtEnd] = at(edge) < ports.size() ? ports[at(edge)] : std::pair(0.0, 0.0);
    std::vector<QPointF> line{layout.centres[at(one.from)] + out + QPointF(0, below)};
    for (const QPointF& bend : route.bends) { // level past the boxes of the layer, so that it does not run into them
        line.push_back(bend - out);
        line.push_back(bend + out);
    }
    line.push_back(layout.centres[at(one.to)] - out + QPointF(0, belowAtEnd));
    return line;
}

int Drawing::nodeAt(const QPointF& point) const
{
    for (std::size_t node = 0; node < graph.nodes.size(); ++node) {
        if (rectOf(static_cast<int>(node)).contains(point))
            return static_cast<int>(node);
    }
    return -1;
}

int Drawing::beside(int node, Qt::ArrowType way) const
{
    if (node < 0 || node >= static_cast<int>(graph.nodes.size()))
        return graph.nodes.empty() ? -1 : 0;
    const QPointF own = layout.centres[at(node)];
    const bool isAlong = way == Qt::LeftArrow || way == Qt::RightArrow;
    Best first;
    Best any;
    for (const Edge& edge : graph.edges) {
        const int other = edge.from == node ? edge.to : edge.from;
        if (isAlong && (edge.from == node || edge.to == node))
            first.offer(other, layout.centres[at(other)] - own, way);
    }
    for (std::size_t other = 0; other < graph.nodes.size(); ++other) {
        const QPointF by = layout.centres[other] - own;
        if (!isAlong && std::abs(by.x()) < sameLayer)
            first.offer(static_cast<int>(other), by, way);
        any.offer(static_cast<int>(other), by, way);
    }
    return first.node >= 0 ? first.node : any.node;
}

DrawingPtr draw(const Graph& graph, const Progress& progress)
{
    LayoutInput input;
    input.nodes.assign(graph.nodes.size(), QSizeF(Drawing::nodeHeight, Drawing::nodeWidth));
    input.layerGap = 56;
    input.nodeGap = 14;
    input.partGap = 32;
    input.shape = 0.95; // as the pane is, about
    for (const Edge& edge : graph.edges)
        input.edges.push_back({edge.from, edge.to, isDirected(edge.kind)});
    auto drawing = std::make_shared<Drawing>();
    drawing->layout = layOut(input, progress);
    if (!graph.nodes.empty() && drawing->layout.centres.empty())
        return nullptr;
    turn(drawing->layout);
    drawing->graph = graph;
    spreadPorts(*drawing);
    return drawing;
}

DrawingPtr redraw(const Drawing& drawing, const Graph& graph)
{
    auto again = std::make_shared<Drawing>(drawing);
    again->graph = graph;
    return again;
}

} // namespace campaign::flow
