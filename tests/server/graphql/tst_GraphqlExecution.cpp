// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows are named after the sections of https://spec.graphql.org/September2025/#sec-Execution.
#include "server/core/Json.h"
#include "tests/server/graphql/Specimen.h"

#include <QtTest>

#include <thread>

using namespace campaign;
using namespace campaign::graphql;

class GraphqlExecutionTest : public QObject
{
    Q_OBJECT

private slots:
    void answers_data();
    void answers();
    void refusesBeforeExecution_data();
    void refusesBeforeExecution();
    void reportsFieldErrors_data();
    void reportsFieldErrors();
    void coercesVariables_data();
    void coercesVariables();
    void callsEachResolverOncePerLevel();
    void runsMutationsInOrder();
    void stopsMutationsAfterANonNullFailure();
    void tellsResolversWhatIsSelected();
    void keepsToItsLimits_data();
    void keepsToItsLimits();
    void stopsWhenInterrupted();
    void deliversEvents();
    void keepsPreparedDocuments();

private:
    Response run(const QByteArray& query, const QByteArray& variables, ExecutionContext& context);
    Response run(const QByteArray& query, const QByteArray& variables = "{}");

    Executor m_executor{specimen::schema()};
    specimen::Realm m_realm{3, 2, 2};
};

Response GraphqlExecutionTest::run(const QByteArray& query, const QByteArray& variables, ExecutionContext& context)
{
    context.setHost(m_realm);
    Request request;
    request.query = query.toStdString();
    request.variables = *parseJson(variables.toStdString());
    return m_executor.execute(request, context);
}

Response GraphqlExecutionTest::run(const QByteArray& query, const QByteArray& variables)
{
    ExecutionContext context;
    return run(query, variables, context);
}

void GraphqlExecutionTest::answers_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("data");
    const auto row = [](const char* name, const char* query, const char* data) {
        QTest::newRow(name) << QByteArray(query) << QByteArray(data);
    };
    row("6.3.2 order and merging",
        "{ kingdom(id: \"k0\") { title id } b: __typename kingdom(id: \"k0\") { id level } }",
        R"({"kingdom":{"title":"Kingdom of k0","id":"k0","level":1},"b":"Query"})");
    row("6.3.2 skip and include",
        "query ($t: Boolean = true) { a: __typename @skip(if: $t) b: __typename @include(if: $t) ... @include(if: "
        "false) { c: __typename } }",
        R"({"b":"Query"})");
    row("6.3.2 nothing left", "{ kingdom(id: \"k0\") { id @skip(if: true) } }", R"({"kingdom":{}})");
    row("6.4.3 null and empty", "{ kingdom(id: \"none\") { id } kingdoms(first: 0) { id } }",
        R"({"kingdom":null,"kingdoms":[]})");
    row("6.4.3 null items", "{ settlement(id: \"k0-s0\") { neighbours { id } matrix tags } }",
        R"({"settlement":{"neighbours":[{"id":"k0-s0"},null,{"id":"k0-s1"}],"matrix":[[1,2],null,[3]],"tags":["TOWN","tag"]}})");
    row("6.4.3 concrete types",
        "{ named { __typename ... on Levelled { level } ...F } } fragment F on Settlement { population }",
        R"({"named":[{"__typename":"Kingdom","level":1},{"__typename":"Settlement","population":1037},null,{"__typename":"Structure","level":1},{"__typename":"Kingdom","level":1}]})");
    row("6.4.3 scalars", "{ settlement(id: \"k0-s1\") { name area isCapital founded extra shape } }",
        R"({"settlement":{"name":"Settlement \"k0-s1\"","area":3,"isCapital":false,"founded":"0800-01-01T00:00:00Z","extra":{"a":[1,null]},"shape":null}})");
    row("6.4.1 arguments", "{ echo(list: 1, filter: {}, target: {point: {x: 1, y: 2}}, int: null) }",
        R"({"echo":{"int":null,"list":[1],"filter":{"minimum":1,"kinds":["TOWN","CITY"],"near":{"x":1,"y":2.5,"label":"here"}},"target":{"point":{"x":1,"y":2,"label":"here"}},"required":7,"old":1}})");
    row("4.5 introspection",
        "{ __type(name: \"Place\") { kind possibleTypes { name } fields { name } } none: __type(name: \"None\") { name "
        "} }",
        R"({"__type":{"kind":"UNION","possibleTypes":[{"name":"Kingdom"},{"name":"Settlement"}],"fields":null},"none":null})");
    row("4.5 wrapped types",
        "{ __type(name: \"Kingdom\") { interfaces { name } fields { name type { kind ofType { kind ofType { kind "
        "ofType { name } } } } } } }",
        R"({"__type":{"interfaces":[{"name":"Levelled"},{"name":"Node"},{"name":"Named"}],"fields":[{"name":"id","type":{"kind":"NON_NULL","ofType":{"kind":"SCALAR","ofType":null}}},{"name":"name","type":{"kind":"SCALAR","ofType":null}},{"name":"title","type":{"kind":"NON_NULL","ofType":{"kind":"SCALAR","ofType":null}}},{"name":"level","type":{"kind":"NON_NULL","ofType":{"kind":"SCALAR","ofType":null}}},{"name":"kind","type":{"kind":"SCALAR","ofType":null}},{"name":"settlements","type":{"kind":"NON_NULL","ofType":{"kind":"LIST","ofType":{"kind":"NON_NULL","ofType":{"name":"Settlement"}}}}}]}})");
    row("4.5 deprecated members hide",
        "{ __type(name: \"SettlementKind\") { enumValues { name } all: enumValues(includeDeprecated: true) { "
        "deprecationReason } } }",
        R"({"__type":{"enumValues":[{"name":"HAMLET"},{"name":"TOWN"},{"name":"CITY"}],"all":[{"deprecationReason":null},{"deprecationReason":null},{"deprecationReason":null},{"deprecationReason":"Use CITY"}]}})");
}

