// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/Services.h"
#include "tests/server/api/TimedStory.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::test;

namespace {

std::string said(const Value& value, const char* path)
{
    return at(value, path).asString();
}

const auto untilDone = [] { return false; };

struct Watched : TimedStory
{
    std::optional<std::int64_t> pass(std::int64_t seconds)
    {
        clock.advance(seconds * second);
        return client.gateway().runDue(untilDone);
    }
    /// Whether, after so many seconds, the next one is due so many later.
    bool passes(std::int64_t seconds, std::int64_t later)
    {
        const std::optional<std::int64_t> next = pass(seconds);
        return next == clock.nowMicroseconds() + later * second;
    }
    std::int64_t level() { return at(story.settlementNow(), "level").asInteger(); }
    /// "name STATUS" of all, by name, of a branch.
    std::string states(const Id& branch = {})
    {
        const Value list = client.data("query($b: ID) { scheduledEffectsConnection(branchId: $b, orderBy: NAME_ASC)"
                                       " { edges { node { name status } } } }",
                                       Value::Object{{"b", branch.empty() ? story.branch : branch}});
        std::string states;
        for (const Value& edge : at(list, "scheduledEffectsConnection.edges").asArray())
            states += at(edge, "node.name").asString() + ' ' + at(edge, "node.status").asString() + ' ';
        return states;
    }
    /// The changes after number `since`.
    Value::Array changes(std::int64_t since)
    {
        return at(client.data("query($c: ID, $s: Int) { changes(campaignId: $c, since: $s, first: 100) "
                              "{ seq kind author reason branchId } }",
                              Value::Object{{"c", story.campaign}, {"s", since}}),
                  "changes")
            .asArray();
    }
};

} // namespace

class tst_RealTimeEffects : public QObject
{
    Q_OBJECT

private slots:
    void oneRunsWhenItsTimeHasComeAndOnce();
    void whatFellDueInBetweenRunsInOrderEachAChange();
    void cancelledDoesNotRun();
    void oneThatFailsIsMarkedAndHoldsUpNobody();
    void whatTheStoreRefusesFailsAlone();
    void whoComesSecondFindsItDone();
    void takenBackItWaitsForTheGameMaster();
    void aBranchRunsItsOwn();
    void stoppingLeavesTheRest();
    void onlyItsOwnKindOfChangeAlters();
};

