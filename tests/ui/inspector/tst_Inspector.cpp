// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Mentions.h"
#include "server/core/Json.h"
#include "tests/ui/inspector/InspectedTown.h"
#include "ui/client/Conversion.h"
#include "ui/inspector/EntityHistory.h"
#include "ui/inspector/EntityMentions.h"
#include "ui/inspector/ReferenceChoices.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::test;
using client::toQString;

/// The inspector's models over an open campaign: what stands on its tabs, and what bad input does.
class tst_Inspector : public QObject, InspectedTown
{
    Q_OBJECT

private slots:
    void initTestCase() { useOwnSettings("tst_Inspector"); }
    void init() { QVERIFY(begin()); }
    void cleanup() { end(); }

    void unsetVariablesAreEmpty();
    void variablesTakeFractionsAndRefuseWords();
    void aDeclarationIsMadeAndChanged();
    void fieldsRefuseNonsenseAtTheField();
    void aStateVariablesValueIsOfItsType();
    void whatOperationsDoIsNoSwitch();
    void notesAreQuotedWithoutIds();
    void timesAreWrittenAsTheWorldDoes();
    void mentionsInTextsReadAsNames();
    void audienceIsShownAndChanged();
    void aPinnedEntityStays();
    void historySaysWhatChangedAndTakesItBack();
};

void tst_Inspector::unsetVariablesAreEmpty()
{
    QCOMPARE(m_inspector->declareVariable("", {{"name", "soldiers"}, {"type", "number"}}), QString());
    QTRY_COMPARE_WITH_TIMEOUT(variable("soldiers", VariableForm::ControlRole).toString(), QString("number"), patience);
    QVERIFY(!variable("soldiers", VariableForm::ValueRole).isValid());
    QCOMPARE(variable("soldiers", VariableForm::ShownRole).toString(), QString());
    QCOMPARE(variable("soldiers", VariableForm::IsSetRole).toBool(), false);
}

void tst_Inspector::variablesTakeFractionsAndRefuseWords()
{
    m_inspector->setVariable("population", "1,200.75");
    QTRY_COMPARE_WITH_TIMEOUT(variable("population", VariableForm::ShownRole).toString(), QString("1,200.75"),
                              patience);
    m_inspector->setVariable("population", "plenty");
    QVERIFY(!variable("population", VariableForm::ProblemRole).toString().isEmpty());
    QCOMPARE(m_open->field("Settlement", m_town, "variables").find("population")->asNumber(), 1200.75);
    m_inspector->setVariable("population", "");
    QTRY_COMPARE_WITH_TIMEOUT(variable("population", VariableForm::KeyRole).toString(), QString("no such variable"),
                              patience);
}

void tst_Inspector::aDeclarationIsMadeAndChanged()
{
    QVERIFY(!m_inspector->declareVariable("", {{"name", " "}, {"type", "number"}}).isEmpty());
    QVERIFY(!m_inspector->declareVariable("", {{"name", "mood"}, {"type", "enum"}, {"choices", " , "}}).isEmpty());
    QVERIFY(!m_inspector->declareVariable("", {{"name", "n"}, {"type", "number"}, {"usual", "many"}}).isEmpty());
    QCOMPARE(m_inspector->declareVariable(
                 "", {{"name", "mood"}, {"type", "enum"}, {"choices", "calm, restless"}, {"usual", "calm"}}),
             QString());
    QTRY_COMPARE_WITH_TIMEOUT(variable("mood", VariableForm::UsualRole).toString(), QString("calm"), patience);
    QCOMPARE(variable("mood", VariableForm::ChoicesRole).toStringList(), (QStringList{"calm", "restless"}));
    const QString id = variable("mood", VariableForm::SchemaIdRole).toString();
    QVariantMap known = m_inspector->variables()->declaration(id);
    QCOMPARE(known["type"].toString(), QString("enum"));
    known["choices"] = "calm, restless, in revolt";
    QCOMPARE(m_inspector->declareVariable(id, known), QString());
    QTRY_COMPARE_WITH_TIMEOUT(variable("mood", VariableForm::ChoicesRole).toStringList().size(), 3, patience);
    m_inspector->setVariable("mood", "in revolt");
    QTRY_COMPARE_WITH_TIMEOUT(variable("mood", VariableForm::ShownRole).toString(), QString("in revolt"), patience);
}

