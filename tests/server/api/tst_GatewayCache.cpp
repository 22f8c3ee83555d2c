// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/api/Client.h"

#include "server/catalogue/Mentions.h"
#include "server/core/Json.h"

#include <QtTest>

#include <random>

using namespace campaign;
using namespace campaign::test;

/// The shared cache seen from outside: a gateway that remembers answers as one that does not.
class tst_GatewayCache : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void answersAreThoseOfAServerWithoutACache();
    void problemsAreFollowedChangeByChange();
    void unrelatedChangesLeaveItAlone();
    void warmingComputesAhead();
    void statisticsAreByType();

private:
    void addRules();
    void writeSomething(std::mt19937& random);
    Id anyOf(const std::string& list, std::mt19937& random, const Id& branch);
    std::string answer(api::Gateway& gateway, const std::string& query, const Viewer& viewer);
    std::int64_t count(const std::string& path);

    std::unique_ptr<Client> m_client;
    std::unique_ptr<SmallWorld> m_world;
    std::vector<Id> m_branches;
    int m_names = 0;
    int m_references = 0, m_failures = 0; ///< answers that tell of such problems
};

namespace {

const char* const everything = R"(
  kingdoms(branchId: $b) { id name computedFields settlements { id name level computedFields structures { id name level computedFields } } }
  settlements(branchId: $b) { id computedFields kingdom { id name } }
  locationsNear(input: {point: {longitude: 15, latitude: 15}, radius: 30, branchId: $b}) { id name }
  nearest(point: {longitude: 15, latitude: 15}, k: 3, branchId: $b) { distance location { id } settlement { id name } }
  settlementsNear(input: {point: {longitude: 15, latitude: 15}, radius: 30, branchId: $b}) { id name }
  mapLayer(branchId: $b) { features { id properties } }
  problems(branchId: $b) { kind message type id name field }
)";

} // namespace

void tst_GatewayCache::init()
{
    m_client = std::make_unique<Client>();
    m_world = std::make_unique<SmallWorld>(*m_client);
    m_branches = {m_world->branch, m_client->store().rootBranch()};
    m_names = 0;
}

std::string tst_GatewayCache::answer(api::Gateway& gateway, const std::string& query, const Viewer& viewer)
{
    std::string all;
    for (const Id& branch : m_branches) {
        api::Request request;
        request.query = "query($b: ID) { " + query + " }";
        request.variables = Value::Object{{"b", branch}};
        all += gateway.execute(request, viewer).json + '\n';
    }
    return all;
}

void tst_GatewayCache::addRules()
{
    const auto rule = [&](const char* type, const char* field, const char* expression) {
        m_client->make("createFieldCondition", Value::Object{{"name", std::string(type) + field},
                                                             {"entityType", type},
                                                             {"field", field},
                                                             {"expression", *parseJson(expression)}});
    };
    rule("settlement", "walls", R"({"var": "structures.length"})");
    rule(
        "settlement", "strength",
        R"({"reduce": [{"map": [{"var": "structures"}, {"var": "level"}]}, {"+": [{"var": "accumulator"}, {"var": "current"}]}, 0]})");
    rule("settlement", "realm", R"({"cat": [{"var": "kingdom.name"}, "/", {"var": "location.name"}]})");
    rule("structure", "home", R"({"cat": [{"var": "settlement.name"}, " in ", {"var": "kingdom.name"}]})");
    rule("structure", "neighbours", R"({"var": "settlement.structures.length"})");
    rule("kingdom", "towns", R"({"var": "settlements.length"})");
    // Fails in towns of one structure.
    rule("structure", "share", R"({"if": [{"==": [{"var": "settlement.structures.length"}, 1]}, {"*": []}, 1]})");
}

Id tst_GatewayCache::anyOf(const std::string& list, std::mt19937& random, const Id& branch)
{
    const Value data =
        m_client->data("query($b: ID) { all: " + list + "(branchId: $b) { id } }", Value::Object{{"b", branch}});
    const Value::Array& all = at(data, "all").asArray();
    return all.empty() ? Id() : at(all[random() % all.size()], "id").asString();
}

