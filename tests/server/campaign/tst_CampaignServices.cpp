// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/ContextNames.h"
#include "server/campaign/EntityContext.h"
#include "server/campaign/GeometryCheck.h"
#include "server/campaign/HomeBranches.h"
#include "server/campaign/Invalidation.h"
#include "server/campaign/RuleCheck.h"
#include "server/core/Clock.h"
#include "server/core/Json.h"
#include "server/history/Store.h"
#include "server/rules/Evaluator.h"

#include <QtTest>

using namespace campaign;

/// The small services below the API, each alone.
class tst_CampaignServices : public QObject
{
    Q_OBJECT

private slots:
    void aChangeTouchesWhatReadsItsEntities();
    void aChangeElsewhereTouchesTheType();
    void campaignWideThingsAreTheSameEverywhere();
    void theClockAndImportsTouchEverything();
    void typesAreAtHomeInWorldOrCampaign();
    void typesAreFoundByAnyName();
    void keysLeadAlongTheCatalogue();
    void shapesFollowGeometries();
    void unknownOperatorsAreRefusedWithTheirPlace();
    void whatColumnsAnswerIsNotedEachTime_data();
    void whatColumnsAnswerIsNotedEachTime();

private:
    const catalogue::Catalogue m_types = catalogue::Catalogue::standard();
};

namespace {

struct Touched
{
    std::string type;
    Id id;
    std::vector<std::pair<std::string, Id>> references;
};

void announce(events::EventBus& bus, std::int64_t seq, const Id& branch, const std::vector<Touched>& entities,
              const std::string& kind = "update")
{
    auto event = std::make_shared<events::ChangeEvent>();
    event->seq = seq;
    event->branchId = branch;
    event->kind = kind;
    for (const Touched& one : entities) {
        events::EntityChange change;
        change.type = one.type;
        change.id = one.id;
        change.references = one.references;
        event->entities.push_back(std::move(change));
    }
    bus.publish(event);
}

/// What was made at one version from the things named.
struct Made
{
    cache::Version at;
    cache::DependenciesPtr from;
    bool isGood(cache::Version asked) const { return from->hold(at, asked); }
};

/// A town of twenty houses, every second in disrepair.
Result<> fill(history::Writer& writer, const catalogue::Catalogue& types)
{
    const auto create = [&](const char* type, const Value::Object& fields, const Id& id) {
        return writer.create(*types.find(type), fields, id).has_value();
    };
    bool isMade = create("World", {{"name", "World"}}, "w") &&
                  create("Campaign", {{"name", "Campaign"}, {"worldId", "w"}}, "c") &&
                  create("Kingdom", {{"name", "Vale"}, {"campaignId", "c"}}, "k") &&
                  create("Settlement", {{"name", "Town"}, {"kingdomId", "k"}}, "t");
    for (int i = 0; i < 20 && isMade; ++i) {
        Value::Object variables{{"upkeep", i}};
        if (i % 2 == 0)
            variables.set("damage", i);
        isMade = create("Structure",
                        {{"name", "House"},
                         {"settlementId", "t"},
                         {"level", i % 5 + 1},
                         {"type", i % 3 ? "wall" : "temple"},
                         {"variables", variables}},
                        "s" + std::to_string(i));
    }
    return isMade ? Result<>() : Error{ErrorCode::Internal, "not made", {}, {}, {}};
}

} // namespace

void tst_CampaignServices::aChangeTouchesWhatReadsItsEntities()
{
    events::LocalBus bus;
    cache::Timeline timeline;
    Invalidation invalidation(bus, m_types, timeline);
    timeline.startAt(4);
    const catalogue::Type& structure = *m_types.find("Structure");
    ReadSet read(invalidation, "main");
    const auto made = [&] { return Made{4, read.take()}; };
    read.entity(structure, "tower");
    const Made tower = made();
    read.entity(structure, "wall");
    const Made wall = made();
    read.children(structure, *structure.field("settlementId"), "oldtown");
    const Made oldTown = made();
    read.children(structure, *structure.field("settlementId"), "newtown");
    const Made newTown = made();
    read.children(structure, *structure.field("settlementId"), "elsewhere");
    const Made other = made();
    read.type(structure);
    const Made any = made();
    read.type(*m_types.find("Kingdom"));
    const Made kingdoms = made();
    QVERIFY(!wall.isGood(5)); // committed, perhaps, but nothing was heard of it
    announce(bus, 5, "main", {{"Structure", "tower", {{"settlementId", "oldtown"}, {"settlementId", "newtown"}}}});
    for (const Made* gone : {&tower, &oldTown, &newTown, &any})
        QVERIFY(!gone->isGood(5));
    for (const Made* kept : {&wall, &other, &kingdoms})
        QVERIFY(kept->isGood(5));
}

void tst_CampaignServices::aChangeElsewhereTouchesTheType()
{
    events::LocalBus bus;
    cache::Timeline timeline;
    Invalidation invalidation(bus, m_types, timeline);
    const catalogue::Type& settlement = *m_types.find("Settlement");
    ReadSet onMain(invalidation, "main");
    onMain.entity(settlement, "a");
    const Made entity{0, onMain.take()};
    onMain.children(settlement, *settlement.field("kingdomId"), "k");
    const Made list{0, onMain.take()};
    onMain.entity(*m_types.find("Kingdom"), "k");
    const Made kingdom{0, onMain.take()};
    // Main follows the root: another settlement's change there may look like anything from here.
    announce(bus, 1, "root", {{"Settlement", "b", {{"kingdomId", "other"}}}});
    QVERIFY(!entity.isGood(1));
    QVERIFY(!list.isGood(1));
    QVERIFY(kingdom.isGood(1));
}

