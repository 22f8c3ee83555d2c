// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/inspector/OpenCampaign.h"
#include "ui/client/Conversion.h"
#include "ui/inspector/EntityMentions.h"
#include "ui/inspector/ReferenceChoices.h"
#include "ui/notes/NoteEditor.h"
#include "ui/notes/NotesModel.h"

#include <QStandardPaths>
#include <QtTest>

using namespace campaign;
using namespace campaign::test;
using client::toQString;

/// Notes over an open campaign: mentions in their three forms, completion, backlinks, search.
class tst_Notes : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void mentionsChangeForms();
    void namesakesAreToldApart();
    void oddTextsSurvive();
    void nothingForeignIsShown();
    void aMentionIsTypedAndFollowsARename();
    void aMentionOfWhatIsGoneSaysSo();
    void readingAgainIsNoEdit();
    void whatIsTypedIsPutAwayUntilItIsSaved();
    void whatIsTypedCanBeGivenUp();
    void completionsNeedAnAt();
    void notesAreFoundByTextAndTag();
    void aNoteIsGivenSomethingToBeAbout();

private:
    std::unique_ptr<OpenCampaign> m_open;
    Id m_town;
};

void tst_Notes::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName("Campaign Manager tests");
    QCoreApplication::setApplicationName("tst_Notes");
}

void tst_Notes::init()
{
    m_open = std::make_unique<OpenCampaign>();
    m_town = m_open->settlement(m_open->kingdom("Veldmark"), "Harrowford", 2);
}

void tst_Notes::cleanup()
{
    m_open.reset();
}

void tst_Notes::mentionsChangeForms()
{
    const auto names = [](const std::string&, const Id&) { return QString("Harrow *town*"); };
    const std::string stored = "In [@Harrowford](campaign:Settlement/01H) they dance.";
    MentionText text;
    const QString editable = text.toEditable(stored, names);
    QCOMPARE(editable, QString("In @[Harrow *town*] they dance."));
    QCOMPARE(text.toStored(editable), std::string("In [@Harrow *town*](campaign:Settlement/01H) they dance."));
    QCOMPARE(MentionText::toShown(stored, names),
             QString("In [Harrow \\*town\\*](campaign:Settlement/01H) they dance."));
    QCOMPARE(MentionText::target("campaign:Settlement/01H"), (std::pair<QString, QString>("Settlement", "01H")));
}

void tst_Notes::namesakesAreToldApart()
{
    MentionText text;
    QCOMPARE(text.mention("Settlement", "1", "Ford"), QString("@[Ford]"));
    QCOMPARE(text.mention("Location", "2", "Ford"), QString("@[Ford 2]"));
    QCOMPARE(text.mention("Settlement", "1", "Ford"), QString("@[Ford]"));
    const std::vector<catalogue::Mention> both = catalogue::mentionsIn(text.toStored("@[Ford] near @[Ford 2]"));
    QCOMPARE(both.size(), std::size_t{2});
    QCOMPARE(both[0].id, std::string("1"));
    QCOMPARE(both[1].id, std::string("2"));
}

void tst_Notes::oddTextsSurvive()
{
    MentionText text;
    text.mention("Settlement", "1", "Ford");
    for (const QString odd : {"@[nobody]", "@[", "@[Ford", "a@b.c", "@", "[x](y)", "]@[]", "\\@[x]"})
        QCOMPARE(toQString(text.toStored(odd)), odd);
    QCOMPARE(text.toStored("@[x @[Ford]"), std::string("@[x ") + catalogue::mentionText("Settlement", "1", "Ford"));
}

void tst_Notes::nothingForeignIsShown()
{
    const QString shown = MentionText::toShown("<img src=\"http://x/y\"> ![p](http://x/y) & <b>", {});
    QVERIFY(!shown.contains('<'));
    QVERIFY(!shown.contains("!["));
    QCOMPARE(MentionText::target("http://x/y"), (std::pair<QString, QString>()));
    QCOMPARE(MentionText::target("campaign:"), (std::pair<QString, QString>()));
}

