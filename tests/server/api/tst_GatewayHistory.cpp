// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "tests/server/api/Client.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::test;

/// Undo, redo, branches and times as clients see them.
class tst_GatewayHistory : public QObject
{
    Q_OBJECT

private slots:
    void undoAndRedoNameTheirSteps();
    void undoReachesFromTheBranchToTheWorld();
    void whatOthersChangedSinceIsNotUndone();
    void whatIsNeededSinceIsNamed();
    void nothingToUndoIsAnError();
    void theBeginningIsNoStep();
    void theLogTellsEveryChange();
    void aChangeTellsWhatItDid();
    void aForkHasItsOwnCourse();
    void theClockDecidesWhatIsTrue();
    void anEarlierChangeCanBeReadAgain();
};

namespace {
std::string nameOf(Client& client, const Id& id, const std::string& more = {})
{
    return text(client.data("query($id: ID!) { settlement(id: $id" + more + ") { name } }", Value::Object{{"id", id}}),
                "settlement.name");
}

void rename(Client& client, const Id& id, const std::string& name, const Value& branch = {})
{
    client.data("mutation($id: ID!, $n: String, $b: ID) { updateSettlement(id: $id, input: {name: $n, branchId: $b}) "
                "{ id } }",
                Value::Object{{"id", id}, {"n", name}, {"b", branch}});
}
} // namespace

void tst_GatewayHistory::undoAndRedoNameTheirSteps()
{
    Client client;
    const SmallWorld world(client);
    rename(client, world.settlement, "Harrow");
    const std::string state = "{ undoState { undo { reason } redo { reason } } }";
    QCOMPARE(text(client.data(state), "undoState.undo.reason"), std::string("\"Rename Harrowford to Harrow\""));
    const Value undone = client.data("mutation { undo { change undoes reason entities { type id operation } } }");
    QCOMPARE(at(undone, "undo.entities.0.id").asString(), world.settlement);
    QCOMPARE(text(undone, "undo.entities.0.operation"), std::string("\"UPDATE\""));
    QVERIFY(at(undone, "undo.change").asInteger() > at(undone, "undo.undoes").asInteger());
    QCOMPARE(nameOf(client, world.settlement), std::string("\"Harrowford\""));
    QVERIFY(at(client.data(state), "undoState.redo.reason").isString());
    client.data("mutation { redo { change } }");
    QCOMPARE(nameOf(client, world.settlement), std::string("\"Harrow\""));
    QCOMPARE(text(client.data(state), "undoState.redo"), std::string("null"));
}

void tst_GatewayHistory::undoReachesFromTheBranchToTheWorld()
{
    Client client;
    const SmallWorld world(client);
    client.data("mutation($id: ID!) { updateLocation(id: $id, input: {name: \"Deep ford\"}) { id } }",
                Value::Object{{"id", world.location}});
    client.data("mutation($b: ID!) { undo(branchId: $b) { change } }", Value::Object{{"b", world.branch}});
    const Value data =
        client.data("query($id: ID!) { location(id: $id) { name } }", Value::Object{{"id", world.location}});
    QCOMPARE(text(data, "location.name"), std::string("\"Harrow's ford\""));
}

void tst_GatewayHistory::whatOthersChangedSinceIsNotUndone()
{
    Client client;
    const SmallWorld world(client);
    rename(client, world.settlement, "First");
    const std::int64_t first = client.last().seq;
    rename(client, world.settlement, "Second");
    const std::int64_t second = client.last().seq;
    const std::string undoing = "mutation($c: Int) { undo(change: $c) { change } }";
    const Value error = client.error(undoing, Value::Object{{"c", first}});
    QCOMPARE(text(error, "extensions.code"), std::string("\"CONFLICT\""));
    QCOMPARE(text(error, "extensions.later.change"), std::to_string(second));
    QVERIFY(at(error, "message").asString().find("by \"Rename First to Second\".") != std::string::npos);
    QCOMPARE(nameOf(client, world.settlement), std::string("\"Second\""));
    // That one taken back, nothing stands in the way; it is not named when it is the undo of something itself.
    client.data(undoing, Value::Object{{"c", second}});
    client.data(undoing, Value::Object{{"c", first}});
    QCOMPARE(nameOf(client, world.settlement), std::string("\"Harrowford\""));
}

