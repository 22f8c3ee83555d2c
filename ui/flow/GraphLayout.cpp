// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/GraphLayout.h"

#include "ui/flow/Layering.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace campaign::flow {

namespace {

constexpr std::size_t mostBends = 40'000; // points of long edges; beyond, the longest edges run straight

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// One connected part: its nodes and edges by their numbers in the whole.
struct Part
{
    std::vector<int> nodes;
    std::vector<int> edges;
    double width = 0;
    double height = 0;
};

int rootOf(std::vector<int>& parents, int node)
{
    while (parents[at(node)] != node) {
        parents[at(node)] = parents[at(parents[at(node)])];
        node = parents[at(node)];
    }
    return node;
}

std::vector<Part> partsOf(const LayoutInput& input)
{
    const int count = static_cast<int>(input.nodes.size());
    std::vector<int> parents(at(count));
    std::iota(parents.begin(), parents.end(), 0);
    for (const LayoutEdge& edge : input.edges)
        parents[at(rootOf(parents, edge.from))] = rootOf(parents, edge.to);
    std::vector<int> numbers(at(count), -1);
    std::vector<Part> parts;
    for (int node = 0; node < count; ++node) {
        int& number = numbers[at(rootOf(parents, node))];
        if (number < 0) {
            number = static_cast<int>(parts.size());
            parts.emplace_back();
        }
        parts[at(number)].nodes.push_back(node);
    }
    for (std::size_t edge = 0; edge < input.edges.size(); ++edge) {
        if (input.edges[edge].from != input.edges[edge].to)
            parts[at(numbers[at(rootOf(parents, input.edges[edge].from))])].edges.push_back(static_cast<int>(edge));
    }
    return parts;
}

/// The longest edge that still gets bends.
int longestBent(const std::vector<std::pair<int, int>>& edges, const std::vector<int>& layers)
{
    std::vector<int> spans;
    for (const auto& [from, to] : edges)
        spans.push_back(layers[at(to)] - layers[at(from)]);
    std::sort(spans.begin(), spans.end());
    std::size_t bends = 0;
    for (const int span : spans) {
        bends += at(span - 1);
        if (bends > mostBends)
            return span - 1;
    }
    return spans.empty() ? 0 : spans.back();
}

/// Lays out one part with its left top at the origin.
class PartLayout
{
public:
    /// `local` has room for every node of the whole.
    PartLayout(const LayoutInput& input, const std::vector<bool>& turned, std::vector<int>& local, Part& part,
               Layout& layout)
        : m_input(input)
        , m_turned(turned)
        , m_local(local)
        , m_part(part)
        , m_layout(layout)
    {
    }

    void run(const Progress& progress)
    {
        makeVertices();
        reduceCrossings(m_layers, progress);
        placeAcross(m_layers, m_input.nodeGap, progress);
        place();
    }

private:
    std::vector<std::pair<int, int>> edgesDown();
    void makeVertices();
    void bend(std::size_t edge, int from, int to, bool isBent);
    void fillLayers();
    /// The middles of the layers, across the way down.
    std::vector<double> measure(double& left);
    void place();

