// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/FlowDrawing.h"
#include "ui/flow/Layering.h"

#include <QElapsedTimer>
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

using namespace campaign::flow;

namespace {

using Random = std::mt19937;

int upTo(Random& random, int most)
{
    return static_cast<int>(random() % static_cast<unsigned>(most));
}

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// Any graph: circles, edges from a node to itself, several between the same two.
LayoutInput anyGraph(Random& random, int nodes, int edges)
{
    LayoutInput input;
    for (int i = 0; i < nodes; ++i)
        input.nodes.emplace_back(20 + upTo(random, 200), 20 + upTo(random, 40));
    for (int i = 0; i < edges; ++i)
        input.edges.push_back({upTo(random, nodes), upTo(random, nodes), upTo(random, 5) != 0});
    return input;
}

QRectF rectOf(const LayoutInput& input, const Layout& layout, std::size_t node)
{
    const QSizeF size = input.nodes[node];
    return {layout.centres[node] - QPointF(size.width() / 2, size.height() / 2), size};
}

/// Whether one end can be reached from the other over directed edges; the slow way.
bool leadsTo(const LayoutInput& input, int from, int to)
{
    std::vector<bool> reached(input.nodes.size(), false);
    reached[at(from)] = true;
    for (bool isMore = true; isMore;) {
        isMore = false;
        for (const LayoutEdge& edge : input.edges) {
            if (edge.isDirected && reached[at(edge.from)] && !reached[at(edge.to)])
                isMore = reached[at(edge.to)] = true;
        }
    }
    return reached[at(to)];
}

bool isSame(const Layout& left, const Layout& right)
{
    return left.centres == right.centres && left.layers == right.layers && left.bounds == right.bounds &&
           std::equal(left.edges.begin(), left.edges.end(), right.edges.begin(), right.edges.end(),
                      [](const EdgeRoute& one, const EdgeRoute& other) {
                          return one.goesUp == other.goesUp && one.bends == other.bends;
                      });
}

/// Of two layers, by looking at every pair of edges.
long long naiveCrossings(const Layers& layers)
{
    long long count = 0;
    for (const Layers::Vertex& left : layers.vertices) {
        for (const Layers::Vertex& right : layers.vertices) {
            if (left.layer != right.layer || left.place >= right.place)
                continue;
            for (const int leftEnd : left.down) {
                for (const int rightEnd : right.down)
                    count += layers.vertices[at(leftEnd)].place > layers.vertices[at(rightEnd)].place ? 1 : 0;
            }
        }
    }
    return count;
}

} // namespace

/// The layout of the Flow view, against properties that are looked up one by one.
class tst_GraphLayout : public QObject
{
    Q_OBJECT

private slots:
    void layoutsHoldWhatTheyPromise_data();
    void layoutsHoldWhatTheyPromise();
    void withoutCirclesNothingGoesUp();
    void crossingsAreCounted();
    void crossingsThatNeedNotBeAreGone();
    void manyNodesAreQuick_data();
    void manyNodesAreQuick();
    void itCanBeEnded();
    void arrowsWalkEverywhere();
};

void tst_GraphLayout::layoutsHoldWhatTheyPromise_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 0; seed < 120; ++seed)
        QTest::addRow("%d", seed) << seed;
}

