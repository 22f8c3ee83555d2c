// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "tests/server/api/Story.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::test;

/// Resolving encounters and completing events through the API: effects in their order, preview, failures, undo.
class tst_GatewayResolution : public QObject
{
    Q_OBJECT

private slots:
    void effectsRunByPhaseAndPriority();
    void previewIsWhatHappens();
    void previewSaysWhatRulesMakeOfIt();
    void aFailingEffectLeavesNothing();
    void undoRestoresEverything();
    void branchesKeepTheirOwn();
    void nonsenseIsRefused();
    void playersSeeNothingOfIt();
};

namespace {

std::string names(const Value& phase)
{
    std::string all;
    for (const Value& one : at(phase, "results").asArray())
        all += at(one, "name").asString() + ' ';
    return all;
}

Value without(Value value, const char* member)
{
    value.asObject().erase(member);
    return value;
}

} // namespace

void tst_GatewayResolution::effectsRunByPhaseAndPriority()
{
    Client client;
    Story story(client);
    const Value::Object settlement{{"target", "settlement"}};
    const auto with = [&](const char* timing, int priority) {
        Value::Object all = settlement;
        all.append("timing", timing);
        all.append("priority", priority);
        return all;
    };
    story.effect("after", replace("/variables/seen", "post"), with("POST", 0));
    story.effect("low", Value::Array{op("test", "/variables/population", 900), op("add", "/variables/seen", "low")},
                 with("ON_RESOLVE", 1));
    story.effect("high", replace("/variables/population", 900), with("ON_RESOLVE", 5));
    story.effect("before", Value::Array{op("test", "/variables/population", 1200)}, with("PRE", 0));
    const Id idle = story.effect("idle", replace("/level", 9), settlement);
    client.data("mutation($id: ID!) { toggleEffectActive(id: $id, isActive: false) { id } }",
                Value::Object{{"id", idle}});
    const Value done = story.resolve({{"outcome", "The gate held."}});
    QCOMPARE(names(at(done, "pre")), std::string("before "));
    QCOMPARE(names(at(done, "onResolve")), std::string("high low "));
    QCOMPARE(names(at(done, "post")), std::string("after "));
    QCOMPARE(text(done, "onResolve.total") + text(done, "onResolve.succeeded") + text(done, "onResolve.failed"),
             std::string("220"));
    QCOMPARE(text(done, "onResolve.results.0.targets.0.before"), std::string(R"({"variables":{"population":1200}})"));
    QCOMPARE(text(done, "onResolve.results.0.targets.0.after"), std::string(R"({"variables":{"population":900}})"));
    QCOMPARE(text(done, "encounter"),
             std::string(R"({"isResolved":true,"resolvedAt":"0100-01-01T00:00:00Z","outcome":"The gate held."})"));
    QCOMPARE(text(story.settlementNow(), "variables"),
             std::string(R"({"capital":true,"population":900,"seen":"post"})"));
    QCOMPARE(text(story.settlementNow(), "level"), std::string("1"));
}

void tst_GatewayResolution::previewIsWhatHappens()
{
    Client client;
    Story story(client);
    story.effect("fall", replace("/level", 3), {{"target", "settlement"}});
    story.effect(
        "ruin",
        Value::Object{{"type", "Structure"},
                      {"fields", Value::Object{{"name", "Ruin"}, {"settlementId", "$target"}, {"type", "ruin"}}}},
        {{"target", "settlement"}, {"action", "create"}});
    story.effect("later", replace("/level", 5), {{"target", "settlement"}, {"runsAfter", 60}});
    const Value before = story.settlementNow();
    const std::int64_t seq = client.last().seq;
    const Value foretold = story.preview();
    QCOMPARE(text(story.settlementNow()), text(before));
    QCOMPARE(client.last().seq, seq);
    QVERIFY(at(foretold, "change").isNull());
    const Value happened = story.resolve();
    QCOMPARE(text(without(foretold, "change")), text(without(without(happened, "change"), "encounter")));
    QVERIFY(at(happened, "change").isInteger());
    const Value again = story.preview();
    QVERIFY(at(again, "problem").asString().find("over already") != std::string::npos);
}

