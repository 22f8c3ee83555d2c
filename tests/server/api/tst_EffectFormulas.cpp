// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "tests/server/api/Story.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::test;

/// Effects whose values are computed when they run, and effects tried before they are stored.
class tst_EffectFormulas : public QObject
{
    Q_OBJECT

private slots:
    void numbersRiseAndFall();
    void oneEntryLeavesAList();
    void wrongFormulasAreRefusedWithTheirPlace();
    void aFailingFormulaLeavesNothing();
    void anEffectIsTriedWithoutATrace();
    void aWrongEffectIsAnAnswer();
    void playersTryNothing();
};

namespace {

Value formula(Value expression)
{
    return Value::Object{{"$rule", std::move(expression)}};
}

/// By a number more than it was, from 0 where it is not set.
Value raised(const char* path, const char* variable, double by)
{
    const Value was = Value::Object{{"var", Value::Array{variable, 0}}};
    return Value::Array{op("add", path, formula(Value::Object{{"+", Value::Array{was, by}}}))};
}

const std::string tryEffect =
    "query($e: JSON!) { t: tryEffect(effect: $e) { problem path result { name targets { name before after } } } }";

} // namespace

void tst_EffectFormulas::numbersRiseAndFall()
{
    Client client;
    Story story(client);
    const Value::Object there{{"target", "settlement"}};
    story.effect("more people", raised("/variables/population", "variables.population", 50), there);
    story.effect("and more", raised("/variables/population", "variables.population", 25), there);
    story.effect("grain", raised("/variables/grain", "variables.grain", -3), there);
    story.effect("morale", raised("/var/morale", "var.morale", 7), there);
    const std::string before = text(story.settlementNow());
    const Value preview = story.preview();
    const Value done = story.resolve();
    QCOMPARE(text(preview, "onResolve"), text(done, "onResolve"));
    QCOMPARE(text(story.settlementNow(), "variables.population"), std::string("1275"));
    QCOMPARE(text(story.settlementNow(), "variables.grain"), std::string("-3"));
    const Value morale = client.data("query($id: ID!) { getVariablesForScope(scope: SETTLEMENT, scopeId: $id, key: "
                                     "\"morale\") { value } }",
                                     Value::Object{{"id", story.settlement}});
    QCOMPARE(text(morale, "getVariablesForScope.0.value"), std::string("7"));
    story.undo();
    QCOMPARE(text(story.settlementNow()), before);
}

void tst_EffectFormulas::oneEntryLeavesAList()
{
    Client client;
    Story story(client);
    client.data("mutation($id: ID!) { updateSettlement(id: $id, input: {tags: [\"calm\", \"coast\"]}) { id } }",
                Value::Object{{"id", story.settlement}});
    const Value others = Value::Object{{"!=", Value::Array{Value::Object{{"var", ""}}, "calm"}}};
    const Value rest = Value::Object{{"filter", Value::Array{Value::Object{{"var", "tags"}}, others}}};
    story.effect("unrest", Value::Array{op("replace", "/tags", formula(rest)), op("add", "/tags/-", "riot")},
                 {{"target", "settlement"}});
    story.resolve();
    QCOMPARE(text(story.settlementNow(), "tags"), std::string(R"(["coast","riot"])"));
}

void tst_EffectFormulas::wrongFormulasAreRefusedWithTheirPlace()
{
    Client client;
    Story story(client);
    const Value wrong =
        Value::Array{op("test", "/level", 1), op("replace", "/level", formula(Value::Object{{"frobnicate", 1}}))};
    const Value refused = client.error("mutation($i: CreateEffectInput!) { createEffect(input: $i) { id } }",
                                       Value::Object{{"i", Value::Object{{"entityType", "Encounter"},
                                                                         {"entityId", story.encounter},
                                                                         {"name", "wrong"},
                                                                         {"payload", wrong}}}});
    QVERIFY2(text(refused).find("payload[1]/value/$rule/frobnicate") != std::string::npos, text(refused).c_str());
    // An object with more in it is a value like any other.
    const Value plain = Value::Object{{"$rule", 1}, {"more", 2}};
    story.effect("plain", Value::Array{op("add", "/variables/note", plain)}, {{"target", "settlement"}});
    story.resolve();
    QCOMPARE(text(story.settlementNow(), "variables.note"), toJson(plain));
}