void tst_Notes::aMentionIsTypedAndFollowsARename()
{
    NotesModel notes;
    notes.setSession(&m_open->session());
    QSignalSpy created(&notes, &NotesModel::created);
    notes.create("Festival");
    QTRY_COMPARE_WITH_TIMEOUT(created.count(), 1, patience);
    NoteEditor editor;
    editor.setSession(&m_open->session());
    editor.setNoteId(created.first().first().toString());
    QTRY_COMPARE_WITH_TIMEOUT(editor.title(), QString("Festival"), patience);
    QCOMPARE(editor.begin(), QString());
    const QString typed = "They dance in @Harr";
    editor.complete(typed, static_cast<int>(typed.size()));
    QTRY_COMPARE_WITH_TIMEOUT(editor.completions().size(), 1, patience);
    const QVariantMap taken = editor.accept(typed, static_cast<int>(typed.size()), 0);
    QCOMPARE(taken["text"].toString(), QString("They dance in @[Harrowford]"));
    editor.save(taken["text"].toString() + " tonight.");
    QTRY_COMPARE_WITH_TIMEOUT(
        editor.shown(), "They dance in [Harrowford](campaign:Settlement/" + toQString(m_town) + ") tonight.", patience);

    EntityMentions mentions;
    mentions.setSession(&m_open->session());
    mentions.setTypeName("Settlement");
    mentions.setEntityId(toQString(m_town));
    QTRY_COMPARE_WITH_TIMEOUT(mentions.backlinks().size(), 1, patience);
    QCOMPARE(mentions.backlinks().first().toMap()["name"].toString(), QString("Festival"));

    m_open->session().rename(toQString(m_town), "Harrow");
    QTRY_VERIFY_WITH_TIMEOUT(editor.shown().contains("[Harrow]("), patience);
    QCOMPARE(editor.begin(), QString("They dance in @[Harrow] tonight."));
    editor.follow("campaign:Settlement/" + toQString(m_town));
    QCOMPARE(m_open->session().selection()->entityId(), toQString(m_town));
}

void tst_Notes::aMentionOfWhatIsGoneSaysSo()
{
    const std::string never = "01HZZZZZZZZZZZZZZZZZZZZZZZ";
    const Id note =
        m_open->make("Note", {{"name", "Losses"},
                              {"worldId", m_open->session().place().worldId},
                              {"aboutType", "Settlement"},
                              {"aboutId", m_town},
                              {"text", catalogue::mentionText("Settlement", m_town, "Harrowford") + " and " +
                                           catalogue::mentionText("Settlement", never, "Nowhere")}});
    NoteEditor editor;
    editor.setSession(&m_open->session());
    editor.setNoteId(toQString(note));
    const QString alive = "[Harrowford](campaign:Settlement/" + toQString(m_town) + ")";
    const QString gone = "[Harrowford](gone:Settlement/" + toQString(m_town) + ")";
    QTRY_COMPARE_WITH_TIMEOUT(editor.shown(), alive + " and [Nowhere](gone:Settlement/" + toQString(never) + ")",
                              patience);
    QVERIFY(!editor.about()["isGone"].toBool());
    m_open->session().commands().remove({m_town});
    QTRY_VERIFY_WITH_TIMEOUT(editor.shown().contains(gone), patience);
    QVERIFY(editor.about()["isGone"].toBool());
    QCOMPARE(editor.about()["name"].toString(), QString("Harrowford"));
    QSignalSpy noticed(&m_open->session(), &Session::noticed);
    const QString selected = m_open->session().selection()->entityId();
    editor.follow("gone:Settlement/" + toQString(m_town));
    QCOMPARE(noticed.count(), 1);
    QVERIFY(noticed.first().first().toString().startsWith("Harrowford was deleted"));
    QCOMPARE(m_open->session().selection()->entityId(), selected);
    m_open->undo();
    QTRY_VERIFY_WITH_TIMEOUT(editor.shown().contains(alive), patience);
}

