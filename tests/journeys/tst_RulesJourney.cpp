// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "tests/support/DrivenWindow.h"
#include "ui/client/Conversion.h"

#include <QGuiApplication>

using campaign::Id;
using campaign::Value;
using campaign::client::Reply;
using campaign::client::toQString;
using campaign::desktop::DesktopApplication;
using campaign::desktop::DesktopOptions;

/// Rules that live, through the real window by mouse and keys alone: what a trade hub is, where it is true and why; an
/// encounter with two effects, looked at, resolved and taken back. The store says whether it was so.
class tst_RulesJourney : public QObject, campaign::support::DrivenWindow
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aTradeHubIsBuiltOfBlocks();
    void blocksAreDragged();
    void whereAndWhyAreTold();
    void theRuleIsStored();
    void aRuleIsBegunByCommand();
    void operatorsAreChosenByKeys();
    void escKeepsWhatIsWritten();
    void aRuleStaysWithItsKind();
    void anEncounterGetsTwoEffects();
    void itIsLookedAtThenResolved();
    void oneUndoTakesItBack();
    void cleanupTestCase();

private:
    Value town(const std::string& fields);
    Value one(const std::string& list, const std::string& fields);
    void setPart(int row, int part, const QString& typed);
    void compare(int row, const QString& operation);
    void choose(const QString& box, const QString& words);
    void find(const QString& field, const QString& typed, const QString& words);
    void write(const QString& field, const QString& typed);
    void openOperators();

    Id m_kingdom;
    Id m_town;
};

Value tst_RulesJourney::town(const std::string& fields)
{
    const Reply reply =
        ask("query Town($id: ID!, $branch: ID) { town: settlement(id: $id, branchId: $branch) { " + fields + " } }",
            {{"id", m_town}});
    return *reply.data.find("town");
}

/// All of a list, as JSON has it.
Value tst_RulesJourney::one(const std::string& list, const std::string& fields)
{
    const Reply reply = ask("query All($branch: ID) { all: " + list +
                            "Connection(branchId: $branch) { edges { node { " + fields + " } } } }");
    return *reply.data.find("all")->find("edges");
}

void tst_RulesJourney::setPart(int row, int part, const QString& typed)
{
    press(QString("blockPart-%1-%2").arg(row).arg(part));
    QTRY_VERIFY_WITH_TIMEOUT(item("partText") && item("partText")->hasActiveFocus(), patience);
    type(typed);
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!item("partText") || !item("partText")->isVisible(), patience);
}

void tst_RulesJourney::compare(int row, const QString& operation)
{
    press(QString("blockComparison-%1-1").arg(row));
    press("operator-" + operation);
    QTRY_VERIFY_WITH_TIMEOUT(!item("operator-" + operation) || !item("operator-" + operation)->isVisible(), patience);
}

/// Opens the box and goes to the words with the arrow keys.
void tst_RulesJourney::choose(const QString& box, const QString& words)
{
    const auto wanted = [&] {
        return item(box) ? item(box)->property("model").toStringList().indexOf(words) : qsizetype{-1};
    };
    QTRY_VERIFY2_WITH_TIMEOUT(wanted() >= 0, qPrintable(box + ": " + words), patience);
    press(box);
    const qsizetype steps = wanted() - item(box)->property("currentIndex").toInt();
    for (qsizetype step = 0; step < std::abs(steps); ++step)
        QTest::keyClick(window(), steps > 0 ? Qt::Key_Down : Qt::Key_Up);
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(item(box)->property("displayText").toString(), words, patience);
}

/// Opens the field's list and takes the first that answers what is typed.
void tst_RulesJourney::find(const QString& field, const QString& typed, const QString& words)
{
    press(field);
    QTRY_VERIFY_WITH_TIMEOUT(item("pickerSearch") && item("pickerSearch")->hasActiveFocus(), patience);
    type(typed);
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(item(field)->property("displayText").toString(), words, patience);
}

void tst_RulesJourney::write(const QString& field, const QString& typed)
{
    press(field);
    QTRY_VERIFY2_WITH_TIMEOUT(item(field)->hasActiveFocus(), qPrintable(field), patience);
    QTest::keyClick(window(), Qt::Key_A, Qt::ControlModifier);
    type(typed);
}

/// All operators of blocks, their search ready to be typed into.
void tst_RulesJourney::openOperators()
{
    press("addOperation");
    QTRY_VERIFY_WITH_TIMEOUT(item("paletteWords") && item("paletteWords")->hasActiveFocus(), patience);
}

