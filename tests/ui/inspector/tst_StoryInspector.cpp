// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/inspector/InspectedTown.h"
#include "ui/client/Conversion.h"
#include "ui/inspector/EntityLinks.h"
#include "ui/inspector/LinkEnds.h"
#include "ui/inspector/ReferenceChoices.h"
#include "ui/inspector/Resolution.h"
#include "ui/inspector/StoryLinks.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::test;
using client::toQString;

/// What the inspector says of the story: links of events and encounters, from both ends, and how they are resolved.
class tst_StoryInspector : public QObject, InspectedTown
{
    Q_OBJECT

private slots:
    void initTestCase() { useOwnSettings("tst_StoryInspector"); }
    void init() { QVERIFY(begin()); }
    void cleanup() { end(); }

    void linksBothWays();
    void eventsAreLinkedFromBothEnds();
    void anEncounterIsResolvedAndTakenBack();
    void aLinkSaysWhatItJoins();
};

void tst_StoryInspector::linksBothWays()
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

void tst_StoryInspector::eventsAreLinkedFromBothEnds()
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
    QTRY_COMPARE_WITH_TIMEOUT(m_open->session().steps()->undoName(), QString("Link Goblin raid with Peace treaty"),
                              patience);
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

void tst_StoryInspector::anEncounterIsResolvedAndTakenBack()
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

void tst_StoryInspector::aLinkSaysWhatItJoins()
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

QTEST_GUILESS_MAIN(tst_StoryInspector)
#include "tst_StoryInspector.moc"
