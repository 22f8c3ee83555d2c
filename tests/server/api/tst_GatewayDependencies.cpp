// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/api/Client.h"

#include <QtTest>

#include <set>

using namespace campaign;
using namespace campaign::test;

/// The dependency graph as clients see it.
class tst_GatewayDependencies : public QObject
{
    Q_OBJECT

private slots:
    void edgesAreExactToThePath();
    void neighboursAreNextOrAll();
    void theGraphFollowsItsRules();
    void whatIsReadElsewhereIsNotConfused();
    void circlesAreNamed();
    void everythingComesAfterWhatItReads();
    void playersLearnNothing();
    void badNodesAreRefused();
};

namespace {

Value var(const char* path)
{
    return Value::Object{{"var", path}};
}

/// A small world with an event, three rules and two variables.
struct Web : SmallWorld
{
    explicit Web(Client& asked)
        : SmallWorld(asked)
        , client(asked)
    {
        gold = client.make(
            "createStateVariable",
            Value::Object{
                {"scope", "SETTLEMENT"}, {"scopeId", settlement}, {"key", "gold"}, {"type", "INTEGER"}, {"value", 5}});
        wealth = derived("SETTLEMENT", settlement, "wealth",
                         Value::Object{{"+", Value::Array{var("var.gold"), var("variables.population")}}});
        rich = rule("rich", Value::Object{{">", Value::Array{var("var.wealth"), 1000}}});
        markets = rule(
            "markets",
            Value::Object{
                {"reduce",
                 Value::Array{Value::Object{
                                  {"filter", Value::Array{var("structures"),
                                                          Value::Object{{"==", Value::Array{var("type"), "market"}}}}}},
                              Value::Object{{"+", Value::Array{1, var("accumulator")}}}, 0}}});
        event = client.make("createEvent", Value::Object{{"campaignId", campaign}, {"name", "Fair"}});
        condition = client.make("createCondition", Value::Object{{"entityType", "Event"},
                                                                 {"entityId", event},
                                                                 {"name", "In summer"},
                                                                 {"expression", var("campaign.name")}});
        effect = client.make(
            "createEffect",
            Value::Object{{"entityType", "Event"},
                          {"entityId", event},
                          {"name", "Grow"},
                          {"target", "entity"},
                          {"targetType", "Settlement"},
                          {"targetId", settlement},
                          {"payload", Value::Array{Value::Object{
                                          {"op", "replace"}, {"path", "/variables/population"}, {"value", 7}}}}});
    }

    Id derived(const char* scope, const Id& owner, const char* key, Value formula)
    {
        return client.make("createStateVariable", Value::Object{{"scope", scope},
                                                                {"scopeId", owner},
                                                                {"key", key},
                                                                {"type", "DERIVED"},
                                                                {"formula", std::move(formula)}});
    }
    Id rule(const char* field, Value expression)
    {
        return client.make(
            "createFieldCondition",
            Value::Object{{"entityType", "Settlement"}, {"field", field}, {"expression", std::move(expression)}});
    }
    std::set<std::string> edges()
    {
        const Value answer =
            client.data("query($c: ID!) { getDependencyGraph(campaignId: $c) { edges { from to type path } } }",
                        Value::Object{{"c", campaign}});
        std::set<std::string> all;
        for (const Value& edge : at(answer, "getDependencyGraph.edges").asArray())
            all.insert(edge.stringOr("from", "") + " " + edge.stringOr("type", "") + " " + edge.stringOr("to", "") +
                       " " + edge.stringOr("path", ""));
        return all;
    }
    std::set<std::string> around(const char* query, const std::string& node, bool isTransitive)
    {
        const Value answer = client.data(std::string("query($c: ID!, $n: ID!, $t: Boolean) { ") + query +
                                             "(campaignId: $c, nodeId: $n, transitive: $t) { id name } }",
                                         Value::Object{{"c", campaign}, {"n", node}, {"t", isTransitive}});
        std::set<std::string> ids;
        for (const Value& one : at(answer, query).asArray())
            ids.insert(one.stringOr("id", ""));
        return ids;
    }

    Client& client;
    Id gold, wealth, rich, markets, event, condition, effect;
};

using Nodes = std::set<std::string>;

} // namespace

