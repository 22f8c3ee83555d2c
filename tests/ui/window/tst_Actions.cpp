// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/ActionRegistry.h"
#include "ui/actions/EscapeLadder.h"
#include "ui/actions/ShortcutList.h"
#include "ui/actions/WordMatch.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

using namespace campaign;

class tst_Actions : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void aCommandRunsOnlyWhenItCan();
    void twoCommandsNeverShareAnIdOrKeys();
    void menusFollowFromTheDeclarations();
    void keysCanBeGivenAndAreKept();
    void aSecondShortcutStays();
    void takenKeysAreRefused();
    void whatHasKeysIsListedFirst();
    void escGoesDownOneRungAPress();
    void wordsForgiveSlips_data();
    void wordsForgiveSlips();
    void commandsHaveOtherNames();

private:
    QTemporaryDir m_home;
};

void tst_Actions::initTestCase()
{
    QCoreApplication::setOrganizationName("Test");
    QCoreApplication::setApplicationName("Actions");
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home.path());
}

void tst_Actions::init()
{
    QSettings().clear();
}

void tst_Actions::aCommandRunsOnlyWhenItCan()
{
    ActionRegistry registry;
    int runs = 0;
    bool can = false;
    Action* action =
        registry.add({.id = "a", .title = "&Do it", .run = [&] { ++runs; }, .isEnabled = [&] { return can; }});
    QCOMPARE(action->text(), QString("Do it"));
    action->trigger();
    QCOMPARE(runs, 0);
    QVERIFY(!action->isEnabled());
    can = true;
    action->trigger(); // asks again by itself
    QCOMPARE(runs, 1);
}

void tst_Actions::twoCommandsNeverShareAnIdOrKeys()
{
    ActionRegistry registry;
    registry.add({.id = "a", .title = "A", .shortcut = "Ctrl+Shift+Z"});
    QTest::ignoreMessage(QtWarningMsg, "Two commands are called a.");
    QVERIFY(!registry.add({.id = "a", .title = "Again"}));
    QTest::ignoreMessage(QtWarningMsg, "b and a want the same keys.");
    const Action* second = registry.add({.id = "b", .title = "B", .shortcut = "shift+ctrl+z"});
    QVERIFY(second);
    QVERIFY(second->shortcut().isEmpty());
}

void tst_Actions::menusFollowFromTheDeclarations()
{
    ActionRegistry registry;
    registry.addMenu("file", "&File");
    registry.addMenu("empty", "Empty");
    registry.add({.id = "new", .title = "New", .places = {"file"}});
    registry.addMenu("file/recent", "Recent");
    registry.add({.id = "recent.1", .title = "One", .places = {"file/recent"}});
    registry.add({.id = "quit", .title = "Quit", .places = {"file"}, .group = 1});
    QCOMPARE(registry.menus().size(), 1);
    const QVariantList entries = registry.entries("file");
    QCOMPARE(entries.size(), 3);
    QCOMPARE(entries[0].toMap()["action"].value<Action*>()->actionId(), QString("new"));
    QCOMPARE(entries[1].toMap()["place"].toString(), QString("file/recent"));
    QVERIFY(entries[2].toMap()["beginsGroup"].toBool());
    QVERIFY(!entries[1].toMap()["beginsGroup"].toBool());
    registry.removeAll("recent.");
    QCOMPARE(registry.entries("file").size(), 2); // a menu nothing stands in is not there
}

void tst_Actions::keysCanBeGivenAndAreKept()
{
    {
        ActionRegistry registry;
        registry.add({.id = "a", .title = "A", .shortcut = "Ctrl+A"});
        QCOMPARE(registry.assign("a", "Ctrl+Alt+A"), QString());
    }
    ActionRegistry registry;
    Action* action = registry.add({.id = "a", .title = "A", .shortcut = "Ctrl+A"});
    QCOMPARE(action->shortcut(), QString("Ctrl+Alt+A"));
    registry.restoreShortcuts();
    QCOMPARE(action->shortcut(), QString("Ctrl+A"));
    QVERIFY(!QSettings().contains("shortcuts/a"));
    QCOMPARE(Action::keysOf(Qt::Key_K, static_cast<int>(Qt::ControlModifier | Qt::AltModifier)), QString("Ctrl+Alt+K"));
}

void tst_Actions::aSecondShortcutStays()
{
    ActionRegistry registry;
    const Action* find = registry.add({.id = "a", .title = "A", .shortcut = "Ctrl+Shift+F", .otherShortcut = "ctrl+p"});
    QCOMPARE(find->shortcuts(), (QStringList{"Ctrl+Shift+F", "Ctrl+P"}));
    QVERIFY(registry.assign("a", "Ctrl+J").isEmpty());
    QCOMPARE(find->shortcuts(), (QStringList{"Ctrl+J", "Ctrl+P"}));
    registry.add({.id = "b", .title = "B"});
    QVERIFY(!registry.assign("b", "Ctrl+P").isEmpty());
    QTest::ignoreMessage(QtWarningMsg, "c and a want the same keys.");
    QCOMPARE(registry.add({.id = "c", .title = "C", .otherShortcut = "Ctrl+P"})->shortcuts(), QStringList());
}