void tst_GraphLayout::layoutsHoldWhatTheyPromise()
{
    QFETCH(int, seed);
    Random random(static_cast<unsigned>(seed));
    const int nodes = 1 + upTo(random, 40);
    const LayoutInput input = anyGraph(random, nodes, upTo(random, 3 * nodes));
    const Layout layout = layOut(input);
    QCOMPARE(layout.centres.size(), input.nodes.size());
    QCOMPARE(layout.edges.size(), input.edges.size());
    for (std::size_t one = 0; one < input.nodes.size(); ++one) {
        QVERIFY(layout.bounds.adjusted(-0.01, -0.01, 0.01, 0.01).contains(rectOf(input, layout, one)));
        for (std::size_t other = one + 1; other < input.nodes.size(); ++other) {
            const QRectF apart = rectOf(input, layout, one).adjusted(0.01, 0.01, -0.01, -0.01);
            QVERIFY2(!apart.intersects(rectOf(input, layout, other)), "two nodes overlap");
        }
    }
    for (std::size_t edge = 0; edge < input.edges.size(); ++edge) {
        const LayoutEdge& one = input.edges[edge];
        if (one.from == one.to)
            continue;
        const bool isDown = layout.centres[at(one.from)].y() < layout.centres[at(one.to)].y();
        QVERIFY(layout.centres[at(one.from)].y() != layout.centres[at(one.to)].y());
        if (one.isDirected) {
            QCOMPARE(layout.edges[edge].goesUp, !isDown);
            QVERIFY2(isDown || leadsTo(input, one.to, one.from), "an edge goes up that closes no circle");
        }
        double before = layout.centres[at(one.from)].y();
        for (const QPointF& bend : layout.edges[edge].bends) {
            QVERIFY2(isDown ? bend.y() > before : bend.y() < before, "an edge turns back on its way");
            before = bend.y();
            for (std::size_t node = 0; node < input.nodes.size(); ++node)
                QVERIFY2(!rectOf(input, layout, node).contains(bend), "an edge bends within a node");
        }
    }
    QVERIFY2(isSame(layout, layOut(input)), "the same graph was laid out otherwise");
}

void tst_GraphLayout::withoutCirclesNothingGoesUp()
{
    for (unsigned seed = 0; seed < 60; ++seed) {
        Random random(seed);
        LayoutInput input = anyGraph(random, 30, 60);
        for (LayoutEdge& edge : input.edges) {
            edge.isDirected = true;
            if (edge.from > edge.to)
                std::swap(edge.from, edge.to);
        }
        const Layout layout = layOut(input);
        for (const EdgeRoute& route : layout.edges)
            QVERIFY(!route.goesUp);
    }
}

void tst_GraphLayout::crossingsAreCounted()
{
    for (unsigned seed = 0; seed < 100; ++seed) {
        Random random(seed);
        Layers layers;
        for (int layer = 0; layer < 4; ++layer) {
            layers.order.emplace_back();
            for (int place = 0; place < 1 + upTo(random, 8); ++place) {
                layers.order.back().push_back(static_cast<int>(layers.vertices.size()));
                layers.vertices.push_back({10, 10, layer, place, 0, {}, {}});
            }
        }
        for (std::size_t layer = 0; layer + 1 < layers.order.size(); ++layer) {
            for (int edge = 0; edge < 12; ++edge) {
                const auto any = [&](const std::vector<int>& order) {
                    return order[at(upTo(random, static_cast<int>(order.size())))];
                };
                const int from = any(layers.order[layer]);
                const int to = any(layers.order[layer + 1]);
                layers.vertices[at(from)].down.push_back(to);
                layers.vertices[at(to)].up.push_back(from);
            }
        }
        const long long before = naiveCrossings(layers);
        QCOMPARE(crossings(layers), before);
        reduceCrossings(layers, {});
        QCOMPARE(crossings(layers), naiveCrossings(layers));
        QVERIFY(crossings(layers) <= before);
    }
}

/// A tree given in a bad order has none at all.
void tst_GraphLayout::crossingsThatNeedNotBeAreGone()
{
    Graph graph;
    std::vector<int> numbers(31);
    std::iota(numbers.begin(), numbers.end(), 0);
    Random random(7);
    std::shuffle(numbers.begin(), numbers.end(), random);
    graph.nodes.resize(numbers.size());
    for (int child = 1; child < 31; ++child)
        graph.edges.push_back({numbers[at((child - 1) / 2)], numbers[at(child)], EdgeKind::Triggers, false});
    const DrawingPtr drawing = draw(graph);
    int crossed = 0;
    for (std::size_t one = 0; one < graph.edges.size(); ++one) {
        for (std::size_t other = one + 1; other < graph.edges.size(); ++other) {
            const auto line = [&](std::size_t edge) {
                const std::vector<QPointF> points = drawing->lineOf(static_cast<int>(edge));
                return QLineF(points.front(), points.back());
            };
            const QLineF left = line(one);
            const QLineF right = line(other);
            const bool isAtEnd = left.p1() == right.p1() || left.p2() == right.p2();
            crossed += !isAtEnd && left.intersects(right, nullptr) == QLineF::BoundedIntersection ? 1 : 0;
        }
    }
    QCOMPARE(crossed, 0);
}

