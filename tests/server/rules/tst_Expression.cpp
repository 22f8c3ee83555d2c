// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "server/rules/Program.h"

#include <QTest>

using namespace campaign;
using namespace campaign::rules;

/// Saving a rule: what is refused and where, and what a compiled rule says it reads.
class tst_Expression : public QObject
{
    Q_OBJECT

private slots:
    void unknownOperatorIsRefusedWithItsPath_data();
    void unknownOperatorIsRefusedWithItsPath();
    void allUnknownOperatorsAreListed();
    void depthIsLimited();
    void nodesAreLimited();
    void literalsCountButAreNoOperations();
    void hashIgnoresTheOrderOfMembers();
    void programTellsWhatItReads_data();
    void programTellsWhatItReads();
    void customOperatorIsOneDeclaration();
    void takenNameIsRefused();

private:
    static Value json(const std::string& text) { return *parseJson(text, {.depth = 20'000}); }
    static std::string nested(int depth)
    {
        std::string text = "1";
        for (int i = 0; i < depth; ++i)
            text = "{\"!\":[" + text + "]}";
        return text;
    }

    OperatorRegistry m_operators = OperatorRegistry::standard();
};

void tst_Expression::unknownOperatorIsRefusedWithItsPath_data()
{
    QTest::addColumn<std::string>("rule");
    QTest::addColumn<std::string>("path");
    QTest::addColumn<std::string>("message");
    QTest::newRow("root") << std::string(R"({"nope":1})") << std::string("/nope")
                          << std::string("Unrecognized operation nope");
    QTest::newRow("argument") << std::string(R"({"if":[true,{"+":[1,{"nope":[]}]}]})") << std::string("/if/1/+/1/nope")
                              << std::string("Unrecognized operation nope");
    QTest::newRow("single argument") << std::string(R"({"!":{"a.b":1}})") << std::string("/!/a.b")
                                     << std::string("Unrecognized operation a.b");
    QTest::newRow("list") << std::string(R"([1,[{"x":1}]])") << std::string("/1/0/x")
                          << std::string("Unrecognized operation x");
    QTest::newRow("escaped") << std::string(R"({"/":[{"a/~b":1},2]})") << std::string("/~1/0/a~1~0b")
                             << std::string("Unrecognized operation a/~b");
}

void tst_Expression::unknownOperatorIsRefusedWithItsPath()
{
    QFETCH(std::string, rule);
    QFETCH(std::string, path);
    QFETCH(std::string, message);
    const auto expression = Expression::parse(json(rule), m_operators);
    QVERIFY(!expression);
    QCOMPARE(expression.error().code, ErrorCode::Invalid);
    QCOMPARE(expression.error().path, path);
    QCOMPARE(expression.error().message, message);
}

void tst_Expression::allUnknownOperatorsAreListed()
{
    const Value rule = json(R"({"and":[{"one":{"two":1}},{"var":"a"},{"three":[]}]})");
    const std::vector<std::string> wanted = {"/and/0/one", "/and/0/one/two", "/and/2/three"};
    QCOMPARE(unknownOperators(rule, m_operators), wanted);
}

void tst_Expression::depthIsLimited()
{
    QVERIFY(Expression::parse(json(nested(50)), m_operators).has_value());
    const auto refused = Expression::parse(json(nested(51)), m_operators);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Limit);
    QVERIFY(refused.error().path.starts_with("/!/0/!/0"));
    QVERIFY(!Expression::parse(json(nested(4000)), m_operators));
    QVERIFY(!Program::compileRaw(json(nested(4000)), m_operators));
}

void tst_Expression::nodesAreLimited()
{
    Value::Array items(9'998, Value(1));
    QVERIFY(Expression::parse(Value::Object{{"merge", Value::Array{items}}}, m_operators).has_value());
    items.emplace_back(1);
    const auto refused = Expression::parse(Value::Object{{"merge", Value::Array{items}}}, m_operators);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Limit);
}

void tst_Expression::literalsCountButAreNoOperations()
{
    QVERIFY(Expression::parse(json(R"({"merge":[{"a":{"nope":1},"b":2},{}]})"), m_operators).has_value());
    QVERIFY(!Expression::parse(json(R"({"a":{"b":{"c":1}},"x":1})"), m_operators, {.depth = 2, .nodes = 100}));
    QVERIFY(!Expression::parse(json(R"({"a":[1,2,3],"x":1})"), m_operators, {.depth = 9, .nodes = 5}));
    QVERIFY(Expression::parse(json(R"({"a":[1,2,3],"x":1})"), m_operators, {.depth = 9, .nodes = 6}).has_value());
}

void tst_Expression::hashIgnoresTheOrderOfMembers()
{
    const auto one = Expression::parse(json(R"({"merge":[{"a":1,"b":2}]})"), m_operators);
    const auto two = Expression::parse(json(R"({"merge":[{"b":2,"a":1}]})"), m_operators);
    const auto three = Expression::parse(json(R"({"merge":[{"b":2,"a":2}]})"), m_operators);
    QCOMPARE(one->hash(), two->hash());
    QVERIFY(one->hash() != three->hash());
}

void tst_Expression::programTellsWhatItReads_data()
{
    QTest::addColumn<std::string>("rule");
    QTest::addColumn<std::vector<std::string>>("paths");
    QTest::addColumn<bool>("readsAll");
    const auto row = [](const char* name, const char* rule, std::vector<std::string> paths, bool readsAll) {
        QTest::newRow(name) << std::string(rule) << std::move(paths) << readsAll;
    };
    row("constant", R"({"+":[1,2]})", {}, false);
    row("sorted, once", R"({"+":[{"var":"b"},{"var":"a.c"},{"var":["b",1]}]})", {"a.c", "b"}, false);
    row("fused", R"({">":[{"var":"population"},1000]})", {"population"}, false);
    row("both branches", R"({"if":[{"var":"a"},{"var":"b"},{"var":"c"}]})", {"a", "b", "c"}, false);
    row("dead branch", R"({"if":[false,{"var":"b"},{"var":"c"}]})", {"c"}, false);
    row("after what decides", R"({"or":[{"var":"a"},1,{"var":"b"}]})", {"a"}, false);
    row("items are not the context", R"({"map":[{"var":"list"},{"var":"n"}]})", {"list"}, false);
    row("reduction", R"({"reduce":[{"var":"l"},{"+":[{"var":"current.n"},{"var":"accumulator"}]},{"var":"z"}]})",
        {"l", "z"}, false);
    row("keys of missing", R"({"missing":["a","b.c"]})", {"a", "b.c"}, false);
    row("keys of missing_some", R"({"missing_some":[1,["a","b"]]})", {"a", "b"}, false);
    row("default", R"({"var":["a",{"var":"b"}]})", {"a", "b"}, false);
    row("whole", R"({"var":""})", {}, true);
    row("computed path", R"({"var":{"var":"k"}})", {"k"}, true);
    row("computed path of an item", R"({"map":[{"var":"l"},{"var":{"var":"k"}}]})", {"l"}, false);
    row("computed keys", R"({"missing":{"var":"k"}})", {"k"}, true);
    row("numbers are paths", R"({"var":1})", {"1"}, false);
}

void tst_Expression::programTellsWhatItReads()
{
    QFETCH(std::string, rule);
    QFETCH(std::vector<std::string>, paths);
    QFETCH(bool, readsAll);
    const auto expression = Expression::parse(json(rule), m_operators);
    QVERIFY(expression.has_value());
    const auto program = Program::compile(*expression, m_operators);
    QCOMPARE(program->paths(), paths);
    QCOMPARE(program->readsWholeContext(), readsAll);
}

void tst_Expression::customOperatorIsOneDeclaration()
{
    Operator walls;
    walls.name = "town.walls";
    walls.parameters = {{.name = "kind"},
                        {.name = "town",
                         .kind = Parameter::Kind::Entity,
                         .isOptional = true,
                         .type = "Town",
                         .reads = {"walls.{kind}.height"}}};
    walls.readsClock = true;
    walls.evaluate = [](const OperatorCall&) { return Operand::number(1); };
    QVERIFY(m_operators.add(walls).has_value());
    QCOMPARE(m_operators.find("town.walls")->arguments, std::string("kind[, town]"));
    QCOMPARE(m_operators.find("town.walls")->maximum, 2);
    const auto compiled = [&](const char* rule) {
        return Program::compile(*Expression::parse(json(rule), m_operators), m_operators);
    };
    const auto own = compiled(R"({">":[{"town.walls":"outer"},{"var":"a"}]})");
    QCOMPARE(own->paths(), (std::vector<std::string>{"a", "town.walls.outer.height"}));
    QVERIFY(own->entityReads().empty());
    QVERIFY(own->readsClock());
    const auto other = compiled(R"({"if":[{"town.walls":["outer","t1"]},{"town.walls":[{"var":"k"},{"var":"id"}]}]})");
    QCOMPARE(other->paths(), (std::vector<std::string>{"id", "k"}));
    QCOMPARE(other->entityReads(),
             (std::vector<EntityRead>{{"Town", "", "walls"}, {"Town", "t1", "walls.outer.height"}}));
    QVERIFY(!other->readsWholeContext());
    const auto inBody = compiled(R"({"map":[{"var":"towns"},{"town.walls":"outer"}]})");
    QCOMPARE(inBody->paths(), (std::vector<std::string>{"town.walls.outer.height", "towns"}));
    QCOMPARE(inBody->entityReads(), (std::vector<EntityRead>{{"Town", "", "walls.outer.height"}}));
    QVERIFY(!compiled(R"({"if":[false,{"town.walls":"outer"},1]})")->readsClock());
    m_operators = OperatorRegistry::standard();
}

void tst_Expression::takenNameIsRefused()
{
    Operator taken;
    taken.name = "var";
    QCOMPARE(m_operators.add(taken).error().code, ErrorCode::Conflict);
}

QTEST_APPLESS_MAIN(tst_Expression)
#include "tst_Expression.moc"