void tst_GatewayHistory::whatIsNeededSinceIsNamed()
{
    Client client;
    const SmallWorld world(client);
    const Id rohan = client.make("createKingdom", Value::Object{{"campaignId", world.campaign}, {"name", "Rohan"}});
    const std::int64_t made = client.last().seq;
    client.data("mutation($id: ID!, $k: ID) { updateSettlement(id: $id, input: {kingdomId: $k, reason: \"Change "
                "hands\"}) { id } }",
                Value::Object{{"id", world.settlement}, {"k", rohan}});
    const std::int64_t changedHands = client.last().seq;
    rename(client, world.settlement, "Harrow"); // later still, and not in the way
    const std::string undoing = "mutation($c: Int) { undo(change: $c) { change } }";
    const Value error = client.error(undoing, Value::Object{{"c", made}});
    QCOMPARE(text(error, "extensions.later.change"), std::to_string(changedHands));
    QVERIFY2(at(error, "message").asString().find("Take back \"Change hands\" first.") != std::string::npos,
             text(error).c_str());
    client.data(undoing, Value::Object{{"c", changedHands}});
    client.data(undoing, Value::Object{{"c", made}});
}

void tst_GatewayHistory::nothingToUndoIsAnError()
{
    Client client;
    for (const char* step : {"undo", "redo"}) {
        client.error(std::string("mutation { ") + step + " { change } }");
        QVERIFY(client.last().executed);
    }
}

void tst_GatewayHistory::theBeginningIsNoStep()
{
    Client client;
    const SmallWorld world(client);
    const std::string state = "{ undoState { undo { reason } redo { reason } } }";
    int steps = 0;
    while (at(client.data(state), "undoState.undo").isObject() && ++steps < 100)
        client.data("mutation { undo { change } }");
    QVERIFY(steps > 0 && steps < 100);
    QCOMPARE(client.errorCode("mutation { undo { change } }"), std::string("NOT_FOUND"));
    const Value campaigns = client.data("{ campaignsConnection { edges { node { id } } } }");
    QCOMPARE(text(campaigns, "campaignsConnection.edges.0.node.id"), '"' + world.campaign + '"');
    const Value log = client.data("{ changes(first: 1000) { seq kind } }");
    for (const Value& one : at(log, "changes").asArray()) {
        if (one.stringOr("kind", "") == "undo")
            continue;
        const Value answer =
            client.ask("mutation($c: Int) { undo(change: $c) { change } }", Value::Object{{"c", *one.find("seq")}});
        QVERIFY2(answer.find("errors"), toJson(answer).c_str());
    }
    for (int step = 0; step < steps; ++step)
        client.data("mutation { redo { change } }");
    QCOMPARE(nameOf(client, world.settlement), std::string("\"Harrowford\""));
}

void tst_GatewayHistory::aChangeTellsWhatItDid()
{
    Client client;
    const SmallWorld world(client);
    const Id rohan = client.make("createKingdom", Value::Object{{"campaignId", world.campaign}, {"name", "Rohan"}});
    const std::int64_t made = client.last().seq;
    client.data("mutation($id: ID!) { updateSettlement(id: $id, input: {level: 4}) { id } }",
                Value::Object{{"id", world.settlement}});
    const std::int64_t raised = client.last().seq;
    rename(client, world.settlement, "Harrow");
    const auto contentOf = [&](std::int64_t change, const Value& first = {}) {
        return at(client.data("query($c: Int!, $n: Int) { changeContent(change: $c, first: $n) { total entities { type "
                              "entityId name operation fields { path before after } } } }",
                              Value::Object{{"c", change}, {"n", first}}),
                  "changeContent");
    };
    QCOMPARE(text(contentOf(raised)), R"({"total":1,"entities":[{"type":"Settlement","entityId":")" + world.settlement +
                                          R"(","name":"Harrow","operation":"UPDATE","fields":[{"path":"level",)" +
                                          R"("before":1,"after":4}]}]})");
    QCOMPARE(text(contentOf(made), "entities.0.operation"), std::string("\"CREATE\""));
    QCOMPARE(text(contentOf(made), "entities.0.name"), std::string("\"Rohan\""));
    client.data("mutation($id: ID!) { deleteKingdom(id: $id) { id } }", Value::Object{{"id", rohan}});
    QCOMPARE(text(contentOf(client.last().seq), "entities.0.operation"), std::string("\"DELETE\""));
    QCOMPARE(text(contentOf(made), "entities.0.name"), std::string("\"Rohan\"")); // though it is gone
    QCOMPARE(text(contentOf(2, 1), "entities.1"), std::string("null"));
    QVERIFY(at(contentOf(2, 1), "total").asInteger() > 1); // the world with its campaign
    for (const std::int64_t none : {std::int64_t{0}, std::int64_t{-7}, std::int64_t{1'000'000}})
        QCOMPARE(text(contentOf(none)), std::string(R"({"total":0,"entities":[]})"));
    QCOMPARE(client.errorCode("{ changeContent(change: 2, first: 0) { total } }"), std::string("BAD_USER_INPUT"));
    client.become({"eve", "Eve", false, {everyone}});
    QCOMPARE(text(contentOf(raised)), std::string(R"({"total":0,"entities":[]})"));
}