void tst_GatewayCache::writeSomething(std::mt19937& random)
{
    // A fork may have been undone.
    std::erase_if(m_branches, [this](const Id& branch) {
        return m_client->ask("query($b: ID) { kingdoms(branchId: $b) { id } }", Value::Object{{"b", branch}})
                   .find("errors") != nullptr;
    });
    const Id branch = m_branches[random() % m_branches.size()];
    const std::string name = "N" + std::to_string(++m_names);
    const auto run = [&](const std::string& mutation, Value::Object variables) {
        variables.append("b", branch);
        (void)m_client->ask(mutation, variables); // refused is as good as done: both servers see the same
    };
    const Id kingdom = anyOf("kingdoms", random, branch);
    const Id settlement = anyOf("settlements", random, branch);
    const Id structure = anyOf("structures", random, branch);
    switch (random() % 15) {
    case 0:
        return run(
            "mutation($i: ID!, $n: String, $b: ID) { updateKingdom(id: $i, input: {name: $n, branchId: $b}) { id } }",
            {{"i", kingdom}, {"n", name}});
    case 1:
        return run("mutation($i: ID!, $n: String, $b: ID) { updateSettlement(id: $i, input: {name: $n, branchId: $b}) "
                   "{ id } }",
                   {{"i", settlement}, {"n", name}});
    case 2:
        return run("mutation($i: ID!, $k: ID, $b: ID) { updateSettlement(id: $i, input: {kingdomId: $k, branchId: $b}) "
                   "{ id } }",
                   {{"i", settlement}, {"k", kingdom}});
    case 3:
        return run("mutation($i: ID!, $s: ID, $b: ID) { updateStructure(id: $i, input: {settlementId: $s, branchId: "
                   "$b}) { id } }",
                   {{"i", structure}, {"s", settlement}});
    case 4:
        return run(
            "mutation($i: ID!, $l: Int, $b: ID) { updateStructure(id: $i, input: {level: $l, branchId: $b}) { id } }",
            {{"i", structure}, {"l", static_cast<int>(random() % 5 + 1)}});
    case 5:
        return run("mutation($c: ID!, $n: String!, $b: ID) { createKingdom(input: {campaignId: $c, name: $n, branchId: "
                   "$b}) { id } }",
                   {{"c", m_world->campaign}, {"n", name}});
    case 6: {
        const Value point = Value::Object{
            {"type", "Point"},
            {"coordinates", Value::Array{static_cast<int>(random() % 30), static_cast<int>(random() % 30)}}};
        const Value made =
            m_client->ask("mutation($input: CreateLocationInput!) { place: createLocation(input: $input) { id } }",
                          Value::Object{{"input", Value::Object{{"worldId", m_world->world},
                                                                {"mapId", m_world->map},
                                                                {"name", name},
                                                                {"geometry", point}}}});
        if (made.find("errors"))
            return; // undone back to before the world was there
        const Id place = at(made, "data.place.id").asString();
        return run("mutation($k: ID!, $l: ID!, $n: String!, $b: ID) { createSettlement(input: {kingdomId: $k, "
                   "locationId: $l, name: $n, branchId: $b}) { id } }",
                   {{"k", kingdom}, {"l", place}, {"n", name}});
    }
    case 7:
        return run("mutation($s: ID!, $n: String!, $b: ID) { createStructure(input: {settlementId: $s, name: $n, "
                   "branchId: $b}) { id } }",
                   {{"s", settlement}, {"n", name}});
    case 8:
        return run(random() % 2 ? "mutation($i: ID!, $b: ID) { deleteStructure(id: $i, branchId: $b) { id } }"
                                : "mutation($i: ID!, $b: ID) { archiveStructure(id: $i, branchId: $b) { id } }",
                   {{"i", structure}});
    case 9:
        return run(random() % 2 ? "mutation($i: ID!, $b: ID) { deleteSettlement(id: $i, branchId: $b) { id } }"
                                : "mutation($i: ID!, $v: Int, $b: ID) { updateSettlement(id: $i, input: "
                                  "{visibility: $v, branchId: $b}) { id } }",
                   {{"i", settlement}, {"v", 1}});
    case 10:
        return run("mutation($w: ID!, $s: ID!, $n: String!, $b: ID) { createNote(input: {worldId: $w, aboutType: "
                   "\"Settlement\", aboutId: $s, name: $n, branchId: $b}) { id } }",
                   {{"w", m_world->world}, {"s", settlement}, {"n", name}});
    case 11:
        return run("mutation($i: ID!, $b: ID) { archiveNote(id: $i, branchId: $b) { id } }",
                   {{"i", anyOf("notes", random, branch)}});
    case 12:
    case 13:
        return run("mutation($b: ID) { undo(branchId: $b) { change } }", {});
    default:
        return run("mutation($b: ID) { redo(branchId: $b) { change } }", {});
    }
}

