// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/geometry/GeoJson.h"
#include "server/geometry/Validity.h"
#include "ui/map/RegionEditor.h"
#include "ui/map/Snapping.h"

#include <QtTest>

#include <limits>
#include <random>

using namespace campaign::map;

namespace {

QPolygonF square(double left, double top, double side)
{
    return {{left, top}, {left + side, top}, {left + side, top + side}, {left, top + side}};
}

EditedShape region(const QList<QPolygonF>& part)
{
    return {false, {part}};
}

bool sameSet(QPolygonF a, QPolygonF b)
{
    const auto before = [](const QPointF& p, const QPointF& q) {
        return p.x() != q.x() ? p.x() < q.x() : p.y() < q.y();
    };
    std::sort(a.begin(), a.end(), before);
    std::sort(b.begin(), b.end(), before);
    return a == b;
}

/// What the editor should hold, kept in the plainest way: a list of all states there have been.
class NaiveEditor
{
public:
    explicit NaiveEditor(EditedShape shape)
        : m_states{std::move(shape)}
    {
    }

    const EditedShape& now() const { return m_states[m_at]; }
    void change(const EditedShape& to)
    {
        if (to == now())
            return;
        m_states.resize(m_at + 1);
        m_states.push_back(to);
        ++m_at;
    }
    void undo() { m_at = m_at > 0 ? m_at - 1 : 0; }
    void redo() { m_at = m_at + 1 < m_states.size() ? m_at + 1 : m_at; }
    size_t steps() const { return m_at; }

private:
    std::vector<EditedShape> m_states;
    size_t m_at = 0;
};

} // namespace

/// The region editor against a naive one, and against bad geometry.
class tst_RegionEditor : public QObject
{
    Q_OBJECT

private slots:
    void drawingMakesARegion();
    void drawingMakesARoute();
    void anUnfinishedLineIsChecked();
    void crossingIsFoundWhereItIs();
    void aHoleIsDrawnInside();
    void cornersComeAndGo();
    void aMoveIsOneStep();
    void cuttingMakesTwo();
    void badCutsAreRefused_data();
    void badCutsAreRefused();
    void badGeometryIsNamed_data();
    void badGeometryIsNamed();
    void simplifyingKeepsItValid();
    void randomEditsAgreeWithTheNaiveEditor();
    void areaAndLengthAreTheShapes();
    void cornersCatch();
    void geometryComesBackAsItWas();
};

void tst_RegionEditor::drawingMakesARegion()
{
    RegionEditor editor;
    editor.begin(false);
    QVERIFY(editor.isDrawing());
    QVERIFY(!editor.closeDrawn());
    QVERIFY(!editor.reason().isEmpty());
    for (const QPointF& corner : square(0, 0, 10))
        QVERIFY(editor.addCorner(corner));
    QVERIFY(!editor.addCorner({0, 10})); // the same once more
    QVERIFY(!editor.addCorner({std::numeric_limits<double>::quiet_NaN(), 1}));
    QVERIFY(!editor.isComplete());
    QVERIFY(editor.closeDrawn());
    QVERIFY(editor.isComplete());
    QCOMPARE(editor.shape(), region({square(0, 0, 10)}));
    QCOMPARE(editor.stepCount(), 5);
    for (int i = 0; i < 5; ++i)
        editor.undo();
    QVERIFY(editor.shape().isEmpty() && editor.drawn().isEmpty() && !editor.canUndo());
    for (int i = 0; i < 5; ++i)
        editor.redo();
    QCOMPARE(editor.shape(), region({square(0, 0, 10)}));
}

void tst_RegionEditor::drawingMakesARoute()
{
    RegionEditor editor;
    editor.begin(true);
    editor.addCorner({0, 0});
    QVERIFY(!editor.closeDrawn());
    editor.addCorner({5, 5});
    QVERIFY(editor.closeDrawn());
    QVERIFY(editor.isComplete());
    QVERIFY(!editor.beginHole());
    QCOMPARE(editor.edgeCount(0, 0), 1);
    QVERIFY(!editor.insertCorner({0, 0, 1}, {9, 9}));
    QVERIFY(!editor.removeCorner({0, 0, 0}));
    QVERIFY(std::holds_alternative<campaign::geometry::LineString>(geometryOf(editor.shape())));
}

void tst_RegionEditor::anUnfinishedLineIsChecked()
{
    RegionEditor editor;
    editor.begin(false);
    for (const QPointF& corner : {QPointF(0, 0), QPointF(10, 0), QPointF(10, 10), QPointF(4, -4)})
        editor.addCorner(corner);
    QCOMPARE(editor.faults().size(), 1);
    QVERIFY(qAbs(editor.faults().first().at.y()) < 1e-9);
    editor.undo();
    QVERIFY(editor.faults().isEmpty());
}