void tst_GatewayDependencies::edgesAreExactToThePath()
{
    Client client;
    Web web(client);
    const std::set<std::string> edges = web.edges();
    const std::string wealth = "VARIABLE:" + web.wealth, rich = "CONDITION:" + web.rich;
    QVERIFY(edges.contains(wealth + " READS VARIABLE:" + web.gold + " settlement.var.gold"));
    QVERIFY(edges.contains(wealth + " READS ENTITY:" + web.settlement + " settlement.variables.population"));
    QVERIFY(edges.contains(rich + " READS " + wealth + " settlement.var.wealth"));
    QVERIFY(edges.contains(rich + " DEPENDS_ON " + wealth + " settlement.var.wealth"));
    QVERIFY(edges.contains("CONDITION:" + web.markets + " READS ENTITY:Settlement settlement.structures"));
    QVERIFY(edges.contains("CONDITION:" + web.markets + " READS ENTITY:Structure structure.type"));
    QVERIFY(!edges.contains("CONDITION:" + web.markets + " READS ENTITY:Structure structure"));
    QVERIFY(edges.contains("EFFECT:" + web.effect + " WRITES ENTITY:" + web.settlement +
                           " settlement.variables.population"));
    QVERIFY(edges.contains("EFFECT:" + web.effect + " DEPENDS_ON ENTITY:" + web.event + " event"));
    QVERIFY(edges.contains("ENTITY:" + web.event + " DEPENDS_ON CONDITION:" + web.condition + " event"));
}

void tst_GatewayDependencies::neighboursAreNextOrAll()
{
    Client client;
    Web web(client);
    const std::string wealth = "VARIABLE:" + web.wealth, gold = "VARIABLE:" + web.gold, rich = "CONDITION:" + web.rich;
    QCOMPARE(web.around("getNodeDependents", gold, false), Nodes{wealth});
    QCOMPARE(web.around("getNodeDependents", gold, true), (Nodes{wealth, rich, "ENTITY:Settlement"}));
    QCOMPARE(web.around("getNodeDependencies", rich, false), Nodes{wealth});
    // What writes the population is among what makes it rich; what the effect belongs to with it.
    const Nodes all = web.around("getNodeDependencies", rich, true);
    for (const std::string& node : {wealth, gold, "EFFECT:" + web.effect, "CONDITION:" + web.condition})
        QVERIFY2(all.contains(node), node.c_str());
    QVERIFY(!all.contains("CONDITION:" + web.markets));
    const Nodes after = web.around("getNodeDependents", "EFFECT:" + web.effect, true);
    QVERIFY(after.contains(wealth) && after.contains(rich));
    QVERIFY(!after.contains("CONDITION:" + web.markets));
}

void tst_GatewayDependencies::theGraphFollowsItsRules()
{
    Client client;
    Web web(client);
    const std::set<std::string> before = web.edges();
    client.data("mutation($id: ID!) { deleteStateVariable(id: $id) { id } }", Value::Object{{"id", web.wealth}});
    std::set<std::string> after = web.edges();
    QVERIFY(after.contains("CONDITION:" + web.rich + " READS ENTITY:Settlement settlement.var.wealth"));
    for (const std::string& edge : after)
        QVERIFY2(edge.find(web.wealth) == std::string::npos, edge.c_str());
    client.data("mutation($c: ID!, $b: ID!) { undo(campaignId: $c, branchId: $b) { change } }",
                Value::Object{{"c", web.campaign}, {"b", web.branch}});
    QCOMPARE(web.edges(), before);
    client.data("mutation($id: ID!) { toggleFieldConditionActive(id: $id, isActive: false) { id } }",
                Value::Object{{"id", web.rich}});
    after = web.edges();
    for (const std::string& edge : after)
        QVERIFY2(edge.find(web.rich) == std::string::npos, edge.c_str());
    // Kept up or made anew: the same.
    QCOMPARE(text(client.data("mutation($c: ID!) { invalidateDependencyGraph(campaignId: $c) }",
                              Value::Object{{"c", web.campaign}}),
                  "invalidateDependencyGraph"),
             "true");
    QCOMPARE(web.edges(), after);
}

void tst_GatewayDependencies::whatIsReadElsewhereIsNotConfused()
{
    Client client;
    Web web(client);
    const Id other = client.make("createKingdom", Value::Object{{"campaignId", web.campaign}, {"name", "Rohan"}});
    const Id here = web.derived("KINGDOM", web.kingdom, "tax", var("level"));
    const Id there = web.derived("KINGDOM", other, "tax", var("level"));
    const Id reader = web.derived("SETTLEMENT", web.settlement, "due", var("kingdom.var.tax"));
    QVERIFY(web.around("getNodeDependents", "VARIABLE:" + here, false).contains("VARIABLE:" + reader));
    QVERIFY(!web.around("getNodeDependents", "VARIABLE:" + there, false).contains("VARIABLE:" + reader));
    QVERIFY(!web.around("getNodeDependencies", "VARIABLE:" + reader, true).contains("VARIABLE:" + there));
    // Moved to the other kingdom, it reads the other's.
    client.data("mutation($id: ID!, $k: ID!) { updateSettlement(id: $id, input: {kingdomId: $k}) { id } }",
                Value::Object{{"id", web.settlement}, {"k", other}});
    QVERIFY(web.around("getNodeDependents", "VARIABLE:" + there, false).contains("VARIABLE:" + reader));
}