void tst_GatewayCache::answersAreThoseOfAServerWithoutACache()
{
    addRules();
    SystemClock clock;
    api::GatewaySettings settings;
    settings.cache.isEnabled = false;
    const auto plain = api::makeGateway(m_client->store(), clock, settings);
    QVERIFY(plain.has_value());
    const Viewer player{"p", "Player", false, {everyone}};
    const bool isLongRun = qgetenv("CAMPAIGN_TEST_SCALE").toDouble() > 1; // others do the same each time
    const unsigned seed = isLongRun ? std::random_device()() : 1;
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    for (int step = 0; step < 150; ++step) {
        if (step == 40) {
            const Value made = m_client->ask(
                "mutation($b: ID!) { fork: forkBranch(input: {sourceBranchId: $b, name: \"What if\"}) { id } }",
                Value::Object{{"b", m_world->branch}});
            if (!made.find("errors")) // else undone back to before the branch was there
                m_branches.push_back(at(made, "data.fork.id").asString());
        }
        writeSomething(random);
        for (const Viewer& viewer : {Viewer::owner(), player}) {
            const std::string expected = answer(**plain, everything, viewer);
            m_references += expected.find("DANGLING_REFERENCE") != std::string::npos ? 1 : 0;
            m_failures += expected.find("RULE_FAILED") != std::string::npos ? 1 : 0;
            for (int again = 0; again < 2; ++again)
                QCOMPARE(answer(m_client->gateway(), everything, viewer), expected);
        }
    }
    qInfo("%d answers told of references to what is gone, %d of rules that fail", m_references, m_failures);
    const cache::Statistics statistics = m_client->gateway().cacheStatistics();
    QVERIFY(statistics.total.hits > statistics.total.misses);
    QVERIFY(!(*plain)->cacheStatistics().enabled);
}