void tst_GatewayResolution::previewSaysWhatRulesMakeOfIt()
{
    Client client;
    Story story(client);
    const auto rule = [&](const char* type, const char* field, Value expression) {
        client.make("createFieldCondition", Value::Object{{"name", field},
                                                          {"entityType", type},
                                                          {"field", field},
                                                          {"expression", std::move(expression)}});
    };
    const auto over = [](const char* path, int number) {
        return Value::Object{{">", Value::Array{Value::Object{{"var", path}}, number}}};
    };
    rule("Settlement", "isGrand", over("level", 4));
    rule("Settlement", "isHuge", over("level", 40)); // stays as it is
    rule("Kingdom", "isProud",
         Value::Object{{"some", Value::Array{Value::Object{{"var", "settlements"}}, over("level", 4)}}});
    story.effect("grows", replace("/level", 6), {{"target", "settlement"}});
    const auto computedNow = [&] {
        return client.data("query($s: ID!, $k: ID!) { settlement(id: $s) { computedFields } kingdom(id: $k) { "
                           "computedFields } }",
                           Value::Object{{"s", story.settlement}, {"k", story.kingdom}});
    };
    const Value before = computedNow();
    const auto foretold = [&] {
        return at(client.data("query($id: ID!) { previewResolution(id: $id) { problem computed { type id before after "
                              "} onResolve { results { effectId error } } } }",
                              Value::Object{{"id", story.encounter}}),
                  "previewResolution");
    };
    const std::int64_t seq = client.last().seq;
    const Value preview = foretold();
    QCOMPARE(client.last().seq, seq);
    QCOMPARE(at(preview, "computed").asArray().size(), std::size_t{2});
    QCOMPARE(text(preview, "computed.0.type"), std::string("\"Settlement\""));
    QCOMPARE(text(preview, "computed.0.before"), std::string("{\"isGrand\":false}"));
    QCOMPARE(text(preview, "computed.0.after"), std::string("{\"isGrand\":true}"));
    QCOMPARE(text(preview, "computed.1.id"), toJson(story.kingdom));
    QCOMPARE(text(preview, "computed.1.after"), std::string("{\"isProud\":true}"));
    QCOMPARE(text(computedNow()), text(before));
    story.resolve();
    QCOMPARE(text(computedNow(), "settlement.computedFields"), std::string("{\"isGrand\":true,\"isHuge\":false}"));
    QCOMPARE(text(computedNow(), "kingdom.computedFields"), std::string("{\"isProud\":true}"));
    story.undo();
    QCOMPARE(text(computedNow()), text(before));
    // What fails says so in words, and which effect it is.
    client.data("mutation($id: ID!) { updateEncounter(id: $id, input: {locationId: null}) { id } }",
                Value::Object{{"id", story.encounter}});
    const Value refused = foretold();
    QVERIFY(at(refused, "computed").asArray().empty());
    const std::string problem = at(refused, "problem").asString();
    QVERIFY2(problem.find("has no location") != std::string::npos, problem.c_str());
    for (const char* raw : {"ON_RESOLVE", "[", "target"})
        QVERIFY2(problem.find(raw) == std::string::npos, problem.c_str());
    QVERIFY(at(refused, "onResolve.results.0.effectId").isString());
    QVERIFY(at(refused, "onResolve.results.0.error").isString());
}