void tst_RealTimeEffects::oneRunsWhenItsTimeHasComeAndOnce()
{
    Watched timed;
    timed.putOff("hunger", TimedStory::addPeople(1), 100);
    QVERIFY(!timed.pass(0));
    timed.story.resolve();
    const std::int64_t before = timed.population();
    const std::int64_t since = timed.lastChange();
    QVERIFY(timed.passes(0, 100));
    QVERIFY(timed.passes(99, 1));
    QCOMPARE(timed.population(), before);
    QVERIFY(!timed.pass(1));
    QCOMPARE(timed.population(), before + 1);
    QVERIFY(!timed.pass(1'000));
    QCOMPARE(timed.population(), before + 1);
    QCOMPARE(timed.states(), std::string("hunger DONE "));
    const Value::Array changes = timed.changes(since);
    QCOMPARE(changes.size(), std::size_t(1));
    QCOMPARE(said(changes[0], "kind"), std::string("due"));
    QCOMPARE(said(changes[0], "author"), std::string("scheduler"));
    QCOMPARE(said(changes[0], "reason"), std::string("\"hunger\" comes due"));
    const Value record =
        timed.client.data("query { effectExecutionsConnection { edges { node { name isSuccess } } } }");
    QCOMPARE(at(record, "effectExecutionsConnection.edges").asArray().size(), std::size_t(1));
    QVERIFY(at(record, "effectExecutionsConnection.edges.0.node.isSuccess").asBoolean());
}

void tst_RealTimeEffects::whatFellDueInBetweenRunsInOrderEachAChange()
{
    Watched timed;
    timed.putOff("last", Value::Array{op("test", "/level", 7), op("replace", "/level", 9)}, 300);
    timed.putOff("first", replace("/level", 5), 100);
    timed.putOff("second", Value::Array{op("test", "/level", 5), op("replace", "/level", 7)}, 200);
    timed.putOff("later", replace("/level", 1), 4'000);
    timed.story.resolve();
    const std::int64_t since = timed.lastChange();
    QVERIFY(timed.passes(3'000, 1'000));
    QCOMPARE(timed.level(), std::int64_t(9));
    const Value::Array changes = timed.changes(since);
    QCOMPARE(changes.size(), std::size_t(3));
    QCOMPARE(said(changes[0], "reason") + said(changes[1], "reason") + said(changes[2], "reason"),
             std::string("\"first\" comes due\"second\" comes due\"last\" comes due"));
    QCOMPARE(timed.states(), std::string("first DONE last DONE later PENDING second DONE "));
}

void tst_RealTimeEffects::cancelledDoesNotRun()
{
    Watched timed;
    timed.putOff("hunger", TimedStory::addPeople(1), 100);
    const Id waiting = at(timed.story.resolve(), "onResolve.results.0.scheduledId").asString();
    const std::int64_t before = timed.population();
    const Value of = Value::Object{{"id", waiting}};
    timed.client.data("mutation($id: ID!) { cancelScheduledEffect(id: $id) { status } }", of);
    QVERIFY(!timed.pass(200));
    QCOMPARE(timed.population(), before);
    // The cancellation taken back, it waits as before and is overdue.
    timed.story.undo();
    QVERIFY(!timed.pass(0));
    QCOMPARE(timed.population(), before + 1);
}

void tst_RealTimeEffects::oneThatFailsIsMarkedAndHoldsUpNobody()
{
    Watched timed;
    timed.putOff("bad", Value::Array{op("replace", "/level", 8), op("test", "/level", 1)}, 10);
    timed.putOff("good", replace("/level", 5), 20);
    timed.story.resolve();
    const std::int64_t since = timed.lastChange();
    QVERIFY(!timed.pass(100));
    QCOMPARE(timed.level(), std::int64_t(5));
    QCOMPARE(timed.states(), std::string("bad FAILED good DONE "));
    QCOMPARE(timed.changes(since).size(), std::size_t(2));
    const Value failed = timed.client.data("query { scheduledEffectsConnection(filter: {status: {eq: FAILED}}) "
                                           "{ edges { node { error } } } }");
    QVERIFY(at(failed, "scheduledEffectsConnection.edges.0.node.error").asString().find("test fails") !=
            std::string::npos);
    QVERIFY(!timed.pass(100'000));
    QCOMPARE(timed.changes(since).size(), std::size_t(2));
}

/// What only the whole change shows to be wrong: a kingdom that is not there.
void tst_RealTimeEffects::whatTheStoreRefusesFailsAlone()
{
    Watched timed;
    timed.putOff("bad", Value::Array{op("replace", "/level", 8), op("replace", "/kingdomId", "nowhere")}, 10);
    timed.putOff("good", TimedStory::addPeople(1), 20);
    timed.story.effect("bad by the clock", replace("/kingdomId", "nowhere"),
                       {{"target", "settlement"}, {"runsAfter", 10}});
    timed.story.resolve();
    const std::int64_t before = timed.population();
    QVERIFY(!timed.pass(100));
    QCOMPARE(timed.population(), before + 1);
    QCOMPARE(timed.states(), std::string("bad FAILED bad by the clock PENDING good DONE "));
    const Value step = timed.client.data("mutation($c: ID!) { advanceWorldTime(input: {campaignId: $c, to: "
                                         "\"0100-02-01T00:00:00Z\"}) { worldTime due { name outcome } } }",
                                         Value::Object{{"c", timed.story.campaign}});
    QCOMPARE(said(step, "advanceWorldTime.worldTime"), std::string("0100-02-01T00:00:00Z"));
    QCOMPARE(said(step, "advanceWorldTime.due.0.outcome"), std::string("FAILED"));
}

void tst_RealTimeEffects::whoComesSecondFindsItDone()
{
    Watched timed;
    timed.putOff("hunger", TimedStory::addPeople(1), 100);
    const Id waiting = at(timed.story.resolve(), "onResolve.results.0.scheduledId").asString();
    const std::int64_t before = timed.population();
    api::Services another(timed.client.store(), timed.clock, {});
    const history::ChangeRequest request{.author = Viewer::owner(), .branch = timed.story.branch};
    const auto first = another.time.runWaiting(waiting, request);
    QVERIFY(first && first->receipt.changed);
    const auto later = another.time.runWaiting(waiting, request);
    QVERIFY(later && !later->receipt.changed);
    QVERIFY(!another.time.runWaiting("nothing", request)->receipt.changed);
    QCOMPARE(timed.population(), before + 1);
}

void tst_RealTimeEffects::takenBackItWaitsForTheGameMaster()
{
    Watched timed;
    timed.putOff("hunger", TimedStory::addPeople(1), 100);
    timed.story.resolve();
    const std::int64_t before = timed.population();
    QVERIFY(!timed.pass(200));
    // Undo without a number is the game master's own step, not the scheduler's.
    const Value of = Value::Object{{"c", timed.story.campaign}, {"b", timed.story.branch}, {"n", timed.lastChange()}};
    timed.client.data(
        "mutation($c: ID!, $b: ID!, $n: Int) { undo(campaignId: $c, branchId: $b, change: $n) { change } }", of);
    QCOMPARE(timed.population(), before);
    QCOMPARE(timed.states(), std::string("hunger PENDING "));
    QVERIFY(!timed.pass(200));
    QCOMPARE(timed.population(), before);
    timed.client.data("mutation($c: ID!) { runDueEffects(campaignId: $c) { change } }", of);
    QCOMPARE(timed.population(), before + 1);
    QCOMPARE(timed.states(), std::string("hunger DONE "));
}

void tst_RealTimeEffects::aBranchRunsItsOwn()
{
    Watched timed;
    timed.putOff("hunger", TimedStory::addPeople(1), 100);
    timed.story.resolve();
    const std::int64_t before = timed.population();
    const Value of = Value::Object{{"i", Value::Object{{"sourceBranchId", timed.story.branch}, {"name", "What if"}}}};
    const Value forked = timed.client.data("mutation($i: ForkBranchInput!) { forkBranch(input: $i) { id } }", of);
    const Id fork = at(forked, "forkBranch.id").asString();
    const auto populationThere = [&] {
        return text(timed.client.data("query($s: ID!, $b: ID) { settlement(id: $s, branchId: $b) { variables } }",
                                      Value::Object{{"s", timed.story.settlement}, {"b", fork}}),
                    "settlement.variables.population");
    };
    const std::int64_t since = timed.lastChange();
    QVERIFY(!timed.pass(200));
    QCOMPARE(timed.population(), before + 1);
    QCOMPARE(timed.states(fork), std::string("hunger DONE "));
    QCOMPARE(populationThere(), std::to_string(before + 1));
    const Value::Array changes = timed.changes(since);
    QCOMPARE(changes.size(), std::size_t(2));
    QVERIFY(changes[0].find("branchId")->asString() == timed.story.branch);
    QVERIFY(changes[1].find("branchId")->asString() == fork);
}

void tst_RealTimeEffects::stoppingLeavesTheRest()
{
    Watched timed;
    for (const char* name : {"a", "b", "c"})
        timed.putOff(name, TimedStory::addPeople(1), 10);
    timed.story.resolve();
    timed.clock.advance(20 * second);
    int asked = 0;
    timed.client.gateway().runDue([&asked] { return ++asked > 2; });
    QCOMPARE(timed.states(), std::string("a DONE b DONE c PENDING "));
    timed.client.gateway().runDue([] { return true; });
    QCOMPARE(timed.states(), std::string("a DONE b DONE c PENDING "));
    timed.pass(0);
    QCOMPARE(timed.states(), std::string("a DONE b DONE c DONE "));
}

void tst_RealTimeEffects::onlyItsOwnKindOfChangeAlters()
{
    Watched timed;
    std::vector<bool> altered;
    const int number = timed.client.gateway().bus().subscribe(
        [&](const events::ChangeEventPtr& change) { altered.push_back(timed.client.gateway().altersDue(*change)); });
    timed.putOff("hunger", TimedStory::addPeople(1), 100);
    timed.story.resolve();
    timed.story.undo();
    timed.client.gateway().bus().unsubscribe(number);
    QCOMPARE(altered, (std::vector<bool>{false, true, true}));
}

QTEST_APPLESS_MAIN(tst_RealTimeEffects)
#include "tst_RealTimeEffects.moc"