void tst_GatewayHistory::theLogTellsEveryChange()
{
    Client client;
    const SmallWorld world(client);
    rename(client, world.settlement, "Harrow");
    const Value data =
        client.data("{ changes { seq kind reason author realTime hash isUndone } last: changes(since: 1, "
                    "first: 1) { seq } }");
    const Value::Array& changes = at(data, "changes").asArray();
    QCOMPARE(changes.size(), std::size_t(7)); // the file, world, kingdom, location, settlement, structure, rename
    QCOMPARE(text(changes.back(), "reason"), std::string("\"Rename Harrowford to Harrow\""));
    QCOMPARE(at(changes.back(), "hash").asString().size(), std::size_t(64));
    QCOMPARE(at(data, "last").asArray().size(), std::size_t(1));
    QCOMPARE(client.errorCode("{ changes(first: 0) { seq } }"), std::string("BAD_USER_INPUT"));
}

void tst_GatewayHistory::aForkHasItsOwnCourse()
{
    Client client;
    const SmallWorld world(client);
    const Value made = client.data(R"(mutation($b: ID!) { forkBranch(input: {sourceBranchId: $b, name: "What if",
        description: "The wall falls"}) { id name description } })",
                                   Value::Object{{"b", world.branch}});
    const std::string fork = at(made, "forkBranch.id").asString();
    QCOMPARE(text(made, "forkBranch.description"), std::string("\"The wall falls\""));
    rename(client, world.settlement, "Ashford", fork);
    QCOMPARE(nameOf(client, world.settlement), std::string("\"Harrowford\""));
    QCOMPARE(nameOf(client, world.settlement, ", branchId: \"" + fork + "\""), std::string("\"Ashford\""));
    rename(client, world.settlement, "Harrow");
    QCOMPARE(nameOf(client, world.settlement, ", branchId: \"" + fork + "\""), std::string("\"Ashford\""));
    QCOMPARE(client.errorCode("{ settlements(branchId: \"nowhere\") { id } }"), std::string("NOT_FOUND"));
}

void tst_GatewayHistory::theClockDecidesWhatIsTrue()
{
    Client client;
    const SmallWorld world(client);
    const Value c = Value::Object{{"c", world.campaign}, {"s", world.settlement}};
    QCOMPARE(text(client.data("query($c: ID!) { getCurrentWorldTime(campaignId: $c) }", c)),
             std::string(R"({"getCurrentWorldTime":null})"));
    client.data(R"(mutation($c: ID!) { advanceWorldTime(input: {campaignId: $c, to: "1200-01-01T00:00:00Z"}) {
        worldTime change } })",
                c);
    client.data(R"(mutation($s: ID!) { updateSettlement(id: $s, input: {level: 7, worldTime: "1250-01-01T00:00:00Z"}) {
        level } })",
                c);
    const std::string levels = R"(query($s: ID!) { now: settlement(id: $s) { level }
        later: settlementAsOf(id: $s, asOf: "1260-01-01T00:00:00Z") { level } })";
    QCOMPARE(text(client.data(levels, c)), std::string(R"({"now":{"level":1},"later":{"level":7}})"));
    client.data(R"(mutation($c: ID!) { advanceWorldTime(input: {campaignId: $c, to: "1255-01-01T00:00:00Z"}) {
        change } })",
                c);
    QCOMPARE(text(client.data(levels, c), "now.level"), std::string("7"));
    QCOMPARE(text(client.data("query($c: ID!) { getCurrentWorldTime(campaignId: $c) }", c)),
             std::string(R"({"getCurrentWorldTime":"1255-01-01T00:00:00Z"})"));
    client.error(R"(mutation($c: ID!) { advanceWorldTime(input: {campaignId: $c, to: "1100-01-01T00:00:00Z"}) {
        change } })",
                 c);
}

void tst_GatewayHistory::anEarlierChangeCanBeReadAgain()
{
    Client client;
    const SmallWorld world(client);
    const std::int64_t before = client.last().seq;
    rename(client, world.settlement, "Harrow");
    QCOMPARE(nameOf(client, world.settlement, ", atChange: " + std::to_string(before)), std::string("\"Harrowford\""));
}

QTEST_APPLESS_MAIN(tst_GatewayHistory)
#include "tst_GatewayHistory.moc"