void tst_Actions::takenKeysAreRefused()
{
    ActionRegistry registry;
    registry.add({.id = "a", .title = "&Save", .shortcut = "Ctrl+A"});
    Action* other = registry.add({.id = "b", .title = "B", .shortcut = "Ctrl+B"});
    QVERIFY(registry.assign("b", "Ctrl+A").contains("Save"));
    QCOMPARE(other->shortcut(), QString("Ctrl+B"));
    QVERIFY(!registry.assign("b", "nonsense keys").isEmpty());
    QCOMPARE(registry.assign("b", ""), QString());
    QVERIFY(other->shortcut().isEmpty());
}

void tst_Actions::whatHasKeysIsListedFirst()
{
    ActionRegistry registry;
    registry.addMenu("file", "&File");
    registry.addMenu("view", "&View");
    registry.add({.id = "zoom", .title = "Zoom", .places = {"view"}, .shortcut = "Ctrl+1"});
    registry.add({.id = "export", .title = "Export", .places = {"file"}});
    registry.add({.id = "open", .title = "Open", .places = {"file"}, .shortcut = "Ctrl+O"});
    ShortcutList list;
    list.setRegistry(&registry);
    const auto lines = [&] {
        QStringList all;
        for (int row = 0; row < list.rowCount(); ++row) {
            const auto* action = list.data(list.index(row), ActionRegistry::ActionRole).value<Action*>();
            all.append(list.data(list.index(row), ActionRegistry::SectionRole).toString() + ": " + action->text());
        }
        return all;
    };
    QCOMPARE(lines(), QStringList({"File: Open", "View: Zoom", "Without keys: Export"}));
    QCOMPARE(registry.assign("export", "Ctrl+E"), QString());
    QCOMPARE(lines().last(), QString("Without keys: Export")); // not from under one's hands
    list.arrange();
    QCOMPARE(lines(), QStringList({"File: Export", "File: Open", "View: Zoom"}));
}

void tst_Actions::escGoesDownOneRungAPress()
{
    EscapeLadder ladder;
    bool hasSelection = true;
    bool hasTool = true;
    QStringList steps;
    ladder.add(
        EscapeLadder::Selection, [&] { return hasSelection; },
        [&] {
            hasSelection = false;
            steps << "selection";
        });
    ladder.add(
        EscapeLadder::Tool, [&] { return hasTool; },
        [&] {
            hasTool = false;
            steps << "tool";
        });
    QVERIFY(ladder.step());
    QCOMPARE(steps, QStringList{"tool"});
    QVERIFY(ladder.step());
    QVERIFY(!ladder.step());
    QCOMPARE(steps, (QStringList{"tool", "selection"}));
}

void tst_Actions::wordsForgiveSlips_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("title");
    QTest::addColumn<bool>("found");
    QTest::newRow("beginning") << "und"
                               << "Undo" << true;
    QTest::newRow("another word") << "map"
                                  << "Show on the map" << true;
    QTest::newRow("two words") << "zoom in"
                               << "View Zoom in" << true;
    QTest::newRow("one slip") << "prefernces"
                              << "Preferences…" << true;
    QTest::newRow("swapped") << "hsitory"
                             << "History" << true;
    QTest::newRow("accents") << "etat"
                             << "État" << true;
    QTest::newRow("nothing alike") << "dragon"
                                   << "Preferences…" << false;
    QTest::newRow("short words allow no slip") << "xn"
                                               << "In" << false;
    QTest::newRow("one word of two") << "zoom dragon"
                                     << "Zoom in" << false;
    QTest::newRow("nothing typed") << "  "
                                   << "Zoom in" << false;
}

void tst_Actions::wordsForgiveSlips()
{
    QFETCH(QString, typed);
    QFETCH(QString, title);
    QFETCH(bool, found);
    QCOMPARE(wordMatch(typed, title) > 0, found);
    if (found)
        QVERIFY(wordMatch(title, title) >= wordMatch(typed, title));
}

void tst_Actions::commandsHaveOtherNames()
{
    QCOMPARE(wordMatch("new event", "Create Event"), 0);
    QVERIFY(commandMatch("new event", "Create Event") > 0);
    QVERIFY(commandMatch("make region", "Create Draw a region") > 0);
    QVERIFY(commandMatch("add town", "Create Settlement") > 0);
    QVERIFY2(commandMatch("create event", "Create Event") > commandMatch("new event", "Create Event"),
             "its own words go before others");
    QCOMPARE(commandMatch("old event", "Create Event"), 0);
    QCOMPARE(commandMatch("n event", "Create Event"), 0); // too little to mean "new"
}

QTEST_GUILESS_MAIN(tst_Actions)
#include "tst_Actions.moc"