void GraphqlExecutionTest::answers()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, data);
    const Response response = run(query);
    QCOMPARE(QByteArray::fromStdString(response.json), "{\"data\":" + data + "}");
    QVERIFY(response.executed && !response.hasErrors);
}

void GraphqlExecutionTest::refusesBeforeExecution_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("syntax") << QByteArray("{ a(: ) }") << QByteArray("GRAPHQL_PARSE_FAILED");
    QTest::newRow("validation") << QByteArray("{ nowhere }") << QByteArray("GRAPHQL_VALIDATION_FAILED");
    QTest::newRow("several operations, none named")
        << QByteArray("query A { __typename } query B { __typename }") << QByteArray("BAD_USER_INPUT");
    QTest::newRow("variable missing") << QByteArray("query ($a: Int!) { echo(int: $a) }")
                                      << QByteArray("BAD_USER_INPUT");
    QTest::newRow("subscription") << QByteArray("subscription { worldTimeChanged { version } }")
                                  << QByteArray("BAD_USER_INPUT");
    QTest::newRow("empty") << QByteArray("") << QByteArray("GRAPHQL_PARSE_FAILED");
}

void GraphqlExecutionTest::refusesBeforeExecution()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, code);
    const Response response = run(query);
    QVERIFY(!response.executed && response.hasErrors);
    const Value json = *parseJson(response.json);
    QVERIFY(!json.find("data"));
    QCOMPARE(QByteArray::fromStdString(json.find("errors")->asArray().front().find("extensions")->stringOr("code", "")),
             code);
}

void GraphqlExecutionTest::reportsFieldErrors_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* name, const char* query, const char* data, const char* path, const char* code) {
        QTest::newRow(name) << QByteArray(query) << QByteArray(data) << QByteArray(path) << QByteArray(code);
    };
    row("nullable leaf", "{ s: settlement(id: \"k0-s0\") { x: failing id } }", R"({"s":{"x":null,"id":"k0-s0"}})",
        R"(["s","x"])", "FORBIDDEN");
    row("non-null leaf nulls its object", "{ settlement(id: \"k0-s0\") { failingHard } }", R"({"settlement":null})",
        R"(["settlement","failingHard"])", "NOT_FOUND");
    row("null of a non-null leaf", "{ settlement(id: \"k0-s0\") { hole } __typename }",
        R"({"settlement":null,"__typename":"Query"})", R"(["settlement","hole"])", "INTERNAL_SERVER_ERROR");
    row("up through non-null lists", "{ kingdom(id: \"k0\") { settlements { hole } } }", R"({"kingdom":null})",
        R"(["kingdom","settlements",0,"hole"])", "INTERNAL_SERVER_ERROR");
    row("a nullable item stops it", "{ settlement(id: \"k0-s0\") { neighbours { hole } } }",
        R"({"settlement":{"neighbours":[null,null,null]}})", R"(["settlement","neighbours",0,"hole"])",
        "INTERNAL_SERVER_ERROR");
    row("up to the root", "{ hard { id } }", "null", R"(["hard"])", "INTERNAL_SERVER_ERROR");
    row("not finite", "{ settlement(id: \"k0-s0\") { infinite } }", R"({"settlement":{"infinite":null}})",
        R"(["settlement","infinite"])", "INTERNAL_SERVER_ERROR");
    row("a resolver's own code", "{ tooMany { id } }", R"({"tooMany":null})", R"(["tooMany"])", "LIMIT_EXCEEDED");
    row("type that does not belong", "{ node(id: \"bad\") { id } }", R"({"node":null})", R"(["node"])",
        "INTERNAL_SERVER_ERROR");
}

