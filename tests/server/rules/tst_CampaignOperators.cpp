// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "server/rules/Evaluator.h"
#include "server/rules/OperatorReference.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::rules;

/// The operators about a campaign's things, over entities written as JSON. interop_custom_operators compares many more
/// with another implementation.
class tst_CampaignOperators : public QObject
{
    Q_OBJECT

private slots:
    void operatorGives_data();
    void operatorGives();
    void wrongArgumentsAreToldFromOneAnother_data();
    void wrongArgumentsAreToldFromOneAnother();
    void everyExampleCompiles();
    void everyOperatorIsDocumented();
    void whatIsReadIsNoted();
    void shapesAreChargedFor();
    void clockReadersAreKnown();

private:
    static Value json(const std::string& text) { return *parseJson(text); }
    Result<Value> evaluate(const std::string& rule)
    {
        ValueContext source(m_data, m_entities, 1'000'000, 1'000);
        return m_evaluator.evaluate(**Program::compileRaw(json(rule), m_operators), source);
    }

    const OperatorRegistry m_operators = OperatorRegistry::ofCampaign();
    const Value m_data = json(R"({"id":"s1","level":3,"settlement":{"id":"s1","level":3,"kingdomId":"k1",
        "variables":{"gold":1},"var":{"wood":2},"structures":[{"type":"market"},{"type":"wall"},{"type":"wall"}]},
        "structures":[{"id":"b1","structure":{"id":"b1","level":4}},{"id":"b2","structure":{"id":"b2","level":5}}]})");
    const Value m_entities = json(R"({
        "Settlement":{"s2":{"id":"s2","level":7,"kingdomId":"k2","locationId":"l1","structures":[],
                            "variables":{"gold":9},"var":{"gold":8}}},
        "Structure":{"b1":{"id":"b1","type":"wall","settlementId":"s1","archivedAt":null,
                           "variables":{"isOperational":false}},
                     "b2":{"id":"b2","archivedAt":5,"variables":{}},
                     "b3":{"id":"b3","archivedAt":null,"variables":{}}},
        "Location":{"l1":{"mapId":"m","geometry":{"type":"Point","coordinates":[3,4]},"map":{"scale":2}},
                    "l2":{"mapId":"m","geometry":{"type":"Point","coordinates":[0,0]},"map":{"scale":2}},
                    "far":{"mapId":"m2","geometry":{"type":"Point","coordinates":[0,0]}},
                    "nowhere":{},
                    "area":{"mapId":"m","geometry":{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4],[0,0]]]},
                            "map":{"scale":2}}},
        "Event":{"past":{"occurredAt":990000},"coming":{"occurredAt":null}}})");
    Evaluator m_evaluator;
};

void tst_CampaignOperators::operatorGives_data()
{
    QTest::addColumn<std::string>("rule");
    QTest::addColumn<std::string>("result");
    const auto row = [](const char* rule, const char* result) {
        QTest::newRow(rule) << std::string(rule) << std::string(result);
    };
    row(R"({"settlement.level":[]})", "3");
    row(R"({"settlement.level":"s2"})", "7");
    row(R"({"settlement.level":"nobody"})", "null");
    row(R"({"settlement.level":[null]})", "null");
    row(R"({"settlement.level":[{"var":"settlement"}]})", "null"); // s1 is not among the others
    row(R"({"settlement.var":"gold"})", "1");
    row(R"({"settlement.var":"wood"})", "2");
    row(R"({"settlement.var":["gold","s2"]})", "8"); // the state variable goes before the declared one
    row(R"({"settlement.var":["silver","s2"]})", "null");
    row(R"({"settlement.hasStructureType":"market"})", "true");
    row(R"({"settlement.hasStructureType":["market","s2"]})", "false");
    row(R"({"settlement.hasStructureType":["market","nobody"]})", "false");
    row(R"({"settlement.structureCount":[]})", "3");
    row(R"({"settlement.structureCount":"wall"})", "2");
    row(R"({"settlement.structureCount":[null,"s2"]})", "0");
    row(R"({"settlement.structureCount":["wall","nobody"]})", "null");
    row(R"({"settlement.inKingdom":"k1"})", "true");
    row(R"({"settlement.inKingdom":["k1","s2"]})", "false");
    row(R"({"settlement.inKingdom":[{"var":"none"}]})", "false");
    row(R"({"settlement.atLocation":["l1","s2"]})", "true");
    row(R"({"settlement.atLocation":"l1"})", "false");
    row(R"({"map":[{"var":"structures"},{"structure.level":[]}]})", "[4,5]");
    row(R"({"map":[[1],{"settlement.level":[]}]})", "[3]"); // a number is no entity: the one under evaluation
    row(R"({"reduce":[{"var":"structures"},{"+":[{"var":"accumulator"},{"structure.level":[]}]},0]})", "9");
    row(R"({"structure.type":"b1"})", "\"wall\"");
    row(R"({"structure.type":[]})", "null");
    row(R"({"structure.inSettlement":["s1","b1"]})", "true");
    row(R"({"structure.isOperational":"b1"})", "false");
    row(R"({"structure.isOperational":"b2"})", "false");
    row(R"({"structure.isOperational":"b3"})", "true");
    row(R"({"structure.isOperational":"nothing"})", "false");
    row(R"({"inside":["l1","area"]})", "true"); // on the border
    row(R"({"inside":["area","area"]})", "true");
    row(R"({"inside":["area","l1"]})", "false");
    row(R"({"inside":["far","area"]})", "false"); // another map
    row(R"({"inside":["nowhere","area"]})", "false");
    row(R"({"inside":["l1","nobody"]})", "false");
    row(R"({"distanceFrom":["l1","l2"]})", "10");
    row(R"({"distanceFrom":["l1","area"]})", "0");
    row(R"({"distanceFrom":["l1","far"]})", "null");
    row(R"({"distanceFrom":["l1","nobody"]})", "null");
    row(R"({"daysSince":"past"})", "10");
    row(R"({"daysSince":"coming"})", "null");
    row(R"({"daysSince":"nothing"})", "null");
    row(R"({"daysSince":1000500})", "-0.5");
    row(R"({"daysSince":"1970-01-12T13:46:40Z"})", "0");
    row(R"({"now":[]})", "1000000");
}