void tst_Inspector::fieldsRefuseNonsenseAtTheField()
{
    m_inspector->setField("level", "eleven");
    QVERIFY(!fieldValue("level", FieldForm::ProblemRole).toString().isEmpty());
    m_inspector->setField("level", 11);
    QVERIFY(!fieldValue("level", FieldForm::ProblemRole).toString().isEmpty());
    m_inspector->setField("nothing", 1);
    m_inspector->setField("level", "3");
    QTRY_COMPARE_WITH_TIMEOUT(fieldValue("level", FieldForm::ShownRole).toString(), QString("3"), patience);
    QVERIFY(fieldValue("level", FieldForm::ProblemRole).toString().isEmpty());
}

void tst_Inspector::aStateVariablesValueIsOfItsType()
{
    const Value::Object common{{"scope", "SETTLEMENT"}, {"scopeId", m_town}};
    const std::tuple<const char*, Value, const char*> kinds[] = {
        {"STRING", "low", "text"}, {"INTEGER", 3, "number"}, {"FLOAT", 1.5, "number"}, {"BOOLEAN", true, "switch"}};
    for (const auto& [type, value, control] : kinds) {
        Value::Object fields = common;
        fields.append("key", std::string("v") + type);
        fields.append("name", std::string("v") + type);
        fields.append("type", type);
        fields.append("value", value);
        const Id id = m_open->make("StateVariable", fields);
        m_open->session().selection()->select("StateVariable", toQString(id));
        QTRY_COMPARE_WITH_TIMEOUT(fieldValue("value", FieldForm::ControlRole).toString(), QString(control), patience);
        QCOMPARE(fieldValue("value", FieldForm::ValueRole), client::toVariant(value));
        if (std::string(type) == "INTEGER") {
            m_inspector->setField("value", 7.0);
            QTRY_COMPARE_WITH_TIMEOUT(m_open->field("StateVariable", id, "value"), Value(7), patience);
            QSignalSpy refused(&m_open->session().client(), &client::GraphQLClient::failed);
            m_inspector->setField("value", 7.5);
            QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, patience);
            QVERIFY(refused.first().first().toString().contains("whole number"));
            QTRY_COMPARE_WITH_TIMEOUT(fieldValue("value", FieldForm::ValueRole).toDouble(), 7.0, patience);
        }
    }
}

void tst_Inspector::whatOperationsDoIsNoSwitch()
{
    const Place& place = m_open->session().place();
    for (const auto& [type, field] : {std::pair{"Encounter", "isResolved"}, {"Event", "isCompleted"}}) {
        const Id id = m_open->make(type, {{"campaignId", place.campaignId}, {"name", "Raid"}});
        m_open->session().selection()->select(type, toQString(id));
        QTRY_COMPARE_WITH_TIMEOUT(fieldValue(field, FieldForm::ControlRole).toString(), QString("fact"), patience);
        QCOMPARE(fieldValue(field, FieldForm::ShownRole).toString(), QString("No"));
    }
}

void tst_Inspector::notesAreQuotedWithoutIds()
{
    m_open->make("Note", {{"worldId", m_open->session().place().worldId},
                          {"name", "Rumour"},
                          {"aboutType", "Settlement"},
                          {"aboutId", m_town},
                          {"text", "Seen in [@Harrowford](campaign:Settlement/" + m_town + ")."}});
    m_open->session().selection()->clear();
    m_open->session().selection()->select("Settlement", toQString(m_town));
    QTRY_COMPARE_WITH_TIMEOUT(m_inspector->notes().size(), 1, patience);
    QCOMPARE(m_inspector->notes().first().toMap()["text"].toString(), QString("Seen in Harrowford."));
}

