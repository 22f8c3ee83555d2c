// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/EffectsWindow.h"
#include "ui/client/Conversion.h"

#include <cstdlib>

using namespace campaign;
using campaign::client::Reply;
using campaign::client::toQString;

/// Effects put off through the real window by mouse and keys: looked at, listed while they wait, run ahead of their
/// time, called off and taken back, due when the clock is set forward.
class tst_PutOffJourney : public QObject, campaign::support::EffectsWindow
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(startOnEffects()); }
    void oneIsPutOff();
    void theWizardSaysWhenItRuns();
    void whatWaitsIsListed();
    void oneIsCalledOffAndTakenBack();
    void whatWaitsIsFoundInTheDock();
    void oneIsRunAheadOfItsTime();
    void theHistoryIsLookedAt();
    void theDockRunsAndCallsOff();
    void keysReachTheButtonsOfTheDock();
    void howLongItIsPutOffIsToldInWords();
    void theClockIsMovedByALength();
    void whenItsTimeComesItRuns();
    void cleanupTestCase() { finish(); }

private:
    bool wasTold(const QString& sentence) const;
};

bool tst_PutOffJourney::wasTold(const QString& sentence) const
{
    const Notifications* said = m_application->workspace().notifications();
    for (int row = 0; row < said->count(); ++row) {
        if (said->data(said->index(row), Notifications::MessageRole).toString() == sentence)
            return true;
    }
    return false;
}

