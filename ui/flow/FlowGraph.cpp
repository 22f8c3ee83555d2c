// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/FlowGraph.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace campaign::flow {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(campaign::flow::Words)
};

using Lists = std::vector<std::vector<int>>;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// All that can be reached along the lists within so many steps.
void spread(const Lists& next, std::vector<int> rim, std::size_t steps, std::vector<bool>& reached)
{
    std::vector<bool> seen(next.size(), false);
    for (const int node : rim)
        seen[at(node)] = true;
    for (std::size_t step = 0; step < steps && !rim.empty(); ++step) {
        std::vector<int> further;
        for (const int node : rim) {
            for (const int one : next[at(node)]) {
                if (!seen[at(one)])
                    further.push_back(one);
                seen[at(one)] = true;
            }
        }
        rim = std::move(further);
    }
    for (std::size_t node = 0; node < seen.size(); ++node)
        reached[node] = reached[node] || seen[node];
}

} // namespace

QString wordsOf(EdgeKind kind)
{
    const std::array<QString, edgeKinds> words{
        Words::tr("is needed for"), Words::tr("triggers"),   Words::tr("blocks"),
        Words::tr("is related to"), Words::tr("is read by"), Words::tr("changes"),
        Words::tr("decides"),       Words::tr("sets off"),   Words::tr("is one of")};
    return words[static_cast<std::size_t>(kind)];
}

bool Graph::hasShapeOf(const Graph& other) const
{
    const auto isSame = [](const Node& left, const Node& right) { return left.id == right.id; };
    return edges == other.edges &&
           std::equal(nodes.begin(), nodes.end(), other.nodes.begin(), other.nodes.end(), isSame);
}

int Graph::indexOf(const QString& entityId) const
{
    const auto found =
        std::find_if(nodes.begin(), nodes.end(), [&](const Node& node) { return node.entityId == entityId; });
    return found == nodes.end() || entityId.isEmpty() ? -1 : static_cast<int>(found - nodes.begin());
}

std::vector<bool> neighbourhood(const Graph& graph, const std::vector<int>& nodes, int steps)
{
    Lists beside(graph.nodes.size());
    for (const Edge& edge : graph.edges) {
        beside[at(edge.from)].push_back(edge.to);
        beside[at(edge.to)].push_back(edge.from);
    }
    std::vector<bool> near(graph.nodes.size(), false);
    spread(beside, nodes, at(std::max(steps, 0)), near);
    return near;
}

std::vector<bool> connected(const Graph& graph, int node)
{
    std::vector<bool> reached(graph.nodes.size(), false);
    if (node < 0)
        return reached;
    Lists down(graph.nodes.size());
    Lists up(graph.nodes.size());
    for (const Edge& edge : graph.edges) {
        if (!isDirected(edge.kind))
            continue;
        down[at(edge.from)].push_back(edge.to);
        up[at(edge.to)].push_back(edge.from);
    }
    spread(down, {node}, graph.nodes.size(), reached);
    spread(up, {node}, graph.nodes.size(), reached);
    return reached;
}

} // namespace campaign::flow
