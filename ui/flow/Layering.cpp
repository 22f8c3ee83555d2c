// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/Layering.h"

#include <algorithm>
#include <numeric>
#include <queue>

namespace campaign::flow {

namespace {

constexpr int orderSweeps = 12;
constexpr int placeSweeps = 10;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

std::vector<std::vector<int>> outgoing(int nodeCount, const std::vector<LayoutEdge>& edges)
{
    std::vector<std::vector<int>> out(at(nodeCount));
    for (std::size_t edge = 0; edge < edges.size(); ++edge) {
        if (edges[edge].isDirected && edges[edge].from != edges[edge].to)
            out[at(edges[edge].from)].push_back(static_cast<int>(edge));
    }
    return out;
}

/// Depth first from every node not seen yet; an edge back to a node on the way closes a circle. Writes the order in
/// which nodes were left, too.
void findBackEdges(const std::vector<LayoutEdge>& edges, const std::vector<std::vector<int>>& out, int root,
                   std::vector<char>& state, std::vector<bool>& turned, std::vector<int>& left)
{
    enum : char { Unseen, OnTheWay, Left };
    std::vector<std::pair<int, std::size_t>> way{{root, 0}};
    state[at(root)] = OnTheWay;
    while (!way.empty()) {
        auto& [node, next] = way.back();
        if (next == out[at(node)].size()) {
            state[at(node)] = Left;
            left.push_back(node);
            way.pop_back();
            continue;
        }
        const int edge = out[at(node)][next++];
        const int to = edges[at(edge)].to;
        if (state[at(to)] == OnTheWay)
            turned[at(edge)] = true;
        else if (state[at(to)] == Unseen) {
            state[at(to)] = OnTheWay;
            way.emplace_back(to, 0);
        }
    }
}

/// Mean place of the neighbours, the own place where there are none.
double centreOf(const Layers& layers, int vertex, bool isDown)
{
    const Layers::Vertex& own = layers.vertices[at(vertex)];
    const std::vector<int>& neighbours = isDown ? own.up : own.down;
    if (neighbours.empty())
        return own.place;
    double sum = 0;
    for (const int one : neighbours)
        sum += layers.vertices[at(one)].place;
    return sum / static_cast<double>(neighbours.size());
}

void number(Layers& layers, std::size_t layer)
{
    for (std::size_t place = 0; place < layers.order[layer].size(); ++place)
        layers.vertices[at(layers.order[layer][place])].place = static_cast<int>(place);
}

void sortLayer(Layers& layers, std::size_t layer, bool isDown)
{
    std::vector<std::pair<double, int>> keyed;
    for (const int vertex : layers.order[layer])
        keyed.emplace_back(centreOf(layers, vertex, isDown), vertex);
    std::stable_sort(keyed.begin(), keyed.end(),
                     [](const auto& left, const auto& right) { return left.first < right.first; });
    for (std::size_t place = 0; place < keyed.size(); ++place)
        layers.order[layer][place] = keyed[place].second;
    number(layers, layer);
}

/// Places that come nearest to the wanted ones (least squares, by weight) and never fall: pools neighbours that would
/// get in each other's way (isotonic regression).
std::vector<double> rising(const std::vector<double>& wanted, const std::vector<double>& weights)
{
    struct Block
    {
        double mean;
        double weight;
        std::size_t count;
    };
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        blocks.push_back({wanted[i], weights[i], 1});
        while (blocks.size() > 1 && blocks[blocks.size() - 2].mean > blocks.back().mean) {
            const Block last = blocks.back();
            blocks.pop_back();
            Block& before = blocks.back();
            const double weight = before.weight + last.weight;
            before = {(before.mean * before.weight + last.mean * last.weight) / weight, weight,
                      before.count + last.count};
        }
    }
    std::vector<double> places;
    for (const Block& block : blocks)
        places.insert(places.end(), block.count, block.mean);
    return places;
}

void placeLayer(Layers& layers, std::size_t layer, double gap, bool isDown, bool isUp)
{
    const std::vector<int>& order = layers.order[layer];
    std::vector<double> offsets; // how far each must at least be from the first
    std::vector<double> wanted;
    std::vector<double> weights;
    double offset = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const Layers::Vertex& vertex = layers.vertices[at(order[i])];
        if (i > 0)
            offset += (layers.vertices[at(order[i - 1])].width + vertex.width) / 2 + gap;
        double sum = 0;
        std::size_t count = 0;
        for (const auto* neighbours : {isDown ? &vertex.up : nullptr, isUp ? &vertex.down : nullptr}) {
            for (const int one : neighbours ? *neighbours : std::vector<int>()) {
                sum += layers.vertices[at(one)].x;
                ++count;
            }
        }
        offsets.push_back(offset);
        wanted.push_back((count > 0 ? sum / static_cast<double>(count) : vertex.x) - offset);
        // Long edges are worth keeping straight.
        weights.push_back(count == 0 ? 0.1 : vertex.width > 0 ? static_cast<double>(count) : 8.0);
    }
    const std::vector<double> places = rising(wanted, weights);
    for (std::size_t i = 0; i < order.size(); ++i)
        layers.vertices[at(order[i])].x = places[i] + offsets[i];
}

