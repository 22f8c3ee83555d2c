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
    /// An undo or redo; its reason, "" when it was refused.
    std::string step(const std::string& name)
    {
        const Value answer = client.ask("mutation($b: ID!) { step: " + name + "(branchId: $b) { reason } }",
                                        Value::Object{{"b", story.branch}});
        const Value& reason = at(answer, "data.step.reason");
        return reason.isString() ? reason.asString() : std::string();
    }
    std::string undoOf(std::int64_t change)
    {
        return text(client.ask("mutation($b: ID!, $n: Int) { undo(branchId: $b, change: $n) { reason } }",
                               Value::Object{{"b", story.branch}, {"n", change}}));
    }
    std::string exported()
    {
        return client.data("{ exportContent(format: \"json\") }").find("exportContent")->asString();
    }
};

const Viewer somebodyElse{"mara", "Mara", true, {gameMasterOnly, everyone}};

} // namespace

class tst_RealTimeEffects : public QObject
{
    Q_OBJECT

private slots:
    void oneRunsWhenItsTimeHasComeAndOnce();
    void whatFellDueInBetweenRunsInOrderEachAChange();
    void cancelledDoesNotRun();
    void aCancellationTakenBackInTimeIsAsIfItHadNotBeen();
    void oneThatFailsIsMarkedAndHoldsUpNobody();
    void whatTheStoreRefusesFailsAlone();
    void whoComesSecondFindsItDone();
    void takenBackItWaitsForTheGameMaster();
    void undoWalksThroughWhatRanByItself();
    void aRunLeavesTheRedo();
    void whatOthersPutOffIsTheirs();
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
    QCOMPARE(said(changes[0], "author"), Viewer::owner().userId); // who put it off
    QCOMPARE(said(changes[0], "reason"), std::string("hunger (ran by itself)"));
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
             std::string("first (ran by itself)second (ran by itself)last (ran by itself)"));
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
    // The cancellation taken back too late, it waits for the game master.
    timed.story.undo();
    QVERIFY(!timed.pass(0));
    QCOMPARE(timed.states(), std::string("hunger PENDING "));
    QCOMPARE(timed.population(), before);
}

void tst_RealTimeEffects::aCancellationTakenBackInTimeIsAsIfItHadNotBeen()
{
    Watched timed;
    timed.putOff("hunger", TimedStory::addPeople(1), 100);
    const Id waiting = at(timed.story.resolve(), "onResolve.results.0.scheduledId").asString();
    timed.client.data("mutation($id: ID!) { cancelScheduledEffect(id: $id) { status } }",
                      Value::Object{{"id", waiting}});
    QVERIFY(!timed.pass(99));
    timed.story.undo();
    QVERIFY(timed.passes(0, 1));
    QVERIFY(!timed.pass(1));
    QCOMPARE(timed.states(), std::string("hunger DONE "));
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
    const Id waiting = at(timed.story.resolve(), "onResolve.results.0.scheduledId").asString();
    const std::int64_t before = timed.population();
    QVERIFY(!timed.pass(200));
    QCOMPARE(timed.step("undo"), std::string("hunger (ran by itself)"));
    QCOMPARE(timed.population(), before);
    QCOMPARE(timed.states(), std::string("hunger PENDING "));
    QVERIFY(!timed.pass(200));
    QCOMPARE(timed.population(), before);
    const Value of = Value::Object{{"id", waiting}, {"c", timed.story.campaign}};
    const std::string running = "mutation($id: ID!) { runScheduledEffect(id: $id) { status } }";
    QCOMPARE(text(timed.client.data(running, of), "runScheduledEffect.status"), std::string("\"DONE\""));
    QCOMPARE(timed.population(), before + 1);
    QCOMPARE(timed.client.errorCode(running, of), std::string("CONFLICT"));
    QCOMPARE(timed.client.errorCode(running, Value::Object{{"id", "nothing"}}), std::string("NOT_FOUND"));
    QCOMPARE(timed.step("undo"), std::string("Run hunger now"));
    timed.client.data("mutation($c: ID!) { runDueEffects(campaignId: $c) { change } }", of);
    QCOMPARE(timed.population(), before + 1);
    QCOMPARE(timed.states(), std::string("hunger DONE "));
}

