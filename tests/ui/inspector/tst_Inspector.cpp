// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Mentions.h"
#include "server/core/Json.h"
#include "tests/ui/inspector/OpenCampaign.h"
#include "ui/client/Conversion.h"
#include "ui/inspector/EntityHistory.h"
#include "ui/inspector/EntityLinks.h"
#include "ui/inspector/EntityMentions.h"
#include "ui/inspector/EntityRules.h"
#include "ui/inspector/Inspector.h"
#include "ui/inspector/LinkEnds.h"
#include "ui/inspector/ReferenceChoices.h"
#include "ui/inspector/Resolution.h"
#include "ui/inspector/RuleDraft.h"
#include "ui/inspector/RuleSubject.h"
#include "ui/inspector/StoryLinks.h"

#include <QStandardPaths>
#include <QtTest>

using namespace campaign;
using namespace campaign::test;
using client::toQString;

/// The inspector's models over an open campaign: what stands on its tabs, and what bad input does.
class tst_Inspector : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void unsetVariablesAreEmpty();
    void variablesTakeFractionsAndRefuseWords();
    void aDeclarationIsMadeAndChanged();
    void fieldsRefuseNonsenseAtTheField();
    void timesAreWrittenAsTheWorldDoes();
    void aStateVariablesValueIsOfItsType();
    void whatOperationsDoIsNoSwitch();
    void notesAreQuotedWithoutIds();
    void mentionsInTextsReadAsNames();
    void audienceIsShownAndChanged();
    void aPinnedEntityStays();
    void linksBothWays();
    void eventsAreLinkedFromBothEnds();
    void anEncounterIsResolvedAndTakenBack();
    void historySaysWhatChangedAndTakesItBack();
    void aRuleIsWrittenTriedAndSaved();
    void aRuleMetByItselfSaysWhatItIs();
    void aMisspelledNameIsDoubted();
    void anUnfinishedRuleIsKept();
    void aLinkSaysWhatItJoins();
    void aWrongRuleIsNotSaved();

private:
    QVariant variable(const QString& key, int role) const;
    QVariant fieldValue(const QString& name, int role) const;
    /// −1 for a field that the form does not have.
    int rowOf(const QString& name) const;

    std::unique_ptr<OpenCampaign> m_open;
    std::unique_ptr<Inspector> m_inspector;
    Id m_kingdom;
    Id m_town;
};

void tst_Inspector::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName("Campaign Manager tests");
    QCoreApplication::setApplicationName("tst_Inspector");
}

void tst_Inspector::init()
{
    m_open = std::make_unique<OpenCampaign>();
    m_kingdom = m_open->kingdom("Veldmark");
    m_town = m_open->settlement(m_kingdom, "Harrowford", 2, {{"population", 1200}});
    m_inspector = std::make_unique<Inspector>();
    m_inspector->setSession(&m_open->session());
    m_open->session().selection()->select("Settlement", toQString(m_town));
    QTRY_VERIFY_WITH_TIMEOUT(m_inspector->fields()->rowCount() > 0, patience);
}

void tst_Inspector::cleanup()
{
    m_inspector.reset();
    m_open.reset();
}

QVariant tst_Inspector::variable(const QString& key, int role) const
{
    VariableForm* form = m_inspector->variables();
    for (int row = 0; row < form->count(); ++row) {
        if (form->data(form->index(row), VariableForm::KeyRole).toString() == key)
            return form->data(form->index(row), role);
    }
    return "no such variable";
}

QVariant tst_Inspector::fieldValue(const QString& name, int role) const
{
    FieldForm* form = m_inspector->fields();
    for (int row = 0; row < form->rowCount(); ++row) {
        if (form->data(form->index(row), FieldForm::NameRole).toString() == name)
            return form->data(form->index(row), role);
    }
    return "no such field";
}

int tst_Inspector::rowOf(const QString& name) const
{
    const FieldForm* form = m_inspector->fields();
    for (int row = 0; row < form->rowCount(); ++row) {
        if (form->data(form->index(row), FieldForm::NameRole).toString() == name)
            return row;
    }
    return -1;
}

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

