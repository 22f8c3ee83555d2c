// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/DrivenWindow.h"
#include "ui/client/Conversion.h"
#include "ui/flow/FlowItem.h"

#include <QAccessible>
#include <QGuiApplication>

using campaign::FlowItem;
using campaign::Session;
using campaign::desktop::DesktopApplication;
using campaign::desktop::DesktopOptions;

/// The Flow view of the sample campaign through the real window, by mouse and keys alone.
class tst_FlowJourney : public QObject, campaign::support::DrivenWindow
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aShortcutShowsTheStory();
    void aClickSelects();
    void theArrowsWalk();
    void theSelectionIsFollowed();
    void aNameIsFound();
    void aLinkIsDrawn();
    void aLinkIsMadeByKeys();
    void theLogicIsShown();
    void onlyWhatIsNearIsShown();
    void wheelAndDragMoveIt();
    void theOverviewMovesIt();
    void bothThemesArePictured();
    void cleanupTestCase();

private:
    FlowItem* diagram() const { return qobject_cast<FlowItem*>(item("flowDiagram")); }
    QPoint spotOf(const QString& name) const;
    bool isDrawn() const;
    QString name(int node) const;
};

/// In the scene, where the node stands.
QPoint tst_FlowJourney::spotOf(const QString& name) const
{
    const int node = diagram()->nodeNamed(name);
    return diagram()->mapToScene(diagram()->rectOf(node).center()).toPoint();
}

bool tst_FlowJourney::isDrawn() const
{
    return diagram() && diagram()->drawing() && m_application->isPainted();
}

QString tst_FlowJourney::name(int node) const
{
    return node < 0 ? QString() : diagram()->drawing()->graph.nodes[static_cast<std::size_t>(node)].name;
}

void tst_FlowJourney::initTestCase()
{
    DesktopOptions options;
    options.size = {1920, 1080};
    options.theme = "light";
    QVERIFY(start(options));
    m_application->workspace().openSample();
    QTRY_VERIFY_WITH_TIMEOUT(session() && session()->isReady() && m_application->isPainted(), patience);
}

