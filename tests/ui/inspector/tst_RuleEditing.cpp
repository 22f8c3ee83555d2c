// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "tests/ui/inspector/InspectedTown.h"
#include "ui/client/Conversion.h"
#include "ui/inspector/EntityRules.h"
#include "ui/inspector/RuleDraft.h"
#include "ui/inspector/RuleSubject.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::test;
using client::toQString;

/// Rules as the inspector edits them: written, tried, doubted, kept while unfinished, refused.
class tst_RuleEditing : public QObject, InspectedTown
{
    Q_OBJECT

private slots:
    void initTestCase() { useOwnSettings("tst_RuleEditing"); }
    void init() { QVERIFY(begin()); }
    void cleanup() { end(); }

    void aRuleIsWrittenTriedAndSaved();
    void aRuleMetByItselfSaysWhatItIs();
    void aMisspelledNameIsDoubted();
    void anUnfinishedRuleIsKept();
    void whatItHoldsForDoesNotFollowTheSelection();
    void oneOfItsOwnStaysWithIt();
    void whatWasGivenUpIsBroughtBack();
    void aWrongRuleIsNotSaved();

private:
    void start(RuleDraft& draft);
    void startLarge(RuleDraft& draft);
};

/// A rule about the town.
void tst_RuleEditing::start(RuleDraft& draft)
{
    draft.setProperty("session", QVariant::fromValue(&m_open->session()));
    draft.setProperty("typeName", "Settlement");
    draft.setProperty("entityId", toQString(m_town));
}

/// A new one that computes whether the town is large.
void tst_RuleEditing::startLarge(RuleDraft& draft)
{
    start(draft);
    draft.load("");
    draft.setProperty("name", "Large");
    draft.setProperty("field", "isLarge");
}

void tst_RuleEditing::aRuleIsWrittenTriedAndSaved()
{
    EntityRules rules;
    rules.setSession(&m_open->session());
    rules.setTypeName("Settlement");
    rules.setEntityId(toQString(m_town));
    RuleDraft draft;
    startLarge(draft);
    draft.setText("population > 1000");
    QTRY_COMPARE_WITH_TIMEOUT(draft.result(), QString("Yes"), patience);
    QCOMPARE(draft.reads(), QStringList{"Population: 1,200"});
    QVERIFY(draft.canSave());
    draft.setJson(true);
    QCOMPARE(draft.text(), QString(R"({">":[{"var":"variables.population"},1000]})"));
    draft.setJson(false);
    QCOMPARE(draft.text(), QString("population > 1000"));
    QTRY_VERIFY_WITH_TIMEOUT(draft.canSave(), patience);
    draft.save();
    QTRY_COMPARE_WITH_TIMEOUT(rules.rules().size(), 1, patience);
    const QVariantMap row = rules.rules().first().toMap();
    QCOMPARE(row["sentence"].toString(), QString("Population is over 1,000"));
    QVERIFY(row["isActive"].toBool() && !row["isOwn"].toBool());
    QTRY_COMPARE_WITH_TIMEOUT(m_inspector->computed().size(), 1, patience);
    rules.setActive(row["id"].toString(), false);
    QTRY_VERIFY_WITH_TIMEOUT(m_inspector->computed().isEmpty(), patience);
    rules.remove(row["id"].toString());
    QTRY_VERIFY_WITH_TIMEOUT(rules.rules().isEmpty(), patience);
}

