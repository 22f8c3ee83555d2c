// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "tests/server/api/Story.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::test;

/// What effects work on and what each kind of them does, through the API.
class tst_GatewayEffects : public QObject
{
    Q_OBJECT

private slots:
    void selectorsFindTheirTargets();
    void identityAndOwnersAreProtected();
    void effectsMakeRaiseAndLog();
    void stateVariablesArePatchedByKey();
    void effectsRunByHand();
    void anEffectWithoutItsTargetIsAProblem();
    void aFirstTagCanBeAdded();
};

void tst_GatewayEffects::selectorsFindTheirTargets()
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

void tst_GatewayEffects::identityAndOwnersAreProtected()
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

void tst_GatewayEffects::effectsMakeRaiseAndLog()
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

void tst_GatewayEffects::stateVariablesArePatchedByKey()
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

void tst_GatewayEffects::effectsRunByHand()
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

void tst_GatewayEffects::anEffectWithoutItsTargetIsAProblem()
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

void tst_GatewayEffects::aFirstTagCanBeAdded()
{
    Client client;
    Story story(client);
    client.data("mutation($s: ID!) { updateSettlement(id: $s, input: {tags: null}) { id } }",
                Value::Object{{"s", story.settlement}});
    story.effect("mark", Value::Array{op("add", "/tags/-", "besieged")}, {{"target", "settlement"}});
    story.resolve();
    QCOMPARE(text(story.settlementNow(), "tags"), std::string("[\"besieged\"]"));
    story.undo();
    QVERIFY(text(story.settlementNow(), "tags").find("besieged") == std::string::npos);
}

QTEST_APPLESS_MAIN(tst_GatewayEffects)
#include "tst_GatewayEffects.moc"