    const LayoutInput& m_input;
    const std::vector<bool>& m_turned;
    std::vector<int>& m_local; // numbers within the part
    Part& m_part;
    Layout& m_layout;
    Layers m_layers;
    std::vector<std::vector<int>> m_bends; // vertices of each edge of the part, downwards
};

std::vector<std::pair<int, int>> PartLayout::edgesDown()
{
    for (std::size_t i = 0; i < m_part.nodes.size(); ++i)
        m_local[at(m_part.nodes[i])] = static_cast<int>(i);
    std::vector<std::pair<int, int>> edges;
    for (const int edge : m_part.edges) {
        const LayoutEdge& one = m_input.edges[at(edge)];
        const std::pair ends(m_local[at(one.from)], m_local[at(one.to)]);
        edges.push_back(m_turned[at(edge)] ? std::pair(ends.second, ends.first) : ends);
    }
    return edges;
}

void PartLayout::makeVertices()
{
    const std::vector<std::pair<int, int>> edges = edgesDown();
    const std::vector<int> layers = longestPaths(static_cast<int>(m_part.nodes.size()), edges);
    const int longest = longestBent(edges, layers);
    for (std::size_t i = 0; i < m_part.nodes.size(); ++i) {
        const QSizeF size = m_input.nodes[at(m_part.nodes[i])];
        m_layers.vertices.push_back({size.width(), size.height(), layers[i], 0, 0, {}, {}});
    }
    m_bends.resize(edges.size());
    for (std::size_t edge = 0; edge < edges.size(); ++edge) {
        const auto [from, to] = edges[edge];
        bend(edge, from, to, layers[at(to)] - layers[at(from)] <= longest);
    }
    fillLayers();
}

void PartLayout::fillLayers()
{
    int deepest = 0;
    for (const Layers::Vertex& vertex : m_layers.vertices)
        deepest = std::max(deepest, vertex.layer);
    m_layers.order.resize(at(deepest) + 1);
    for (std::size_t vertex = 0; vertex < m_layers.vertices.size(); ++vertex)
        m_layers.order[at(m_layers.vertices[vertex].layer)].push_back(static_cast<int>(vertex));
}

void PartLayout::bend(std::size_t edge, int from, int to, bool isBent)
{
    const int first = m_layers.vertices[at(from)].layer;
    const int last = m_layers.vertices[at(to)].layer;
    int above = from;
    const auto link = [&](int below) {
        m_layers.vertices[at(above)].down.push_back(below);
        m_layers.vertices[at(below)].up.push_back(above);
        above = below;
    };
    for (int layer = first + 1; isBent && layer < last; ++layer) {
        m_bends[edge].push_back(static_cast<int>(m_layers.vertices.size()));
        m_layers.vertices.push_back({0, 0, layer, 0, 0, {}, {}});
        link(m_bends[edge].back());
    }
    // An edge without bends links only neighbouring layers, as all that follows takes for granted.
    if (isBent)
        link(to);
}

std::vector<double> PartLayout::measure(double& left)
{
    double right = left = 0;
    for (const Layers::Vertex& vertex : m_layers.vertices) {
        left = std::min(left, vertex.x - vertex.width / 2);
        right = std::max(right, vertex.x + vertex.width / 2);
    }
    std::vector<double> middles;
    double y = 0;
    for (const std::vector<int>& order : m_layers.order) {
        double height = 0;
        for (const int vertex : order)
            height = std::max(height, m_layers.vertices[at(vertex)].height);
        middles.push_back(y + height / 2);
        y += height + m_input.layerGap;
    }
    m_part.width = right - left;
    m_part.height = y - m_input.layerGap;
    return middles;
}

void PartLayout::place()
{
    double left = 0;
    const std::vector<double> middles = measure(left);
    const auto pointOf = [&](int vertex) {
        const Layers::Vertex& one = m_layers.vertices[at(vertex)];
        return QPointF(one.x - left, middles[at(one.layer)]);
    };
    for (std::size_t i = 0; i < m_part.nodes.size(); ++i) {
        m_layout.centres[at(m_part.nodes[i])] = pointOf(static_cast<int>(i));
        m_layout.layers[at(m_part.nodes[i])] = m_layers.vertices[i].layer;
    }
    for (std::size_t i = 0; i < m_part.edges.size(); ++i) {
        EdgeRoute& route = m_layout.edges[at(m_part.edges[i])];
        const bool isTurned = m_turned[at(m_part.edges[i])];
        route.goesUp = isTurned && m_input.edges[at(m_part.edges[i])].isDirected;
        for (const int vertex : m_bends[i])
            route.bends.push_back(pointOf(vertex));
        if (isTurned)
            std::reverse(route.bends.begin(), route.bends.end());
    }
}

void move(const LayoutInput& input, const Part& part, const QPointF& by, Layout& layout)
{
    for (const int node : part.nodes) {
        layout.centres[at(node)] += by;
        const QSizeF size = input.nodes[at(node)];
        const QPointF topLeft = layout.centres[at(node)] - QPointF(size.width() / 2, size.height() / 2);
        layout.bounds = layout.bounds.united(QRectF(topLeft, size));
    }
    for (const int edge : part.edges) {
        for (QPointF& bend : layout.edges[at(edge)].bends)
            bend += by;
    }
}

/// Puts the parts side by side in rows, large ones first, on a page of the wanted shape.
void arrange(const LayoutInput& input, const std::vector<Part>& parts, Layout& layout)
{
    std::vector<std::size_t> order(parts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
        return std::pair(parts[left].height, parts[left].nodes.size()) >
               std::pair(parts[right].height, parts[right].nodes.size());
    });
    double area = 0;
    double widest = 0;
    double highest = 0;
    for (const Part& part : parts) {
        area += (part.width + input.partGap) * (part.height + input.partGap);
        widest = std::max(widest, part.width);
        highest = std::max(highest, part.height);
    }
    // A page is at least as high as its highest part, so it may be as wide as goes with that.
    const double pageWidth = std::max({widest, std::sqrt(area * input.shape), highest * input.shape});
    QPointF corner;
    double rowHeight = 0;
    for (const std::size_t one : order) {
        const Part& part = parts[one];
        if (corner.x() > 0 && corner.x() + part.width > pageWidth) {
            corner = {0, corner.y() + rowHeight + input.partGap};
            rowHeight = 0;
        }
        move(input, part, corner, layout);
        corner.rx() += part.width + input.partGap;
        rowHeight = std::max(rowHeight, part.height);
    }
}

} // namespace

Layout layOut(const LayoutInput& input, const Progress& progress)
{
    const int count = static_cast<int>(input.nodes.size());
    Layout layout;
    layout.centres.resize(at(count));
    layout.layers.resize(at(count), 0);
    layout.edges.resize(input.edges.size());
    const std::vector<bool> turned = turnedEdges(count, input.edges);
    std::vector<Part> parts = partsOf(input);
    std::vector<int> local(at(count), -1);
    std::size_t done = 0;
    bool isEnded = false;
    for (Part& part : parts) {
        PartLayout(input, turned, local, part, layout).run([&](double ofPart) {
            const double nodes = static_cast<double>(done) + ofPart * static_cast<double>(part.nodes.size());
            isEnded = isEnded || (progress && !progress(nodes / count));
            return !isEnded;
        });
        if (isEnded)
            return {};
        done += part.nodes.size();
    }
    arrange(input, parts, layout);
    return layout;
}

} // namespace campaign::flow
