// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "tests/server/api/Story.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::test;

/// The branch's clock through the API, what waits for it, and what one happening plans of another.
class tst_GatewayTime : public QObject
{
    Q_OBJECT

private slots:
    void triggersPlanOrResolve();
    void putOffEffectsRunInTime();
    void putOffEffectsAreCancelledAndFailAlone();
    void theClockIsForGameMasters();
};

void tst_GatewayTime::triggersPlanOrResolve()
{
    Client client;
    Story story(client);
    const auto event = [&](const char* name) {
        return client.make("createEvent", Value::Object{{"campaignId", story.campaign}, {"name", name}});
    };
    const auto link = [&](const Id& target, Value::Object more) {
        Value::Object input{{"sourceType", "Encounter"},
                            {"source", story.encounter},
                            {"targetType", "Event"},
                            {"target", target},
                            {"linkType", "triggers"}};
        for (const auto& [key, value] : more)
            input.append(key, value);
        client.make("createLink", input);
    };
    const Id planned = event("a planned");
    const Id resolved = event("b resolved");
    const Id later = event("c later");
    const Id blocked = event("d blocked");
    client.make("createEffect", Value::Object{{"entityType", "Event"},
                                              {"entityId", resolved},
                                              {"name", "boom"},
                                              {"target", "self"},
                                              {"payload", replace("/description", "Boom.")}});
    client.make("createLink", Value::Object{{"sourceType", "Event"},
                                            {"source", later},
                                            {"targetType", "Event"},
                                            {"target", blocked},
                                            {"linkType", "prerequisite"}});
    link(planned, {{"name", "1"}, {"triggerDelay", 3600}});
    link(resolved, {{"name", "2"}, {"trigger", "resolve"}});
    link(later, {{"name", "3"}, {"trigger", "resolve"}, {"triggerDelay", 86400}});
    link(blocked, {{"name", "4"}, {"trigger", "resolve"}});
    const Value foretold = story.preview();
    const Value done = story.resolve();
    QCOMPARE(text(done, "triggered"), text(foretold, "triggered"));
    QCOMPARE(text(done, "triggered.0.outcome") + text(done, "triggered.1.outcome") + text(done, "triggered.2.outcome") +
                 text(done, "triggered.3.outcome"),
             std::string(R"("SCHEDULED""RESOLVED""DEFERRED""SKIPPED")"));
    QCOMPARE(text(done, "triggered.1.resolution.onResolve.total"), std::string("1"));
    QVERIFY(at(done, "triggered.3.reason").asString().find("\"c later\" has to happen first") != std::string::npos);
    const auto state = [&](const Id& id) {
        return text(client.data("query($id: ID!) { event(id: $id) { isCompleted scheduledAt occurredAt description } }",
                                Value::Object{{"id", id}}),
                    "event");
    };
    QCOMPARE(state(planned), std::string(R"({"isCompleted":false,"scheduledAt":"0100-01-01T01:00:00Z",)"
                                         R"("occurredAt":null,"description":null})"));
    QCOMPARE(state(resolved), std::string(R"({"isCompleted":true,"scheduledAt":null,)"
                                          R"("occurredAt":"0100-01-01T00:00:00Z","description":"Boom."})"));
    client.data("mutation($c: ID!) { advanceWorldTime(input: {campaignId: $c, to: \"0100-01-05T00:00:00Z\"}) { due { "
                "outcome } } }",
                Value::Object{{"c", story.campaign}});
    QCOMPARE(state(later), std::string(R"({"isCompleted":true,"scheduledAt":null,)"
                                       R"("occurredAt":"0100-01-02T00:00:00Z","description":null})"));
    story.undo();
    story.undo();
    QCOMPARE(state(resolved), std::string(R"({"isCompleted":false,"scheduledAt":null,"occurredAt":null,)"
                                          R"("description":null})"));
}