void tst_RegionEditor::crossingIsFoundWhereItIs()
{
    RegionEditor editor;
    editor.begin(region({square(0, 0, 10)}));
    QVERIFY(editor.moveCorner({0, 0, 1}, {5, 20})); // over the opposite border
    QVERIFY(!editor.isComplete());
    QVERIFY(!editor.faults().isEmpty());
    for (const ShapeFault& fault : editor.faults()) {
        QCOMPARE(fault.at.y(), 10.0);
        QVERIFY(!fault.sentence.isEmpty());
    }
    editor.undo();
    QVERIFY(editor.faults().isEmpty());
    QVERIFY(editor.isUnchanged());
}

void tst_RegionEditor::aHoleIsDrawnInside()
{
    RegionEditor editor;
    editor.begin(region({square(0, 0, 10)}));
    QVERIFY(editor.beginHole());
    QVERIFY(!editor.addCorner({20, 20}));
    for (const QPointF& corner : square(2, 2, 4))
        QVERIFY(editor.addCorner(corner));
    QVERIFY(editor.closeDrawn());
    QCOMPARE(editor.shape(), region({square(0, 0, 10), square(2, 2, 4)}));
    QVERIFY(editor.isComplete());
    QCOMPARE(areaOf(editor.shape()), 84.0);
    QVERIFY(editor.moveCorner({0, 1, 0}, {-2, -2}));
    QVERIFY(!editor.isComplete());
    editor.undo();
    QVERIFY(editor.removeCorner({0, 1, 0}));
    QVERIFY(editor.removeCorner({0, 1, 0})); // three are left: the hole goes
    QCOMPARE(editor.shape(), region({square(0, 0, 10)}));
}

void tst_RegionEditor::cornersComeAndGo()
{
    RegionEditor editor;
    editor.begin(region({square(0, 0, 10)}));
    QVERIFY(editor.insertCorner({0, 0, 3}, {-3, 5}));
    QCOMPARE(editor.position({0, 0, 4}), QPointF(-3, 5));
    QVERIFY(editor.removeCorner({0, 0, 4}));
    QCOMPARE(editor.shape(), region({square(0, 0, 10)}));
    QVERIFY(editor.removeCorner({0, 0, 0}));
    QVERIFY(!editor.removeCorner({0, 0, 0}));
    for (const Corner& nowhere : {Corner{}, Corner{1, 0, 0}, Corner{0, 1, 0}, Corner{0, 0, 99}, Corner{0, 0, -1}}) {
        QVERIFY(!editor.removeCorner(nowhere));
        QVERIFY(!editor.moveCorner(nowhere, {0, 0}));
        QVERIFY(!editor.insertCorner(nowhere, {0, 0}));
        QVERIFY(!editor.beginMove(nowhere));
    }
    QVERIFY(!editor.moveCorner({0, 0, 0}, {std::numeric_limits<double>::infinity(), 0}));
}

void tst_RegionEditor::aMoveIsOneStep()
{
    RegionEditor editor;
    editor.begin(region({square(0, 0, 10)}));
    QVERIFY(editor.beginMove({0, 0, 2}));
    for (int i = 0; i < 40; ++i)
        editor.moveTo({10.0 + i, 10.0});
    editor.endMove();
    QCOMPARE(editor.stepCount(), 1);
    QCOMPARE(editor.position({0, 0, 2}), QPointF(49, 10));
    editor.beginMove({0, 0, 2});
    editor.moveTo({0, 99});
    editor.cancelMove();
    QCOMPARE(editor.position({0, 0, 2}), QPointF(49, 10));
    editor.beginMove({0, 0, 2});
    editor.endMove();
    QCOMPARE(editor.stepCount(), 1); // it did not move
    editor.undo();
    QVERIFY(editor.isUnchanged());
}

void tst_RegionEditor::cuttingMakesTwo()
{
    RegionEditor editor;
    editor.begin(region({square(0, 0, 10), square(6, 6, 2)}));
    QVERIFY2(editor.cut({{4, -5}, {4, 15}}), qPrintable(editor.reason()));
    QVERIFY(sameSet(editor.shape().parts[0][0], {{4, 0}, {10, 0}, {10, 10}, {4, 10}}));
    QCOMPARE(editor.shape().parts[0].value(1), square(6, 6, 2));
    QCOMPARE(editor.cutOff().size(), 1);
    QVERIFY(sameSet(editor.cutOff()[0].parts[0][0], square(0, 0, 10).mid(0, 1) + QPolygonF{{4, 0}, {4, 10}, {0, 10}}));
    QCOMPARE(areaOf(editor.shape()) + areaOf(editor.cutOff()[0]), 96.0);
    editor.undo();
    QVERIFY(editor.isUnchanged() && editor.cutOff().isEmpty());
    // Bent, from corner to corner.
    QVERIFY(editor.cut({{0, 0}, {2, 8}, {10, 10}}));
    QCOMPARE(areaOf(editor.shape()) + areaOf(editor.cutOff()[0]), 96.0);
    QVERIFY(editor.isComplete());
}