void tst_Inspector::timesAreWrittenAsTheWorldDoes()
{
    const Place& place = m_open->session().place();
    const Id fair = m_open->make("Event", {{"campaignId", place.campaignId}, {"name", "Fair"}});
    m_open->session().selection()->select("Event", toQString(fair));
    QTRY_COMPARE_WITH_TIMEOUT(fieldValue("scheduledAt", FieldForm::ControlRole).toString(), QString("text"), patience);
    QVERIFY(fieldValue("scheduledAt", FieldForm::ExampleRole).toString().contains("1042"));
    m_inspector->setField("scheduledAt", "30.10.1042, 19:00");
    QTRY_COMPARE_WITH_TIMEOUT(fieldValue("scheduledAt", FieldForm::ShownRole).toString(), QString("30.10.1042, 19:00"),
                              patience);
    QCOMPARE(m_open->field("Event", fair, "scheduledAt"), Value("1042-10-30T19:00:00Z"));
    for (const char* bad : {"some day", "31.11.1042", "30.10.1042, 25:00"}) {
        m_inspector->setField("scheduledAt", bad);
        QTRY_VERIFY_WITH_TIMEOUT(
            fieldValue("scheduledAt", FieldForm::ProblemRole).toString().contains("Write it like this"), patience);
        QCOMPARE(m_open->field("Event", fair, "scheduledAt"), Value("1042-10-30T19:00:00Z"));
    }
    // A calendar is brought in: what is shown follows, what is stored stays.
    const Value calendar = *parseJson(R"([{"name": "Ford Count", "months": [{"name": "Frost", "days": 200},
                                          {"name": "Reaping", "days": 165}]}])");
    m_open->ask("mutation Bring($id: ID!, $calendars: JSON!) { updateWorld(id: $id, input: { calendars: $calendars }) "
                "{ id } }",
                {{"id", place.worldId}, {"calendars", calendar}});
    QVERIFY(!m_open->field("World", place.worldId, "calendars").isNull());
    QTRY_VERIFY_WITH_TIMEOUT(fieldValue("scheduledAt", FieldForm::ShownRole).toString().contains("Frost 1043, 19:00"),
                             patience);
    EntityHistory history;
    history.setSession(&m_open->session());
    history.setTypeName("Event");
    history.setEntityId(toQString(fair));
    QTRY_COMPARE_WITH_TIMEOUT(history.entries().size(), 2, patience);
    QVERIFY(history.entries()[0].toMap()["fields"].toList().value(0).toMap()["after"].toString().contains(
        "Frost 1043, 19:00"));
    m_inspector->setField("scheduledAt", "3 Frost 1043");
    QTRY_COMPARE_WITH_TIMEOUT(fieldValue("scheduledAt", FieldForm::ShownRole).toString(), QString("3 Frost 1043"),
                              patience);
    m_inspector->setField("scheduledAt", "");
    QTRY_VERIFY_WITH_TIMEOUT(m_open->field("Event", fair, "scheduledAt").isNull(), patience);
}

void tst_Inspector::mentionsInTextsReadAsNames()
{
    const std::string stored = "Owes " + catalogue::mentionText("Kingdom", m_kingdom, "Veldmark") + " a levy.";
    m_inspector->setField("description", toQString(stored));
    const auto shown = [this] { return fieldValue("description", FieldForm::ShownRole).toString(); };
    QTRY_COMPARE_WITH_TIMEOUT(shown(), QString("Owes @[Veldmark] a levy."), patience);
    m_inspector->setField("description", "Owes @[Veldmark] two levies.");
    QTRY_COMPARE_WITH_TIMEOUT(shown(), QString("Owes @[Veldmark] two levies."), patience);
    QCOMPARE(m_open->field("Settlement", m_town, "description").asString(),
             "Owes " + catalogue::mentionText("Kingdom", m_kingdom, "Veldmark") + " two levies.");
    EntityHistory history;
    history.setSession(&m_open->session());
    history.setTypeName("Settlement");
    history.setEntityId(toQString(m_town));
    QTRY_COMPARE_WITH_TIMEOUT(history.entries().size(), 3, patience);
    const QVariantMap step = history.entries().first().toMap()["fields"].toList().value(0).toMap();
    QCOMPARE(step["before"].toString(), QString("Owes Veldmark a levy."));
    QCOMPARE(step["after"].toString(), QString("Owes Veldmark two levies."));
}