void tst_GatewayTime::putOffEffectsRunInTime()
{
    Client client;
    Story story(client);
    story.effect("hunger", replace("/variables/population", 800), {{"target", "settlement"}, {"runsAfter", 86400}});
    story.effect("plague",
                 Value::Array{op("test", "/variables/population", 800), op("replace", "/variables/population", 500)},
                 {{"target", "settlement"}, {"runsAt", "0100-01-10T00:00:00Z"}});
    const Value done = story.resolve();
    QCOMPARE(text(done, "onResolve.results.0.dueAt"), std::string("\"0100-01-02T00:00:00Z\""));
    const auto waiting = [&] {
        const Value list =
            client.data("query { scheduledEffectsConnection(filter: {status: {eq: PENDING}}) { totalCount } }");
        return text(list, "scheduledEffectsConnection.totalCount");
    };
    const auto population = [&](const char* asOf) {
        return text(client.data("query($id: ID!, $t: DateTime) { settlement(id: $id, asOf: $t) { variables } }",
                                Value::Object{{"id", story.settlement}, {"t", *asOf ? Value(asOf) : Value()}}),
                    "settlement.variables.population");
    };
    QCOMPARE(waiting(), std::string("2"));
    const Value input = Value::Object{{"campaignId", story.campaign}, {"to", "0100-02-01T00:00:00Z"}};
    const std::string fields =
        "from worldTime due { name outcome error dueAt result { targets { name before after } } }";
    const Value foretold =
        client.data("query($i: AdvanceWorldTimeInput!) { step: previewAdvanceWorldTime(input: $i) { " + fields + " } }",
                    Value::Object{{"i", input}});
    QVERIFY(client.last().changes.empty()); // a client would take it for one that was made
    QCOMPARE(population(""), std::string("1200"));
    const Value happened =
        client.data("mutation($i: AdvanceWorldTimeInput!) { step: advanceWorldTime(input: $i) { " + fields + " } }",
                    Value::Object{{"i", input}});
    QCOMPARE(text(foretold), text(happened));
    QCOMPARE(text(happened, "step.due.0.name") + text(happened, "step.due.1.name"),
             std::string("\"hunger\"\"plague\""));
    QCOMPARE(text(happened, "step.due.1.outcome"), std::string("\"DONE\""));
    QCOMPARE(waiting(), std::string("0"));
    // Each happened at its own time.
    QCOMPARE(population("0100-01-01T12:00:00Z") + population("0100-01-05T00:00:00Z") + population(""),
             std::string("1200800500"));
    story.undo();
    QCOMPARE(population("") + waiting(), std::string("12002"));
    story.undo();
    QCOMPARE(waiting(), std::string("0"));
}

void tst_GatewayTime::putOffEffectsAreCancelledAndFailAlone()
{
    Client client;
    Story story(client);
    story.effect("a cancelled", replace("/level", 9), {{"target", "settlement"}, {"runsAfter", 10}});
    story.effect("b broken", Value::Array{op("replace", "/level", 8), op("test", "/level", 1)},
                 {{"target", "settlement"}, {"runsAfter", 20}});
    story.effect("c good", replace("/level", 5), {{"target", "settlement"}, {"runsAfter", 30}});
    const Value done = story.resolve();
    const Id first = at(done, "onResolve.results.0.scheduledId").asString();
    const std::string cancelling = "mutation($id: ID!) { cancelScheduledEffect(id: $id) { status } }";
    QCOMPARE(text(client.data(cancelling, Value::Object{{"id", first}}), "cancelScheduledEffect.status"),
             std::string("\"CANCELLED\""));
    QCOMPARE(client.errorCode(cancelling, Value::Object{{"id", first}}), std::string("CONFLICT"));
    QCOMPARE(client.errorCode(cancelling, Value::Object{{"id", "nothing"}}), std::string("NOT_FOUND"));
    const Value step = client.data("mutation($c: ID!) { advanceWorldTime(input: {campaignId: $c, to: "
                                   "\"0100-01-02T00:00:00Z\"}) { due { name outcome error } } }",
                                   Value::Object{{"c", story.campaign}});
    QCOMPARE(text(step, "advanceWorldTime.due.0.outcome") + text(step, "advanceWorldTime.due.1.outcome"),
             std::string("\"FAILED\"\"DONE\""));
    QVERIFY(at(step, "advanceWorldTime.due.0.error").asString().find("test fails") != std::string::npos);
    QCOMPARE(text(story.settlementNow(), "level"), std::string("5"));
    QCOMPARE(
        text(client.data("query { scheduledEffectsConnection(filter: {status: {eq: FAILED}}) { edges { node { name "
                         "error } } } }"),
             "scheduledEffectsConnection.edges.0.node.name"),
        std::string("\"b broken\""));
}

void tst_GatewayTime::theClockIsForGameMasters()
{
    Client client;
    Story story(client);
    story.effect("hunger", replace("/variables/population", 800), {{"target", "settlement"}, {"runsAfter", 10}});
    const Id waiting = at(story.resolve(), "onResolve.results.0.scheduledId").asString();
    client.become({"p", "Player", false, {everyone}});
    const Value of = Value::Object{{"c", story.campaign}};
    const std::string input = "(input: {campaignId: $c, to: \"0100-02-01T00:00:00Z\"}) { due { name result { targets "
                              "{ before after } } } } }";
    QCOMPARE(client.errorCode("query($c: ID!) { previewAdvanceWorldTime" + input, of), std::string("FORBIDDEN"));
    QCOMPARE(client.errorCode("mutation($c: ID!) { advanceWorldTime" + input, of), std::string("FORBIDDEN"));
    QCOMPARE(client.errorCode("mutation($c: ID!) { runDueEffects(campaignId: $c) { change } }", of),
             std::string("FORBIDDEN"));
    QCOMPARE(client.errorCode("mutation($id: ID!) { cancelScheduledEffect(id: $id) { status } }",
                              Value::Object{{"id", waiting}}),
             std::string("FORBIDDEN"));
}

QTEST_APPLESS_MAIN(tst_GatewayTime)
#include "tst_GatewayTime.moc"