void tst_RegionEditor::badCutsAreRefused_data()
{
    QTest::addColumn<QPolygonF>("line");
    QTest::newRow("outside") << QPolygonF{{20, 0}, {30, 5}};
    QTest::newRow("ends inside") << QPolygonF{{-5, 5}, {2, 5}};
    QTest::newRow("through the hole") << QPolygonF{{-5, 6.5}, {15, 6.5}};
    QTest::newRow("to and fro") << QPolygonF{{-5, 2}, {15, 2}, {15, 4}, {-5, 4}};
    QTest::newRow("along a border") << QPolygonF{{-5, 0}, {15, 0}};
    QTest::newRow("one point") << QPolygonF{{5, 5}};
    QTest::newRow("nothing") << QPolygonF{};
    QTest::newRow("across the notch") << QPolygonF{{1, -18}, {9, -18}};
}

void tst_RegionEditor::badCutsAreRefused()
{
    QFETCH(QPolygonF, line);
    RegionEditor editor;
    // The last case runs over a notch: it meets the border twice, but from inside to inside.
    if (QString(QTest::currentDataTag()) == "across the notch")
        editor.begin(region({{{0, 0}, {0, -20}, {3, -20}, {3, -2}, {7, -2}, {7, -20}, {10, -20}, {10, 0}}}));
    else
        editor.begin(region({square(0, 0, 10), square(6, 6, 2)}));
    QVERIFY(!editor.cut(line));
    QVERIFY(!editor.reason().isEmpty());
    QVERIFY(editor.isUnchanged());
    QCOMPARE(editor.stepCount(), 0);
}

void tst_RegionEditor::badGeometryIsNamed_data()
{
    QTest::addColumn<EditedShape>("shape");
    QTest::newRow("nothing") << EditedShape{};
    QTest::newRow("two corners") << region({{{0, 0}, {1, 1}}});
    QTest::newRow("all on a line") << region({{{0, 0}, {1, 1}, {2, 2}}});
    QTest::newRow("bow tie") << region({{{0, 0}, {10, 10}, {10, 0}, {0, 10}}});
    QTest::newRow("one corner twice") << region({{{0, 0}, {10, 0}, {5, 5}, {10, 10}, {0, 10}, {5, 5}}});
    QTest::newRow("hole outside") << region({square(0, 0, 10), square(20, 20, 4)});
    QTest::newRow("hole across the border") << region({square(0, 0, 10), square(8, 8, 4)});
    QTest::newRow("hole in a hole") << region({square(0, 0, 20), square(2, 2, 10), square(4, 4, 2)});
    QTest::newRow("parts upon each other") << EditedShape{false, {{square(0, 0, 10)}, {square(5, 5, 10)}}};
    QTest::newRow("not a number") << region({{{0, 0}, {std::numeric_limits<double>::quiet_NaN(), 0}, {5, 5}}});
    QTest::newRow("endless") << region({{{0, 0}, {std::numeric_limits<double>::infinity(), 0}, {5, 5}}});
    QTest::newRow("route of one corner") << EditedShape{true, {{QPolygonF{{1, 1}}}}};
}

void tst_RegionEditor::badGeometryIsNamed()
{
    QFETCH(EditedShape, shape);
    RegionEditor editor;
    editor.begin(shape);
    const QList<ShapeFault> faults = faultsOf(shape);
    QVERIFY(!faults.isEmpty());
    for (const ShapeFault& fault : faults)
        QVERIFY(fault.sentence.endsWith('.'));
    QVERIFY(!editor.isComplete());
}

void tst_RegionEditor::simplifyingKeepsItValid()
{
    QPolygonF round;
    for (int i = 0; i < 360; ++i)
        round << QPointF(100 * std::cos(i * M_PI / 180), 100 * std::sin(i * M_PI / 180));
    RegionEditor editor;
    editor.begin(region({round}));
    QVERIFY(editor.simplify(1));
    QVERIFY(editor.shape().cornerCount() < 60);
    QVERIFY(editor.isComplete());
    QVERIFY(!editor.simplify(1e9)); // nothing would be left
    QVERIFY(!editor.simplify(0));
    editor.undo();
    QVERIFY(editor.isUnchanged());
}