void GraphqlExecutionTest::reportsFieldErrors()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, data);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, code);
    const Response response = run(query);
    QVERIFY(response.executed && response.hasErrors);
    const Value json = *parseJson(response.json);
    QCOMPARE(QByteArray::fromStdString(toJson(*json.find("data"))), data);
    const Value& error = json.find("errors")->asArray().front();
    QCOMPARE(QByteArray::fromStdString(toJson(*error.find("path"))), path);
    QCOMPARE(QByteArray::fromStdString(error.find("extensions")->stringOr("code", "")), code);
    QVERIFY(error.find("locations"));
}

void GraphqlExecutionTest::coercesVariables_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("argument");
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<QByteArray>("value"); // "" where it is refused
    int index = 0;
    const auto row = [&](const char* type, const char* argument, const char* given, const char* value) {
        QTest::addRow("6.1.2 %s from %s #%d", type, given, index++)
            << QByteArray(type) << QByteArray(argument) << QByteArray(given) << QByteArray(value);
    };
    row("Int", "int", "1", "1");
    row("Int", "int", "1.0", "1");
    for (const char* bad : {"1.5", "\"1\"", "true", "9007199254740993", "2147483648", "[1]", "{}"})
        row("Int", "int", bad, "");
    row("Float", "float", "1", "1");
    row("Float", "float", "1.5", "1.5");
    row("Float", "float", "\"1\"", "");
    row("String", "string", "\"a\"", "\"a\"");
    row("String", "string", "1", "");
    row("Boolean", "boolean", "false", "false");
    row("Boolean", "boolean", "0", "");
    row("Boolean", "boolean", "\"true\"", "");
    row("ID", "id", "5", "\"5\"");
    row("ID", "id", "\"x\"", "\"x\"");
    row("ID", "id", "1.5", "");
    row("ID", "id", "true", "");
    row("SettlementKind", "kind", "\"TOWN\"", "\"TOWN\"");
    row("SettlementKind", "kind", "\"town\"", "");
    row("SettlementKind", "kind", "1", "");
    row("[Int]", "list", "3", "[3]");
    row("[Int]", "list", "[1,null]", "[1,null]");
    row("[Int!]", "strict", "[null]", "");
    row("PointInput", "point", R"({"x":1,"y":2})", R"({"x":1,"y":2,"label":"here"})");
    row("PointInput", "point", R"({"x":1,"y":2,"label":null})", R"({"x":1,"y":2,"label":null})");
    row("PointInput", "point", R"({"x":1})", "");
    row("PointInput", "point", R"({"x":1,"y":2,"z":3})", "");
    row("PointInput", "point", "[]", "");
    row("Target", "target", R"({"id":1,"name":"a"})", "");
    row("Target", "target", R"({"id":null})", "");
    row("Target", "target", R"({"name":"a"})", R"({"name":"a"})");
    row("JSON", "json", R"({"a":[1,{}]})", R"({"a":[1,{}]})");
    row("GeoJSON", "shape", "[]", "");
    row("Int", "int", "null", "null");
    row("Int!", "int", "null", "");
}

void GraphqlExecutionTest::coercesVariables()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, argument);
    QFETCH(QByteArray, given);
    QFETCH(QByteArray, value);
    const Response response =
        run("query ($v: " + type + ") { echo(" + argument + ": $v) }", "{\"v\":" + given + ",\"unused\":1}");
    const Value json = *parseJson(response.json);
    QCOMPARE(response.executed, !value.isEmpty());
    if (value.isEmpty())
        QVERIFY(json.find("errors")->asArray().front().stringOr("message", "").find("\"$v\" got invalid value") !=
                std::string::npos);
    else
        QCOMPARE(QByteArray::fromStdString(toJson(*json.find("data")->find("echo")->find(argument.toStdString()))),
                 value);
}

