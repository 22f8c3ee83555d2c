// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/EffectsWindow.h"
#include "ui/client/Conversion.h"

using namespace campaign;
using campaign::client::Reply;
using campaign::client::toQString;

/// The effects of an encounter through the real window by mouse and keys: put into another order, written, copied. The
/// store says whether it was so.
class tst_EffectsJourney : public QObject, campaign::support::EffectsWindow
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(startOnEffects()); }
    void oneIsDraggedToAnotherPlace();
    void oneIsDraggedIntoAnotherPhase();
    void keysMoveOneStepByStep();
    void whatChangesIsFoundByTyping();
    void whatIsNotFinishedIsNoFault();
    void aCopyIsCalledOne();
    void cleanupTestCase() { finish(); }

private:
    QString order();
    void dragTo(const QString& effect, const QString& target);
};

/// As the store would run them: "P: a b | O: c | …".
QString tst_EffectsJourney::order()
{
    const Reply reply =
        ask("query Order($id: ID!, $branch: ID) { all: previewResolution(id: $id, override: true, branchId: $branch) { "
            "pre { results { name } } onResolve { results { name } } post { results { name } } } }",
            {{"id", m_encounter}});
    QStringList phases;
    for (const char* phase : {"pre", "onResolve", "post"}) {
        QStringList names;
        for (const Value& result : reply.data.find("all")->find(phase)->find("results")->asArray())
            names.append(toQString(result.stringOr("name", "")));
        phases.append(names.join(' '));
    }
    return phases.join(" | ");
}

void tst_EffectsJourney::dragTo(const QString& effect, const QString& target)
{
    QTRY_VERIFY_WITH_TIMEOUT(item("effectHandle-" + effect) && item(target), patience);
    window()->grabWindow(); // rows arrange themselves before a frame is drawn
    const QPoint from = middleOf(*item("effectHandle-" + effect));
    drag(from, {from.x(), middleOf(*item(target)).y()});
}

void tst_EffectsJourney::oneIsDraggedToAnotherPlace()
{
    dragTo("Counting", "effectRow-Alarm");
    QTRY_COMPARE_WITH_TIMEOUT(rows(), QString(" | Counting Alarm Burning | "), patience);
    QCOMPARE(order(), rows());
    dragTo("Counting", "effectRow-Burning");
    QTRY_COMPARE_WITH_TIMEOUT(rows(), QString(" | Alarm Burning Counting | "), patience);
    // Onto itself is no change.
    const QString last = session()->steps()->undoName();
    dragTo("Burning", "effectRow-Burning");
    undo();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), QString(" | Counting Alarm Burning | "), patience);
    undo();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), QString(" | Alarm Burning Counting | "), patience);
    QCOMPARE(order(), rows());
    QVERIFY2(last.contains("Move the effect"), qPrintable(last));
}

void tst_EffectsJourney::oneIsDraggedIntoAnotherPhase()
{
    dragTo("Burning", "effectPhase-0");
    QTRY_COMPARE_WITH_TIMEOUT(rows(), QString("Burning | Alarm Counting | "), patience);
    dragTo("Alarm", "effectPhase-2");
    QTRY_COMPARE_WITH_TIMEOUT(rows(), QString("Burning | Counting | Alarm"), patience);
    QCOMPARE(order(), rows());
    undo();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), QString("Burning | Alarm Counting | "), patience);
    undo();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), QString(" | Alarm Burning Counting | "), patience);
}

void tst_EffectsJourney::keysMoveOneStepByStep()
{
    QTest::mouseClick(window(), Qt::LeftButton, {}, middleOf(*item("effectPhase-0")));
    constexpr int mostStops = 80;
    for (int stop = 0; stop < mostStops && !item("effectRows")->hasActiveFocus(); ++stop)
        QTest::keyClick(window(), Qt::Key_Tab);
    QVERIFY(item("effectRows")->hasActiveFocus());
    const auto current = [this] { return item("effectRows")->property("currentIndex").toInt(); };
    for (int row = current(); row < 2; ++row)
        QTest::keyClick(window(), Qt::Key_Down);
    QCOMPARE(current(), 2); // below the two headings: Alarm
    // The one that was moved stays the current one, so that the next key moves it on.
    QTest::keyClick(window(), Qt::Key_Down, Qt::AltModifier);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), QString(" | Burning Alarm Counting | "), patience);
    QTest::keyClick(window(), Qt::Key_Down, Qt::AltModifier);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), QString(" | Burning Counting Alarm | "), patience);
    QTest::keyClick(window(), Qt::Key_Down, Qt::AltModifier);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), QString(" | Burning Counting | Alarm"), patience);
    QTest::keyClick(window(), Qt::Key_Up, Qt::AltModifier);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), QString(" | Burning Counting Alarm | "), patience);
    QTest::keyClick(window(), Qt::Key_Up, Qt::AltModifier);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), QString(" | Burning Alarm Counting | "), patience);
    QTest::keyClick(window(), Qt::Key_Up, Qt::AltModifier);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), QString(" | Alarm Burning Counting | "), patience);
    QCOMPARE(order(), rows());
    QVERIFY(item("effectRows")->hasActiveFocus());
}