void tst_GatewayDependencies::circlesAreNamed()
{
    Client client;
    Web web(client);
    const auto validate = [&] {
        return at(client.data("query($c: ID!) { validateDependencyGraph(campaignId: $c) { isValid cycles { message "
                              "nodes { id } } } }",
                              Value::Object{{"c", web.campaign}}),
                  "validateDependencyGraph");
    };
    QCOMPARE(text(validate()), R"({"isValid":true,"cycles":[]})");
    history::ChangeRequest request;
    request.author = Viewer::owner();
    request.branch = web.branch;
    const auto written = client.store().write(request, [&](history::Writer& writer) {
        return writer.update(*client.store().types().find("StateVariable"), web.gold,
                             Value::Object{{"type", "DERIVED"}, {"value", {}}, {"formula", var("var.wealth")}});
    });
    QVERIFY(written.has_value());
    const Value found = validate();
    QCOMPARE(text(found, "isValid"), "false");
    QCOMPARE(at(found, "cycles.0.message").asString(),
             "gold of Harrowford → wealth of Harrowford → gold of Harrowford");
    QCOMPARE(at(found, "cycles.0.nodes.1.id").asString(), "VARIABLE:" + web.wealth);
}

void tst_GatewayDependencies::everythingComesAfterWhatItReads()
{
    Client client;
    Web web(client);
    const Id first = web.derived("SETTLEMENT", web.settlement, "z", var("var.y"));
    const Id second = web.derived("SETTLEMENT", web.settlement, "y", var("var.wealth"));
    const Value order = at(
        client.data("query($c: ID!) { getEvaluationOrder(campaignId: $c) { id } }", Value::Object{{"c", web.campaign}}),
        "getEvaluationOrder");
    std::map<std::string, std::size_t> places;
    for (const Value& one : order.asArray())
        places.emplace(one.stringOr("id", ""), places.size());
    QVERIFY(places.at("VARIABLE:" + web.wealth) < places.at("VARIABLE:" + second));
    QVERIFY(places.at("VARIABLE:" + second) < places.at("VARIABLE:" + first));
    QVERIFY(places.at("VARIABLE:" + web.wealth) < places.at("CONDITION:" + web.rich));
}

void tst_GatewayDependencies::playersLearnNothing()
{
    Client client;
    Web web(client);
    client.become({"p", "Player", false, {everyone}});
    const Value ids = Value::Object{{"c", web.campaign}, {"n", "VARIABLE:" + web.gold}};
    for (const char* query : {"query($c: ID!) { getDependencyGraph(campaignId: $c) { nodes { name } } }",
                              "query($c: ID!, $n: ID!) { getNodeDependents(campaignId: $c, nodeId: $n) { name } }",
                              "query($c: ID!, $n: ID!) { getNodeDependencies(campaignId: $c, nodeId: $n) { name } }",
                              "query($c: ID!) { validateDependencyGraph(campaignId: $c) { isValid } }",
                              "query($c: ID!) { getEvaluationOrder(campaignId: $c) { name } }",
                              "mutation($c: ID!) { invalidateDependencyGraph(campaignId: $c) }"})
        QCOMPARE(client.errorCode(query, ids), "FORBIDDEN");
}

void tst_GatewayDependencies::badNodesAreRefused()
{
    Client client;
    Web web(client);
    const auto code = [&](const std::string& node) {
        return client.errorCode("query($c: ID!, $n: ID!) { getNodeDependents(campaignId: $c, nodeId: $n) { name } }",
                                Value::Object{{"c", web.campaign}, {"n", node}});
    };
    QCOMPARE(code("gold"), "BAD_USER_INPUT");
    QCOMPARE(code(""), "BAD_USER_INPUT");
    QCOMPARE(code("VARIABLE:none"), "NOT_FOUND");
    QCOMPARE(code("ENTITY:none"), "NOT_FOUND");
    QCOMPARE(code("THING:" + web.gold), "NOT_FOUND");
    QCOMPARE(client.errorCode("{ getDependencyGraph(campaignId: \"none\") { branchId } }"), "NOT_FOUND");
}

QTEST_APPLESS_MAIN(tst_GatewayDependencies)
#include "tst_GatewayDependencies.moc"