void GraphqlExecutionTest::callsEachResolverOncePerLevel()
{
    ExecutionContext context;
    const Response response = run("{ kingdoms { id settlements { id name structures(first: 9) { id name } } } }", "{}", context);
    QVERIFY(!response.hasErrors);
    QCOMPARE(context.producedObjects, std::int64_t{3 + 6 + 12});
    // kingdoms, settlements, name, structures, name: whatever the number of objects.
    QCOMPARE(context.resolverCalls, std::int64_t{5});
}

void GraphqlExecutionTest::runsMutationsInOrder()
{
    m_realm.log.clear();
    const Response response =
        run("mutation { a: note(text: \"1\") rename(id: \"k0-s0\", name: \"x\") { id } b: note(text: \"2\") }");
    QCOMPARE(QByteArray::fromStdString(response.json),
             QByteArray(R"({"data":{"a":"1","rename":{"id":"k0-s0"},"b":"3"}})"));
    QVERIFY((m_realm.log == std::vector<std::string>{"1", "rename", "2"}));
}

void GraphqlExecutionTest::stopsMutationsAfterANonNullFailure()
{
    m_realm.log.clear();
    const Response response = run("mutation { a: note(text: \"bad\") b: note(text: \"2\") }");
    QVERIFY(response.json.find("\"data\":null") != std::string::npos);
    QVERIFY((m_realm.log == std::vector<std::string>{"bad"}));
}

void GraphqlExecutionTest::tellsResolversWhatIsSelected()
{
    m_realm.log.clear();
    (void)run("{ selects { x: level } b: selects { ...F } c: selects { id level @skip(if: true) } } fragment F on Node "
              "{ ... on Kingdom { level } }");
    QVERIFY((m_realm.log == std::vector<std::string>{"level", "level", "-"}));
}

void GraphqlExecutionTest::keepsToItsLimits_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("says"); // "" where it passes
    const auto deep = [](int levels) {
        QByteArray text = "{ kingdom(id: 1) { settlements(first: 1) { kingdom {";
        for (int i = 4; i < levels; i += 2)
            text += " settlements(first: 1) { kingdom {";
        text += " id" + QByteArray(" }").repeated(text.count('{'));
        return text;
    };
    QTest::newRow("14 deep") << deep(13) << QByteArray("");
    QTest::newRow("too deep") << deep(16) << QByteArray("depth");
    QTest::newRow("too many objects")
        << QByteArray("{ kingdoms(first: 100) { settlements(first: 100) { structures(first: 100) { id } } } }")
        << QByteArray("complexity");
    QTest::newRow("by variable") << QByteArray("{ kingdoms(first: 2147483647) { settlements(first: 2147483647) { "
                                               "structures(first: 2147483647) { id } } } }")
                                 << QByteArray("complexity");
    QTest::newRow("as large as meant")
        << QByteArray("{ kingdoms(first: 50) { settlements(first: 20) { structures(first: 10) { id } } } }")
        << QByteArray("");
    QTest::newRow("1000 equal aliases") << QByteArray("{ " + QByteArray("a: kingdoms { id } ").repeated(1000) + "}")
                                        << QByteArray("");
    QTest::newRow("1000 different aliases") << [] {
        QByteArray text = "{";
        for (int i = 0; i < 1000; ++i)
            text += " a" + QByteArray::number(i) + ": kingdoms(first: 60) { id }";
        return text + " }";
    }() << QByteArray("complexity");
    QTest::newRow("1000 leaf aliases") << [] {
        QByteArray text = "{";
        for (int i = 0; i < 1000; ++i)
            text += " a" + QByteArray::number(i) + ": __typename";
        return text + " }";
    }() << QByteArray("");
    QTest::newRow("introspection ten deep") << QByteArray("{ __schema { types { fields { type { ofType { ofType { "
                                                          "ofType { ofType { ofType { name } } } } } } } } } }")
                                            << QByteArray("");
    QTest::newRow("200 inline fragments")
        << QByteArray("{ " + QByteArray("... { ").repeated(200) + "__typename" + QByteArray(" }").repeated(201))
        << QByteArray("");
    QByteArray fan = "{ kingdoms(first: 1) { settlements(first: 1) { ...G0 } } }";
    for (int i = 0; i < 200; ++i)
        fan += " fragment G" + QByteArray::number(i) + " on Settlement { a: kingdom { settlements(first: 1) { ...G" +
               QByteArray::number(i + 1) + " } } b: kingdom { settlements(first: 1) { ...G" +
               QByteArray::number(i + 1) + " } } }";
    QTest::newRow("2^200 ways down") << QByteArray(fan + " fragment G200 on Settlement { id }") << QByteArray("depth");
}