void tst_GatewayResolution::aFailingEffectLeavesNothing()
{
    Client client;
    Story story(client);
    story.effect("first", replace("/level", 3), {{"target", "settlement"}, {"priority", 3}});
    story.effect("second", replace("/level", 4), {{"target", "kingdom"}, {"priority", 2}});
    const Id third =
        story.effect("third", replace("/variables/nothing", 4), {{"target", "settlement"}, {"priority", 1}});
    const Value before = story.settlementNow();
    const Value foretold = story.preview();
    QVERIFY(at(foretold, "problem").asString().find("\"third\"") != std::string::npos);
    const Value error = story.refusal();
    QCOMPARE(text(error, "extensions.code"), std::string("\"CONFLICT\""));
    const std::string message = at(error, "message").asString();
    for (const char* part : {"\"third\"", "Harrowford", "nothing", "Nothing was changed"})
        QVERIFY2(message.find(part) != std::string::npos, message.c_str());
    QCOMPARE(text(error, "extensions.effect.effectId"), toJson(third));
    QCOMPARE(text(story.settlementNow()), text(before));
    const Value state =
        client.data("query($e: ID!, $k: ID!) { encounter(id: $e) { isResolved } kingdom(id: $k) { level } "
                    "getExecutionsForEntity(entityType: \"Encounter\", entityId: $e) { name isSuccess "
                    "effectId error } }",
                    Value::Object{{"e", story.encounter}, {"k", story.kingdom}});
    QCOMPARE(text(state, "encounter.isResolved"), std::string("false"));
    QCOMPARE(text(state, "kingdom.level"), std::string("1"));
    // What failed is on record, what was rolled back is not.
    QCOMPARE(at(state, "getExecutionsForEntity").asArray().size(), std::size_t{1});
    QCOMPARE(text(state, "getExecutionsForEntity.0.isSuccess"), std::string("false"));
    QCOMPARE(text(state, "getExecutionsForEntity.0.effectId"), toJson(third));
    // Records are no step: undo takes back what the game master did last, the making of the third effect.
    story.undo();
    QCOMPARE(text(client.data("query($id: ID!) { effect(id: $id) { id } }", Value::Object{{"id", third}}), "effect"),
             std::string("null"));
    QCOMPARE(text(story.resolve(), "onResolve.succeeded"), std::string("2"));
}

void tst_GatewayResolution::undoRestoresEverything()
{
    Client client;
    Story story(client);
    story.effect("grow",
                 Value::Array{op("replace", "/level", 6), op("add", "/tags/-", "besieged"),
                              op("remove", "/variables/capital"), op("add", "/var/morale", 40)},
                 {{"target", "settlement"}});
    story.effect("king", replace("/level", 7), {{"target", "kingdom"}});
    client.data("mutation($id: ID!) { updateSettlement(id: $id, input: {tags: [\"port\"]}) { id } }",
                Value::Object{{"id", story.settlement}});
    const Value before = story.settlementNow();
    story.resolve();
    const Value after = story.settlementNow();
    QCOMPARE(text(after), text(at(client.data("query($id: ID!) { settlement(id: $id) { name level tags variables "
                                              "kingdomId } }",
                                              Value::Object{{"id", story.settlement}}),
                                  "settlement")));
    QCOMPARE(text(after, "tags"), std::string(R"(["besieged","port"])"));
    QCOMPARE(text(after, "variables"), std::string(R"({"population":1200})"));
    story.undo();
    QCOMPARE(text(story.settlementNow()), text(before));
    const Value state = client.data(
        "query($e: ID!, $k: ID!, $s: ID!) { encounter(id: $e) { isResolved resolvedAt } kingdom(id: $k) { level } "
        "getVariablesForScope(scope: SETTLEMENT, scopeId: $s) { key } }",
        Value::Object{{"e", story.encounter}, {"k", story.kingdom}, {"s", story.settlement}});
    QCOMPARE(text(state), std::string(R"({"encounter":{"isResolved":false,"resolvedAt":null},"kingdom":{"level":1},)"
                                      R"("getVariablesForScope":[]})"));
    client.data("mutation($c: ID!, $b: ID!) { redo(campaignId: $c, branchId: $b) { change } }",
                Value::Object{{"c", story.campaign}, {"b", story.branch}});
    QCOMPARE(text(story.settlementNow()), text(after));
}

