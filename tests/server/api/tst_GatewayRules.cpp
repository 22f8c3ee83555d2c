// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/api/Client.h"

#include "server/core/Json.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::test;

/// Computed fields as clients see them.
class tst_GatewayRules : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aRuleReadsItsEntityAndItsVariables();
    void rulesReachParentsAndChildren();
    void theEntitysOwnRuleGoesFirstThenPriority();
    void aFailingRuleIsVisibleAndTheNextIsTried();
    void valuesFollowEveryWrite();
    void valuesFollowUndo();
    void rulesMayBeSwitchedOff();
    void branchesHaveValuesOfTheirOwn();
    void explanationsNameRuleAndReads();
    void manyEntitiesCostAFewStatements();

private:
    Id rule(const std::string& type, const std::string& field, const std::string& expression, int priority = 0,
            const Id& entity = {});
    std::string settlementField(const std::string& field, const std::string& more = {});

    std::unique_ptr<Client> m_client;
    std::unique_ptr<SmallWorld> m_world;
};

void tst_GatewayRules::init()
{
    m_client = std::make_unique<Client>();
    m_world = std::make_unique<SmallWorld>(*m_client);
}

Id tst_GatewayRules::rule(const std::string& type, const std::string& field, const std::string& expression,
                          int priority, const Id& entity)
{
    Value::Object input{{"name", field + " of " + type + " " + std::to_string(priority)},
                        {"entityType", type},
                        {"field", field},
                        {"priority", priority},
                        {"expression", *parseJson(expression)}};
    if (!entity.empty())
        input.append("entityId", entity);
    return m_client->make("createFieldCondition", input);
}

std::string tst_GatewayRules::settlementField(const std::string& field, const std::string& more)
{
    const Value data = m_client->data("query($id: ID!) { settlement(id: $id" + more + ") { computedFields } }",
                                      Value::Object{{"id", m_world->settlement}});
    return text(data, "settlement.computedFields." + field);
}

void tst_GatewayRules::aRuleReadsItsEntityAndItsVariables()
{
    QCOMPARE(text(m_client->data("{ settlements { computedFields computedFieldSources } }"), "settlements"),
             std::string(R"([{"computedFields":{},"computedFieldSources":{}}])"));
    const Id big = rule("settlement", "isBig", R"({">": [{"var": "variables.population"}, 1000]})");
    rule("Settlement", "title", R"j({"cat": [{"var": "name"}, " (", {"var": "settlement.level"}, ")"]})j");
    QCOMPARE(settlementField("isBig"), std::string("true"));
    QCOMPARE(settlementField("title"), std::string("\"Harrowford (1)\""));
    const Value sources = m_client->data("{ settlements { computedFieldSources } }");
    QCOMPARE(at(sources, "settlements.0.computedFieldSources.isBig.ruleId").asString(), big);
    QCOMPARE(text(sources, "settlements.0.computedFieldSources.isBig.errors"), std::string("[]"));
}

void tst_GatewayRules::rulesReachParentsAndChildren()
{
    rule("settlement", "walls", R"({"var": "structures.length"})");
    rule("settlement", "levels", R"({"reduce": [{"var": "structures"},
        {"+": [{"var": "current.level"}, {"var": "accumulator"}]}, 0]})");
    rule("settlement", "realm", R"({"var": "kingdom.name"})");
    rule("settlement", "place", R"({"var": "location.kind"})");
    rule("structure", "address", R"({"cat": [{"var": "name"}, ", ", {"var": "settlement.name"}, ", ",
        {"var": "kingdom.name"}, ", ", {"var": "settlement.structures.count"}, ", ", {"var": "campaign.name"}]})");
    rule("structure", "people", R"({"var": "settlement.variables.population"})");
    QCOMPARE(settlementField("walls"), std::string("1"));
    QCOMPARE(settlementField("levels"), std::string("2"));
    QCOMPARE(settlementField("realm"), std::string("\"Gondor\""));
    QCOMPARE(settlementField("place"), std::string("\"town\""));
    const Value data = m_client->data("{ structures { computedFields } }");
    QCOMPARE(text(data, "structures.0.computedFields"),
             std::string(R"({"address":"Old wall, Harrowford, Gondor, 1, Arda","people":1200})"));
}

void tst_GatewayRules::theEntitysOwnRuleGoesFirstThenPriority()
{
    rule("settlement", "mood", R"("low")", 1);
    rule("settlement", "mood", R"("high")", 9);
    QCOMPARE(settlementField("mood"), std::string("\"high\""));
    rule("settlement", "mood", R"("own")", 0, m_world->settlement);
    QCOMPARE(settlementField("mood"), std::string("\"own\""));
}

void tst_GatewayRules::aFailingRuleIsVisibleAndTheNextIsTried()
{
    const Id broken = rule("settlement", "tax", R"({"*": []})", 5);
    QCOMPARE(settlementField("tax"), std::string("null"));
    const std::string sources = "{ settlements { computedFieldSources } }";
    const std::string errors = "settlements.0.computedFieldSources.tax.errors.0.ruleId";
    QCOMPARE(at(m_client->data(sources), errors).asString(), broken);
    rule("settlement", "tax", "3", 1);
    QCOMPARE(settlementField("tax"), std::string("3"));
    QCOMPARE(at(m_client->data(sources), errors).asString(), broken);
}

