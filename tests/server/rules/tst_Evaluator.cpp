// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "server/rules/Evaluator.h"
#include "server/rules/LineRunner.h"

#include <QTest>

#include <sstream>

using namespace campaign;
using namespace campaign::rules;

/// Running rules: budget, laziness, what is read, custom operators, the line runner.
class tst_Evaluator : public QObject
{
    Q_OBJECT

private slots:
    void runawayRuleIsStopped_data();
    void runawayRuleIsStopped();
    void evaluatorWorksOnAfterAFailure();
    void rulePaysOnlyForWhatItReads();
    void pathIsResolvedOnce();
    void testIsTheTruthOfTheValue();
    void customOperatorReadsTheContext();
    void customOperatorFailureIsTheResult();
    void loneSurrogateBecomesReplacementInAValue();
    void wholeNumbersAreIntegers();
    void foundRulesDoNotRunForEver();
    void linesAreAnsweredInOrder();
    void deepLinesAreRefused();

private:
    static Value json(const std::string& text) { return *parseJson(text); }
    std::shared_ptr<const Program> program(const std::string& rule) const
    {
        return *Program::compileRaw(json(rule), m_operators);
    }
    Result<Value> evaluate(const std::string& rule, const std::string& data)
    {
        const Value context = json(data);
        ValueContext source(context);
        return m_evaluator.evaluate(*program(rule), source);
    }

    OperatorRegistry m_operators = OperatorRegistry::standard();
    Evaluator m_evaluator;
};

namespace {

/// Counts how often each path is asked for.
class CountingContext final : public ContextSource
{
public:
    explicit CountingContext(const Value& data)
        : m_data(data)
    {
    }
    Operand resolve(const Path& path, Workspace& workspace) override
    {
        asked.push_back(path.text());
        return m_data.resolve(path, workspace);
    }
    Operand resolveFrom(std::string_view type, std::string_view id, const Path& path, Workspace& workspace) override
    {
        return m_data.resolveFrom(type, id, path, workspace);
    }
    std::optional<std::int64_t> now() override { return m_data.now(); }
    std::int64_t secondsPerDay() override { return m_data.secondsPerDay(); }
    std::vector<std::string> asked;

private:
    ValueContext m_data;
};

std::string list(int count, const std::string& item)
{
    std::string text = "[";
    for (int i = 0; i < count; ++i)
        text += (i ? "," : "") + item;
    return text + "]";
}

} // namespace