void tst_EffectsJourney::whatChangesIsFoundByTyping()
{
    const auto isSearched = [this] { return item("pickerSearch") && item("pickerSearch")->hasActiveFocus(); };
    const auto offered = [this] {
        QStringList names;
        for (const QVariant& one : item("pickerChoices")->property("model").toList())
            names.append(one.toMap()["name"].toString());
        return names;
    };
    const auto taken = [this] { return item("changeField-1")->property("displayText").toString(); };
    press("editEffect-Counting");
    press("addChange");
    QTRY_VERIFY_WITH_TIMEOUT(item("changeField-1") && item("changeField-1")->isVisible(), patience);
    press("changeField-1");
    QTRY_VERIFY_WITH_TIMEOUT(isSearched(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(offered().contains("Population"), patience);
    const QStringList all = offered();
    QVERIFY(all.size() > 5);
    type("ULA"); // each letter narrows, anywhere in the name
    QTRY_VERIFY_WITH_TIMEOUT(offered().size() < all.size(), patience);
    QVERIFY(offered().contains("Population"));
    for (const QString& name : all)
        QCOMPARE(offered().contains(name), name.contains("ula", Qt::CaseInsensitive));
    save("find-what-changes");
    type(" zz");
    QTRY_VERIFY_WITH_TIMEOUT(offered().isEmpty(), patience);
    QTest::keyClick(window(), Qt::Key_Return); // nothing answers, nothing is taken
    QVERIFY(isSearched());
    QTest::keyClick(window(), Qt::Key_Escape); // empties the search, then closes
    QTRY_COMPARE_WITH_TIMEOUT(offered(), all, patience);
    QTest::keyClick(window(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!isSearched(), patience);
    // What is typed upon the closed field opens it, arrows go on from the first.
    QTRY_VERIFY_WITH_TIMEOUT(item("changeField-1")->hasActiveFocus(), patience);
    type("variable");
    QTRY_VERIFY_WITH_TIMEOUT(isSearched(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(item("pickerSearch")->property("text").toString(), QString("variable"), patience);
    const QStringList variables = offered();
    QVERIFY(variables.size() >= 2);
    QTest::keyClick(window(), Qt::Key_Down);
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(taken(), variables[1], patience);
    press("cancelEffect");
    QTRY_VERIFY_WITH_TIMEOUT(item("newEffect") && item("newEffect")->isVisible(), patience);
}

/// Something new that says nothing yet is told what it lacks, in words, and not as an alarm.
void tst_EffectsJourney::whatIsNotFinishedIsNoFault()
{
    press("newEffect");
    QTRY_VERIFY_WITH_TIMEOUT(item("effectAction") && item("effectAction")->isVisible(), patience);
    const auto choose = [this](int action) {
        press("effectAction");
        for (int step = item("effectAction")->property("currentIndex").toInt(); step != action; ++step)
            QTest::keyClick(window(), Qt::Key_Down);
        QTest::keyClick(window(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(item("effectAction")->property("currentIndex").toInt(), action, patience);
    };
    const auto hasAlarm = [this] { return text("effectProblem") != "none"; };
    choose(1);
    QTRY_COMPARE_WITH_TIMEOUT(text("effectMissing"), QString("Choose what it makes."), patience);
    QVERIFY(!hasAlarm());
    QCOMPARE(text("effectSentence"), QString("Makes nothing yet"));
    choose(2);
    QTRY_COMPARE_WITH_TIMEOUT(text("effectSentence"), QString("Raises the level of Goblin raid by 1"), patience);
    QCOMPARE(text("effectMissing"), QString("none"));
    QTRY_VERIFY_WITH_TIMEOUT(item("saveEffect")->isEnabled(), patience); // the server has answered
    QVERIFY2(!text("effectProblem").contains('{'), qPrintable(text("effectProblem")));
    choose(3);
    QTRY_COMPARE_WITH_TIMEOUT(text("effectMissing"), QString("Say what goes into the log."), patience);
    QCOMPARE(text("effectSentence"), QString("Writes into the session log"));
    QVERIFY(!hasAlarm());
    QVERIFY(!item("saveEffect")->isEnabled());
    save("log-not-finished");
    press("effectLog");
    type("Gone");
    QTRY_COMPARE_WITH_TIMEOUT(text("effectSentence"), QString("Writes into the session log: “Gone”"), patience);
    QCOMPARE(text("effectMissing"), QString("none"));
    QTRY_VERIFY_WITH_TIMEOUT(item("saveEffect")->isEnabled(), patience);
    QVERIFY(!hasAlarm());
    press("cancelEffect");
    QTRY_VERIFY_WITH_TIMEOUT(item("newEffect") && item("newEffect")->isVisible(), patience);
}

void tst_EffectsJourney::aCopyIsCalledOne()
{
    press("duplicateEffect-Alarm");
    QTRY_VERIFY_WITH_TIMEOUT(item("effectRow-Alarm (copy)"), patience);
}

int main(int argc, char** argv)
{
    return campaign::support::run<tst_EffectsJourney>(argc, argv);
}

#include "tst_EffectsJourney.moc"
