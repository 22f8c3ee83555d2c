// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/DrivenWindow.h"
#include "ui/client/Conversion.h"

#include <QGuiApplication>
#include <QPalette>
#include <QQuickTextDocument>
#include <QTextCursor>
#include <QTextDocument>

using campaign::Id;
using campaign::Value;
using campaign::client::Reply;
using campaign::client::toQString;
using campaign::desktop::DesktopOptions;

/// The desk through the real window: a table sorted, filtered, edited in a cell and in many rows, undone once; a note
/// with a mention that follows a rename and is found from the backlink.
class tst_DeskJourney : public QObject, campaign::support::DrivenWindow
{
    Q_OBJECT

private slots:
    void initTestCase();
    void tableIsSortedAndFiltered();
    void aCellIsEditedWithTheKeyboard();
    void manyRowsAreOneStep();
    void aNoteFollowsARename();
    void theBacklinkLeadsToTheNote();
    void closingKeepsWhatIsBeingTyped();
    void cleanupTestCase();

private:
    QString cell(int row, int column) const;

    Id m_town;
};

QString tst_DeskJourney::cell(int row, int column) const
{
    const QQuickItem* found = item(QString("cell-%1-%2").arg(row).arg(column));
    return found ? found->property("display").toString() : QString("none");
}

void tst_DeskJourney::initTestCase()
{
    DesktopOptions options;
    options.size = {1280, 720};
    options.theme = "light";
    QVERIFY(start(options));
    m_application->workspace().createAt("Ashen Crown", QUrl::fromLocalFile(m_home.filePath("desk.campaign")));
    QTRY_VERIFY_WITH_TIMEOUT(session() && session()->isReady(), patience);
    const Id kingdom = make("Kingdom", {{"name", "Veldmark"}, {"campaignId", session()->place().campaignId}});
    m_town = make("Settlement", {{"name", "Harrowford"}, {"kingdomId", kingdom}, {"level", 2}});
    make("Settlement", {{"name", "Greyport"}, {"kingdomId", kingdom}, {"level", 4}});
    make("Settlement", {{"name", "Stonemere"}, {"kingdomId", kingdom}, {"level", 1}});
}

void tst_DeskJourney::tableIsSortedAndFiltered()
{
    m_application->workspace().centre()->open("tables");
    QTRY_COMPARE_WITH_TIMEOUT(cell(0, 0), QString("Greyport"), patience);
    press("header-level");
    QTRY_COMPARE_WITH_TIMEOUT(cell(0, 0), QString("Stonemere"), patience);
    press("header-name");
    QTRY_COMPARE_WITH_TIMEOUT(cell(0, 0), QString("Greyport"), patience);
    QQuickItem* search = item("tableSearch");
    QVERIFY(search);
    search->forceActiveFocus();
    type("harrow");
    QTRY_COMPARE_WITH_TIMEOUT(cell(0, 0), QString("Harrowford"), patience);
    QTRY_COMPARE_WITH_TIMEOUT(item("tableHiddenCount")->property("text").toString(), QString("2 hidden"), patience);
    press("resetFilters");
    QTRY_COMPARE_WITH_TIMEOUT(cell(0, 0), QString("Greyport"), patience);
    save("table");
}