void tst_RulesJourney::initTestCase()
{
    DesktopOptions options;
    options.size = {1280, 720};
    options.theme = "light";
    QVERIFY(start(options));
    m_application->workspace().createAt("Ashen Crown", QUrl::fromLocalFile(m_home.filePath("rules.campaign")));
    QTRY_VERIFY_WITH_TIMEOUT(session() && session()->isReady(), patience);
    m_kingdom = make("Kingdom", {{"name", "Veldmark"}, {"campaignId", session()->place().campaignId}});
    const auto settle = [&](const char* name, int people, int market) {
        const Id id =
            make("Settlement",
                 {{"name", name}, {"kingdomId", m_kingdom}, {"variables", Value::Object{{"population", people}}}});
        make("Structure", {{"settlementId", id}, {"name", "Old Market"}, {"type", "market"}, {"level", market}});
        return id;
    };
    m_town = settle("Harrowford", 1200, 2);
    settle("Greyport", 18000, 1);
    settle("Stonemere", 300, 3);
    session()->selection()->select("Settlement", toQString(m_town));
}

void tst_RulesJourney::aTradeHubIsBuiltOfBlocks()
{
    press("inspectorTab-rules");
    press("newRule");
    write("ruleName", "Trade hubs");
    write("ruleField", "isTradeHub");
    press("addCondition");
    setPart(0, 0, "population");
    setPart(0, 1, "1000");
    openOperators();
    type("one or more");
    press("palette-some");
    QTRY_VERIFY_WITH_TIMEOUT(item("block-5"), patience);
    setPart(5, 0, "type");
    setPart(5, 1, "market"); // a word that names nothing
    compare(5, "==");
    press("blockAdd-4");
    QTRY_VERIFY_WITH_TIMEOUT(item("block-6"), patience);
    setPart(6, 0, "level");
    setPart(6, 1, "2");
    compare(6, ">=");
    QTRY_COMPARE_WITH_TIMEOUT(text("ruleResult"), QString("For Harrowford it gives: Yes"), patience);
}

void tst_RulesJourney::blocksAreDragged()
{
    const auto title = [this](int row) {
        const QQuickItem* block = item(QString("block-%1").arg(row));
        return block ? block->property("spoken").toString() : QString("none");
    };
    const auto dragTo = [this](int row, int target, double part) {
        window()->grabWindow(); // rows arrange themselves before a frame is drawn
        const QQuickItem& over = *item(QString("block-%1").arg(target));
        const QPointF place = over.mapToScene({over.width() / 2, over.height() * part});
        const QPoint from = middleOf(*item(QString("blockHandle-%1").arg(row)));
        drag(from, {from.x(), static_cast<int>(place.y())});
    };
    const QString kind = title(5);
    const QString level = title(6);
    dragTo(5, 6, 0.9); // behind the other
    QTRY_COMPARE_WITH_TIMEOUT(title(6), kind, patience);
    QCOMPARE(title(5), level);
    dragTo(6, 1, 0.1); // out of its group, before all
    QTRY_COMPARE_WITH_TIMEOUT(title(1), kind, patience);
    QTRY_COMPARE_WITH_TIMEOUT(text("ruleResult"), QString("For Harrowford it gives: No"), patience);
    press("undoInRule");
    press("undoInRule");
    QTRY_COMPARE_WITH_TIMEOUT(title(5), kind, patience);
    QCOMPARE(title(6), level);
    QTRY_COMPARE_WITH_TIMEOUT(text("ruleResult"), QString("For Harrowford it gives: Yes"), patience);
}

void tst_RulesJourney::whereAndWhyAreTold()
{
    QTRY_COMPARE_WITH_TIMEOUT(text("reachSummary"), QString("True of 1 of 3 settlements"), patience);
    const auto words = [this](int line, const char* member) {
        const QQuickItem* row = item(QString("reason-%1").arg(line));
        return row ? row->property("modelData").toMap()[member].toString() : QString("none");
    };
    QTRY_COMPARE_WITH_TIMEOUT(words(1, "words"), QString("Population is over 1,000"), patience);
    QCOMPARE(words(1, "detail"), QString("Population: 1,200"));
    QCOMPARE(words(2, "detail"), QString("Fits: Old Market"));
    save("where-and-why");
    press("reach-Greyport");
    QTRY_COMPARE_WITH_TIMEOUT(text("ruleResult"), QString("For Greyport it gives: No"), patience);
    QTRY_COMPARE_WITH_TIMEOUT(words(2, "detail"), QString("None of them fits: Old Market"), patience);
    QVERIFY(!item("ruleText") || !item("ruleText")->isVisible());
}