/// Inversions between the ends of the edges from one layer to the next, with a Fenwick tree.
long long crossingsBelow(const Layers& layers, std::size_t layer)
{
    const std::size_t size = layers.order[layer + 1].size();
    std::vector<long long> tree(size + 1, 0);
    long long seen = 0;
    long long count = 0;
    for (const int vertex : layers.order[layer]) {
        std::vector<int> ends;
        for (const int below : layers.vertices[at(vertex)].down)
            ends.push_back(layers.vertices[at(below)].place);
        std::sort(ends.begin(), ends.end());
        for (const int end : ends) {
            long long before = 0;
            for (std::size_t i = at(end) + 1; i > 0; i -= i & (~i + 1))
                before += tree[i];
            count += seen - before;
        }
        for (const int end : ends) {
            for (std::size_t i = at(end) + 1; i <= size; i += i & (~i + 1))
                ++tree[i];
        }
        seen += static_cast<long long>(ends.size());
    }
    return count;
}

} // namespace

std::vector<bool> turnedEdges(int nodeCount, const std::vector<LayoutEdge>& edges)
{
    const std::vector<std::vector<int>> out = outgoing(nodeCount, edges);
    std::vector<char> state(at(nodeCount), 0);
    std::vector<bool> turned(edges.size(), false);
    std::vector<int> left;
    for (int node = 0; node < nodeCount; ++node) {
        if (state[at(node)] == 0)
            findBackEdges(edges, out, node, state, turned, left);
    }
    // Left last stands first: an order in which all edges but the turned ones lead on.
    std::vector<int> rank(at(nodeCount));
    for (std::size_t i = 0; i < left.size(); ++i)
        rank[at(left[i])] = nodeCount - static_cast<int>(i);
    for (std::size_t edge = 0; edge < edges.size(); ++edge) {
        if (!edges[edge].isDirected)
            turned[edge] = rank[at(edges[edge].from)] > rank[at(edges[edge].to)];
    }
    return turned;
}

std::vector<int> longestPaths(int nodeCount, const std::vector<std::pair<int, int>>& edges)
{
    std::vector<int> waiting(at(nodeCount), 0);
    std::vector<std::vector<int>> down(at(nodeCount));
    for (const auto& [from, to] : edges) {
        down[at(from)].push_back(to);
        ++waiting[at(to)];
    }
    std::vector<int> layers(at(nodeCount), 0);
    std::vector<int> sources;
    std::queue<int> ready;
    for (int node = 0; node < nodeCount; ++node) {
        if (waiting[at(node)] == 0) {
            ready.push(node);
            sources.push_back(node);
        }
    }
    while (!ready.empty()) {
        const int node = ready.front();
        ready.pop();
        for (const int next : down[at(node)]) {
            layers[at(next)] = std::max(layers[at(next)], layers[at(node)] + 1);
            if (--waiting[at(next)] == 0)
                ready.push(next);
        }
    }
    // What nothing leads to stands right above the first thing it leads to.
    for (const int source : sources) {
        int lowest = nodeCount;
        for (const int next : down[at(source)])
            lowest = std::min(lowest, layers[at(next)]);
        if (!down[at(source)].empty())
            layers[at(source)] = lowest - 1;
    }
    return layers;
}

long long crossings(const Layers& layers)
{
    long long count = 0;
    for (std::size_t layer = 0; layer + 1 < layers.order.size(); ++layer)
        count += crossingsBelow(layers, layer);
    return count;
}

void reduceCrossings(Layers& layers, const Progress& progress)
{
    const std::size_t count = layers.order.size();
    for (std::size_t layer = 0; layer < count; ++layer)
        number(layers, layer);
    std::vector<std::vector<int>> best = layers.order;
    long long fewest = crossings(layers);
    for (int sweep = 0; sweep < orderSweeps && fewest > 0; ++sweep) {
        if (progress && !progress(static_cast<double>(sweep) / (2 * orderSweeps)))
            return;
        const bool isDown = sweep % 2 == 0;
        for (std::size_t step = 1; step < count; ++step)
            sortLayer(layers, isDown ? step : count - 1 - step, isDown);
        if (const long long now = crossings(layers); now < fewest) {
            fewest = now;
            best = layers.order;
        }
    }
    layers.order = std::move(best);
    for (std::size_t layer = 0; layer < count; ++layer)
        number(layers, layer);
}

void placeAcross(Layers& layers, double gap, const Progress& progress)
{
    const std::size_t count = layers.order.size();
    for (const std::vector<int>& order : layers.order) {
        double x = 0;
        for (const int vertex : order) {
            Layers::Vertex& one = layers.vertices[at(vertex)];
            one.x = x + one.width / 2;
            x += one.width + gap;
        }
    }
    for (int sweep = 0; sweep < placeSweeps; ++sweep) {
        if (progress && !progress(0.5 + static_cast<double>(sweep) / (2 * placeSweeps)))
            return;
        const bool isDown = sweep % 2 == 0;
        const bool isLast = sweep >= placeSweeps - 2; // between both neighbours
        for (std::size_t step = 0; step < count; ++step)
            placeLayer(layers, isDown ? step : count - 1 - step, gap, isDown || isLast, !isDown || isLast);
    }
}

} // namespace campaign::flow