void tst_GraphLayout::manyNodesAreQuick_data()
{
    QTest::addColumn<int>("nodes");
    QTest::addColumn<int>("milliseconds");
    // The design's budgets, with room for a busy machine and a sanitizer.
    QTest::newRow("500") << 500 << 150;
    QTest::newRow("2000") << 2000 << 800;
    QTest::newRow("5000") << 5000 << 2000;
}

void tst_GraphLayout::manyNodesAreQuick()
{
    QFETCH(int, nodes);
    QFETCH(int, milliseconds);
    Random random(1);
    LayoutInput input;
    input.nodes.assign(at(nodes), QSizeF(44, 208));
    // As stories are: most things lead on to something near, a few far away, some back.
    for (int edge = 0; edge < nodes * 3 / 2; ++edge) {
        const int from = upTo(random, nodes);
        const int to = upTo(random, 20) == 0 ? upTo(random, nodes) : std::min(nodes - 1, from + 1 + upTo(random, 30));
        input.edges.push_back({from, to, true});
    }
    QElapsedTimer timer;
    timer.start();
    const Layout layout = layOut(input);
    const qint64 taken = timer.elapsed();
    qInfo("%d nodes, %zu edges: %lld ms", nodes, input.edges.size(), static_cast<long long>(taken));
    QCOMPARE(layout.centres.size(), at(nodes));
    constexpr int patience = 5;
    QVERIFY2(taken < patience * milliseconds, qPrintable(QString("%1 ms").arg(taken)));
}

void tst_GraphLayout::itCanBeEnded()
{
    Random random(3);
    const LayoutInput input = anyGraph(random, 200, 400);
    std::vector<double> told;
    QVERIFY(!layOut(input, [&](double done) {
                 told.push_back(done);
                 return true;
             }).centres.empty());
    QVERIFY(told.size() > 3);
    QVERIFY(std::is_sorted(told.begin(), told.end()));
    QVERIFY(told.front() >= 0 && told.back() <= 1);
    QVERIFY(layOut(input, [](double) { return false; }).centres.empty());
}

/// By arrow keys alone every node can be reached from every other.
void tst_GraphLayout::arrowsWalkEverywhere()
{
    for (unsigned seed = 0; seed < 25; ++seed) {
        Random random(seed);
        Graph graph;
        graph.nodes.resize(12);
        for (int edge = 0; edge < 12; ++edge)
            graph.edges.push_back({upTo(random, 12), upTo(random, 12), EdgeKind::Triggers, false});
        const DrawingPtr drawing = draw(graph);
        std::vector<bool> reached(12, false);
        std::vector<int> open{0};
        reached[0] = true;
        while (!open.empty()) {
            const int node = open.back();
            open.pop_back();
            for (const Qt::ArrowType way : {Qt::LeftArrow, Qt::RightArrow, Qt::UpArrow, Qt::DownArrow}) {
                const int next = drawing->beside(node, way);
                QVERIFY(next != node && next < 12);
                if (next >= 0 && !reached[at(next)])
                    open.push_back(next);
                if (next >= 0)
                    reached[at(next)] = true;
            }
        }
        QCOMPARE(std::count(reached.begin(), reached.end(), true), 12);
    }
}

QTEST_GUILESS_MAIN(tst_GraphLayout)
#include "tst_GraphLayout.moc"