void tst_RegionEditor::randomEditsAgreeWithTheNaiveEditor()
{
    const unsigned seed =
        qEnvironmentVariableIntValue("CAMPAIGN_TEST_SEED") ? qEnvironmentVariableIntValue("CAMPAIGN_TEST_SEED") : 20260;
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    const auto number = [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
    for (int round = 0; round < 60; ++round) {
        const EditedShape first = region({square(0, 0, 100), square(20, 20, 20), square(60, 60, 20)});
        RegionEditor editor;
        editor.begin(first);
        NaiveEditor naive(first);
        for (int i = 0; i < 120; ++i) {
            EditedShape wanted = naive.now();
            const int rings = static_cast<int>(wanted.parts[0].size());
            const Corner corner{0, number(rings), 0};
            QPolygonF& ring = wanted.parts[0][corner.ring];
            const int index = number(static_cast<int>(ring.size()));
            const Corner at{0, corner.ring, index};
            const QPointF to(number(200) - 50, number(200) - 50);
            switch (number(6)) {
            case 0:
                ring.insert(index + 1, to);
                QVERIFY(editor.insertCorner(at, to));
                naive.change(wanted);
                break;
            case 1:
                if (ring.size() > 3)
                    ring.remove(index);
                else if (corner.ring > 0)
                    wanted.parts[0].removeAt(corner.ring);
                editor.removeCorner(at);
                naive.change(wanted);
                break;
            case 2:
                editor.undo();
                naive.undo();
                break;
            case 3:
                editor.redo();
                naive.redo();
                break;
            default:
                ring[index] = to;
                editor.beginMove(at);
                editor.moveTo({to.y(), to.x()});
                editor.moveTo(to);
                editor.endMove();
                naive.change(wanted);
            }
            QCOMPARE(editor.shape(), naive.now());
            QCOMPARE(size_t(editor.stepCount()), naive.steps());
            // The editor's judgement is the server's.
            const bool isValid = campaign::geometry::checkValid(geometryOf(naive.now())).has_value();
            QCOMPARE(editor.isComplete(), isValid);
        }
        while (editor.canUndo())
            editor.undo();
        QVERIFY(editor.isUnchanged());
        QCOMPARE(editor.shape(), first);
    }
}

void tst_RegionEditor::areaAndLengthAreTheShapes()
{
    QCOMPARE(areaOf(region({square(0, 0, 10), square(2, 2, 2)})), 96.0);
    QCOMPARE(lengthOf(region({square(0, 0, 10), square(2, 2, 2)})), 48.0);
    QCOMPARE(lengthOf({true, {{QPolygonF{{0, 0}, {3, 4}, {3, 10}}}}}), 11.0);
    QCOMPARE(areaOf({true, {{QPolygonF{{0, 0}, {3, 4}, {3, 10}}}}}), 0.0);
    QCOMPARE(areaOf({}), 0.0);
}

void tst_RegionEditor::cornersCatch()
{
    MapScene scene;
    scene.regions = {MapRegion{"a", "A", "kingdom", {{square(0, 0, 10)}}, {}, {}, false},
                     MapRegion{"b", "B", "kingdom", {{square(100, 0, 10)}}, {}, {}, false}};
    Snapping snapping;
    snapping.setScene(scene, "b");
    const auto at = [&](const QPointF& position, bool others, double grid) {
        return snapping.snap(position, {1.5, others, grid}, {{50, 50}});
    };
    QCOMPARE(at({0.5, 0.7}, true, 0).at, QPointF(0, 0));
    QCOMPARE(at({0.5, 0.7}, true, 0).kind, Snap::Kind::Corner);
    QCOMPARE(at({5, 1}, true, 0).at, QPointF(5, 0));
    QCOMPARE(at({5, 1}, true, 0).kind, Snap::Kind::Border);
    QCOMPARE(at({0.5, 0.7}, false, 0).at, QPointF(0.5, 0.7));
    QCOMPARE(at({100.2, 0.2}, true, 0).kind, Snap::Kind::None); // the one being edited
    QCOMPARE(at({50.5, 50.5}, false, 0).at, QPointF(50, 50));
    QCOMPARE(at({33.2, 47}, true, 5).at, QPointF(35, 45));
    QCOMPARE(at({33.2, 47}, true, 5).kind, Snap::Kind::Grid);
}

void tst_RegionEditor::geometryComesBackAsItWas()
{
    const char* const texts[] = {
        R"({"type":"Polygon","coordinates":[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[2,2],[2,4],[4,4],[2,2]]]})",
        R"({"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[0,1],[0,0]]],[[[5,5],[6,5],[5,6],[5,5]]]]})",
        R"({"type":"LineString","coordinates":[[0.125,1],[2.5,3],[4,5]]})"};
    for (const char* text : texts) {
        const auto geometry = campaign::geometry::parseGeoJson(text);
        QVERIFY(geometry.has_value());
        QVERIFY(geometryOf(shapeOf(*geometry)) == *geometry);
    }
    QVERIFY(shapeOf(campaign::geometry::Point{1, 2}).isEmpty());
}

QTEST_APPLESS_MAIN(tst_RegionEditor)
#include "tst_RegionEditor.moc"
