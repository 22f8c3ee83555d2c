// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/ChangeTracker.h"
#include "server/campaign/ContextNames.h"
#include "server/campaign/GeometryCheck.h"
#include "server/campaign/HomeBranches.h"
#include "server/campaign/RuleCheck.h"
#include "server/core/Json.h"

#include <QtTest>

using namespace campaign;

/// The small services below the API, each alone.
class tst_CampaignServices : public QObject
{
    Q_OBJECT

private slots:
    void changesTouchTheTypesTheyName();
    void unknownStepsAreNotTakenForUntouched();
    void theClockTouchesEverything();
    void typesAreAtHomeInWorldOrCampaign();
    void typesAreFoundByAnyName();
    void keysLeadAlongTheCatalogue();
    void shapesFollowGeometries();
    void unknownOperatorsAreRefusedWithTheirPlace();

private:
    const catalogue::Catalogue m_types = catalogue::Catalogue::standard();
};

namespace {
void announce(events::EventBus& bus, std::int64_t seq, const std::vector<std::string>& types,
              const std::string& kind = "update")
{
    auto event = std::make_shared<events::ChangeEvent>();
    event->seq = seq;
    event->kind = kind;
    for (const std::string& type : types) {
        events::EntityChange change;
        change.type = type;
        event->entities.push_back(std::move(change));
    }
    bus.publish(event);
}
} // namespace

void tst_CampaignServices::changesTouchTheTypesTheyName()
{
    events::LocalBus bus;
    const ChangeTracker tracker(bus, m_types);
    announce(bus, 5, {"Settlement"});
    announce(bus, 6, {"Structure", "Note"});
    const int settlement = m_types.indexOf(*m_types.find("Settlement"));
    const int structure = m_types.indexOf(*m_types.find("Structure"));
    const int kingdom = m_types.indexOf(*m_types.find("Kingdom"));
    QVERIFY(tracker.touched(4, 6)->has(settlement));
    QVERIFY(tracker.touched(4, 6)->has(structure));
    QVERIFY(!tracker.touched(4, 6)->has(kingdom));
    QVERIFY(!tracker.touched(5, 6)->has(settlement));
    QVERIFY(!tracker.touched(6, 6)->has(structure));
}

void tst_CampaignServices::unknownStepsAreNotTakenForUntouched()
{
    events::LocalBus bus;
    const ChangeTracker tracker(bus, m_types);
    QVERIFY(!tracker.touched(0, 1));
    announce(bus, 5, {"Settlement"});
    QVERIFY(!tracker.touched(3, 5)); // 4 was never heard of
    QVERIFY(!tracker.touched(4, 6)); // 6 is not announced yet
    announce(bus, 8, {"Settlement"});
    QVERIFY(!tracker.touched(4, 8)); // a gap forgets what was before
    QVERIFY(tracker.touched(7, 8));
}

void tst_CampaignServices::theClockTouchesEverything()
{
    events::LocalBus bus;
    const ChangeTracker tracker(bus, m_types);
    announce(bus, 1, {"Branch"}, "advance");
    announce(bus, 2, {});
    for (const catalogue::Type& type : m_types.types()) {
        QVERIFY(tracker.touched(0, 1)->has(m_types.indexOf(type)));
        QVERIFY(tracker.touched(1, 2)->has(m_types.indexOf(type)));
    }
}

void tst_CampaignServices::typesAreAtHomeInWorldOrCampaign()
{
    for (const char* name : {"World", "Map", "Location", "Note"})
        QVERIFY2(homeOf(m_types, *m_types.find(name)) == Home::World, name);
    for (const char* name :
         {"Campaign", "Branch", "Kingdom", "Settlement", "Structure", "FieldCondition", "VariableSchema"})
        QVERIFY2(homeOf(m_types, *m_types.find(name)) == Home::Campaign, name);
}

void tst_CampaignServices::typesAreFoundByAnyName()
{
    const catalogue::Type* wanted = m_types.find("FieldCondition");
    for (const char* name :
         {"FieldCondition", "fieldCondition", "FIELDCONDITION", "fieldConditions", "field_condition"})
        QCOMPARE(m_types.findByAnyName(name), wanted);
    QVERIFY(!m_types.findByAnyName("dragon"));
    QVERIFY(!m_types.findByAnyName(""));
}

void tst_CampaignServices::keysLeadAlongTheCatalogue()
{
    const ContextNames names(m_types);
    const catalogue::Type& structure = *m_types.find("Structure");
    const auto hops = [&](const catalogue::Type& type, const char* key) {
        const Lead* lead = names.find(type, key);
        return lead ? static_cast<int>(lead->hops.size()) : -1;
    };
    QCOMPARE(hops(structure, "self"), 0);
    QCOMPARE(hops(structure, "structure"), 0);
    QCOMPARE(hops(structure, "settlement"), 1);
    QCOMPARE(hops(structure, "kingdom"), 2);
    QCOMPARE(hops(structure, "campaign"), 3);
    QCOMPARE(hops(structure, "world"), 4);
    QCOMPARE(hops(structure, "dragon"), -1);
    QVERIFY(names.find(structure, "level")->kind == Lead::Kind::OwnField);
    const Lead* list = names.find(*m_types.find("Settlement"), "structures");
    QVERIFY(list && list->kind == Lead::Kind::List && list->hops[0].isDown);
    for (const catalogue::Type& type : m_types.types())
        QVERIFY(names.find(type, "name"));
}

void tst_CampaignServices::shapesFollowGeometries()
{
    const catalogue::Type& location = *m_types.find("Location");
    const auto check = [&](const char* geometry) {
        return checkGeometries(location, {{"geometry", *parseJson(geometry)}});
    };
    const auto line = check(R"({"type":"LineString","coordinates":[[0,0,7],[1,1,7]]})");
    QVERIFY(line);
    QCOMPARE(line->find("locationType")->asString(), std::string("line"));
    QCOMPARE(toJson(*line->find("geometry")->find("coordinates")), std::string("[[0,0],[1,1]]"));
    const auto open = check(R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]})");
    QVERIFY(!open);
    QVERIFY(open.error().code == ErrorCode::Invalid);
    QVERIFY(open.error().path.starts_with("geometry.coordinates"));
    const auto crossing = check(R"({"type":"Polygon","coordinates":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]})");
    QVERIFY(!crossing);
    QVERIFY2(crossing.error().message.find("(1, 1)") != std::string::npos, crossing.error().message.c_str());
}

void tst_CampaignServices::unknownOperatorsAreRefusedWithTheirPlace()
{
    const rules::OperatorRegistry operators = rules::OperatorRegistry::standard();
    const catalogue::Type& condition = *m_types.find("FieldCondition");
    const auto check = [&](const char* rule) {
        return checkRules(condition, {{"expression", *parseJson(rule)}}, operators);
    };
    QVERIFY(check(R"({"if": [{"var": "level"}, 1, 2]})"));
    const Result<> unknown = check(R"({"if": [true, {"frobnicate": [1]}]})");
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().path, std::string("expression/if/1/frobnicate"));
    std::string deep = "1";
    for (int i = 0; i < 60; ++i)
        deep = "{\"!\": [" + deep + "]}";
    const Result<> tooDeep = check(deep.c_str());
    QVERIFY(!tooDeep);
    QVERIFY(tooDeep.error().code == ErrorCode::Limit);
}

QTEST_APPLESS_MAIN(tst_CampaignServices)
#include "tst_CampaignServices.moc"