void tst_RulesJourney::theRuleIsStored()
{
    press("saveRule");
    QTRY_VERIFY_WITH_TIMEOUT(item("newRule") && item("newRule")->isVisible(), patience);
    const Value rules = one("fieldConditions", "name field expression");
    QCOMPARE(toQString(campaign::toJson(*rules.asArray().front().find("node")->find("expression"))),
             QString(R"({"and":[{">":[{"var":"variables.population"},1000]},{"some":[{"var":"structures"},{"and":[)"
                     R"({"==":[{"var":"type"},"market"]},{">=":[{"var":"level"},2]}]}]}]})"));
    QCOMPARE(toQString(campaign::toJson(*town("computedFields").find("computedFields"))),
             QString(R"({"isTradeHub":true})"));
}

void tst_RulesJourney::aRuleIsBegunByCommand()
{
    press("inspectorTab-summary");
    QTest::keyClick(window(), Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(item("paletteField") && item("paletteField")->hasActiveFocus(), patience);
    type(">new rule");
    QTRY_VERIFY_WITH_TIMEOUT(item("paletteList")->property("count").toInt() > 0, patience);
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(item("ruleName") && item("ruleName")->hasActiveFocus(), patience);
    type("Busy");
    QTRY_COMPARE_WITH_TIMEOUT(item("ruleName")->property("text").toString(), QString("Busy"), patience);
}

void tst_RulesJourney::operatorsAreChosenByKeys()
{
    const auto current = [this] { return item("paletteOperators")->property("currentIndex").toInt(); };
    const auto isOpen = [this] { return item("paletteOperators") && item("paletteOperators")->isVisible(); };
    openOperators();
    type("of");
    QTRY_COMPARE_WITH_TIMEOUT(current(), 0, patience);
    QTest::keyClick(window(), Qt::Key_Down);
    QTest::keyClick(window(), Qt::Key_Down);
    QTest::keyClick(window(), Qt::Key_Up);
    QCOMPARE(current(), 1);
    QTest::keyClick(window(), Qt::Key_Escape); // the list alone
    QTRY_VERIFY_WITH_TIMEOUT(!isOpen(), patience);
    QVERIFY(item("saveRule")->isVisible() && item("ruleBlocks")->property("count").toInt() == 0);
    QCOMPARE(session()->selection()->count(), 1);
    openOperators();
    type("at least one");
    save("operators");
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!isOpen(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(item("block-0"), patience);
    QCOMPARE(item("block-0")->property("title").toString(), QString("One or more of a list"));
}

void tst_RulesJourney::escKeepsWhatIsWritten()
{
    QSignalSpy told(m_application->workspace().notifications(), &campaign::Notifications::toast);
    write("ruleName", "Busy places");
    for (int time = 0; time < 6 && told.isEmpty(); ++time)
        QTest::keyClick(window(), Qt::Key_Escape);
    QCOMPARE(told.count(), 1);
    QVERIFY2(told.first().first().toString().startsWith("This is not saved yet"),
             qPrintable(told.first().first().toString()));
    QTest::keyClick(window(), Qt::Key_Escape);
    QTest::keyClick(window(), Qt::Key_Escape);
    QCOMPARE(session()->selection()->count(), 1);
    QCOMPARE(item("ruleName")->property("text").toString(), QString("Busy places"));
    press("cancelRule");
    press("newRule");
    QTRY_VERIFY_WITH_TIMEOUT(item("ruleName") && item("ruleName")->hasActiveFocus(), patience);
    // Out of the field, then (the message is gone) out of a form in which nothing is written.
    QTest::keyClick(window(), Qt::Key_Escape);
    QVERIFY(item("ruleName")->isVisible());
    for (int time = 0; time < 2 && item("ruleName")->isVisible(); ++time)
        QTest::keyClick(window(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(item("newRule") && item("newRule")->isVisible(), patience);
    QCOMPARE(session()->selection()->count(), 1);
}

void tst_RulesJourney::aRuleStaysWithItsKind()
{
    const auto shown = [this](const char* name) { return item(name) && item(name)->isVisible(); };
    press("newRule");
    write("ruleField", "isCalm");
    QTRY_COMPARE_WITH_TIMEOUT(text("whyNotSaved"), QString("Give it a name first."), patience);
    write("ruleName", "Calm");
    QTRY_COMPARE_WITH_TIMEOUT(text("whyNotSaved"), QString("Say what the rule is first."), patience);
    session()->selection()->select("Kingdom", toQString(m_kingdom));
    QTRY_VERIFY_WITH_TIMEOUT(shown("newRule") && !shown("ruleName"), patience);
    press("newRule");
    QTRY_VERIFY_WITH_TIMEOUT(shown("ruleName"), patience);
    QCOMPARE(item("ruleName")->property("text").toString(), QString());
    press("cancelRule");
    session()->selection()->select("Settlement", toQString(m_town));
    QTRY_VERIFY_WITH_TIMEOUT(shown("ruleName") && shown("ruleResumed"), patience);
    QCOMPARE(item("ruleName")->property("text").toString(), QString("Calm"));
    press("cancelRule");
    press("bringBackRule");
    QTRY_VERIFY_WITH_TIMEOUT(shown("ruleName"), patience);
    QCOMPARE(item("ruleName")->property("text").toString(), QString("Calm"));
    press("cancelRule");
    QTRY_VERIFY_WITH_TIMEOUT(shown("newRule"), patience);
}

void tst_RulesJourney::anEncounterGetsTwoEffects()
{
    emit m_application->workspace().prompts()->createWanted("Encounter");
    write("createName", "Goblin raid");
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(session()->selectedName(), QString("Goblin raid"), patience);
    press("inspectorTab-effects");
    press("newEffect");
    choose("effectTarget", "One thing…");
    press("choose-effectTarget");
    QTest::qWait(200); // the list asks for names as one types
    type("Harrow");
    QTest::qWait(400);
    QTest::keyClick(window(), Qt::Key_Return);
    press("addChange");
    // Nothing is offered to be cleared or changed before it is chosen.
    QCOMPARE(item("changeField-0")->property("displayText").toString(), QString("Choose what changes…"));
    QVERIFY(!item("saveEffect")->isEnabled());
    find("changeField-0", "popul", "Population");
    choose("changeKind-0", "rises by");
    QCOMPARE(text("field-change-0"), QString());
    QVERIFY(!item("saveEffect")->isEnabled());
    write("field-change-0", "50"); // told while it is typed
    QTRY_COMPARE_WITH_TIMEOUT(text("effectSentence"), QString("Raises population of Harrowford by 50"), patience);
    QTRY_COMPARE_WITH_TIMEOUT(text("effectOutcome-0"), QString("Harrowford · Population: 1,200 → 1,250"), patience);
    save("effect");
    press("inspectorTab-summary"); // what is written waits
    QTRY_VERIFY_WITH_TIMEOUT(!item("effectSentence") || !item("effectSentence")->isVisible(), patience);
    press("inspectorTab-effects");
    QTRY_COMPARE_WITH_TIMEOUT(text("effectSentence"), QString("Raises population of Harrowford by 50"), patience);
    QTRY_COMPARE_WITH_TIMEOUT(text("effectOutcome-0"), QString("Harrowford · Population: 1,200 → 1,250"), patience);
    press("saveEffect");
    press("newEffect");
    choose("effectAction", "Write into the session log");
    write("effectLog", "The raiders were thrown back.");
    press("saveEffect");
    QTRY_VERIFY_WITH_TIMEOUT(item("newEffect") && item("newEffect")->isVisible(), patience);
    QCOMPARE(one("effects", "name").asArray().size(), std::size_t{2});
    QTRY_VERIFY_WITH_TIMEOUT(session()->steps()->undoName().startsWith("Add the effect"), patience);
    save("effects");
}

void tst_RulesJourney::itIsLookedAtThenResolved()
{
    press("inspectorTab-summary");
    press("resolveEntity");
    const QString raise = "effect-Raises population of Harrowford by 50";
    QTRY_VERIFY_WITH_TIMEOUT(item(raise), patience);
    QCOMPARE(item(raise)->property("modelData").toMap()["lines"].toStringList(),
             QStringList{"Harrowford · Population: 1,200 → 1,250"});
    QCOMPARE(town("variables").find("variables")->find("population")->asInteger(), 1200);
    save("resolve");
    press("dialogAccept");
    QTRY_COMPARE_WITH_TIMEOUT(text("availability"), QString("It has happened"), patience);
    QCOMPARE(town("variables").find("variables")->find("population")->asInteger(), 1250);
    QCOMPARE(one("notes", "name kind text").asArray().size(), std::size_t{1});
    QVERIFY(campaign::toJson(one("encounters", "isResolved")).find("true") != std::string::npos);
}

void tst_RulesJourney::oneUndoTakesItBack()
{
    QTest::keyClick(window(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(text("availability"), QString("It can happen now"), patience);
    QCOMPARE(town("variables").find("variables")->find("population")->asInteger(), 1200);
    QCOMPARE(one("notes", "name").asArray().size(), std::size_t{0});
    QVERIFY(campaign::toJson(one("encounters", "isResolved")).find("true") == std::string::npos);
    QCOMPARE(one("effects", "name").asArray().size(), std::size_t{2});
}

void tst_RulesJourney::cleanupTestCase()
{
    if (m_application)
        QVERIFY2(m_application->warnings().isEmpty(), qPrintable(m_application->warnings().join('\n')));
    m_application.reset();
}

int main(int argc, char** argv)
{
    DesktopApplication::setIdentity();
    QGuiApplication application(argc, argv);
    tst_RulesJourney test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_RulesJourney.moc"