void GraphqlExecutionTest::keepsToItsLimits()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, says);
    QElapsedTimer clock;
    clock.start();
    const Response response = run(query);
    QVERIFY(clock.elapsed() < 5000);
    if (says.isEmpty()) {
        QVERIFY2(response.executed && !response.hasErrors, response.json.substr(0, 300).c_str());
        return;
    }
    QVERIFY(!response.executed);
    QVERIFY2(response.json.find(says.toStdString()) != std::string::npos, response.json.substr(0, 300).c_str());
    QVERIFY(response.json.find("LIMIT_EXCEEDED") != std::string::npos);
    // What the estimate does not see is debited as it comes.
    ExecutionContext context;
    context.limits.cost = 60;
    context.limits.depth = 100;
    const specimen::Realm large(1, 100, 1);
    context.setHost(const_cast<specimen::Realm&>(large));
    Request request;
    request.query = "{ kingdoms(first: 1) { settlements { id } } }";
    const Response produced = m_executor.execute(request, context);
    QVERIFY(produced.executed && produced.json.find("complexity") != std::string::npos);
    QVERIFY(produced.json.find("\"data\":null") != std::string::npos);
}

void GraphqlExecutionTest::stopsWhenInterrupted()
{
    int asked = 0;
    ExecutionContext context;
    context.interrupted = [&]() -> std::optional<Error> {
        if (++asked < 3)
            return std::nullopt;
        return Error{ErrorCode::Cancelled, "Cancelled.", {}, {}, {}};
    };
    const Response response = run("{ kingdoms { id settlements { id name structures(first: 9) { id name } } } }", "{}", context);
    QCOMPARE(asked, 3);
    QCOMPARE(QByteArray::fromStdString(response.json),
             QByteArray(R"({"errors":[{"message":"Cancelled.","extensions":{"code":"CANCELLED"}}],"data":null})"));
}

void GraphqlExecutionTest::deliversEvents()
{
    Request request;
    request.query = "subscription ($id: ID!) { e: entityModified(entityId: $id) { version entityId } }";
    request.variables = *parseJson(R"({"id":"k7"})");
    std::vector<GraphqlError> errors;
    const auto field = m_executor.subscription(request, errors);
    QVERIFY(field && errors.empty());
    QVERIFY(field->field->name == "entityModified" && field->responseKey == "e" &&
            *field->arguments.find("entityId") == Value("k7"));
    ExecutionContext context;
    context.setHost(m_realm);
    const std::string event = "k7";
    context.eventRoot = &event;
    QCOMPARE(QByteArray::fromStdString(m_executor.execute(request, context).json),
             QByteArray(R"({"data":{"e":{"version":3,"entityId":"k7"}}})"));
    request.query = "{ __typename }";
    QVERIFY(!m_executor.subscription(request, errors) && errors.size() == 1);
}

void GraphqlExecutionTest::keepsPreparedDocuments()
{
    ExecutorSettings settings;
    settings.cachedDocuments = 2;
    const Executor executor(specimen::schema(), settings);
    const auto first = executor.prepare("{ a: __typename }");
    QVERIFY(executor.prepare("{ a: __typename }") == first);
    (void)executor.prepare("{ b: __typename }");
    (void)executor.prepare("{ c: __typename }");
    QVERIFY(executor.prepare("{ a: __typename }") != first);
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&executor, i] {
            for (int j = 0; j < 200; ++j)
                (void)executor.prepare("{ x" + std::to_string((i + j) % 5) + ": __typename }");
        });
    for (std::thread& thread : threads)
        thread.join();
    QVERIFY(executor.prepare("{ x0: __typename }")->errors.empty());
}

QTEST_APPLESS_MAIN(GraphqlExecutionTest)
#include "tst_GraphqlExecution.moc"