void tst_Evaluator::runawayRuleIsStopped_data()
{
    QTest::addColumn<std::string>("rule");
    QTest::addColumn<std::string>("data");
    const std::string numbers = list(200, "1");
    const auto row = [](const char* name, std::string rule, const std::string& data) {
        QTest::newRow(name) << std::move(rule) << "{\"l\":" + data + "}";
    };
    row("nested loops", R"({"map":[{"var":"l"},{"map":[{"var":"l"},{"map":[{"var":"l"},{"map":[{"var":"l"},1]}]}]}]})",
        list(40, "{\"l\":" + list(40, "{\"l\":" + list(40, "{\"l\":" + list(40, "1") + "}") + "}") + "}"));
    row("text doubles", R"({"reduce":[{"var":"l"},{"cat":[{"var":"accumulator"},{"var":"accumulator"}]},"x"]})",
        numbers);
    row("list doubles", R"({"reduce":[{"var":"l"},{"merge":[{"var":"accumulator"},{"var":"accumulator"}]},[1]]})",
        numbers);
    row("shared lists double", R"({"cat":{"reduce":[{"var":"l"},[{"var":"accumulator"},{"var":"accumulator"}],1]}})",
        numbers);
    row("nests", R"({"reduce":[{"var":"l"},[{"var":"accumulator"}],1]})", list(2'000, "1"));
    row("nests pairs", R"({"reduce":[{"var":"l"},{"var":""},1]})", list(2'000, "1"));
    row("searches", R"({"map":[{"var":"l"},{"in":["zz",{"var":""}]}]})",
        list(300, "\"" + std::string(100'000, 'z') + "\""));
}

void tst_Evaluator::runawayRuleIsStopped()
{
    QFETCH(std::string, rule);
    QFETCH(std::string, data);
    const auto result = evaluate(rule, data);
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Limit);
}

void tst_Evaluator::evaluatorWorksOnAfterAFailure()
{
    QVERIFY(!evaluate(R"({"nope":1})", "{}"));
    QCOMPARE(*evaluate(R"({"cat":["a",{"var":"b"}]})", R"({"b":"c"})"), Value("ac"));
}

void tst_Evaluator::rulePaysOnlyForWhatItReads()
{
    const Value data = json(R"({"a":true,"b":1,"c":2})");
    CountingContext source(data);
    QCOMPARE(*m_evaluator.evaluate(*program(R"({"if":[{"var":"a"},{"var":"b"},{"var":"c"}]})"), source), Value(1));
    QCOMPARE(source.asked, (std::vector<std::string>{"a", "b"}));
}

void tst_Evaluator::pathIsResolvedOnce()
{
    const Value data = json(R"({"a":3})");
    CountingContext counting(data);
    RecordingContext source(counting);
    const auto result = m_evaluator.evaluate(*program(R"({"+":[{"var":"a"},{"var":["a",1]},{"var":"gone"}]})"), source);
    QVERIFY(result.has_value());
    QCOMPARE(counting.asked, (std::vector<std::string>{"a", "gone"}));
    QCOMPARE(source.reads().size(), std::size_t{2});
    QCOMPARE(source.reads()[0].path, std::string("a"));
    QCOMPARE(source.reads()[0].value, Value(3));
    QVERIFY(!source.reads()[1].isDefined);
}

void tst_Evaluator::testIsTheTruthOfTheValue()
{
    const Value data = json(R"({"empty":[],"zero":"0"})");
    ValueContext source(data);
    QVERIFY(!*m_evaluator.test(*program(R"({"var":"empty"})"), source));
    QVERIFY(*m_evaluator.test(*program(R"({"var":"zero"})"), source));
    QVERIFY(*m_evaluator.test(*program(R"({"and":[1,{"==":[{"var":"zero"},0]}]})"), source));
    QVERIFY(!m_evaluator.test(*program(R"({"and":[1,{"nope":0}]})"), source));
}

void tst_Evaluator::customOperatorReadsTheContext()
{
    Operator variable;
    variable.name = "settlement.var";
    variable.evaluate = [](const OperatorCall& call) {
        return call.context.resolve(Path("variables." + std::string(call.argument(0).asString())), call.workspace);
    };
    QVERIFY(m_operators.add(variable).has_value());
    const auto result =
        evaluate(R"({"map":[[1,2],{"+":[{"settlement.var":"gold"},{"var":""}]}]})", R"({"variables":{"gold":40}})");
    m_operators = OperatorRegistry::standard();
    QCOMPARE(*result, json("[41,42]"));
}

void tst_Evaluator::customOperatorFailureIsTheResult()
{
    Operator failing;
    failing.name = "fails";
    failing.evaluate = [](const OperatorCall& call) {
        call.workspace.fail(ErrorCode::NotFound, "There is no such region.");
        return Operand();
    };
    QVERIFY(m_operators.add(failing).has_value());
    const auto result = evaluate(R"({"or":[{"fails":1},true]})", "{}");
    m_operators = OperatorRegistry::standard();
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::NotFound);
}

void tst_Evaluator::loneSurrogateBecomesReplacementInAValue()
{
    const std::string half = R"({"substr":[{"var":"face"},0,1]})";
    QCOMPARE(*evaluate(half, "{\"face\":\"\U0001F600\"}"), Value("\uFFFD"));
    QCOMPARE(answerLine("{\"rule\":" + half + ",\"data\":{\"face\":\"\U0001F600\"}}", m_operators),
             std::string("{\"result\":\"\\ud83d\"}"));
}

void tst_Evaluator::wholeNumbersAreIntegers()
{
    QVERIFY(evaluate(R"({"+":[1,2]})", "{}")->isInteger());
    QCOMPARE(evaluate(R"({"/":[1,2]})", "{}")->kind(), Value::Kind::Number);
    QCOMPARE(evaluate(R"({"+":[1e300,0]})", "{}")->kind(), Value::Kind::Number);
}

void tst_Evaluator::foundRulesDoNotRunForEver()
{
    const auto result = evaluate(R"({"missing":[{"var":"x"}]})", R"({"x":{"missing":[{"var":"x"}]}})");
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Limit);
}

void tst_Evaluator::linesAreAnsweredInOrder()
{
    std::istringstream in("{\"rule\":{\"var\":\"a\"},\"data\":{\"a\":[1,null]}}\r\nnot json\n{\"data\":1}\n\n"
                          "{\"rule\":{\"/\":[1,0]}}\n{\"rule\":{\"nope\":1}}\n{\"rule\":{\"var\":\"x\"}}");
    std::ostringstream out;
    runLines(in, out, m_operators);
    std::vector<std::string> lines;
    std::istringstream answers(out.str());
    for (std::string line; std::getline(answers, line);)
        lines.push_back(line);
    QCOMPARE(lines.size(), std::size_t{7});
    QCOMPARE(lines[0], std::string("{\"result\":[1,null]}"));
    QVERIFY(lines[1].starts_with("{\"error\":"));
    QVERIFY(lines[2].starts_with("{\"error\":"));
    QVERIFY(lines[3].starts_with("{\"error\":"));
    QCOMPARE(lines[4], std::string("{\"result\":null}"));
    QCOMPARE(lines[5], std::string("{\"error\":\"Unrecognized operation nope\"}"));
    QCOMPARE(lines[6], std::string("{\"result\":null}"));
}

void tst_Evaluator::deepLinesAreRefused()
{
    for (const int depth : {480, 499, 501, 10'000}) {
        std::string rule = "1";
        std::string before, after;
        for (int i = 0; i < depth; ++i) {
            before += "{\"!\":[";
            after += "]}";
        }
        const std::string answer = answerLine("{\"rule\":" + before + rule + after + "}", m_operators);
        QCOMPARE(answer.starts_with("{\"error\":"), depth > 499);
    }
}

QTEST_APPLESS_MAIN(tst_Evaluator)
#include "tst_Evaluator.moc"
