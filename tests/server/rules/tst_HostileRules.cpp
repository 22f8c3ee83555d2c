// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "server/rules/Evaluator.h"
#include "tests/server/rules/HostileRules.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace campaign;
using namespace campaign::rules;

/// Rules that must come to an end: with a clear error, after the steps they may take, in the memory they may hold.
class tst_HostileRules : public QObject
{
    Q_OBJECT

private slots:
    void ruleComesToAnEnd_data();
    void ruleComesToAnEnd();
    void memoryIsGivenBack();
    void smallBudgetOfBytesIsKept();
    void savingRefusesDeepAndWideOnes();

private:
    static Value json(const std::string& text)
    {
        return *parseJson(text, JsonLimits{.depth = 1'000, .bytes = 64u << 20});
    }
    static Value rulesInData()
    {
        Value::Array rules(100, json(R"({"cat":["a","b",{"var":"c"},{"if":[true,"d"]}]})"));
        return Value::Object{{"rules", std::move(rules)}};
    }

    const OperatorRegistry m_operators = OperatorRegistry::ofCampaign();
};

void tst_HostileRules::ruleComesToAnEnd_data()
{
    QTest::addColumn<std::string>("rule");
    for (const auto& [name, rule] : hostileRules())
        QTest::newRow(name.c_str()) << rule;
}

void tst_HostileRules::ruleComesToAnEnd()
{
    QFETCH(std::string, rule);
    const Value data = rulesInData();
    ValueContext source(data);
    const auto program = Program::compileRaw(json(rule), m_operators);
    QVERIFY(program.has_value());
    Evaluator evaluator;
    QElapsedTimer timer;
    timer.start();
    const Result<Value> given = evaluator.evaluate(**program, source);
    qInfo("%lld ms, %zu KiB", static_cast<long long>(timer.elapsed()), evaluator.workspace().heldBytes() / 1024);
    QVERIFY(!given);
    QCOMPARE(given.error().code, ErrorCode::Limit);
    QVERIFY(evaluator.workspace().spent());
    // What grows by doubling may have twice the room it uses.
    QVERIFY(evaluator.workspace().heldBytes() <= 2 * Budget().bytes);
}

void tst_HostileRules::memoryIsGivenBack()
{
    Evaluator evaluator;
    ValueContext nothing;
    for (const auto& [name, rule] : hostileRules())
        QVERIFY(!evaluator.evaluate(**Program::compileRaw(json(rule), m_operators), nothing).has_value() ||
                name.empty() || name == "rules found in the context");
    QCOMPARE(*evaluator.evaluate(**Program::compileRaw(json(R"({"cat":["a",1]})"), m_operators), nothing), Value("a1"));
    QVERIFY(evaluator.workspace().heldBytes() <= 4u << 20);
}

void tst_HostileRules::smallBudgetOfBytesIsKept()
{
    Evaluator evaluator(Budget{.steps = 1'000'000, .bytes = 100'000});
    ValueContext nothing;
    const auto of = [&](int count) {
        const std::string rule = "{\"map\":[" + numbersTo(count) + R"(,{"cat":["0123456789abcdef",{"var":""}]}]})";
        return evaluator.evaluate(**Program::compileRaw(json(rule), m_operators), nothing);
    };
    QVERIFY(of(100).has_value());
    const Result<Value> tooMuch = of(9'000);
    QVERIFY(!tooMuch);
    QCOMPARE(tooMuch.error().code, ErrorCode::Limit);
    QVERIFY(tooMuch.error().message.find("memory") != std::string::npos);
}

void tst_HostileRules::savingRefusesDeepAndWideOnes()
{
    std::string deep = "1";
    for (int i = 0; i < 60; ++i)
        deep = "{\"!\":" + deep + "}";
    const auto tooDeep = Expression::parse(json(deep), m_operators);
    QVERIFY(!tooDeep);
    QCOMPARE(tooDeep.error().code, ErrorCode::Limit);
    QVERIFY(tooDeep.error().path.starts_with("/!/!/!"));
    const auto tooWide = Expression::parse(json("{\"+\":" + numbersTo(10'000) + "}"), m_operators);
    QVERIFY(!tooWide);
    QCOMPARE(tooWide.error().code, ErrorCode::Limit);
    QCOMPARE(tooWide.error().path, std::string("/+/9999"));
    QVERIFY(Expression::parse(json("{\"+\":" + numbersTo(9'000) + "}"), m_operators).has_value());
}

QTEST_APPLESS_MAIN(tst_HostileRules)
#include "tst_HostileRules.moc"
