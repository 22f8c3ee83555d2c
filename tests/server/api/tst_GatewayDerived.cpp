// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/api/Client.h"

#include "server/core/Json.h"
#include "server/history/Store.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::test;

/// State variables whose value is a formula: read by rules, by each other and through the API.
class tst_GatewayDerived : public QObject
{
    Q_OBJECT

private slots:
    void aFormulaIsReadWhereItsKeyIsRead();
    void everyScopeHasItsOwn_data();
    void everyScopeHasItsOwn();
    void chainsAreOfAnyLength();
    void whatIsNotInForceIsUndefined();
    void aWrongTypeIsAProblemAndNoMore();
    void aWrongTypeIsRefusedAtSaving_data();
    void aWrongTypeIsRefusedAtSaving();
    void circlesAreRefusedWithTheirNames();
    void circlesThatCameInAreReported();
    void valuesFollowWhatTheyAreMadeFrom();
    void valuesOutgrownByTheirDeclarationAreProblems();
};

namespace {

Value var(const char* path)
{
    return Value::Object{{"var", path}};
}

Value sum(Value left, Value right)
{
    return Value::Object{{"+", Value::Array{std::move(left), std::move(right)}}};
}

Id derived(Client& client, const char* scope, const Id& owner, const std::string& key, Value formula,
           const char* resultType = nullptr)
{
    Value::Object input{
        {"scope", scope}, {"scopeId", owner}, {"key", key}, {"type", "DERIVED"}, {"formula", std::move(formula)}};
    if (resultType)
        input.append("resultType", resultType);
    return client.make("createStateVariable", input);
}

Id plain(Client& client, const char* scope, const Id& owner, const std::string& key, Value value)
{
    return client.make(
        "createStateVariable",
        Value::Object{
            {"scope", scope}, {"scopeId", owner}, {"key", key}, {"type", "INTEGER"}, {"value", std::move(value)}});
}

Value variable(Client& client, const Id& id)
{
    return at(
        client.data("query($id: ID!) { stateVariable(id: $id) { value problem explain } }", Value::Object{{"id", id}}),
        "stateVariable");
}

Value problems(Client& client)
{
    return at(client.data("{ problems { kind message type id field } }"), "problems");
}

Id rule(Client& client, const char* field, Value expression)
{
    return client.make(
        "createFieldCondition",
        Value::Object{{"entityType", "Settlement"}, {"field", field}, {"expression", std::move(expression)}});
}

std::string computed(Client& client, const Id& settlement)
{
    return text(
        client.data("query($id: ID!) { settlement(id: $id) { computedFields } }", Value::Object{{"id", settlement}}),
        "settlement.computedFields");
}

} // namespace

void tst_GatewayDerived::aFormulaIsReadWhereItsKeyIsRead()
{
    Client client;
    const SmallWorld small(client);
    plain(client, "SETTLEMENT", small.settlement, "gold", 40);
    const Id wealth = derived(client, "SETTLEMENT", small.settlement, "wealth", sum(var("var.gold"), 2), "INTEGER");
    const Id kingdomWealth =
        derived(client, "KINGDOM", small.kingdom, "wealth", sum(var("settlements.0.var.wealth"), 100));
    rule(client, "wealth", sum(var("var.wealth"), var("kingdom.var.wealth")));
    QCOMPARE(text(variable(client, wealth), "value"), "42");
    QCOMPARE(text(variable(client, kingdomWealth), "value"), "142");
    QCOMPARE(computed(client, small.settlement), R"({"wealth":184})");
    QCOMPARE(text(variable(client, wealth), "explain"),
             R"({"value":42,"problem":null,"reads":[{"path":"var.gold","value":40,"isDefined":true}]})");
    const Value why = client.data("query($id: ID!) { settlement(id: $id) { explain(field: \"wealth\") } }",
                                  Value::Object{{"id", small.settlement}});
    QCOMPARE(text(why, "settlement.explain.tried.0.reads"),
             R"([{"path":"var.wealth","value":42,"isDefined":true},)"
             R"({"path":"kingdom.var.wealth","value":142,"isDefined":true}])");
}

void tst_GatewayDerived::everyScopeHasItsOwn_data()
{
    QTest::addColumn<QString>("scope");
    QTest::addColumn<QString>("create");
    for (const auto& [scope, create] : {std::pair("WORLD", ""),
                                        {"CAMPAIGN", ""},
                                        {"PARTY", "createParty"},
                                        {"KINGDOM", ""},
                                        {"SETTLEMENT", ""},
                                        {"STRUCTURE", ""},
                                        {"CHARACTER", "createCharacter"},
                                        {"LOCATION", ""},
                                        {"EVENT", "createEvent"},
                                        {"ENCOUNTER", "createEncounter"}})
        QTest::newRow(scope) << scope << create;
}