void tst_Inspector::linksBothWays()
{
    EntityLinks links;
    links.setSession(&m_open->session());
    links.setTypeName("Kingdom");
    links.setEntityId(toQString(m_kingdom));
    const auto group = [&](const QString& label) {
        for (const QVariant& one : links.groups()) {
            if (one.toMap()["label"] == label)
                return one.toMap();
        }
        return QVariantMap();
    };
    QTRY_COMPARE_WITH_TIMEOUT(group("Settlements")["count"].toInt(), 1, patience);
    m_open->settlement(m_kingdom, "Greyport");
    QTRY_COMPARE_WITH_TIMEOUT(group("Settlements")["count"].toInt(), 2, patience);
    QCOMPARE(group("Settlements")["items"].toList().first().toMap()["name"].toString(), QString("Greyport"));
    links.setTypeName("Settlement");
    links.setEntityId(toQString(m_town));
    QTRY_COMPARE_WITH_TIMEOUT(group("Kingdom")["items"].toList().value(0).toMap()["name"].toString(),
                              QString("Veldmark"), patience);
    links.setEntityId("nobody");
    QTest::qWait(50);
    QVERIFY(links.groups().isEmpty());
}

void tst_Inspector::eventsAreLinkedFromBothEnds()
{
    const Id campaign = m_open->session().place().campaignId;
    const Id raid = m_open->make("Encounter", {{"campaignId", campaign}, {"name", "Goblin raid"}});
    const Id peace = m_open->make("Event", {{"campaignId", campaign}, {"name", "Peace treaty"}});
    const auto linksOf = [&](StoryLinks& links, const char* type, const Id& id) {
        links.setSession(&m_open->session());
        links.setTypeName(type);
        links.setEntityId(toQString(id));
    };
    StoryLinks ofTown, ofRaid, ofPeace;
    linksOf(ofTown, "Settlement", m_town);
    linksOf(ofRaid, "Encounter", raid);
    linksOf(ofPeace, "Event", peace);
    QVERIFY(!ofTown.canLink() && ofRaid.canLink());
    QCOMPARE(ofRaid.otherTypes().size(), 2);
    ofPeace.make(static_cast<int>(ofPeace.relations().indexOf("Needs first")), "Encounter", toQString(raid));
    QTRY_COMPARE_WITH_TIMEOUT(ofPeace.groups().size(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(ofRaid.groups().size(), 1, patience);
    const auto first = [](const StoryLinks& links) {
        const QVariantMap group = links.groups().value(0).toMap();
        return group["label"].toString() + ": " + group["items"].toList().value(0).toMap()["name"].toString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(first(ofPeace), QString("Needs first: Goblin raid"), patience);
    QTRY_COMPARE_WITH_TIMEOUT(first(ofRaid), QString("Is needed for: Peace treaty"), patience);
    // The step and the link are called by what they join.
    QCOMPARE(m_open->session().steps()->undoName(), QString("Link Goblin raid with Peace treaty"));
    const Id made =
        client::fromQString(ofRaid.groups().value(0).toMap()["items"].toList().value(0).toMap()["linkId"].toString());
    QCOMPARE(m_open->field("Link", made, "name"), Value("Goblin raid is needed for Peace treaty"));
    // Both kinds are looked through at once.
    ReferenceChoices others;
    others.setProperty("session", QVariant::fromValue(&m_open->session()));
    others.setProperty("typeNames", QStringList{"Encounter", "Event"});
    others.setProperty("isWanted", true);
    others.setProperty("search", "peace");
    QTRY_COMPARE_WITH_TIMEOUT(others.choices().size(), 1, patience);
    QCOMPARE(others.choices().first().toMap()["type"].toString(), QString("Event"));
    others.setProperty("search", "dragon");
    QTRY_VERIFY_WITH_TIMEOUT(others.choices().isEmpty() && others.isAnswered(), patience);
    ofRaid.make(99, "Event", toQString(peace));
    ofRaid.make(0, "Event", {});
    const QVariantMap item = ofRaid.groups().value(0).toMap()["items"].toList().value(0).toMap();
    ofRaid.remove(item["linkId"].toString());
    QTRY_VERIFY_WITH_TIMEOUT(ofPeace.groups().isEmpty() && ofRaid.groups().isEmpty(), patience);
}

void tst_Inspector::anEncounterIsResolvedAndTakenBack()
{
    const Id raid =
        m_open->make("Encounter", {{"campaignId", m_open->session().place().campaignId}, {"name", "Goblin raid"}});
    m_open->make("Effect",
                 {{"name", "The guard falls"},
                  {"entityType", "Encounter"},
                  {"entityId", raid},
                  {"timing", "ON_RESOLVE"},
                  {"target", "entity"},
                  {"targetType", "Settlement"},
                  {"targetId", m_town},
                  {"payload",
                   Value::Array{Value::Object{{"op", "replace"}, {"path", "/variables/population"}, {"value", 900}}}}});
    m_open->make(
        "FieldCondition",
        {{"name", "Large"},
         {"entityType", "Settlement"},
         {"field", "isLarge"},
         {"expression", Value::Object{{">", Value::Array{Value::Object{{"var", "variables.population"}}, 1000}}}}});
    Resolution resolution;
    resolution.setSession(&m_open->session());
    resolution.setTypeName("Encounter");
    resolution.setEntityId(toQString(raid));
    QTRY_VERIFY_WITH_TIMEOUT(resolution.isKnown() && resolution.isAvailable(), patience);
    resolution.begin();
    QTRY_VERIFY_WITH_TIMEOUT(resolution.isReady(), patience);
    const QVariantMap phase = resolution.phases().value(0).toMap();
    QCOMPARE(phase["phase"].toString(), QString("When it happens"));
    const QVariantMap effect = phase["effects"].toList().value(0).toMap();
    QCOMPARE(effect["name"].toString(), QString("The guard falls"));
    QCOMPARE(effect["lines"].toStringList(), QStringList{"Harrowford · Population: 1,200 → 900"});
    QCOMPARE(resolution.computed(), QStringList{"Harrowford · Is large: Yes → No"});
    QCOMPARE(resolution.failingEffect(), QString());
    QCOMPARE(m_open->field("Settlement", m_town, "variables").find("population")->asInteger(), 1200);
    resolution.resolve();
    QTRY_VERIFY_WITH_TIMEOUT(resolution.isDone(), patience);
    QCOMPARE(m_open->field("Settlement", m_town, "variables").find("population")->asInteger(), 900);
    resolution.begin();
    QTRY_VERIFY_WITH_TIMEOUT(!resolution.problem().isEmpty(), patience); // once is enough
    m_open->undo();
    QTRY_VERIFY_WITH_TIMEOUT(!resolution.isDone() && resolution.isAvailable(), patience);
    // What fails is named, so that it can be mended.
    const Id lost = m_open->make("Effect", {{"name", "Lost"},
                                            {"entityType", "Encounter"},
                                            {"entityId", raid},
                                            {"target", "settlement"},
                                            {"payload", Value::Array()}});
    resolution.begin();
    QTRY_COMPARE_WITH_TIMEOUT(resolution.failingEffect(), toQString(lost), patience);
    QVERIFY(resolution.problem().contains("has no location") && !resolution.problem().contains("ON_RESOLVE"));
    QVERIFY(resolution.computed().isEmpty());
    QCOMPARE(m_open->field("Settlement", m_town, "variables").find("population")->asInteger(), 1200);
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

void tst_Inspector::aRuleIsWrittenTriedAndSaved()
{
    EntityRules rules;
    rules.setSession(&m_open->session());
    rules.setTypeName("Settlement");
    rules.setEntityId(toQString(m_town));
    RuleDraft draft;
    draft.setProperty("session", QVariant::fromValue(&m_open->session()));
    draft.setProperty("typeName", "Settlement");
    draft.setProperty("entityId", toQString(m_town));
    draft.load("");
    draft.setProperty("name", "Large");
    draft.setProperty("field", "isLarge");
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

void tst_Inspector::aRuleMetByItselfSaysWhatItIs()
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
    draft.setProperty("session", QVariant::fromValue(&m_open->session()));
    draft.setProperty("typeName", "Settlement");
    draft.setProperty("entityId", toQString(m_town));
    draft.load("");
    draft.setFieldLabel("Needs a wall");
    QCOMPARE(draft.property("field").toString(), QString("needsAWall"));
    QTRY_VERIFY_WITH_TIMEOUT(
        (draft.setFieldLabel(""), draft.setFieldLabel("is large"), draft.property("field").toString() == "is_large"),
        patience);
    QCOMPARE(draft.fieldLabel(), QString("is large"));
}

void tst_Inspector::aMisspelledNameIsDoubted()
{
    RuleDraft draft;
    draft.setProperty("session", QVariant::fromValue(&m_open->session()));
    draft.setProperty("typeName", "Settlement");
    draft.setProperty("entityId", toQString(m_town));
    draft.load("");
    draft.setProperty("name", "Large");
    draft.setProperty("field", "isLarge");
    draft.setText("popluation > 3");
    QTRY_COMPARE_WITH_TIMEOUT(draft.doubt(), QString("Nothing is called “popluation”. Did you mean “population”?"),
                              patience);
    QTRY_VERIFY_WITH_TIMEOUT(draft.canSave(), patience); // doubted, not refused
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

void tst_Inspector::anUnfinishedRuleIsKept()
{
    const auto begin = [this](RuleDraft& draft) {
        draft.setProperty("session", QVariant::fromValue(&m_open->session()));
        draft.setProperty("typeName", "Settlement");
        draft.setProperty("entityId", toQString(m_town));
    };
    {
        RuleDraft draft;
        begin(draft);
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
    begin(again);
    QVERIFY(again.resume());
    QCOMPARE(again.property("name").toString(), QString("Large"));
    QCOMPARE(again.text(), QString("population > 10"));
    QVERIFY(again.isChanged());
    RuleDraft ofKingdoms;
    begin(ofKingdoms);
    ofKingdoms.setProperty("typeName", "Kingdom");
    QVERIFY(!ofKingdoms.resume());
    again.discard();
    QVERIFY(!again.isChanged());
    RuleDraft last;
    begin(last);
    QVERIFY(!last.resume());
}

void tst_Inspector::aLinkSaysWhatItJoins()
{
    const std::string& campaign = m_open->session().place().campaignId;
    const Id storm = m_open->make("Event", {{"campaignId", campaign}, {"name", "Storm"}});
    const Id ambush = m_open->make("Encounter", {{"campaignId", campaign}, {"name", "Ambush"}});
    const Id link = m_open->make("Link", {{"sourceType", "Event"},
                                          {"source", storm},
                                          {"targetType", "Encounter"},
                                          {"target", ambush},
                                          {"linkType", "prerequisite"}});
    LinkEnds ends;
    ends.setSession(&m_open->session());
    ends.setTypeName("Link");
    ends.setEntityId(toQString(link));
    QTRY_VERIFY_WITH_TIMEOUT(ends.sourceName() == "Storm" && ends.targetName() == "Ambush", patience);
    QCOMPARE(ends.relation(), QString("is needed for"));
    m_open->session().selection()->select("Link", toQString(link));
    QTRY_VERIFY_WITH_TIMEOUT(rowOf("linkType") >= 0, patience);
    QVERIFY(rowOf("source") < 0 && rowOf("sourceType") < 0);
    const QVariantList kinds =
        m_inspector->fields()->data(m_inspector->fields()->index(rowOf("linkType")), FieldForm::ChoicesRole).toList();
    QCOMPARE(kinds.first().toMap()["label"].toString(), QString("Is needed for"));
}

void tst_Inspector::aWrongRuleIsNotSaved()
{
    RuleDraft draft;
    draft.setProperty("session", QVariant::fromValue(&m_open->session()));
    draft.setProperty("typeName", "Settlement");
    draft.setProperty("entityId", toQString(m_town));
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

QTEST_GUILESS_MAIN(tst_Inspector)
#include "tst_Inspector.moc"