void tst_Inspector::audienceIsShownAndChanged()
{
    QVERIFY(m_inspector->hasAudience());
    QVERIFY(!m_inspector->isShared());
    m_inspector->setShared(true);
    QTRY_VERIFY_WITH_TIMEOUT(m_inspector->isShared(), patience);
    QCOMPARE(m_open->field("Settlement", m_town, "visibility").asInteger(), 1);
    m_open->undo();
    QTRY_VERIFY_WITH_TIMEOUT(!m_inspector->isShared(), patience);
}

void tst_Inspector::aPinnedEntityStays()
{
    m_inspector->setPinned(true);
    m_open->session().selection()->select("Kingdom", toQString(m_kingdom));
    QCOMPARE(m_inspector->name(), QString("Harrowford"));
    m_inspector->setField("level", 9);
    QTRY_COMPARE_WITH_TIMEOUT(fieldValue("level", FieldForm::ShownRole).toString(), QString("9"), patience);
    m_inspector->setPinned(false);
    QTRY_COMPARE_WITH_TIMEOUT(m_inspector->name(), QString("Veldmark"), patience);
}

void tst_Inspector::historySaysWhatChangedAndTakesItBack()
{
    EntityHistory history;
    history.setSession(&m_open->session());
    history.setTypeName("Settlement");
    history.setEntityId(toQString(m_town));
    QTRY_COMPARE_WITH_TIMEOUT(history.entries().size(), 1, patience);
    m_inspector->setField("level", 6);
    QTRY_COMPARE_WITH_TIMEOUT(history.entries().size(), 2, patience);
    m_inspector->setVariable("population", "5");
    QTRY_COMPARE_WITH_TIMEOUT(history.entries().size(), 3, patience);
    const QVariantMap level = history.entries()[1].toMap();
    const QVariantMap field = level["fields"].toList().value(0).toMap();
    QCOMPARE(field["label"].toString(), QString("Level"));
    QCOMPARE(field["before"].toString(), QString("2"));
    QCOMPARE(field["after"].toString(), QString("6"));
    QVERIFY(level["canUndo"].toBool());
    // The one before the last: later ones stay.
    history.undo(level["seq"].toLongLong());
    QTRY_COMPARE_WITH_TIMEOUT(fieldValue("level", FieldForm::ShownRole).toString(), QString("2"), patience);
    QCOMPARE(m_open->field("Settlement", m_town, "variables").find("population")->asInteger(), 5);
    // That it was taken back is no step of its own.
    QTRY_VERIFY_WITH_TIMEOUT(history.entries().value(1).toMap()["isUndone"].toBool(), patience);
    QCOMPARE(history.entries().size(), 3);
    const QVariantList before = history.entries();
    for (int i = 0; i < 2; ++i)
        m_open->undo();
    QTRY_VERIFY_WITH_TIMEOUT(history.entries().value(0).toMap()["isUndone"].toBool(), patience);
    QCOMPARE(history.entries().size(), 3);
    for (int i = 0; i < 2; ++i)
        m_open->session().steps()->redo();
    QTRY_COMPARE_WITH_TIMEOUT(history.entries(), before, patience);
}

QTEST_GUILESS_MAIN(tst_Inspector)
#include "tst_Inspector.moc"