void tst_GatewayDerived::everyScopeHasItsOwn()
{
    QFETCH(QString, scope);
    QFETCH(QString, create);
    Client client;
    const SmallWorld small(client);
    const std::map<std::string, Id> owners{{"WORLD", small.world},         {"CAMPAIGN", small.campaign},
                                           {"KINGDOM", small.kingdom},     {"SETTLEMENT", small.settlement},
                                           {"STRUCTURE", small.structure}, {"LOCATION", small.location}};
    const auto known = owners.find(scope.toStdString());
    const Id owner = known != owners.end() ? known->second
                                           : client.make(create.toStdString(),
                                                         Value::Object{{"campaignId", small.campaign}, {"name", "It"}});
    const std::string scopeName = scope.toStdString();
    plain(client, scopeName.c_str(), owner, "base", 5);
    const Id twice =
        derived(client, scopeName.c_str(), owner, "twice", Value::Object{{"*", Value::Array{var("var.base"), 2}}});
    const Id named = derived(client, scopeName.c_str(), owner, "called", var("name"), "STRING");
    QCOMPARE(text(variable(client, twice), "value"), "10");
    QVERIFY(at(variable(client, named), "value").isString());
}

void tst_GatewayDerived::chainsAreOfAnyLength()
{
    constexpr int length = 300;
    Client client;
    const SmallWorld small(client);
    // The first is written last, so that nothing is lucky with the order.
    Id last;
    for (int i = length; i > 0; --i) {
        const Id id = derived(client, "SETTLEMENT", small.settlement, "v" + std::to_string(i),
                              sum(var(("var.v" + std::to_string(i - 1)).c_str()), 1));
        last = last.empty() ? id : last;
    }
    plain(client, "SETTLEMENT", small.settlement, "v0", 7);
    QCOMPARE(text(variable(client, last), "value"), std::to_string(7 + length));
}

void tst_GatewayDerived::whatIsNotInForceIsUndefined()
{
    Client client;
    const SmallWorld small(client);
    const Id id = derived(client, "SETTLEMENT", small.settlement, "x", sum(var("level"), 10));
    rule(client, "x", Value::Object{{"var", Value::Array{"var.x", "none"}}});
    QCOMPARE(computed(client, small.settlement), R"({"x":11})");
    client.data("mutation($id: ID!) { toggleStateVariableActive(id: $id, isActive: false) { id } }",
                Value::Object{{"id", id}});
    QCOMPARE(computed(client, small.settlement), R"({"x":"none"})");
}

void tst_GatewayDerived::aWrongTypeIsAProblemAndNoMore()
{
    Client client;
    const SmallWorld small(client);
    const Id id = derived(client, "SETTLEMENT", small.settlement, "rank", var("name"), "INTEGER");
    rule(client, "rank", Value::Object{{"var", Value::Array{"var.rank", "unknown"}}});
    QCOMPARE(computed(client, small.settlement), R"({"rank":"unknown"})");
    QCOMPARE(text(variable(client, id), "value"), "null");
    QCOMPARE(text(variable(client, id), "problem"),
             R"("The formula gives \"Harrowford\", which is not a whole number.")");
    const Value found = problems(client);
    QCOMPARE(found.asArray().size(), std::size_t(1));
    QCOMPARE(text(found, "0.kind"), R"("VARIABLE_FAILED")");
    QCOMPARE(at(found, "0.id").asString(), id);
}

void tst_GatewayDerived::aWrongTypeIsRefusedAtSaving_data()
{
    QTest::addColumn<QString>("fields");
    QTest::addColumn<QString>("path");
    QTest::newRow("text for number") << R"("type":"INTEGER","value":"many")"
                                     << "input.value";
    QTest::newRow("fraction for whole number") << R"("type":"INTEGER","value":1.5)"
                                               << "input.value";
    QTest::newRow("number for truth") << R"("type":"BOOLEAN","value":1)"
                                      << "input.value";
    QTest::newRow("derived without formula") << R"("type":"DERIVED")"
                                             << "input.formula";
    QTest::newRow("derived with value") << R"("type":"DERIVED","formula":1,"value":1)"
                                        << "input.value";
    QTest::newRow("result of what has no formula") << R"("type":"JSON","resultType":"STRING")"
                                                   << "input.resultType";
    QTest::newRow("unknown operator") << R"("type":"DERIVED","formula":{"if":[1,{"conjure":[]}]})"
                                      << "input.formula/if/1/conjure";
}

void tst_GatewayDerived::aWrongTypeIsRefusedAtSaving()
{
    QFETCH(QString, fields);
    QFETCH(QString, path);
    Client client;
    const SmallWorld small(client);
    const std::string input = R"({"scope":"SETTLEMENT","key":"k",)" + fields.toStdString() + "}";
    Value object = *parseJson(input);
    object.asObject().append("scopeId", small.settlement);
    const Value error =
        client.error("mutation($input: CreateStateVariableInput!) { createStateVariable(input: $input) { id } }",
                     Value::Object{{"input", std::move(object)}});
    QCOMPARE(at(error, "extensions.code").asString(), "BAD_USER_INPUT");
    QCOMPARE(QString::fromStdString(at(error, "extensions.inputPath").asString()), path);
}

