// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "tests/server/api/Story.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::test;

/// Resolving encounters and completing events through the API: availability, effects, preview, undo.
class tst_GatewayResolution : public QObject
{
    Q_OBJECT

private slots:
    void listsAreNarrowedToWhatCanHappen();
    void effectsRunByPhaseAndPriority();
    void previewIsWhatHappens();
    void previewSaysWhatRulesMakeOfIt();
    void anEffectWithoutItsTargetIsAProblem();
    void aFailingEffectLeavesNothing();
    void undoRestoresEverything();
    void whatIsOverOrUnavailableIsRefused();
    void availabilityTellsWhy();
    void theMapShowsWhatIsAvailable();
    void selectorsFindTheirTargets();
    void identityAndOwnersAreProtected();
    void effectsMakeRaiseAndLog();
    void stateVariablesArePatchedByKey();
    void effectsRunByHand();
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

void tst_GatewayResolution::anEffectWithoutItsTargetIsAProblem()
{
    Client client;
    Story story(client);
    const Id effect = story.effect("grows", replace("/level", 6), {{"target", "settlement"}});
    story.effect("itself", replace("/description", "x"));
    const auto problems = [&] { return at(client.data("{ problems { kind message type id field } }"), "problems"); };
    QCOMPARE(problems().asArray().size(), std::size_t{0});
    client.data("mutation($id: ID!) { deleteSettlement(id: $id) { id } }", Value::Object{{"id", story.settlement}});
    const Value found = problems();
    QCOMPARE(found.asArray().size(), std::size_t{1});
    QCOMPARE(text(found, "0.kind"), std::string("\"EFFECT_FAILS\""));
    QCOMPARE(text(found, "0.id"), toJson(effect));
    const std::string message = at(found, "0.message").asString();
    QVERIFY2(message.find("settlement") != std::string::npos && message.find("The siege") != std::string::npos,
             message.c_str());
    // Not of what is switched off, and not of what is over.
    client.data("mutation($id: ID!) { updateEffect(id: $id, input: {isActive: false}) { id } }",
                Value::Object{{"id", effect}});
    QCOMPARE(problems().asArray().size(), std::size_t{0});
    story.resolve();
    client.data("mutation($id: ID!) { updateEffect(id: $id, input: {isActive: true}) { id } }",
                Value::Object{{"id", effect}});
    QCOMPARE(problems().asArray().size(), std::size_t{0});
    for (int i = 0; i < 3; ++i)
        story.undo();
    QCOMPARE(problems().asArray().size(), std::size_t{1});
    story.undo();
    QCOMPARE(problems().asArray().size(), std::size_t{0});
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

void tst_GatewayResolution::whatIsOverOrUnavailableIsRefused()
{
    Client client;
    Story story(client);
    const Id before = client.make("createEvent", Value::Object{{"campaignId", story.campaign}, {"name", "The march"}});
    client.make("createLink", Value::Object{{"sourceType", "Event"},
                                            {"source", before},
                                            {"targetType", "Encounter"},
                                            {"target", story.encounter},
                                            {"linkType", "prerequisite"}});
    const Value error = story.refusal();
    QCOMPARE(text(error, "extensions.code"), std::string("\"CONFLICT\""));
    QVERIFY(at(error, "message").asString().find("\"The march\" has to happen first") != std::string::npos);
    QCOMPARE(text(error, "extensions.reasons.0.kind"), std::string("\"PREREQUISITE\""));
    client.data("mutation($id: ID!) { completeEvent(id: $id) { event { isCompleted occurredAt } } }",
                Value::Object{{"id", before}});
    story.resolve();
    QVERIFY(at(story.refusal(), "message").asString().find("over already") != std::string::npos);
    QCOMPARE(text(story.resolve({{"override", true}}), "encounter.isResolved"), std::string("true"));
}

void tst_GatewayResolution::availabilityTellsWhy()
{
    Client client;
    Story story(client);
    const auto ask = [&] {
        return at(client.data("query($id: ID!) { encounter(id: $id) { availability { available isDone reasons { kind "
                              "message name } } } }",
                              Value::Object{{"id", story.encounter}}),
                  "encounter.availability");
    };
    QCOMPARE(text(ask()), std::string(R"({"available":true,"isDone":false,"reasons":[]})"));
    const Value population = Value::Object{{"var", "location.settlements.0.variables.population"}};
    const Value large = Value::Object{{">", Value::Array{population, 5000}}};
    const Id condition = client.make("createCondition", Value::Object{{"entityType", "Encounter"},
                                                                      {"entityId", story.encounter},
                                                                      {"name", "Large town"},
                                                                      {"expression", large}});
    QCOMPARE(text(ask(), "reasons.0.kind"), std::string("\"CONDITION\""));
    QCOMPARE(at(ask(), "reasons.0.message").asString(), std::string("The condition \"Large town\" does not hold."));
    client.data("mutation($id: ID!) { updateSettlement(id: $id, input: {variables: {population: 6000}}) { id } }",
                Value::Object{{"id", story.settlement}});
    QCOMPARE(text(ask(), "available"), std::string("true"));
    const Value broken = Value::Object{{"*", Value::Array()}};
    client.data("mutation($id: ID!, $e: JSON!) { updateCondition(id: $id, input: {expression: $e}) { id } }",
                Value::Object{{"id", condition}, {"e", broken}});
    QCOMPARE(text(ask(), "reasons.0.kind"), std::string("\"CONDITION_FAILED\""));
    client.data("mutation($id: ID!) { updateCondition(id: $id, input: {isActive: false}) { id } }",
                Value::Object{{"id", condition}});
    const Id truce = client.make("createEvent", Value::Object{{"campaignId", story.campaign}, {"name", "Truce"}});
    client.make("createLink", Value::Object{{"sourceType", "Event"},
                                            {"source", truce},
                                            {"targetType", "Encounter"},
                                            {"target", story.encounter},
                                            {"linkType", "blocks"}});
    QCOMPARE(text(ask(), "available"), std::string("true"));
    client.data("mutation($id: ID!) { completeEvent(id: $id) { change } }", Value::Object{{"id", truce}});
    QCOMPARE(text(ask(), "reasons.0.kind"), std::string("\"BLOCKED\""));
    QCOMPARE(at(ask(), "reasons.0.message").asString(), std::string("\"Truce\" has happened, which rules it out."));
    const Id old = client.make("createEvent", Value::Object{{"campaignId", story.campaign}, {"name", "Fair"}});
    client.data("mutation($id: ID!) { expireEvent(eventId: $id) { expired } }", Value::Object{{"id", old}});
    QCOMPARE(text(client.data("query($id: ID!) { event(id: $id) { availability { reasons { kind } } } }",
                              Value::Object{{"id", old}}),
                  "event.availability.reasons"),
             std::string(R"([{"kind":"EXPIRED"}])"));
}

void tst_GatewayResolution::theMapShowsWhatIsAvailable()
{
    Client client;
    Story story(client);
    const Value point = Value::Object{{"type", "Point"}, {"coordinates", Value::Array{30, 40}}};
    client.make(
        "createLocation",
        Value::Object{{"worldId", story.world}, {"mapId", story.map}, {"name", "Empty field"}, {"geometry", point}});
    const auto shown = [&](const char* filter) {
        const Value layer = client.data(std::string("query($w: ID!, $b: ID!) { mapLayer(worldId: $w, branchId: $b, "
                                                    "filters: {availableOnly: ") +
                                            filter + "}) { features { id } } }",
                                        Value::Object{{"w", story.world}, {"b", story.branch}});
        return text(layer, "mapLayer.features");
    };
    QVERIFY(shown("false").find("},{") != std::string::npos);
    QCOMPARE(shown("true"), "[{\"id\":" + toJson(story.location) + "}]");
    story.resolve();
    QCOMPARE(shown("true"), std::string("[]"));
}

void tst_GatewayResolution::selectorsFindTheirTargets()
{
    Client client;
    Story story(client);
    client.data("mutation($s: ID!, $k: ID!) { updateStructure(id: $s, input: {tags: [\"old\"]}) { id } "
                "updateKingdom(id: $k, input: {tags: [\"old\"]}) { id } }",
                Value::Object{{"s", story.structure}, {"k", story.kingdom}});
    story.effect("self", replace("/difficulty", 3), {{"target", "self"}, {"priority", 9}});
    story.effect("tagged", replace("/description", "Old."), {{"target", "tag"}, {"targetTag", "old"}, {"priority", 8}});
    story.effect("none", replace("/description", "?"), {{"target", "tag"}, {"targetTag", "new"}, {"priority", 7}});
    story.effect("named", replace("/level", 4),
                 {{"target", "entity"}, {"targetType", "Structure"}, {"targetId", story.structure}, {"priority", 6}});
    const Value done = story.resolve();
    const auto targets = [&](int effect) {
        std::string all;
        const Value& list = at(done, "onResolve.results." + std::to_string(effect) + ".targets");
        for (const Value& one : list.asArray())
            all += at(one, "name").asString() + ' ';
        return all;
    };
    QCOMPARE(targets(0), std::string("The siege "));
    QCOMPARE(targets(1), std::string("Gondor Old wall "));
    QCOMPARE(targets(2), std::string());
    QCOMPARE(targets(3), std::string("Old wall "));
    // Without a place there is no settlement to work on.
    const Id event = client.make("createEvent", Value::Object{{"campaignId", story.campaign}, {"name", "Rumour"}});
    client.make("createEffect", Value::Object{{"entityType", "Event"},
                                              {"entityId", event},
                                              {"name", "gossip"},
                                              {"target", "settlement"},
                                              {"payload", replace("/level", 2)}});
    const Value error =
        client.error("mutation($id: ID!) { completeEvent(id: $id) { change } }", Value::Object{{"id", event}});
    QVERIFY(at(error, "message").asString().find("has no location") != std::string::npos);
}

void tst_GatewayResolution::identityAndOwnersAreProtected()
{
    Client client;
    Story story(client);
    const Id effect = story.effect("steal", Value::Array(), {{"target", "kingdom"}});
    for (const char* path : {"/id", "/type", "/version", "/campaignId", "/sourceId"}) {
        client.data("mutation($id: ID!, $p: JSON!) { updateEffect(id: $id, input: {payload: $p}) { id } }",
                    Value::Object{{"id", effect}, {"p", Value::Array{op("add", path, "other")}}});
        const Value error = story.refusal();
        QCOMPARE(text(error, "extensions.code"), std::string("\"FORBIDDEN\""));
        QVERIFY(at(error, "message").asString().find(std::string(path).substr(1)) != std::string::npos);
    }
    const auto refusedWith = [&](Value payload) {
        client.data("mutation($id: ID!, $p: JSON!) { updateEffect(id: $id, input: {payload: $p}) { id } }",
                    Value::Object{{"id", effect}, {"p", std::move(payload)}});
        return at(story.refusal(), "message").asString();
    };
    QVERIFY(refusedWith(Value::Array{op("add", "/crown", 1)}).find("no field \"crown\"") != std::string::npos);
    QVERIFY(refusedWith(replace("/level", 11)).find("between 1 and 10") != std::string::npos);
    QVERIFY(refusedWith(Value::Array{op("remove", "/name")}).find("name") != std::string::npos);
    QVERIFY(refusedWith(Value::Array{op("replace", "", 5)}).find("no object") != std::string::npos);
}

void tst_GatewayResolution::effectsMakeRaiseAndLog()
{
    Client client;
    Story story(client);
    story.effect(
        "ruin",
        Value::Object{{"type", "Structure"},
                      {"fields", Value::Object{{"name", "Ruin"}, {"settlementId", "$target"}, {"type", "ruin"}}}},
        {{"target", "settlement"}, {"action", "create"}});
    story.effect("glory", Value::Object{{"by", 2}}, {{"target", "kingdom"}, {"action", "advanceLevel"}});
    story.effect("chronicle", Value::Object{{"text", "The siege of Harrowford ended."}}, {{"action", "log"}});
    story.resolve();
    const Value state = client.data(
        "query($s: ID!, $k: ID!, $w: ID!, $b: ID!) { structuresBySettlement(settlementId: $s) { "
        "name } kingdom(id: $k) { level } notesByWorld(worldId: $w, branchId: $b) { kind "
        "text aboutId } }",
        Value::Object{{"s", story.settlement}, {"k", story.kingdom}, {"w", story.world}, {"b", story.branch}});
    QCOMPARE(text(state, "structuresBySettlement"), std::string(R"([{"name":"Old wall"},{"name":"Ruin"}])"));
    QCOMPARE(text(state, "kingdom.level"), std::string("3"));
    QCOMPARE(text(state, "notesByWorld"),
             R"([{"kind":"session-log","text":"The siege of Harrowford ended.","aboutId":)" + toJson(story.encounter) +
                 "}]");
    // Made now, so it was not there before.
    const Value then = client.data("query($s: ID!) { structuresBySettlement(settlementId: $s, asOf: "
                                   "\"0099-01-01T00:00:00Z\") { name } }",
                                   Value::Object{{"s", story.settlement}});
    QCOMPARE(text(then, "structuresBySettlement"), std::string(R"([{"name":"Old wall"}])"));
    story.undo();
    QCOMPARE(text(client.data("query($w: ID!, $b: ID!) { notesByWorld(worldId: $w, branchId: $b) { id } }",
                              Value::Object{{"w", story.world}, {"b", story.branch}}),
                  "notesByWorld"),
             std::string("[]"));
    const Value input = Value::Object{
        {"entityType", "Encounter"}, {"entityId", story.encounter}, {"action", "create"}, {"payload", Value::Array()}};
    QCOMPARE(client.errorCode("mutation($input: CreateEffectInput!) { createEffect(input: $input) { id } }",
                              Value::Object{{"input", input}}),
             std::string("BAD_USER_INPUT"));
}

void tst_GatewayResolution::stateVariablesArePatchedByKey()
{
    Client client;
    Story story(client);
    const Id gold = client.make("createStateVariable", Value::Object{{"scope", "SETTLEMENT"},
                                                                     {"scopeId", story.settlement},
                                                                     {"key", "gold"},
                                                                     {"type", "INTEGER"},
                                                                     {"value", 10}});
    story.effect("byKey", replace("/var/gold", 25), {{"target", "settlement"}, {"priority", 2}});
    story.effect("byId", Value::Array{op("test", "/value", 25), op("replace", "/value", 30)},
                 {{"target", "entity"}, {"targetType", "StateVariable"}, {"targetId", gold}, {"priority", 1}});
    story.resolve();
    const Value state =
        client.data("query($id: ID!) { stateVariable(id: $id) { value } }", Value::Object{{"id", gold}});
    QCOMPARE(text(state, "stateVariable.value"), std::string("30"));
    story.effect("wrong", replace("/var/gold", "many"), {{"target", "settlement"}});
    const Value error = story.refusal({{"override", true}});
    QVERIFY2(at(error, "message").asString().find("whole number") != std::string::npos,
             at(error, "message").asString().c_str());
}

void tst_GatewayResolution::effectsRunByHand()
{
    Client client;
    Story story(client);
    const Id effect = story.effect("raise", Value::Object(),
                                   {{"target", "settlement"}, {"action", "advanceLevel"}, {"payload", Value()}});
    const std::string one =
        "mutation($i: ExecuteEffectInput!) { executeEffect(input: $i) { onResolve { total results { "
        "targets { after } } } change } }";
    const Value dry = client.data(one, Value::Object{{"i", Value::Object{{"effectId", effect}, {"dryRun", true}}}});
    QCOMPARE(text(dry, "executeEffect.onResolve.results.0.targets.0.after"), std::string(R"({"level":2})"));
    QCOMPARE(text(story.settlementNow(), "level"), std::string("1"));
    client.data(one, Value::Object{{"i", Value::Object{{"effectId", effect}}}});
    const std::string all = "mutation($i: ExecuteEffectsForEntityInput!) { executeEffectsForEntity(input: $i) { "
                            "onResolve { total } pre { total } } }";
    Value::Object input{{"entityType", "Encounter"}, {"entityId", story.encounter}, {"timing", "ON_RESOLVE"}};
    QCOMPARE(text(client.data(all, Value::Object{{"i", input}}), "executeEffectsForEntity.onResolve.total"),
             std::string("1"));
    QCOMPARE(text(story.settlementNow(), "level"), std::string("3"));
    input.set("entityType", "Nonsense");
    QCOMPARE(client.errorCode(all, Value::Object{{"i", input}}), std::string("BAD_USER_INPUT"));
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

void tst_GatewayResolution::listsAreNarrowedToWhatCanHappen()
{
    Client client;
    const Story story(client);
    std::map<std::string, Id> ids;
    for (const char* name : {"Ambush", "Bandits", "Council", "Duel"})
        ids[name] = client.make("createEncounter", Value::Object{{"campaignId", story.campaign}, {"name", name}});
    for (const char* name : {"Bandits", "Duel"})
        client.make("createCondition", Value::Object{{"entityType", "Encounter"},
                                                     {"entityId", ids[name]},
                                                     {"expression", Value::Object{{"var", "tags.0"}}}});
    const std::string page =
        "query($after: String) { encountersConnection(first: 2, after: $after, availableOnly: true) "
        "{ edges { node { name } } totalCount pageInfo { hasNextPage endCursor } } }";
    const Value first = at(client.data(page), "encountersConnection");
    QCOMPARE(text(first, "edges"), R"([{"node":{"name":"Ambush"}},{"node":{"name":"Council"}}])");
    QCOMPARE(text(first, "totalCount"), "3");
    QCOMPARE(text(first, "pageInfo.hasNextPage"), "true");
    const Value second =
        at(client.data(page, Value::Object{{"after", at(first, "pageInfo.endCursor")}}), "encountersConnection");
    QCOMPARE(text(second, "edges"), R"([{"node":{"name":"The siege"}}])");
    QCOMPARE(text(second, "pageInfo.hasNextPage"), "false");
    const std::string list = "query($c: ID!) { encountersByCampaign(campaignId: $c, availableOnly: true) { name } }";
    const Value campaign = Value::Object{{"c", story.campaign}};
    QCOMPARE(text(client.data(list, campaign), "encountersByCampaign"),
             R"([{"name":"Ambush"},{"name":"Council"},{"name":"The siege"}])");
    client.data("mutation($id: ID!) { updateEncounter(id: $id, input: {tags: [\"ready\"]}) { id } }",
                Value::Object{{"id", ids["Duel"]}});
    QCOMPARE(at(client.data(list, campaign), "encountersByCampaign").asArray().size(), std::size_t(4));
    QCOMPARE(client.errorCode("{ encountersConnection(search: \"a\", availableOnly: true) { totalCount } }"),
             "BAD_USER_INPUT");
    // Conditions may be hidden; what they decide would tell of them.
    client.become({"p", "Player", false, {everyone}});
    QCOMPARE(client.errorCode(page), "FORBIDDEN");
    QCOMPARE(client.errorCode(list, campaign), "FORBIDDEN");
}

QTEST_APPLESS_MAIN(tst_GatewayResolution)
#include "tst_GatewayResolution.moc"