void tst_RuleEditing::aRuleMetByItselfSaysWhatItIs()
{
    const Value::Object large{{">", Value::Array{Value::Object{{"var", "settlement.variables.population"}}, 1000}}};
    const Id rule =
        m_open->make("FieldCondition",
                     {{"name", "Large"}, {"entityType", "Settlement"}, {"field", "is_large"}, {"expression", large}});
    RuleSubject subject;
    subject.setSession(&m_open->session());
    subject.setTypeName("FieldCondition");
    subject.setEntityId(toQString(rule));
    QTRY_COMPARE_WITH_TIMEOUT(subject.exampleName(), QString("Harrowford"), patience);
    QCOMPARE(subject.heading(), QString("Is large of every settlement"));
    QCOMPARE(subject.sentence(), QString("Population is over 1,000"));
    QCOMPARE(subject.forType(), QString("Settlement"));
    m_open->session().selection()->select("FieldCondition", toQString(rule));
    QTRY_VERIFY_WITH_TIMEOUT(rowOf("entityId") >= 0, patience);
    for (const char* told : {"expression", "field", "priority"})
        QVERIFY2(rowOf(told) < 0, told);
    // A name that rules compute already is found by what people call it.
    RuleDraft draft;
    start(draft);
    draft.load("");
    draft.setFieldLabel("Needs a wall");
    QCOMPARE(draft.property("field").toString(), QString("needsAWall"));
    QTRY_VERIFY_WITH_TIMEOUT(
        (draft.setFieldLabel(""), draft.setFieldLabel("is large"), draft.property("field").toString() == "is_large"),
        patience);
    QCOMPARE(draft.fieldLabel(), QString("is large"));
}

void tst_RuleEditing::aMisspelledNameIsDoubted()
{
    RuleDraft draft;
    startLarge(draft);
    draft.setText("popluation > 3");
    QTRY_COMPARE_WITH_TIMEOUT(draft.doubt(), QString("Nothing is called “popluation”. Did you mean “population”?"),
                              patience);
    QTRY_VERIFY_WITH_TIMEOUT(draft.canSave(), patience); // doubted, not refused
    QCOMPARE(draft.result(), QString());
    QVERIFY(draft.rule() && !draft.answerable());
    draft.setText("lvel > 3");
    QTRY_COMPARE_WITH_TIMEOUT(draft.doubt(), QString("Nothing is called “lvel”. Did you mean “level”?"), patience);
    draft.setText("dragons > 3");
    QTRY_COMPARE_WITH_TIMEOUT(draft.doubt(), QString("No settlement has anything called “dragons” yet."), patience);
    draft.setText("population > 3 and level > 1");
    QTRY_VERIFY_WITH_TIMEOUT(draft.canSave() && draft.doubt().isEmpty(), patience);
    // The items of a list have names of their own.
    draft.setJson(true);
    draft.setText(R"({"some":[{"var":"structures"},{">":[{"var":"variables.rooms"},3]}]})");
    QTRY_VERIFY_WITH_TIMEOUT(draft.rule() && draft.problem().isEmpty(), patience);
    QCOMPARE(draft.doubt(), QString());
}

void tst_RuleEditing::anUnfinishedRuleIsKept()
{
    {
        RuleDraft draft;
        start(draft);
        draft.load("");
        draft.keep();
        QVERIFY(!draft.resume()); // nothing was typed
        draft.load("");
        draft.setProperty("name", "Large");
        draft.setText("population > 10");
        draft.setProperty("typeName", ""); // the selection goes first
        draft.keep();
    }
    RuleDraft again;
    start(again);
    QVERIFY(again.resume());
    QCOMPARE(again.property("name").toString(), QString("Large"));
    QCOMPARE(again.text(), QString("population > 10"));
    QVERIFY(again.isChanged());
    RuleDraft ofKingdoms;
    start(ofKingdoms);
    ofKingdoms.setProperty("typeName", "Kingdom");
    QVERIFY(!ofKingdoms.resume());
    again.discard();
    QVERIFY(!again.isChanged());
    RuleDraft last;
    start(last);
    QVERIFY(!last.resume());
}

void tst_RuleEditing::whatItHoldsForDoesNotFollowTheSelection()
{
    const Value::Object large{{">", Value::Array{Value::Object{{"var", "variables.population"}}, 1000}}};
    const Id rule =
        m_open->make("FieldCondition",
                     {{"name", "Large"}, {"entityType", "Settlement"}, {"field", "isLarge"}, {"expression", large}});
    RuleDraft draft;
    start(draft);
    draft.load(toQString(rule));
    QTRY_COMPARE_WITH_TIMEOUT(draft.property("name").toString(), QString("Large"), patience);
    QVERIFY(draft.fits());
    draft.setProperty("name", "Very large");
    QSignalSpy moved(&draft, &RuleDraft::subjectChanged);
    draft.setProperty("typeName", "Kingdom");
    draft.setProperty("entityId", toQString(m_kingdom));
    QTRY_COMPARE_WITH_TIMEOUT(moved.count(), 1, patience);
    QVERIFY(!draft.fits());
    QCOMPARE(draft.typeName(), QString("Settlement"));
    QTRY_VERIFY_WITH_TIMEOUT(draft.canSave(), patience);
    QSignalSpy saved(&draft, &RuleDraft::saved);
    draft.save();
    QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, patience);
    const client::Reply rules =
        m_open->ask("{ all: fieldConditionsConnection { edges { node { name entityType } } } }");
    const std::string stored = toJson(rules.data);
    QVERIFY2(stored.find("Very large") != std::string::npos && stored.find("Kingdom") == std::string::npos,
             stored.c_str());
    // The next one is about what is selected, with the fields of that.
    draft.load("");
    QCOMPARE(draft.typeName(), QString("Kingdom"));
    QCOMPARE(draft.type()->name, std::string("Kingdom"));
}