void tst_GatewayDerived::circlesAreRefusedWithTheirNames()
{
    Client client;
    const SmallWorld small(client);
    const Id a = derived(client, "SETTLEMENT", small.settlement, "a", var("kingdom.var.b"));
    const Id b = derived(client, "KINGDOM", small.kingdom, "b", sum(1, 1));
    const Value error = client.error(
        "mutation($id: ID!, $f: JSON) { updateStateVariable(id: $id, input: {formula: $f}) { id } }",
        Value::Object{{"id", b}, {"f", Value::Object{{"if", Value::Array{false, var("settlements.0.var.a"), 3}}}}});
    QCOMPARE(at(error, "extensions.code").asString(), "CONFLICT");
    QCOMPARE(at(error, "extensions.inputPath").asString(), "input.formula");
    QCOMPARE(QString::fromStdString(at(error, "message").asString()),
             QString("It would be derived from itself: b of Gondor → a of Harrowford → b of Gondor."));
    QCOMPARE(at(error, "extensions.cycle.0.id").asString(), b);
    QCOMPARE(at(error, "extensions.cycle.1.id").asString(), a);
    // What was refused left nothing.
    QCOMPARE(text(variable(client, b), "value"), "2");
    // One that reads itself.
    const Value own =
        client.error("mutation($id: ID!, $f: JSON) { updateStateVariable(id: $id, input: {formula: $f}) { id } }",
                     Value::Object{{"id", a}, {"f", sum(var("var.a"), 1)}});
    QCOMPARE(at(own, "extensions.cycle").asArray().size(), std::size_t(2));
}

void tst_GatewayDerived::circlesThatCameInAreReported()
{
    Client client;
    const SmallWorld small(client);
    const Id a = derived(client, "SETTLEMENT", small.settlement, "a", sum(1, 1));
    const Id b = derived(client, "SETTLEMENT", small.settlement, "b", var("var.a"));
    rule(client, "b", Value::Object{{"var", Value::Array{"var.b", "none"}}});
    // Below the checks of saving, as an import or a merge may bring it.
    history::ChangeRequest request;
    request.author = Viewer::owner();
    request.branch = small.branch;
    const auto written = client.store().write(request, [&](history::Writer& writer) {
        return writer.update(*client.store().types().find("StateVariable"), a,
                             Value::Object{{"formula", sum(var("var.b"), 1)}});
    });
    QVERIFY(written.has_value());
    QCOMPARE(computed(client, small.settlement), R"({"b":"none"})");
    const Value found = problems(client);
    QCOMPARE(found.asArray().size(), std::size_t(2));
    QCOMPARE(at(found, "0.kind").asString(), "CIRCLE");
    QVERIFY(at(found, "0.message").asString().find("a of Harrowford → b of Harrowford → a of Harrowford") !=
            std::string::npos);
    // Taken apart, both have values again.
    client.data("mutation($id: ID!) { updateStateVariable(id: $id, input: {formula: 5}) { id } }",
                Value::Object{{"id", a}});
    QCOMPARE(computed(client, small.settlement), R"({"b":5})");
    QCOMPARE(text(variable(client, b), "problem"), "null");
    QCOMPARE(problems(client).asArray().size(), std::size_t(0));
}

void tst_GatewayDerived::valuesFollowWhatTheyAreMadeFrom()
{
    Client client;
    const SmallWorld small(client);
    const Id gold = plain(client, "KINGDOM", small.kingdom, "gold", 1);
    derived(client, "KINGDOM", small.kingdom, "rich", sum(var("var.gold"), var("level")));
    derived(client, "SETTLEMENT", small.settlement, "rich", sum(var("kingdom.var.rich"), 1000));
    rule(client, "rich", var("var.rich"));
    QCOMPARE(computed(client, small.settlement), R"({"rich":1002})");
    client.data("mutation($id: ID!) { updateStateVariable(id: $id, input: {value: 50}) { id } }",
                Value::Object{{"id", gold}});
    QCOMPARE(computed(client, small.settlement), R"({"rich":1051})");
    client.data("mutation($id: ID!) { setKingdomLevel(id: $id, level: 7) { id } }",
                Value::Object{{"id", small.kingdom}});
    QCOMPARE(computed(client, small.settlement), R"({"rich":1057})");
}

void tst_GatewayDerived::valuesOutgrownByTheirDeclarationAreProblems()
{
    Client client;
    const SmallWorld small(client);
    client.data("mutation($id: ID!) { setSettlementVariable(settlementId: $id, input: {name: \"mood\", value: 3}) "
                "{ id } }",
                Value::Object{{"id", small.settlement}});
    QCOMPARE(problems(client).asArray().size(), std::size_t(0));
    client.data("mutation { defineSettlementVariableSchema(input: {name: \"mood\", type: string}) { id } }");
    const Value found = problems(client);
    QCOMPARE(found.asArray().size(), std::size_t(1));
    QCOMPARE(at(found, "0.kind").asString(), "VARIABLE_TYPE");
    QCOMPARE(at(found, "0.field").asString(), "variables.mood");
    QCOMPARE(at(found, "0.id").asString(), small.settlement);
}

QTEST_APPLESS_MAIN(tst_GatewayDerived)
#include "tst_GatewayDerived.moc"
