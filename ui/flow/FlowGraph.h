// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

/// What the Flow view shows: what happens, what is computed, and what bears on what. Plain values; any thread.
namespace campaign::flow {

enum class State { None, Available, Waiting, Done, Expired };

struct Node
{
    QString id;       ///< of the graph
    QString type;     ///< of the entity behind it, as `entityId`; "" for a field of all of a type
    QString entityId; ///< "" for none
    QString kind;     ///< what the filter calls it: a type, or "Field"
    QString icon;
    QString name;
    QString detail; ///< the line below the name
    QString reason; ///< what stands in its way, in sentences
    State state = State::None;
    QString
        owner; ///< of a value: what it is a value of, "Greyport", "any settlement"; "" for what has a name of its own

    bool operator==(const Node&) const = default;
};

enum class EdgeKind {
    Prerequisite,
    Triggers,
    Blocks,
    Related,
    Reads,   ///< from what is read to who reads it
    Writes,  ///< from who writes to what is written
    Decides, ///< from a rule or condition to what it decides
    Starts,  ///< from what happens to an effect of it
    OneOf,   ///< from a field of one entity to that field of all of its type
};
constexpr int edgeKinds = 9;
/// Of what happens, or of what is computed.
constexpr bool isStory(EdgeKind kind)
{
    return kind <= EdgeKind::Related;
}
/// Whether it leads somewhere, or merely says that two things belong together.
constexpr bool isDirected(EdgeKind kind)
{
    return kind != EdgeKind::Related;
}

/// Whether it is something that happens.
inline bool isStory(const Node& node)
{
    return node.id.startsWith(QLatin1String("ENTITY:"));
}

/// "is needed for": what is at an edge's beginning to what is at its end.
QString wordsOf(EdgeKind kind);

/// Ends are indexes of nodes; from what comes first to what follows.
struct Edge
{
    int from = 0;
    int to = 0;
    EdgeKind kind = EdgeKind::Related;
    bool isInCircle = false; ///< part of a way round on which variables are derived from themselves

    bool operator==(const Edge&) const = default;
};

struct Graph
{
    std::vector<Node> nodes;
    std::vector<Edge> edges;
    QStringList circles; ///< each way round, in names
    int unread = 0;      ///< entities left out because there are too many

    bool operator==(const Graph&) const = default;
    /// Whether it is laid out the same: equal but for names, states and details.
    bool hasShapeOf(const Graph& other) const;
    /// −1 when there is none.
    int indexOf(const QString& entityId) const;
};

/// Those within so many steps of the nodes, over edges either way.
std::vector<bool> neighbourhood(const Graph& graph, const std::vector<int>& nodes, int steps);
/// Those from which the node can be reached, and those it leads to, itself among them; none for −1.
std::vector<bool> connected(const Graph& graph, int node);
/// The nodes kept, with the edges kept between them.
template <typename KeepsEdge>
Graph part(const Graph& graph, const std::vector<bool>& keep, KeepsEdge keepsEdge)
{
    Graph kept{{}, {}, graph.circles, graph.unread};
    std::vector<int> numbers(graph.nodes.size(), -1);
    for (std::size_t node = 0; node < graph.nodes.size(); ++node) {
        if (!keep[node])
            continue;
        numbers[node] = static_cast<int>(kept.nodes.size());
        kept.nodes.push_back(graph.nodes[node]);
    }
    for (Edge edge : graph.edges) {
        edge.from = numbers[static_cast<std::size_t>(edge.from)];
        edge.to = numbers[static_cast<std::size_t>(edge.to)];
        if (edge.from >= 0 && edge.to >= 0 && keepsEdge(edge.kind))
            kept.edges.push_back(edge);
    }
    return kept;
}

} // namespace campaign::flow