void tst_GatewayRules::valuesFollowEveryWrite()
{
    rule("settlement", "isBig", R"({">": [{"var": "variables.population"}, 1000]})");
    rule("settlement", "walls", R"({"var": "structures.length"})");
    rule("structure", "realm", R"({"var": "kingdom.name"})");
    const std::string all = "{ settlements { computedFields } structures { computedFields } }";
    const std::string before = text(m_client->data(all));
    QCOMPARE(text(m_client->data(all)), before); // from memory
    m_client->data(R"(mutation($s: ID!) { setSettlementVariable(settlementId: $s, input: {name: "population", value: 5})
        { id } })",
                   Value::Object{{"s", m_world->settlement}});
    QCOMPARE(settlementField("isBig"), std::string("false"));
    const Id inn =
        m_client->make("createStructure", Value::Object{{"settlementId", m_world->settlement}, {"name", "Inn"}});
    QCOMPARE(settlementField("walls"), std::string("2"));
    m_client->data("mutation($k: ID!) { updateKingdom(id: $k, input: {name: \"Rohan\"}) { id } }",
                   Value::Object{{"k", m_world->kingdom}});
    const Value data = m_client->data(all);
    QCOMPARE(text(data, "structures.0.computedFields.realm"), std::string("\"Rohan\""));
    m_client->data("mutation($i: ID!) { deleteStructure(id: $i) { id } }", Value::Object{{"i", inn}});
    QCOMPARE(settlementField("walls"), std::string("1"));
}

void tst_GatewayRules::valuesFollowUndo()
{
    rule("settlement", "isBig", R"({">": [{"var": "variables.population"}, 1000]})");
    m_client->data(R"(mutation($s: ID!) { setSettlementVariable(settlementId: $s, input: {name: "population", value: 5})
        { id } })",
                   Value::Object{{"s", m_world->settlement}});
    QCOMPARE(settlementField("isBig"), std::string("false"));
    m_client->data("mutation { undo { change } }");
    QCOMPARE(settlementField("isBig"), std::string("true"));
    m_client->data("mutation { redo { change } }");
    QCOMPARE(settlementField("isBig"), std::string("false"));
}

void tst_GatewayRules::rulesMayBeSwitchedOff()
{
    const Id id = rule("settlement", "mood", R"("calm")");
    QCOMPARE(settlementField("mood"), std::string("\"calm\""));
    m_client->data("mutation($id: ID!) { toggleFieldConditionActive(id: $id, isActive: false) { isActive } }",
                   Value::Object{{"id", id}});
    QCOMPARE(settlementField("mood"), std::string("null"));
    m_client->data("mutation($id: ID!) { toggleFieldConditionActive(id: $id, isActive: true) { isActive } }",
                   Value::Object{{"id", id}});
    QCOMPARE(settlementField("mood"), std::string("\"calm\""));
}

void tst_GatewayRules::branchesHaveValuesOfTheirOwn()
{
    rule("settlement", "title", R"({"var": "name"})");
    const Value made =
        m_client->data("mutation($b: ID!) { forkBranch(input: {sourceBranchId: $b, name: \"What if\"}) { id } }",
                       Value::Object{{"b", m_world->branch}});
    const std::string fork = at(made, "forkBranch.id").asString();
    QCOMPARE(settlementField("title"), std::string("\"Harrowford\""));
    m_client->data(
        "mutation($s: ID!, $b: ID!) { updateSettlement(id: $s, input: {name: \"Ash\", branchId: $b}) { id } }",
        Value::Object{{"s", m_world->settlement}, {"b", fork}});
    QCOMPARE(settlementField("title"), std::string("\"Harrowford\""));
    QCOMPARE(settlementField("title", ", branchId: \"" + fork + "\""), std::string("\"Ash\""));
}

void tst_GatewayRules::explanationsNameRuleAndReads()
{
    rule("settlement", "tax", R"({"*": []})", 5);
    const Id winner = rule("settlement", "tax", R"({"+": [{"var": "variables.population"}, 1]})", 1);
    const Value data = m_client->data("{ settlements { explain(field: \"tax\") } }");
    const Value& why = at(data, "settlements.0.explain");
    QCOMPARE(text(why, "value"), std::string("1201"));
    QCOMPARE(at(why, "rule.id").asString(), winner);
    QCOMPARE(text(why, "tried.0.outcome"), std::string("\"failed\""));
    QVERIFY(!at(why, "tried.0.error").asString().empty());
    QCOMPARE(text(why, "tried.1.reads"),
             std::string(R"([{"path":"variables.population","value":1200,"isDefined":true}])"));
}

void tst_GatewayRules::manyEntitiesCostAFewStatements()
{
    rule("structure", "realm", R"({"var": "kingdom.name"})");
    rule("settlement", "walls", R"({"var": "structures.length"})");
    const std::string all = "{ kingdoms { settlements { computedFields structures { computedFields } } } }";
    m_client->data(all);
    const int few = m_client->last().statements;
    for (int i = 0; i < 8; ++i) {
        const Id town =
            m_client->make("createSettlement", Value::Object{{"kingdomId", m_world->kingdom}, {"name", "Town"}});
        for (int j = 0; j < 3; ++j)
            m_client->make("createStructure", Value::Object{{"settlementId", town}, {"name", "Inn"}});
    }
    m_client->data(all);
    QVERIFY2(m_client->last().statements <= few, QByteArray::number(m_client->last().statements));
    QVERIFY2(few < 40, QByteArray::number(few));
}

QTEST_APPLESS_MAIN(tst_GatewayRules)
#include "tst_GatewayRules.moc"