void tst_FlowJourney::aShortcutShowsTheStory()
{
    QTest::keyClick(window(), Qt::Key_2, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(isDrawn(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(diagram()->nodeNamed("The third stone") >= 0, patience);
    // All that happens in the sample, linked or not.
    QCOMPARE(diagram()->drawing()->graph.nodes.size(), std::size_t{24});
    QCOMPARE(diagram()->drawing()->graph.edges.size(), std::size_t{14});
}

void tst_FlowJourney::aClickSelects()
{
    QTest::mouseClick(window(), Qt::LeftButton, {}, spotOf("The third stone"));
    QTRY_COMPARE_WITH_TIMEOUT(session()->selectedName(), "The third stone", patience);
    QCOMPARE(session()->selection()->type(), "Encounter");
    // It says why it cannot happen yet, and what hangs on it.
    QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(diagram());
    QVERIFY(spoken);
    const QString words = spoken->text(QAccessible::Description);
    QVERIFY2(words.contains("“No lights at Thornkeep” has to happen first"), qPrintable(words));
    QVERIFY2(words.contains("The third stone is needed for The climb"), qPrintable(words));
    save("flow-selected");
}

void tst_FlowJourney::theArrowsWalk()
{
    QTest::keyClick(window(), Qt::Key_Left);
    QCOMPARE(name(diagram()->focusedNode()), "No lights at Thornkeep");
    QCOMPARE(session()->selectedName(), "The third stone"); // walking is not choosing
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(session()->selectedName(), "No lights at Thornkeep", patience);
    QTest::keyClick(window(), Qt::Key_Right);
    QTest::keyClick(window(), Qt::Key_Right);
    QCOMPARE(name(diagram()->focusedNode()), "The climb");
    QTest::keyClick(window(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(session()->selection()->isEmpty(), patience);
    QTest::keyClick(window(), Qt::Key_Tab);
    QTRY_VERIFY_WITH_TIMEOUT(!diagram()->hasActiveFocus(), patience); // no trap
}

void tst_FlowJourney::theSelectionIsFollowed()
{
    session()->selection()->select("Event", "event-jarls-vote");
    QTRY_COMPARE_WITH_TIMEOUT(name(diagram()->focusedNode()), "The jarls vote", patience);
    QVERIFY(diagram()->boundingRect().contains(diagram()->rectOf(diagram()->focusedNode())));
}

void tst_FlowJourney::aNameIsFound()
{
    QTest::keyClick(window(), Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(item("flowSearch")->hasActiveFocus(), patience);
    type("ledger");
    QTRY_COMPARE_WITH_TIMEOUT(name(diagram()->focusedNode()), "The ledger burns", patience);
    QCOMPARE(item("flowFound")->property("text").toString(), "1 of 1");
    QTest::keyClick(window(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(window(), Qt::Key_Backspace);
    QTRY_VERIFY_WITH_TIMEOUT(!item("flowFound") || !item("flowFound")->isVisible(), patience);
}

void tst_FlowJourney::aLinkIsDrawn()
{
    const QPoint riot = spotOf("The pickle riot");
    const QPoint port = diagram()->mapToScene(diagram()->portOf(diagram()->nodeNamed("The pickle riot"))).toPoint();
    QTest::mouseMove(window(), riot);
    QTRY_COMPARE_WITH_TIMEOUT(diagram()->property("hoveredText").toString().section(',', 0, 0), "The pickle riot",
                              patience);
    drag(port, spotOf("The ledger burns"));
    press("flowLink-1");
    const auto isLinked = [this](const QString& from, const QString& to) {
        const campaign::flow::Graph& graph = diagram()->drawing()->graph;
        return std::any_of(graph.edges.begin(), graph.edges.end(), [&](const campaign::flow::Edge& edge) {
            return name(edge.from) == from && name(edge.to) == to && edge.kind == campaign::flow::EdgeKind::Triggers;
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isLinked("The pickle riot", "The ledger burns"), patience);
    QTest::keyClick(window(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!isLinked("The pickle riot", "The ledger burns"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(isDrawn(), patience);
}

void tst_FlowJourney::aLinkIsMadeByKeys()
{
    const std::size_t before = diagram()->drawing()->graph.edges.size();
    QTest::mouseClick(window(), Qt::LeftButton, {}, spotOf("The king dies"));
    QTest::keyClick(window(), Qt::Key_L);
    QTRY_VERIFY_WITH_TIMEOUT(item("flowNotice")->isVisible(), patience);
    QTest::keyClick(window(), Qt::Key_Escape); // leaves the link, not the selection
    QTRY_VERIFY_WITH_TIMEOUT(diagram()->linkFrom() < 0, patience);
    QVERIFY(!session()->selection()->isEmpty());
    QTest::keyClick(window(), Qt::Key_L);
    QTest::keyClick(window(), Qt::Key_Right);
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(item("flowLink-0") && item("flowLink-0")->isVisible(), patience);
    QVERIFY(item("flowLink-0")->property("text").toString().startsWith("The king dies is needed for "));
    QTest::keyClick(window(), Qt::Key_Down);
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(diagram()->drawing()->graph.edges.size(), before + 1, patience);
    QTest::keyClick(window(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(diagram()->drawing()->graph.edges.size(), before, patience);
}

void tst_FlowJourney::theLogicIsShown()
{
    press("flowLogic");
    QTRY_VERIFY_WITH_TIMEOUT(diagram()->nodeNamed("Yearly taxes") >= 0, patience);
    QTRY_VERIFY_WITH_TIMEOUT(isDrawn(), patience);
    QVERIFY(diagram()->nodeNamed("The bell falls silent") < 0); // no rule is about it
    QTest::mouseClick(window(), Qt::LeftButton, {}, spotOf("Yearly taxes"));
    QTRY_COMPARE_WITH_TIMEOUT(session()->selection()->type(), "FieldCondition", patience);
    save("flow-logic");
}

void tst_FlowJourney::onlyWhatIsNearIsShown()
{
    press("flowDepth");
    QTest::keyClick(window(), Qt::Key_Down);
    QTest::keyClick(window(), Qt::Key_Return);
    // What the rule reads, and what it gives.
    QTRY_COMPARE_WITH_TIMEOUT(diagram()->drawing()->graph.nodes.size(), std::size_t{4}, patience);
    QCOMPARE(item("flowDepth")->property("displayText").toString(), "1 step around of Yearly taxes");
    press("flowKinds");
    press("flowReset");
    QTRY_VERIFY_WITH_TIMEOUT(diagram()->drawing()->graph.nodes.size() > 20, patience);
    QTest::keyClick(window(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!item("flowReset") || !item("flowReset")->isVisible(), patience);
}

void tst_FlowJourney::wheelAndDragMoveIt()
{
    press("flowFit");
    const QRectF before = diagram()->rectOf(0);
    const QPoint middle = middleOf(*diagram());
    QWheelEvent turn(middle, window()->mapToGlobal(middle), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                     Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(window(), &turn);
    QVERIFY(diagram()->rectOf(0).width() > before.width());
    press("flowFit");
    QCOMPARE(diagram()->rectOf(0), before);
    const QString selected = session()->selection()->entityId();
    const QPoint ground = diagram()->mapToScene(QPointF(6, diagram()->height() - 6)).toPoint();
    drag(ground, ground + QPoint(80, -40));
    QCOMPARE(diagram()->rectOf(0).center(), before.center() + QPointF(80, -40));
    QCOMPARE(session()->selection()->entityId(), selected); // a drag is no click
}

void tst_FlowJourney::theOverviewMovesIt()
{
    press("flowFit");
    for (int i = 0; i < 6; ++i)
        press("flowZoomIn");
    const QRectF room = diagram()->property("overviewRoom").toRectF();
    QVERIFY(!room.isEmpty());
    const QRectF before = diagram()->rectOf(0);
    QTest::mouseClick(window(), Qt::LeftButton, {}, diagram()->mapToScene(room.topLeft() + QPointF(4, 4)).toPoint());
    QVERIFY(diagram()->rectOf(0).center() != before.center());
    QVERIFY(diagram()->boundingRect().intersects(diagram()->rectOf(0)));
}

/// For the eye; what is drawn is held against the theme in tst_Screens.
void tst_FlowJourney::bothThemesArePictured()
{
    press("flowAll");
    QTRY_VERIFY_WITH_TIMEOUT(diagram()->nodeNamed("The bell falls silent") >= 0 && isDrawn(), patience);
    const QImage light = window()->grabWindow();
    save("flow-all-light");
    m_application->workspace().preferences()->override("dark", 1);
    QTest::qWait(300);
    const QImage dark = window()->grabWindow();
    const QPoint ground = diagram()->mapToScene(QPointF(3, 3)).toPoint();
    QVERIFY(light.pixelColor(ground).lightness() > 200 && dark.pixelColor(ground).lightness() < 60);
    save("flow-all-dark");
}

void tst_FlowJourney::cleanupTestCase()
{
    finish();
}

int main(int argc, char** argv)
{
    return campaign::support::run<tst_FlowJourney>(argc, argv);
}
#include "tst_FlowJourney.moc"