void tst_DeskJourney::aCellIsEditedWithTheKeyboard()
{
    press("cell-1-0");
    QTRY_COMPARE_WITH_TIMEOUT(session()->selection()->entityId(), toQString(m_town), patience);
    int levelColumn = 0;
    while (!(item(QString("header-level"))->property("index").toInt() == levelColumn))
        ++levelColumn;
    for (int step = 0; step < levelColumn; ++step)
        QTest::keyClick(window(), Qt::Key_Right);
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(item("field-cell"), patience);
    save("cell");
    QQuickItem* editor = item("field-cell");
    QTRY_VERIFY_WITH_TIMEOUT(editor->hasActiveFocus(), patience);
    QMetaObject::invokeMethod(editor, "selectAll");
    QTest::keyClick(window(), Qt::Key_6);
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(cell(1, levelColumn), QString("6"), patience);
    QTRY_COMPARE_WITH_TIMEOUT(session()->steps()->undoName(), QString("Change level of Harrowford"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!item("field-cell"), patience);
}

void tst_DeskJourney::manyRowsAreOneStep()
{
    press("cell-0-0");
    QTest::keyClick(window(), Qt::Key_A, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(session()->selection()->count(), 3, patience);
    QTRY_VERIFY_WITH_TIMEOUT(item("multiTagField"), patience);
    save("many");
    item("multiTagField")->forceActiveFocus();
    type("coast");
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(session()->steps()->undoName(), QString("Tag 3 settlements with coast"), patience);
    const auto tagged = [&] {
        const Reply reply = ask("query Tagged($branch: ID) { settlementsConnection(branchId: $branch, filter: {tags: "
                                "{hasTag: \"coast\"}}) { totalCount } }",
                                {{"branch", session()->place().branch()}});
        return reply.data.find("settlementsConnection")->find("totalCount")->asInteger();
    };
    QCOMPARE(tagged(), 3);
    session()->steps()->undo();
    QTRY_COMPARE_WITH_TIMEOUT(session()->steps()->redoName(), QString("Tag 3 settlements with coast"), patience);
    QCOMPARE(tagged(), 0);
}

namespace {

/// Of the first link in a shown text; invalid when it has none.
QColor linkColour(const QQuickItem& text)
{
    const auto* document = text.property("textDocument").value<QQuickTextDocument*>();
    const QTextCursor link = document->textDocument()->find("Harrow");
    const bool isLink = !link.isNull() && link.charFormat().isAnchor();
    return isLink ? link.charFormat().foreground().color() : QColor();
}

} // namespace

void tst_DeskJourney::aNoteFollowsARename()
{
    session()->selection()->clear();
    m_application->workspace().centre()->open("notes");
    press("newNote");
    QTRY_VERIFY_WITH_TIMEOUT(item("newNoteTitle")->hasActiveFocus(), patience);
    type("Festival");
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(item("noteText") && item("noteText")->hasActiveFocus(), patience);
    type("They dance in @Harr");
    QTRY_VERIFY_WITH_TIMEOUT(item("completion-Harrowford"), patience);
    save("completion");
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(item("noteText")->property("text").toString(), QString("They dance in @[Harrowford]"),
                              patience);
    QTest::keyClick(window(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(item("noteShown"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(item("noteShown")->property("text").toString().contains("[Harrowford]("), patience);
    session()->rename(toQString(m_town), "Harrow");
    QTRY_VERIFY_WITH_TIMEOUT(item("noteShown")->property("text").toString().contains("[Harrow]("), patience);
    const QColor link = linkColour(*item("noteShown"));
    QVERIFY(link.isValid());
    QVERIFY2(link != QGuiApplication::palette().link().color(), "the theme's colour is readable in both themes");
    save("note");
}

void tst_DeskJourney::theBacklinkLeadsToTheNote()
{
    session()->selection()->select("Settlement", toQString(m_town));
    // A settlement has more tabs than a note: they must have taken their places.
    QTRY_VERIFY_WITH_TIMEOUT(item("inspectorTab-rules"), patience);
    QTest::qWait(100);
    press("inspectorTab-notes");
    QTRY_VERIFY_WITH_TIMEOUT(item("backlink-Festival"), patience);
    QTest::qWait(100);
    save("inspector-notes");
    press("backlink-Festival");
    QTRY_COMPARE_WITH_TIMEOUT(session()->selectedName(), QString("Festival"), patience);
    for (const char* tab : {"summary", "links", "history"}) {
        press(QString("inspectorTab-") + tab);
        QTest::qWait(50);
        save(QString("inspector-") + tab);
    }
}

void tst_DeskJourney::closingKeepsWhatIsBeingTyped()
{
    const auto savedState = [this] { return text("savedState"); };
    m_application->workspace().centre()->open("notes");
    session()->selection()->clear();
    press("note-Festival");
    press("newNote"); // beside a note that is shown
    QTRY_VERIFY_WITH_TIMEOUT(item("newNoteTitle")->hasActiveFocus(), patience);
    save("note-new");
    QTest::keyClick(window(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!item("newNoteTitle")->isVisible(), patience);
    QVERIFY(item("noteShown")->isVisible());
    press("newNote");
    type("Harvest");
    QTest::keyClick(window(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(item("noteText") && item("noteText")->hasActiveFocus(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(savedState(), QString("All changes saved"), patience);
    type("They reap");
    QCOMPARE(savedState(), QString("Not saved yet"));
    save("note-unsaved");
    m_application->workspace().actions()->action("file.close")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!session(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_application->workspace().busyWith().isEmpty(), patience);
    m_application->workspace().open(QUrl::fromLocalFile(m_home.filePath("desk.campaign")));
    QTRY_VERIFY_WITH_TIMEOUT(session() && session()->isReady(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(item("noteShown") && item("noteShown")->isVisible(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(item("noteShown")->property("text").toString().trimmed(), QString("They reap"), patience);
    QTRY_COMPARE_WITH_TIMEOUT(savedState(), QString("All changes saved"), patience);
}

void tst_DeskJourney::cleanupTestCase()
{
    finish();
}

int main(int argc, char** argv)
{
    return campaign::support::run<tst_DeskJourney>(argc, argv);
}

#include "tst_DeskJourney.moc"