/// A change costs the look at what it touched, however large the campaign is.
void tst_GatewayCache::problemsAreFollowedChangeByChange()
{
    addRules();
    const auto ask = [&] { return text(m_client->data("{ problems { name field } }"), "problems"); };
    const auto statementsAfterChange = [&] {
        ask();
        m_client->data("mutation($i: ID!, $n: String) { updateSettlement(id: $i, input: {name: $n}) { id } }",
                       Value::Object{{"i", m_world->settlement}, {"n", "N" + std::to_string(++m_names)}});
        ask();
        return m_client->last().statements;
    };
    ask();
    const int all = m_client->last().statements;
    const int few = statementsAfterChange();
    QVERIFY2(few < all / 2, qPrintable(QString("%1 of %2").arg(few).arg(all)));
    for (int i = 0; i < 40; ++i) {
        const Id town = m_client->make("createSettlement",
                                       Value::Object{{"kingdomId", m_world->kingdom}, {"name", std::to_string(i)}});
        m_client->make("createStructure", Value::Object{{"settlementId", town}, {"name", "Inn"}});
    }
    const int many = statementsAfterChange();
    QVERIFY2(many <= few, qPrintable(QString("%1, before %2").arg(many).arg(few)));
    const auto failing = [&] { return at(m_client->data("{ problems { field } }"), "problems").asArray().size(); };
    const std::size_t before = failing(); // every town's only inn, the first town's too
    QCOMPARE(before, std::size_t(41));
    const Id second =
        m_client->make("createStructure", Value::Object{{"settlementId", m_world->settlement}, {"name", "Mill"}});
    QCOMPARE(failing(), before - 1); // no change of the first structure itself
    m_client->data("mutation($i: ID!) { archiveStructure(id: $i) { id } }", Value::Object{{"i", second}});
    QCOMPARE(failing(), before);
    m_client->data("mutation { undo { change } }");
    QCOMPARE(failing(), before - 1);
    const Id lost =
        m_client->make("createSettlement", Value::Object{{"kingdomId", m_world->kingdom}, {"name", "Lost"}});
    m_client->make("createNote",
                   Value::Object{{"worldId", m_world->world},
                                 {"name", "Chronicle"},
                                 {"text", catalogue::mentionText("Settlement", lost, "Lost") + " stood here."}});
    QCOMPARE(failing(), before - 1);
    m_client->data("mutation($i: ID!) { deleteSettlement(id: $i) { id } }", Value::Object{{"i", lost}});
    QCOMPARE(failing(), before);
    QVERIFY(text(m_client->data("{ problems { name message } }"), "problems").find("mentions Lost") !=
            std::string::npos);
    m_client->data("mutation { undo { change } }");
    QCOMPARE(failing(), before - 1); // the note itself has not changed
}

std::int64_t tst_GatewayCache::count(const std::string& path)
{
    const Value data = m_client->data("{ cacheStats { hits misses keys patternDeletes hitRate startTime enabled byType "
                                      "{ type hits misses sets keys } } }");
    return at(data, "cacheStats." + path).asInteger();
}

void tst_GatewayCache::unrelatedChangesLeaveItAlone()
{
    addRules();
    const char* const query = "settlements(branchId: $b) { computedFields structures { computedFields } }";
    (void)answer(m_client->gateway(), query, Viewer::owner());
    const std::int64_t missesBefore = count("misses");
    m_client->make("createNote", Value::Object{{"worldId", m_world->world}, {"name", "Rumour"}});
    m_client->make("createKingdom", Value::Object{{"campaignId", m_world->campaign}, {"name", "Rohan"}});
    (void)answer(m_client->gateway(), query, Viewer::owner());
    QCOMPARE(count("misses"), missesBefore);
    m_client->data("mutation($i: ID!) { updateKingdom(id: $i, input: {name: \"Arnor\"}) { id } }",
                   Value::Object{{"i", m_world->kingdom}});
    (void)answer(m_client->gateway(), query, Viewer::owner());
    QVERIFY(count("misses") > missesBefore);
}

void tst_GatewayCache::warmingComputesAhead()
{
    addRules();
    const Value warmed = m_client->data("mutation($c: ID!) { warmCache(campaignId: $c) { entities lists } }",
                                        Value::Object{{"c", m_world->campaign}});
    QVERIFY(at(warmed, "warmCache.entities").asInteger() >= 3);
    QVERIFY(at(warmed, "warmCache.lists").asInteger() >= 2);
    const std::int64_t missesBefore = count("misses");
    m_client->data("{ kingdoms { computedFields settlements { computedFields structures { computedFields } } } }");
    QCOMPARE(count("misses"), missesBefore);
    QCOMPARE(m_client->errorCode("mutation { warmCache(campaignId: \"nowhere\") { lists } }"),
             std::string("NOT_FOUND"));
}

void tst_GatewayCache::statisticsAreByType()
{
    const Value data = m_client->data("{ cacheStats { hitRate enabled startTime byType { type } } }");
    QCOMPARE(text(data, "cacheStats.enabled"), std::string("true"));
    QCOMPARE(
        text(data, "cacheStats.byType"),
        std::string(
            R"([{"type":"computed-fields"},{"type":"lists"},{"type":"spatial"},{"type":"rules"},{"type":"other"}])"));
}

QTEST_GUILESS_MAIN(tst_GatewayCache)
#include "tst_GatewayCache.moc"