void tst_RuleEditing::oneOfItsOwnStaysWithIt()
{
    const Id other = m_open->settlement(m_kingdom, "Greyport", 2, {{"population", 10}});
    RuleDraft draft;
    startLarge(draft);
    draft.setText("population > 1000");
    draft.setOwn(true);
    draft.setProperty("entityId", toQString(other));
    QVERIFY(!draft.fits());
    draft.putAway();
    QVERIFY(!draft.isChanged());
    QVERIFY(!draft.resume());
    draft.load("");
    draft.setProperty("name", "Of all");
    draft.keep(); // beside the other
    draft.setProperty("entityId", toQString(m_town));
    QVERIFY(draft.resume());
    QCOMPARE(draft.property("name").toString(), QString("Large"));
    QTRY_VERIFY_WITH_TIMEOUT(draft.canSave(), patience);
    draft.setProperty("entityId", toQString(other)); // too late for the save
    draft.save();
    QSignalSpy saved(&draft, &RuleDraft::saved);
    QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, patience);
    const client::Reply rules = m_open->ask("{ all: fieldConditionsConnection { edges { node { name entityId } } } }");
    const std::string stored = toJson(rules.data);
    QVERIFY2(stored.find(m_town) != std::string::npos, stored.c_str());
    QVERIFY(draft.resume());
    QCOMPARE(draft.property("name").toString(), QString("Of all"));
}

void tst_RuleEditing::whatWasGivenUpIsBroughtBack()
{
    RuleDraft draft;
    startLarge(draft);
    draft.setText("population > 1000");
    draft.giveUp();
    QVERIFY(draft.isGivenUp() && !draft.isChanged() && !draft.resume());
    draft.load("");
    draft.giveUp(); // nothing was written: what there is stays
    QVERIFY(draft.isGivenUp());
    draft.setProperty("typeName", "Kingdom");
    QVERIFY(!draft.isGivenUp() && !draft.bringBack());
    draft.setProperty("typeName", "Settlement");
    QVERIFY(draft.bringBack());
    QCOMPARE(draft.text(), QString("population > 1000"));
    QCOMPARE(draft.property("name").toString(), QString("Large"));
    QVERIFY(draft.isChanged() && !draft.isGivenUp());
}

void tst_RuleEditing::aWrongRuleIsNotSaved()
{
    RuleDraft draft;
    start(draft);
    draft.setProperty("name", "Wrong");
    draft.setProperty("field", "wrong");
    draft.setText("population >");
    QTRY_COMPARE_WITH_TIMEOUT(draft.problemAt(), 12, patience);
    QVERIFY(!draft.canSave());
    draft.setText("frobnicate(1)");
    QTRY_VERIFY_WITH_TIMEOUT(draft.problem().contains("frobnicate"), patience);
    draft.setJson(true);
    draft.setText("{\"var\": ");
    QTRY_VERIFY_WITH_TIMEOUT(draft.problem().contains("JSON"), patience);
    QVERIFY(!draft.canSave());
    draft.save();
    const client::Reply rules = m_open->ask("{ fieldConditionsConnection { totalCount } }");
    QCOMPARE(rules.data.find("fieldConditionsConnection")->find("totalCount")->asInteger(), 0);
}

QTEST_GUILESS_MAIN(tst_RuleEditing)
#include "tst_RuleEditing.moc"