void tst_CampaignServices::campaignWideThingsAreTheSameEverywhere()
{
    events::LocalBus bus;
    cache::Timeline timeline;
    Invalidation invalidation(bus, m_types, timeline);
    ReadSet onMain(invalidation, "main");
    onMain.entity(*m_types.find("Campaign"), "c");
    const Made campaign{0, onMain.take()};
    announce(bus, 1, "root", {{"Campaign", "c", {}}});
    QVERIFY(!campaign.isGood(1));
}

void tst_CampaignServices::theClockAndImportsTouchEverything()
{
    events::LocalBus bus;
    cache::Timeline timeline;
    Invalidation invalidation(bus, m_types, timeline);
    ReadSet read(invalidation, "main");
    std::int64_t seq = 0;
    const auto touches = [&](const std::vector<Touched>& entities, const std::string& kind) {
        read.type(*m_types.find("Kingdom"));
        const Made made{seq, read.take()};
        announce(bus, ++seq, "main", entities, kind);
        return !made.isGood(seq);
    };
    QVERIFY(!touches({{"Note", "n", {}}}, "update"));
    QVERIFY(touches({{"Branch", "main", {}}}, "advance"));
    QVERIFY(touches({}, "update"));
    QVERIFY(touches({{"Note", "n", {}}}, "undo"));
    QVERIFY(touches(std::vector<Touched>(5'000, Touched{"Note", "n", {}}), "import"));
    QVERIFY(touches({{"Dragon", "d", {}}}, "update"));
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

void tst_CampaignServices::whatColumnsAnswerIsNotedEachTime_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("id");
    const auto add = [](const char* rule, const char* answer, const char* type, const char* id) {
        QTest::addRow("%s", rule) << QString(rule) << QString(answer) << QString(type) << QString(id);
    };
    add(R"({"some":[{"var":"structures"},{"==":[{"var":"type"},"temple"]}]})", "true", "Structure", "s3");
    add(R"({"reduce":[{"map":[{"var":"structures"},{"+":[{"var":"variables.upkeep"},{"var":"level"}]}]},
        {"+":[{"var":"current"},{"var":"accumulator"}]},0]})",
        "250", "Structure", "s3");
    // Unset: what the schema of variables says.
    add(R"({"reduce":[{"map":[{"var":"structures"},{"var":"variables.damage"}]},
        {"+":[{"var":"current"},{"var":"accumulator"}]},0]})",
        "1090", "Structure", "s3");
    // Over a relation: nothing is kept, and all that is gone through is noted.
    add(R"({"all":[{"var":"structures"},{"==":[{"var":"settlement.kingdom.name"},"Vale"]}]})", "true", "Kingdom", "k");
    add(R"({"none":[{"var":"structures"},{"==":[{"var":"id"},"s20"]}]})", "true", "Structure", "s3");
}

void tst_CampaignServices::whatColumnsAnswerIsNotedEachTime()
{
    QFETCH(const QString, rule);
    QFETCH(const QString, answer);
    QFETCH(const QString, type);
    QFETCH(const QString, id);
    const QTemporaryDir folder;
    const SystemClock clock{};
    const auto store = *history::openStore(folder.filePath("a.campaign").toStdString(), m_types, clock);
    history::ChangeRequest request;
    request.author = Viewer::owner();
    QVERIFY(store->write(request, [&](history::Writer& writer) { return fill(writer, m_types); }));
    const auto snapshot = *store->read();
    const auto towns = *snapshot->list(*m_types.find("Settlement"), {}, {}, Viewer::owner());

    events::LocalBus bus;
    cache::Timeline timeline;
    Invalidation invalidation(bus, m_types, timeline);
    ReadSet reads(invalidation, "main");
    const ContextNames names(m_types);
    std::vector<VariableDefaults> defaults(m_types.types().size());
    defaults[static_cast<std::size_t>(m_types.indexOf(*m_types.find("Structure")))] = {{"damage", 100}};
    EntityGraph graph(m_types, *snapshot, history::ReadPoint(), Viewer::owner());
    graph.record(&reads);
    EntityContext context(names, graph, defaults);
    rules::Evaluator evaluator;
    const auto operators = rules::OperatorRegistry::standard();
    const auto program = *rules::Program::compileRaw(*parseJson(rule.toStdString()), operators);
    std::vector<Made> made;
    for (int i = 0; i < 30; ++i) {
        context.setEntity(*towns.entities.front());
        QCOMPARE(QString::fromStdString(toJson(*evaluator.evaluate(*program, context))), answer);
        made.push_back({0, reads.take()});
    }
    std::vector<std::pair<std::string, Id>> references;
    if (type == "Structure")
        references = {{"settlementId", "t"}};
    announce(bus, 1, "main", {{type.toStdString(), id.toStdString(), references}});
    for (std::size_t i = 0; i < made.size(); ++i)
        QVERIFY2(!made[i].isGood(1), std::to_string(i).c_str());
}

QTEST_APPLESS_MAIN(tst_CampaignServices)
#include "tst_CampaignServices.moc"