void tst_PutOffJourney::oneIsPutOff()
{
    // What it changes is shown, though what else could be changed is read later.
    press("editEffect-Counting");
    QTRY_VERIFY_WITH_TIMEOUT(item("changeField-0") && item("changeField-0")->isVisible(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(item("changeField-0")->property("displayText").toString(), QString("Population"),
                              patience);
    press("cancelEffect");
    press("editEffect-Burning");
    QTRY_VERIFY_WITH_TIMEOUT(item("effectDelay") && item("effectDelay")->isVisible(), patience);
    bringIntoView(*item("effectDelay"));
    const auto choose = [this](int steps) {
        press("effectDelay");
        for (int step = 0; step < std::abs(steps); ++step)
            QTest::keyClick(window(), steps > 0 ? Qt::Key_Down : Qt::Key_Up);
        QTest::keyClick(window(), Qt::Key_Return);
    };
    const auto date = [this](const QString& typed) {
        press("effectDelayTime");
        QTest::keyClick(window(), Qt::Key_A, Qt::ControlModifier);
        type(typed);
        QTest::keyClick(window(), Qt::Key_Tab);
    };
    choose(2);
    QTRY_VERIFY_WITH_TIMEOUT(item("effectDelayTime")->isVisible(), patience);
    date("soon");
    QTRY_VERIFY_WITH_TIMEOUT(item("effectDelayProblem")->isVisible(), patience);
    QVERIFY(!item("saveEffect")->isEnabled());
    date("4.1.100");
    QTRY_VERIFY_WITH_TIMEOUT(!item("effectDelayProblem")->isVisible(), patience);
    QVERIFY2(text("effectDelayTime").startsWith("04.01."), qPrintable(text("effectDelayTime")));
    choose(-1);
    QTRY_COMPARE_WITH_TIMEOUT(item("effectDelay")->property("displayText").toString(), QString("Later, by world time"),
                              patience);
    press("effectDelayAmount");
    QTest::keyClick(window(), Qt::Key_A, Qt::ControlModifier);
    type("3");
    const auto unit = [this] { return item("effectDelayUnit")->property("displayText").toString(); };
    press("effectDelayUnit");
    for (int step = item("effectDelayUnit")->property("currentIndex").toInt(); step > 0; --step)
        QTest::keyClick(window(), Qt::Key_Up);
    for (int step = 0; step < 2; ++step) // minutes, hours
        QTest::keyClick(window(), Qt::Key_Down);
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(unit(), QString("days"), patience);
    save("put-off");
    press("saveEffect");
    QTRY_VERIFY_WITH_TIMEOUT(item("newEffect") && item("newEffect")->isVisible(), patience);
    const Reply stored = ask("query Delays($branch: ID) { all: effectsConnection(branchId: $branch, orderBy: NAME_ASC) "
                             "{ edges { node { runsAfter } } } }");
    constexpr std::int64_t day = 86'400;
    QCOMPARE(stored.data.find("all")->find("edges")->asArray()[1].find("node")->find("runsAfter")->asInteger(),
             3 * day);
}

void tst_PutOffJourney::theWizardSaysWhenItRuns()
{
    press("inspectorTab-summary");
    press("resolveEntity");
    QTRY_VERIFY_WITH_TIMEOUT(item("effect-Burning"), patience);
    const QStringList lines = item("effect-Burning")->property("modelData").toMap()["lines"].toStringList();
    QCOMPARE(lines.size(), qsizetype(1));
    QVERIFY2(lines[0].startsWith("Later: "), qPrintable(lines[0]));
    QVERIFY2(!lines[0].contains('T'), qPrintable(lines[0])); // a date, not a machine's time
    save("wizard");
    press("dialogAccept");
    QTRY_COMPARE_WITH_TIMEOUT(text("availability"), QString("It has happened"), patience);
    QCOMPARE(statuses(), QString("Burning PENDING"));
}

void tst_PutOffJourney::whatWaitsIsListed()
{
    press("inspectorTab-effects");
    QTRY_VERIFY_WITH_TIMEOUT(item("scheduled-Burning") && item("scheduled-Burning")->isVisible(), patience);
    const QString when = text("scheduledWhen-Burning");
    QVERIFY2(when.contains('4') && when.contains("100") && !when.contains('T'), qPrintable(when));
    save("waiting");
}

void tst_PutOffJourney::oneIsCalledOffAndTakenBack()
{
    press("cancelScheduled-Burning");
    QTRY_VERIFY_WITH_TIMEOUT(!item("scheduled-Burning"), patience);
    QCOMPARE(statuses(), QString("Burning CANCELLED"));
    undo("Call off Burning");
    QTRY_VERIFY_WITH_TIMEOUT(item("scheduled-Burning"), patience);
    QCOMPARE(statuses(), QString("Burning PENDING"));
}

/// The dock lists what waits anywhere; a row leads back to what it belongs to.
void tst_PutOffJourney::whatWaitsIsFoundInTheDock()
{
    session()->selection()->select("Settlement", toQString(m_town));
    m_application->workspace().actions()->action("dock.putOff")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(text("putOff-Burning"), QString("Burning, of Goblin raid"), patience);
    save("dock-put-off");
    press("putOff-Burning");
    QTRY_COMPARE_WITH_TIMEOUT(session()->selection()->entityId(), toQString(m_encounter), patience);
    QTRY_VERIFY_WITH_TIMEOUT(item("scheduled-Burning") && item("scheduled-Burning")->isVisible(), patience);
}

void tst_PutOffJourney::oneIsRunAheadOfItsTime()
{
    press("runScheduled-Burning");
    QTRY_VERIFY_WITH_TIMEOUT(!item("scheduled-Burning"), patience);
    QCOMPARE(statuses(), QString("Burning DONE"));
    QTRY_VERIFY_WITH_TIMEOUT(wasTold("Burning ran"), patience);
    undo("Run Burning now");
    QTRY_VERIFY_WITH_TIMEOUT(item("scheduled-Burning"), patience);
    QCOMPARE(statuses(), QString("Burning PENDING"));
}

/// A row of the history is looked at without going there; a second act goes.
void tst_PutOffJourney::theHistoryIsLookedAt()
{
    m_application->workspace().actions()->action("dock.history")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(text("historyRow-1"), QString("Call off Burning"), patience);
    const QString last("Resolve Goblin raid"); // what was called off was taken back
    QTRY_COMPARE_WITH_TIMEOUT(session()->steps()->undoName(), last, patience);
    const auto told = [this] {
        QStringList titles;
        for (int at = 0; item(QString("historyThing-%1").arg(at)); ++at)
            titles.append(item(QString("historyThing-%1").arg(at))->property("modelData").toMap()["title"].toString());
        return titles;
    };
    press("historyRow-1");
    QTRY_COMPARE_WITH_TIMEOUT(told(), QStringList("Burning was called off"), patience);
    press("historyRow-2");
    QTRY_VERIFY2_WITH_TIMEOUT(told().contains("Burning was put off"), qPrintable(told().join('\n')), patience);
    QVERIFY2(told().contains("Alarm ran"), qPrintable(told().join('\n')));
    press("historyRow-3");
    QTRY_COMPARE_WITH_TIMEOUT(text("historyStepReason"), text("historyRow-3"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(item("historyThing-0"), patience);
    save("history");
    QCOMPARE(session()->steps()->undoName(), last);
    QCOMPARE(text("goToStep"), QString("Go back to here: undoes one step"));
    press("goToStep");
    QTRY_VERIFY_WITH_TIMEOUT(session()->steps()->undoName() == text("historyRow-3"), patience);
    QTest::keyClick(window(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(session()->steps()->undoName(), last, patience);
    // A message does not cover what it speaks of, and Esc hides it before anything is lost.
    emit m_application->workspace().notifications()->toast("Refused", "Undo that first", "critical");
    QTRY_VERIFY_WITH_TIMEOUT(item("toast") && item("toast")->isVisible(), patience);
    const QQuickItem* toast = item("toast");
    QVERIFY(toast->mapToScene(QPointF(0, toast->height())).y() < item("historyList")->mapToScene(QPointF()).y());
    save("refusal");
    QTest::keyClick(window(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!toast->isVisible(), patience);
    QCOMPARE(session()->selection()->entityId(), toQString(m_encounter));
    m_application->workspace().panels()->showDock(false);
}

void tst_PutOffJourney::theDockRunsAndCallsOff()
{
    m_application->workspace().actions()->action("dock.putOff")->trigger();
    press("dock-runScheduled-Burning");
    QTRY_VERIFY_WITH_TIMEOUT(!item("putOff-Burning"), patience);
    QCOMPARE(statuses(), QString("Burning DONE"));
    undo("Run Burning now");
    press("dock-cancelScheduled-Burning");
    QTRY_VERIFY_WITH_TIMEOUT(!item("putOff-Burning"), patience);
    QCOMPARE(statuses(), QString("Burning CANCELLED"));
    undo("Call off Burning");
    QTRY_VERIFY_WITH_TIMEOUT(item("putOff-Burning"), patience);
    QCOMPARE(statuses(), QString("Burning PENDING"));
}

/// Of two rows the second: down, Tab to its buttons, Enter. The keys stay in the list when the row is gone.
void tst_PutOffJourney::keysReachTheButtonsOfTheDock()
{
    const Id other = make("Encounter", {{"name", "Siege"}, {"campaignId", session()->place().campaignId}});
    make("Effect", {{"name", "Walls fall"},
                    {"entityType", "Encounter"},
                    {"entityId", other},
                    {"target", "self"},
                    {"payload", Value::Array{Value::Object{{"op", "add"}, {"path", "/tags/-"}, {"value", "fallen"}}}},
                    {"runsAfter", 60 * 86'400}});
    (void)ask("mutation Happen($id: ID!, $branch: ID) { resolve(id: $id, input: {branchId: $branch}) { name } }",
              {{"id", other}});
    QTRY_VERIFY_WITH_TIMEOUT(item("putOff-Walls fall"), patience);
    QQuickItem* list = item("putOffList");
    list->forceActiveFocus(Qt::TabFocusReason);
    QCOMPARE(list->property("currentIndex").toInt(), 0);
    QTest::keyClick(window(), Qt::Key_Tab);
    QTRY_VERIFY_WITH_TIMEOUT(item("dock-runScheduled-Burning")->hasActiveFocus(), patience);
    // Going on takes the keys back to the list: no button of another row is pressed.
    QTest::keyClick(window(), Qt::Key_Down);
    QTRY_COMPARE_WITH_TIMEOUT(list->property("currentIndex").toInt(), 1, patience);
    QVERIFY(!item("dock-runScheduled-Burning")->hasActiveFocus());
    // After the list "Run now" has the keys, then "Call off", and a ring says which.
    const auto ringed = [this] {
        QStringList shown;
        for (const char* name : {"dock-runScheduled-Walls fall", "dock-cancelScheduled-Walls fall"}) {
            if (item(name) && item(name)->property("visualFocus").toBool())
                shown.append(name);
        }
        return shown;
    };
    QTRY_COMPARE_WITH_TIMEOUT(ringed(), QStringList(), patience);
    QTest::keyClick(window(), Qt::Key_Tab);
    QTRY_VERIFY_WITH_TIMEOUT(item("dock-runScheduled-Walls fall")->hasActiveFocus(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(ringed(), QStringList("dock-runScheduled-Walls fall"), patience);
    QTest::keyClick(window(), Qt::Key_Tab);
    QTRY_VERIFY_WITH_TIMEOUT(item("dock-cancelScheduled-Walls fall")->hasActiveFocus(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(ringed(), QStringList("dock-cancelScheduled-Walls fall"), patience);
    save("dock-put-off-keys");
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!item("putOff-Walls fall"), patience);
    QCOMPARE(statuses(), QString("Burning PENDING, Walls fall CANCELLED"));
    QVERIFY(list->hasActiveFocus());
    QCOMPARE(list->property("currentIndex").toInt(), 0);
    QCOMPARE(session()->selection()->entityId(), toQString(m_encounter)); // Enter went nowhere else
    // What was made for this is taken back, for those that come after.
    for (int step = 0; step < 4; ++step) {
        const QString name = session()->steps()->undoName();
        undo();
        QTRY_VERIFY_WITH_TIMEOUT(session()->steps()->undoName() != name, patience);
    }
    QCOMPARE(statuses(), QString("Burning PENDING"));
}

/// The history, which shows the newest step by itself, says "3 days", not seconds.
void tst_PutOffJourney::howLongItIsPutOffIsToldInWords()
{
    m_application->workspace().actions()->action("dock.history")->trigger();
    const QString name = "Lowers the population of Harrowford by 5 while the gates are shut, later";
    make("Effect", {{"name", client::fromQString(name)},
                    {"entityType", "Encounter"},
                    {"entityId", m_encounter},
                    {"runsAfter", 259'200}});
    const auto lines = [this] {
        const QQuickItem* thing = item("historyThing-0");
        return thing ? thing->property("modelData").toMap()["lines"].toStringList().join('\n') : QString();
    };
    QTRY_VERIFY2_WITH_TIMEOUT(lines().contains("Put off by: 3 days"), qPrintable(lines()), patience);
    // Two that begin alike are told apart by their ends, and the pointer brings all of it.
    QTRY_VERIFY_WITH_TIMEOUT(item("historyRow-0")->property("isCut").toBool(), patience);
    QCOMPARE(item("historyRow-0")->property("elide").toInt(), int(Qt::ElideMiddle));
    const QObject* whole = item("historyRow-0")->findChild<QObject*>("wholeName");
    QVERIFY(whole && whole->property("text").toString().contains(name));
    undo();
    QTRY_VERIFY_WITH_TIMEOUT(!item("effectRow-" + name), patience);
    m_application->workspace().panels()->showDock(false);
}

/// How much later instead of a date, typed or by a button; what it changes is shown before it does.
void tst_PutOffJourney::theClockIsMovedByALength()
{
    const client::WorldDates& dates = session()->store().dates();
    m_application->workspace().actions()->action("world.clock")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(item("worldClockField") && item("worldClockField")->hasActiveFocus(), patience);
    const auto write = [&](const char* typed) {
        QTest::keyClick(window(), Qt::Key_A, Qt::ControlModifier);
        type(typed);
    };
    const auto placeOf = [this](const char* name) { return item(name)->mapToScene(QPointF()); };
    QTRY_VERIFY_WITH_TIMEOUT(item("worldClockStep-1"), patience);
    window()->grabWindow(); // which lays them out
    const QPointF place = placeOf("worldClockStep-1");
    write("+3 fortnights");
    QTRY_VERIFY_WITH_TIMEOUT(text("worldClockProblem").contains("“fortnights” is no length of time") &&
                                 text("worldClockProblem").contains("+3 days"),
                             patience);
    QVERIFY(!item("dialogAccept")->isEnabled());
    write("+2 days");
    const auto goal = [&](const char* iso) { return QString("It will be %1.").arg(dates.shown(Value(iso))); };
    QTRY_COMPARE_WITH_TIMEOUT(text("worldClockGoal"), goal("0100-01-03T00:00:00Z"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(item("dialogAccept")->isEnabled(), patience);
    QVERIFY(!item("worldClockDue-0"));
    write("+3 days");
    QTRY_VERIFY_WITH_TIMEOUT(text("worldClockDue-0").startsWith("Burning, "), patience);
    const QString changes = text("worldClockChanges-0");
    QVERIFY2(changes.startsWith("Harrowford · Tags: ") && changes.endsWith(" → Alarm, Burning"), qPrintable(changes));
    save("world-clock-length");
    // Whatever was said, the buttons are where they were, and they add up.
    QCOMPARE(placeOf("worldClockStep-1"), place);
    QTest::keyClick(window(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(window(), Qt::Key_Delete);
    press("worldClockStep-1");
    QTRY_COMPARE_WITH_TIMEOUT(text("worldClockGoal"), goal("0100-01-01T08:00:00Z"), patience);
    QCOMPARE(text("worldClockField"), QString("+8 hours"));
    press("worldClockStep-1");
    QTRY_COMPARE_WITH_TIMEOUT(text("worldClockGoal"), goal("0100-01-01T16:00:00Z"), patience);
    QCOMPARE(text("worldClockField"), QString("+16 hours"));
    press("worldClockStep-2");
    QTRY_COMPARE_WITH_TIMEOUT(text("worldClockGoal"), goal("0100-01-02T16:00:00Z"), patience);
    QCOMPARE(text("worldClockField"), QString("+16 hours 1 day"));
    QCOMPARE(placeOf("worldClockStep-1"), place);
    write("+8 hours");
    QTRY_COMPARE_WITH_TIMEOUT(text("worldClockGoal"), goal("0100-01-01T08:00:00Z"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(item("dialogAccept")->isEnabled(), patience);
    QVERIFY(item("worldClockField")->hasActiveFocus());
    QTest::keyClick(window(), Qt::Key_Return);
    const auto now = [this] {
        const Reply reply = ask("query Now($campaign: ID!, $branch: ID) { now: getCurrentWorldTime(campaignId: "
                                "$campaign, branchId: $branch) }",
                                {{"campaign", session()->place().campaignId}});
        return toQString(reply.data.find("now")->asString());
    };
    QTRY_COMPARE_WITH_TIMEOUT(now(), QString("0100-01-01T08:00:00Z"), patience);
    // The date is seen, and said.
    const auto shown = [&](const char* iso) { return dates.shown(Value(iso)); };
    QTRY_COMPARE_WITH_TIMEOUT(text("worldDate"), shown("0100-01-01T08:00:00Z"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(wasTold(QString("It is now %1.").arg(shown("0100-01-01T08:00:00Z"))), patience);
    QTRY_VERIFY_WITH_TIMEOUT(session()->steps()->undoName().startsWith("Set the clock to"), patience);
    undo();
    QTRY_COMPARE_WITH_TIMEOUT(now(), QString("0100-01-01T00:00:00Z"), patience);
    QTRY_COMPARE_WITH_TIMEOUT(text("worldDate"), shown("0100-01-01T00:00:00Z"), patience);
}

void tst_PutOffJourney::whenItsTimeComesItRuns()
{
    const client::WorldDates& dates = session()->store().dates();
    press("worldDate"); // where it is shown it is set
    QTRY_VERIFY_WITH_TIMEOUT(item("worldClockField") && item("worldClockField")->hasActiveFocus(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(text("worldClockPresent").contains(dates.shown(Value("0100-01-01T00:00:00Z"))), patience);
    type("no such day");
    QTRY_VERIFY_WITH_TIMEOUT(text("worldClockProblem").contains("Write it like this"), patience);
    QVERIFY(!item("dialogAccept")->isEnabled());
    const auto write = [&](const char* iso) {
        QTest::keyClick(window(), Qt::Key_A, Qt::ControlModifier);
        type(dates.shown(Value(iso)));
    };
    write("0099-01-01T00:00:00Z");
    QTRY_VERIFY_WITH_TIMEOUT(!text("worldClockProblem").isEmpty() && text("worldClockProblem") != "none", patience);
    QVERIFY2(!text("worldClockProblem").contains("T00:00"), qPrintable(text("worldClockProblem")));
    write("0100-02-01T00:00:00Z");
    QTRY_VERIFY_WITH_TIMEOUT(text("worldClockDue-0").startsWith("Burning, "), patience);
    save("world-clock");
    QCOMPARE(statuses(), QString("Burning PENDING"));
    press("dialogAccept");
    QTRY_VERIFY_WITH_TIMEOUT(!item("scheduled-Burning"), patience);
    QCOMPARE(statuses(), QString("Burning DONE"));
    const QString date = dates.shown(Value("0100-02-01T00:00:00Z"));
    QTRY_VERIFY_WITH_TIMEOUT(wasTold(QString("It is now %1. One effect ran.").arg(date)), patience);
    undo();
    QTRY_VERIFY_WITH_TIMEOUT(item("scheduled-Burning"), patience);
    QCOMPARE(statuses(), QString("Burning PENDING"));
}

int main(int argc, char** argv)
{
    return campaign::support::run<tst_PutOffJourney>(argc, argv);
}

#include "tst_PutOffJourney.moc"