void tst_Notes::readingAgainIsNoEdit()
{
    const Id note =
        m_open->make("Note", {{"name", "Old"},
                              {"worldId", m_open->session().place().worldId},
                              {"text", catalogue::mentionText("Settlement", m_town, "Old name") + " fell."}});
    NoteEditor editor;
    editor.setSession(&m_open->session());
    editor.setNoteId(toQString(note));
    QTRY_VERIFY_WITH_TIMEOUT(editor.shown().contains("[Harrowford]"), patience);
    editor.save(editor.begin());
    QTest::qWait(100);
    QVERIFY(m_open->field("Note", note, "text").asString().find("Old name") != std::string::npos);
    editor.save("");
    QTRY_COMPARE_WITH_TIMEOUT(editor.shown(), QString(), patience);
    QVERIFY(m_open->field("Note", note, "text").isNull());
}

void tst_Notes::whatIsTypedIsPutAwayUntilItIsSaved()
{
    const Id note = m_open->make(
        "Note", {{"name", "Half"}, {"worldId", m_open->session().place().worldId}, {"text", "The old words."}});
    const QString typed = "They met in @[Harrowford], and";
    {
        NoteEditor editor;
        editor.setSession(&m_open->session());
        editor.setNoteId(toQString(note));
        QTRY_VERIFY_WITH_TIMEOUT(!editor.isEmpty(), patience);
        QVERIFY(!editor.isUnfinished());
        QCOMPARE(editor.begin(), QString("The old words."));
        QVERIFY(!editor.isUnsaved());
        editor.complete("@Harr", 5);
        QTRY_COMPARE_WITH_TIMEOUT(editor.completions().size(), 1, patience);
        editor.accept("@Harr", 5, 0);
        editor.typed(typed);
        QVERIFY(editor.isUnsaved());
        QTRY_VERIFY_WITH_TIMEOUT(editor.isUnfinished(), 2'000);
    } // the power is cut

    NoteEditor again;
    again.setSession(&m_open->session());
    again.setNoteId(toQString(note));
    QTRY_VERIFY_WITH_TIMEOUT(!again.isEmpty(), patience);
    QVERIFY(again.isUnfinished());
    QCOMPARE(again.begin(), typed);
    QVERIFY(again.isUnsaved());
    again.save(typed + " parted.");
    QVERIFY(!again.isUnsaved());
    QVERIFY2(again.isUnfinished(), "until the store says so");
    QTRY_VERIFY_WITH_TIMEOUT(!again.isUnfinished(), patience);
    QCOMPARE(m_open->field("Note", note, "text"),
             Value("They met in " + catalogue::mentionText("Settlement", m_town, "Harrowford") + ", and parted."));
    QCOMPARE(again.begin(), typed + " parted.");
}

void tst_Notes::whatIsTypedCanBeGivenUp()
{
    const Id note = m_open->make(
        "Note", {{"name", "Kept"}, {"worldId", m_open->session().place().worldId}, {"text", "The old words."}});
    const Id other = m_open->make("Note", {{"name", "Other"}, {"worldId", m_open->session().place().worldId}});
    NoteEditor editor;
    editor.setSession(&m_open->session());
    editor.setNoteId(toQString(note));
    QTRY_VERIFY_WITH_TIMEOUT(!editor.isEmpty(), patience);
    editor.begin();
    editor.typed("Nonsense");
    editor.setNoteId(toQString(other)); // left without an end: put away at once
    QTRY_VERIFY_WITH_TIMEOUT(!editor.isEmpty(), patience);
    QVERIFY(!editor.isUnsaved() && !editor.isUnfinished());
    QCOMPARE(editor.begin(), QString());
    editor.setNoteId(toQString(note));
    QVERIFY(editor.isUnfinished());
    QCOMPARE(editor.begin(), QString("Nonsense"));
    editor.discard();
    QVERIFY(!editor.isUnsaved() && !editor.isUnfinished());
    QCOMPARE(editor.begin(), QString("The old words."));
    QCOMPARE(m_open->field("Note", note, "text"), Value("The old words."));
}

void tst_Notes::completionsNeedAnAt()
{
    const Id note = m_open->make("Note", {{"name", "N"}, {"worldId", m_open->session().place().worldId}});
    NoteEditor editor;
    editor.setSession(&m_open->session());
    editor.setNoteId(toQString(note));
    QTRY_VERIFY_WITH_TIMEOUT(!editor.isEmpty(), patience);
    editor.begin();
    for (const QString text : {"Harr", "mail@Harr", "@[Harr", "@ Harr", "@Harr\nx", "@"}) {
        editor.complete(text, static_cast<int>(text.size()));
        QTest::qWait(90);
        QVERIFY2(editor.completions().isEmpty(), qPrintable(text));
    }
    editor.complete("@Harr", 99);
    editor.complete("@Harr", -1);
    QCOMPARE(editor.accept("@Harr", 5, 3)["text"].toString(), QString("@Harr"));
}

void tst_Notes::notesAreFoundByTextAndTag()
{
    const Id world = m_open->session().place().worldId;
    m_open->make("Note", {{"name", "Alpha"}, {"worldId", world}, {"text", "The old light burns"}});
    m_open->make("Note", {{"name", "Beta"}, {"worldId", world}, {"tags", Value::Array{"session"}}});
    m_open->make("Note", {{"name", "Gamma"},
                          {"worldId", world},
                          {"aboutType", "Settlement"},
                          {"aboutId", m_town},
                          {"tags", Value::Array{"session", "secret"}}});
    NotesModel notes;
    notes.setSession(&m_open->session());
    QTRY_COMPARE_WITH_TIMEOUT(notes.count(), 3, patience);
    QCOMPARE(notes.tags(), (QStringList{"session", "secret"}));
    QTRY_COMPARE_WITH_TIMEOUT(notes.data(notes.index(2), NotesModel::AboutRole).toString(), QString("Harrowford"),
                              patience);
    notes.setSearch("OLD LIGHT");
    QCOMPARE(notes.count(), 1);
    QCOMPARE(notes.hidden(), 2);
    notes.setSearch("");
    notes.setTag("session");
    QCOMPARE(notes.count(), 2);
    notes.setSearch("nothing of the kind");
    QCOMPARE(notes.count(), 0);
    notes.create("   ");
    QCOMPARE(notes.idAt(17), QString());
}

void tst_Notes::aNoteIsGivenSomethingToBeAbout()
{
    const Id note = m_open->make("Note", {{"name", "Loose"}, {"worldId", m_open->session().place().worldId}});
    NoteEditor editor;
    editor.setSession(&m_open->session());
    editor.setNoteId(toQString(note));
    QTRY_COMPARE_WITH_TIMEOUT(editor.title(), QString("Loose"), patience);
    QVERIFY(editor.about().isEmpty());

    // Of any type, found by part of its name.
    ReferenceChoices choices;
    choices.setProperty("session", QVariant::fromValue(&m_open->session()));
    choices.setProperty("search", "harrowf");
    choices.setProperty("isWanted", true);
    QTRY_COMPARE_WITH_TIMEOUT(choices.choices().size(), 1, patience);
    const QVariantMap town = choices.choices().first().toMap();
    QCOMPARE(town["detail"].toString(), QString("Settlement"));
    editor.setAbout(town["type"].toString(), town["id"].toString());
    QTRY_COMPARE_WITH_TIMEOUT(editor.about()["name"].toString(), QString("Harrowford"), patience);
    QCOMPARE(m_open->field("Note", note, "aboutType"), Value("Settlement"));

    // Both parts are one change.
    m_open->undo();
    QTRY_VERIFY_WITH_TIMEOUT(editor.about().isEmpty(), patience);
    editor.setAbout(town["type"].toString(), town["id"].toString());
    QTRY_VERIFY_WITH_TIMEOUT(!editor.about().isEmpty(), patience);
    editor.setAbout({}, {});
    QTRY_VERIFY_WITH_TIMEOUT(editor.about().isEmpty(), patience);
    QVERIFY(m_open->field("Note", note, "aboutType").isNull());
}

QTEST_GUILESS_MAIN(tst_Notes)
#include "tst_Notes.moc"