void tst_CampaignOperators::operatorGives()
{
    QFETCH(std::string, rule);
    QFETCH(std::string, result);
    const Result<Value> given = evaluate(rule);
    QVERIFY2(given.has_value(), given ? "" : given.error().message.c_str());
    QCOMPARE(toJson(*given), result);
}

void tst_CampaignOperators::wrongArgumentsAreToldFromOneAnother_data()
{
    QTest::addColumn<std::string>("rule");
    QTest::addColumn<std::string>("message");
    const auto row = [](const char* rule, const char* message) {
        QTest::newRow(rule) << std::string(rule) << std::string(message);
    };
    row(R"({"settlement.level":7})", "settlement.level: settlement must be an id, not a number.");
    row(R"({"settlement.level":[["s1"]]})", "settlement.level: settlement must be an id, not a list.");
    row(R"({"settlement.var":[]})", "settlement.var: key is missing.");
    row(R"({"settlement.var":[null]})", "settlement.var: key must be a text, not nothing.");
    row(R"({"settlement.structureCount":true})", "settlement.structureCount: type must be a text, not true or false.");
    row(R"({"inside":["l1"]})", "inside: region is missing.");
    row(R"({"daysSince":false})", "daysSince: eventOrTime must be a time or the id of an event, not true or false.");
}

void tst_CampaignOperators::wrongArgumentsAreToldFromOneAnother()
{
    QFETCH(std::string, rule);
    QFETCH(std::string, message);
    const Result<Value> given = evaluate(rule);
    QVERIFY(!given);
    QCOMPARE(given.error().code, ErrorCode::Invalid);
    QCOMPARE(given.error().message, message);
}

void tst_CampaignOperators::everyExampleCompiles()
{
    for (const auto& one : m_operators.operators()) {
        const Result<Value> rule = parseJson(one->example);
        QVERIFY2(rule.has_value(), one->name.c_str());
        QVERIFY2(Expression::parse(*rule, m_operators).has_value(), one->name.c_str());
        QVERIFY2(one->example.find("\"" + one->name + "\"") != std::string::npos, one->name.c_str());
    }
}

void tst_CampaignOperators::everyOperatorIsDocumented()
{
    const std::string page = operatorReference(m_operators);
    for (const auto& one : m_operators.operators()) {
        QVERIFY2(page.find("`" + one->name + "`") != std::string::npos, one->name.c_str());
        QVERIFY2(!one->title.empty() && page.find(one->title) != std::string::npos, one->name.c_str());
        QVERIFY2(!one->meaning.empty() && page.find(one->example) != std::string::npos, one->name.c_str());
        for (const Parameter& parameter : one->parameters)
            QVERIFY2(!parameter.meaning.empty(), one->name.c_str());
    }
}

void tst_CampaignOperators::whatIsReadIsNoted()
{
    ValueContext source(m_data, m_entities, 5, 1'000);
    RecordingContext recording(source);
    const auto program = Program::compileRaw(
        json(R"({"+":[{"settlement.level":[]},{"settlement.level":"s2"},{"now":[]},{"now":[]}]})"), m_operators);
    QCOMPARE(*m_evaluator.evaluate(**program, recording), Value(20));
    std::vector<std::string> paths;
    for (const RecordingContext::Read& read : recording.reads())
        paths.push_back(read.path);
    QCOMPARE(paths, (std::vector<std::string>{"settlement.level", "Settlement s2: level", "now"}));
}

void tst_CampaignOperators::shapesAreChargedFor()
{
    Evaluator poor(Budget{50});
    ValueContext source(m_data, m_entities, 5, 1'000);
    const auto program = Program::compileRaw(json(R"({"inside":["l1","area"]})"), m_operators);
    const Result<Value> given = poor.evaluate(**program, source);
    QVERIFY(!given);
    QCOMPARE(given.error().code, ErrorCode::Limit);
}

void tst_CampaignOperators::clockReadersAreKnown()
{
    const auto readsClock = [&](const char* rule) {
        return (*Program::compileRaw(json(rule), m_operators))->readsClock();
    };
    QVERIFY(readsClock(R"({"now":[]})"));
    QVERIFY(readsClock(R"({"filter":[{"var":"events"},{">":[{"daysSince":{"var":"id"}},3]}]})"));
    QVERIFY(!readsClock(R"({"settlement.level":[]})"));
}

QTEST_APPLESS_MAIN(tst_CampaignOperators)
#include "tst_CampaignOperators.moc"