void tst_EffectFormulas::aFailingFormulaLeavesNothing()
{
    Client client;
    Story story(client);
    const Value::Object there{{"target", "settlement"}};
    story.effect("first", raised("/variables/population", "variables.population", 50),
                 {{"target", "settlement"}, {"priority", 5}});
    story.effect("second", replace("/level", formula(Value::Object{{"*", Value::Array{}}})), there);
    QVERIFY(text(story.refusal()).find("second") != std::string::npos);
    QCOMPARE(text(story.settlementNow(), "variables.population"), std::string("1200"));
}

void tst_EffectFormulas::anEffectIsTriedWithoutATrace()
{
    Client client;
    Story story(client);
    const Value effect = Value::Object{{"entityType", "Encounter"},
                                       {"entityId", story.encounter},
                                       {"name", "growth"},
                                       {"timing", "POST"},
                                       {"target", "settlement"},
                                       {"runsAfter", 3600},
                                       {"payload", raised("/variables/population", "variables.population", 50)}};
    const Value answer = client.data(tryEffect, Value::Object{{"e", effect}});
    QVERIFY(at(answer, "t.problem").isNull());
    QCOMPARE(text(answer, "t.result.targets.0.name"), std::string("\"Harrowford\""));
    QCOMPARE(text(answer, "t.result.targets.0.after"), std::string(R"({"variables":{"population":1250}})"));
    QCOMPARE(text(story.settlementNow(), "variables.population"), std::string("1200"));
    QCOMPARE(text(client.data("{ effectsConnection { totalCount } effectExecutionsConnection { totalCount } }")),
             std::string(R"({"effectsConnection":{"totalCount":0},"effectExecutionsConnection":{"totalCount":0}})"));
}

void tst_EffectFormulas::aWrongEffectIsAnAnswer()
{
    Client client;
    Story story(client);
    const auto tried = [&](Value::Object more) {
        Value::Object effect{{"entityType", "Encounter"}, {"entityId", story.encounter}, {"name", "it"}};
        for (const auto& [name, value] : more)
            effect.set(name, value);
        return client.data(tryEffect, Value::Object{{"e", std::move(effect)}});
    };
    const std::string named = text(tried({{"target", "entity"}}));
    QVERIFY2(named.find("\"path\":\"targetId\"") != std::string::npos, named.c_str());
    QVERIFY(!at(tried({{"payload", "x"}}), "t.problem").isNull());
    QVERIFY(!at(tried({{"nonsense", 1}}), "t.problem").isNull());
    QVERIFY(!at(tried({{"payload", replace("/campaignId", "x")}}), "t.problem").isNull());
    const Value failing = tried({{"target", "kingdom"}, {"payload", replace("/level", 99)}});
    QVERIFY(at(failing, "t.problem").asString().find("level") != std::string::npos);
    QVERIFY(at(failing, "t.result").isNull());
    QCOMPARE(client.errorCode(tryEffect, Value::Object{{"e", 1}}), std::string("BAD_USER_INPUT"));
    QCOMPARE(client.errorCode(tryEffect, Value::Object{{"e", Value::Object{{"entityType", "Dragon"}}}}),
             std::string("BAD_USER_INPUT"));
    QCOMPARE(client.errorCode(tryEffect,
                              Value::Object{{"e", Value::Object{{"entityType", "Encounter"}, {"entityId", "nobody"}}}}),
             std::string("NOT_FOUND"));
}

void tst_EffectFormulas::playersTryNothing()
{
    Client client;
    const Story story(client);
    client.become({"p", "Player", false, {everyone}});
    QCOMPARE(client.errorCode(tryEffect, Value::Object{{"e", Value::Object{{"entityType", "Encounter"},
                                                                           {"entityId", story.encounter}}}}),
             std::string("FORBIDDEN"));
}

QTEST_APPLESS_MAIN(tst_EffectFormulas)
#include "tst_EffectFormulas.moc"