void tst_GatewayResolution::branchesKeepTheirOwn()
{
    Client client;
    Story story(client);
    story.effect("fall", replace("/level", 7), {{"target", "settlement"}});
    const Value fork =
        client.data("mutation($b: ID!) { forkBranch(input: {sourceBranchId: $b, name: \"What if\"}) { id } }",
                    Value::Object{{"b", story.branch}});
    const Id other = at(fork, "forkBranch.id").asString();
    const Value done = story.resolve({{"branchId", other}});
    QCOMPARE(text(done, "encounter.isResolved"), std::string("true"));
    QCOMPARE(text(story.settlementNow(), "level"), std::string("1"));
    const Value there = client.data("query($id: ID!, $b: ID!) { settlement(id: $id, branchId: $b) { level } }",
                                    Value::Object{{"id", story.settlement}, {"b", other}});
    QCOMPARE(text(there, "settlement.level"), std::string("7"));
    QCOMPARE(text(story.preview(), "problem"), std::string("null"));
}

void tst_GatewayResolution::nonsenseIsRefused()
{
    Client client;
    Story story(client);
    const auto code = [&](Value::Object input) { return text(story.refusal(std::move(input)), "extensions.code"); };
    QCOMPARE(code({{"expectedVersion", 77}}), std::string("\"OPTIMISTIC_LOCK_ERROR\""));
    QCOMPARE(code({{"worldTime", "0200-01-01T00:00:00Z"}}), std::string("\"BAD_USER_INPUT\""));
    QCOMPARE(code({{"branchId", "nowhere"}}), std::string("\"NOT_FOUND\""));
    QCOMPARE(client.errorCode("mutation { resolveEncounter(id: \"x\") { change } }"), std::string("NOT_FOUND"));
    QCOMPARE(client.errorCode("{ previewResolution(id: \"x\") { change } }"), std::string("NOT_FOUND"));
    QCOMPARE(client.errorCode("mutation($id: ID!) { completeEvent(id: $id) { change } }",
                              Value::Object{{"id", story.encounter}}),
             std::string("NOT_FOUND"));
    const auto refused = [&](Value::Object more) {
        Value::Object input{{"entityType", "Encounter"}, {"entityId", story.encounter}};
        for (const auto& [key, value] : more)
            input.append(key, value);
        return client.errorCode("mutation($input: CreateEffectInput!) { createEffect(input: $input) { id } }",
                                Value::Object{{"input", input}});
    };
    QCOMPARE(refused({{"runsAfter", 5}, {"runsAt", "0100-01-01T00:00:00Z"}}), std::string("BAD_USER_INPUT"));
    QCOMPARE(refused({{"runsAfter", -5}}), std::string("BAD_USER_INPUT"));
    QCOMPARE(refused({{"action", "log"}, {"payload", Value::Object()}}), std::string("BAD_USER_INPUT"));
    // A patch that would fill the memory ends with its budget.
    Value::Array doubling{op("add", "/variables", Value::Object{{"a", "text"}})};
    for (int i = 0; i < 40; ++i)
        doubling.push_back(
            Value::Object{{"op", "copy"}, {"from", "/variables"}, {"path", "/variables/" + std::to_string(i)}});
    story.effect("bomb", doubling, {{"target", "settlement"}});
    QCOMPARE(code({}), std::string("\"LIMIT_EXCEEDED\""));
}

void tst_GatewayResolution::playersSeeNothingOfIt()
{
    Client client;
    Story story(client);
    client.data("mutation($id: ID!, $v: Int) { updateEncounter(id: $id, input: {visibility: $v}) { id } }",
                Value::Object{{"id", story.encounter}, {"v", static_cast<int>(everyone)}});
    Viewer player;
    player.userId = "player";
    player.isGameMaster = false;
    player.audiences = {everyone};
    client.become(player);
    const Value seen = client.ask("query($id: ID!) { encounter(id: $id) { name availability { available } } }",
                                  Value::Object{{"id", story.encounter}});
    QCOMPARE(text(seen, "data.encounter.availability"), std::string("null"));
    QCOMPARE(text(story.refusal(), "extensions.code"), std::string("\"FORBIDDEN\""));
    QCOMPARE(client.errorCode("query($id: ID!) { previewResolution(id: $id) { change } }",
                              Value::Object{{"id", story.encounter}}),
             std::string("FORBIDDEN"));
}

QTEST_APPLESS_MAIN(tst_GatewayResolution)
#include "tst_GatewayResolution.moc"