/// Two resolutions, each with something that ran by itself after it: back to the beginning and forth to the end.
void tst_RealTimeEffects::undoWalksThroughWhatRanByItself()
{
    Watched timed;
    timed.putOff("hunger", TimedStory::addPeople(1), 100);
    const Id later = timed.client.make("createEncounter",
                                       Value::Object{{"campaignId", timed.story.campaign}, {"name", "The relief"}});
    timed.client.make("createEffect", Value::Object{{"entityType", "Encounter"},
                                                    {"entityId", later},
                                                    {"name", "muster"},
                                                    {"target", "self"},
                                                    {"payload", replace("/description", "Here.")},
                                                    {"runsAfterRealTime", 50}});
    std::vector<std::string> states{timed.exported()};
    const auto keep = [&] { states.push_back(timed.exported()); };
    timed.story.resolve();
    keep();
    timed.pass(100);
    keep();
    timed.client.data("mutation($id: ID!) { resolveEncounter(id: $id) { encounter { id } } }",
                      Value::Object{{"id", later}});
    keep();
    timed.pass(100);
    keep();
    QCOMPARE(timed.states(), std::string("hunger DONE muster DONE "));
    QCOMPARE(std::set<std::string>(states.begin(), states.end()).size(), states.size());
    const std::vector<std::string> steps{"Resolve The siege", "hunger (ran by itself)", "Resolve The relief",
                                         "muster (ran by itself)"};
    for (std::size_t left = steps.size(); left-- > 0;) {
        QCOMPARE(timed.step("undo"), steps[left]);
        timed.pass(1'000); // nothing runs behind one's back
        QCOMPARE(timed.exported(), states[left]);
    }
    for (std::size_t done = 0; done < steps.size(); ++done) {
        QCOMPARE(timed.step("redo"), steps[done]);
        timed.pass(1'000);
        QCOMPARE(timed.exported(), states[done + 1]);
    }
    QCOMPARE(timed.step("redo"), std::string());
}

/// What runs by itself is not of one's hand: what was undone before it can still be done again.
void tst_RealTimeEffects::aRunLeavesTheRedo()
{
    Watched timed;
    timed.putOff("hunger", TimedStory::addPeople(1), 100);
    timed.story.resolve();
    timed.client.make(
        "createEvent",
        Value::Object{{"campaignId", timed.story.campaign}, {"name", "The fair"}, {"reason", "Create The fair"}});
    QCOMPARE(timed.step("undo"), std::string("Create The fair"));
    timed.pass(100);
    QCOMPARE(timed.states(), std::string("hunger DONE "));
    QCOMPARE(timed.step("redo"), std::string("Create The fair"));
    QCOMPARE(timed.step("undo"), std::string("Create The fair"));
    QCOMPARE(timed.step("undo"), std::string("hunger (ran by itself)"));
    QCOMPARE(timed.step("redo"), std::string("hunger (ran by itself)"));
    QCOMPARE(timed.step("redo"), std::string("Create The fair"));
    QCOMPARE(timed.step("redo"), std::string());
}

/// What another game master put off is no step of one's own; where it is in the way, the refusal names it.
void tst_RealTimeEffects::whatOthersPutOffIsTheirs()
{
    Watched timed;
    timed.putOff("hunger", TimedStory::addPeople(1), 100);
    timed.client.data("mutation($id: ID!) { updateSettlement(id: $id, input: {variables: {population: 2000}}) { id } }",
                      Value::Object{{"id", timed.story.settlement}});
    timed.client.become(somebodyElse);
    timed.story.resolve();
    QVERIFY(!timed.pass(200));
    QCOMPARE(timed.population(), std::int64_t(2001));
    const std::int64_t run = timed.lastChange();
    QCOMPARE(said(timed.changes(run - 1)[0], "author"), somebodyElse.userId);
    timed.client.become(Viewer::owner());
    const Value refused = timed.client.error("mutation($b: ID!) { undo(branchId: $b) { reason } }",
                                             Value::Object{{"b", timed.story.branch}});
    QCOMPARE(text(refused, "extensions.later.change"), std::to_string(run));
    QVERIFY(said(refused, "message").find("by \"hunger (ran by itself)\" of mara") != std::string::npos);
    QCOMPARE(timed.population(), std::int64_t(2001));
    timed.undoOf(run); // which is allowed, and clears the way
    QCOMPARE(timed.population(), std::int64_t(2000));
    timed.client.become(somebodyElse);
    QCOMPARE(timed.step("undo"), std::string("Resolve The siege"));
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
