// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows are named after the rules of https://spec.graphql.org/September2025/#sec-Validation; random documents are
// compared with graphql-js in tests/interop/graphql.
#include "server/graphql/validation/Validation.h"
#include "tests/server/graphql/Specimen.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::graphql;

class GraphqlValidationTest : public QObject
{
    Q_OBJECT

private slots:
    void accepts_data();
    void accepts();
    void refuses_data();
    void refuses();
    void listsSeveralErrorsWithPlaces();
    void endsOnHostileDocuments_data();
    void endsOnHostileDocuments();

private:
    std::vector<GraphqlError> check(const QByteArray& text) const;

    std::shared_ptr<const Schema> m_schema = specimen::schema();
};

std::vector<GraphqlError> GraphqlValidationTest::check(const QByteArray& text) const
{
    const ParseOutcome outcome = parseDocument(text.toStdString());
    return outcome.error ? std::vector{*outcome.error} : validate(*m_schema, outcome.document);
}

void GraphqlValidationTest::accepts_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const char* text) { QTest::newRow(name) << QByteArray(text); };
    row("5.2.3.1 one field through fragments", "subscription { ...F } fragment F on Subscription { worldTimeChanged { "
                                               "version } worldTimeChanged { version } }");
    row("5.3.1 __typename everywhere", "{ __typename place { __typename } kingdom(id: 1) { __typename } }");
    row("5.3.2 same call twice", "{ a: echo(int: 1, string: \"n\") a: echo(string: \"\"\"n\"\"\", int: 1) }");
    row("5.3.2 different objects may differ",
        "{ named { ... on Settlement { t: title } ... on Structure { t: type } } }");
    row("5.4.2 default makes optional", "{ echo }");
    row("5.5.2.3 intersecting types",
        "{ node { ... on SearchResult { ... on Named { id } ... on Levelled { level } } } }");
    row("5.6.1 coercions", "{ echo(float: 1, id: 5, list: 3, matrix: [[1], null], strict: [], json: {a: [RED]}, "
                           "points: {x: 1, y: 2}, shape: {type: \"P\"}) }");
    row("5.6.1 null for nullable", "{ echo(int: null, list: [null]) }");
    row("5.6.1 limits of Int and Float", "{ echo(list: [-2147483648, 2147483647, -0], float: 1e400) }");
    row("5.6.1 oneOf", "{ find(target: {name: \"x\"}) { id } }");
    row("5.7.2 skip with include", "{ kingdoms { id @skip(if: true) @include(if: false) } }");
    row("5.7.3 repeatable", "query @tag(name: \"a\") @tag(name: \"b\") { __typename }");
    row("5.8.5 default on either side", "query ($a: Int = 1, $b: Int) { echo(required: $a) b: echo(required: $b) }");
    row("5.8.5 stricter list", "query ($a: [Int!]!) { echo(list: $a, strict: $a) }");
    row("5.8.5 variables in free-form objects", "query ($a: Int) { echo(json: {a: [$a]}) }");
}

void GraphqlValidationTest::accepts()
{
    QFETCH(QByteArray, text);
    const auto errors = check(text);
    QVERIFY2(errors.empty(), errors.empty() ? "" : errors.front().message.c_str());
}

void GraphqlValidationTest::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char* name, const char* text, const char* says) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(says);
    };
    row("5.1.1 ExecutableDefinitions", "{ __typename } type T { a: Int }", "not executable");
    row("5.2.1.1 UniqueOperationNames", "query A { __typename } query A { __typename }", "only one operation");
    row("5.2.2.1 LoneAnonymousOperation", "{ __typename } query A { __typename }", "anonymous operation");
    row("5.2.3.1 SingleFieldSubscriptions",
        "subscription { a: worldTimeChanged { version } b: worldTimeChanged { version } }", "only one top level");
    row("5.2.3.1 introspection field", "subscription { __typename }", "introspection");
    row("5.3.1 FieldsOnCorrectType", "{ nowhere }", "Cannot query field");
    row("5.3.1 __schema below the root", "{ kingdoms { __schema { description } } }", "Cannot query field");
    row("5.3.1 field of a union", "{ place { id } }", "Cannot query field");
    row("5.3.2 different fields", "{ kingdoms { a: name a: kind } }", "different fields");
    row("5.3.2 variable and literal", "query ($a: Int) { a: echo(int: $a) a: echo(int: 1) }", "differing arguments");
    row("5.3.2 through fragments",
        "{ kingdoms { ...A ...B } } fragment A on Named { x: name } fragment B on Kingdom { x: kind }",
        "different fields");
    row("5.3.2 shapes of different objects",
        "{ named { ... on Settlement { k: population } ... on Kingdom { k: kind } } }", "conflicting types");
    row("5.3.2 nullability", "{ named { ... on Structure { l: level } ... on Kingdom { l: level } } }",
        "conflicting types");
    row("5.3.2 below different objects",
        "{ named { ... on Settlement { c: kingdom { x: id } } ... on Structure { c: settlement { x: population } } } }",
        "conflicting types");
    row("5.3.3 ScalarLeafs: composite", "{ kingdoms }", "must have a selection");
    row("5.3.3 ScalarLeafs: leaf", "{ kingdoms { id { x } } }", "must not have a selection");
    row("5.4.1 KnownArgumentNames", "{ kingdoms(nowhere: 1) { id } }", "Unknown argument");
    row("5.4.1 KnownArgumentNames on directives", "{ kingdoms @skip(if: true, x: 1) { id } }", "Unknown argument");
    row("5.4.2 UniqueArgumentNames", "{ echo(int: 1, int: 1) }", "only one argument");
    row("5.4.2.1 ProvidedRequiredArguments", "{ kingdom { id } }", "was not provided");
    row("5.4.2.1 on directives", "{ __typename @skip }", "was not provided");
    row("5.5.1.1 UniqueFragmentNames",
        "{ kingdoms { ...F } } fragment F on Kingdom { id } fragment F on Kingdom { id }", "only one fragment");
    row("5.5.1.2 KnownTypeNames", "{ kingdoms { ... on Nowhere { id } } }", "Unknown type");
    row("5.5.1.2 in an unused fragment", "{ __typename } fragment F on Nowhere { id }", "Unknown type");
    row("5.5.1.3 FragmentsOnCompositeTypes", "{ kingdoms { ... on String { id } } }", "non composite");
    row("5.5.1.4 NoUnusedFragments", "{ __typename } fragment F on Kingdom { id }", "never used");
    row("5.5.2.1 KnownFragmentNames", "{ ...Nowhere }", "Unknown fragment");
    row("5.5.2.2 NoFragmentCycles", "{ kingdoms { ...F } } fragment F on Kingdom { id ...F }", "within itself");
    row("5.5.2.2 in unused fragments", "{ __typename } fragment A on Kingdom { ...B } fragment B on Kingdom { ...A }",
        "within itself");
    row("5.5.2.3 PossibleFragmentSpreads", "{ kingdoms { ... on Settlement { id } } }", "cannot be spread");
    row("5.5.2.3 interface and union", "{ things { ... on Place { __typename } } }", "cannot be spread");
    row("5.6.1 String for Int", "{ echo(int: \"1\") }", "Int cannot represent");
    row("5.6.1 Float for Int", "{ echo(int: 1.0) }", "Int cannot represent");
    row("5.6.1 beyond 32 bits", "{ echo(int: 2147483648) }", "32-bit");
    row("5.6.1 Int for String", "{ echo(string: 1) }", "String cannot represent");
    row("5.6.1 string for enum", "{ echo(kind: \"TOWN\") }", "Enum");
    row("5.6.1 null for non-null", "{ echo(required: null) }", "found null");
    row("5.6.1 null item", "{ echo(strict: [null]) }", "found null");
    row("5.6.1 custom scalar", "{ echo(shape: 5) }", "GeoJSON");
    row("5.6.1 default of a variable", "query ($a: Int = \"x\") { echo(int: $a) }", "Int cannot represent");
    row("5.6.2 unknown input field", "{ echo(point: {x: 1, y: 1, z: 1}) }", "not defined");
    row("5.6.3 UniqueInputFieldNames", "{ echo(json: {a: 1, a: 2}) }", "only one input field");
    row("5.6.4 required input field", "{ echo(point: {x: 1}) }", "required type");
    row("5.6.5 oneOf: two", "{ find(target: {name: \"x\", id: 1}) { id } }", "exactly one key");
    row("5.6.5 oneOf: null", "{ find(target: {name: null}) { id } }", "non-null");
    row("5.6.5 oneOf: nullable variable", "query ($a: ID) { find(target: {id: $a}) { id } }", "non-nullable");
    row("5.7.1 KnownDirectives", "{ __typename @nowhere }", "Unknown directive");
    row("5.7.2 location", "query @skip(if: true) { __typename }", "may not be used on QUERY");
    row("5.7.3 UniqueDirectivesPerLocation", "{ __typename @skip(if: true) @skip(if: true) }", "only be used once");
    row("5.8.1 UniqueVariableNames", "query ($a: Int, $a: Int) { echo(int: $a) }", "only one variable");
    row("5.8.2 VariablesAreInputTypes", "query ($a: Kingdom) { echo(int: $a) }", "non-input type");
    row("5.8.3 NoUndefinedVariables", "{ echo(int: $a) }", "not defined");
    row("5.8.3 through fragments, per operation",
        "query A($a: Int) { ...F } query B { ...F } fragment F on Query { echo(int: $a) }", "not defined");
    row("5.8.4 NoUnusedVariables", "query ($a: Int) { __typename }", "never used");
    row("5.8.5 VariablesInAllowedPosition", "query ($a: String) { echo(int: $a) }", "used in position");
    row("5.8.5 list into item", "query ($a: [Int]) { echo(int: $a) }", "used in position");
    row("5.8.5 null default", "query ($a: Int = null) { kingdoms(first: $a) { id } kingdom(id: $a) { id } }",
        "used in position");
    row("MaxIntrospectionDepth", "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }",
        "introspection depth");
    row("an operation that is not asked for", "query A { __typename } query B { nowhere }", "Cannot query field");
}

void GraphqlValidationTest::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, says);
    const auto errors = check(text);
    QVERIFY(!errors.empty());
    const bool said = std::any_of(errors.begin(), errors.end(), [&](const GraphqlError& error) {
        return error.message.find(says.toStdString()) != std::string::npos;
    });
    QVERIFY2(said, errors.front().message.c_str());
    for (const GraphqlError& error : errors)
        QVERIFY(*error.extensions.find("code") == Value("GRAPHQL_VALIDATION_FAILED"));
}

void GraphqlValidationTest::listsSeveralErrorsWithPlaces()
{
    const auto errors = check("{\n  nowhere\n  kingdoms\n}");
    QCOMPARE(errors.size(), std::size_t{2});
    QCOMPARE(errors[0].locations.front().line, 2);
    QCOMPARE(errors[1].locations.front().column, 3);
}

void GraphqlValidationTest::endsOnHostileDocuments_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("valid");
    QByteArray chain = "{ kingdoms { ...F0 } }";
    for (int i = 0; i < 20000; ++i)
        chain += " fragment F" + QByteArray::number(i) + " on Kingdom { ...F" + QByteArray::number(i + 1) + " }";
    QTest::newRow("chain of 20,000 fragments") << QByteArray(chain + " fragment F20000 on Kingdom { id }") << false;
    QByteArray fan = "{ kingdoms { settlements { ...G0 } } }";
    for (int i = 0; i < 200; ++i)
        fan += " fragment G" + QByteArray::number(i) + " on Settlement { a: kingdom { settlements { ...G" +
               QByteArray::number(i + 1) + " } } b: kingdom { settlements { ...G" + QByteArray::number(i + 1) +
               " } } }";
    QTest::newRow("2^200 ways down") << QByteArray(fan + " fragment G200 on Settlement { id }") << true;
    QTest::newRow("the same field 20,000 times")
        << QByteArray("{ kingdoms { " + QByteArray("id ").repeated(20000) + "} }") << true;
    QTest::newRow("the same object 5,000 times")
        << QByteArray("{ " + QByteArray("kingdoms { id settlements { id } } ").repeated(5000) + "}") << true;
    QTest::newRow("1000 equal aliases") << QByteArray("{ " + QByteArray("a: kingdoms { id } ").repeated(1000) + "}")
                                        << true;
    QTest::newRow("200 inline fragments")
        << QByteArray("{ " + QByteArray("... { ").repeated(200) + "__typename" + QByteArray(" }").repeated(201))
        << true;
}

void GraphqlValidationTest::endsOnHostileDocuments()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, valid);
    QElapsedTimer clock;
    clock.start();
    const auto errors = check(text);
    QVERIFY2(errors.empty() == valid, errors.empty() ? "accepted" : errors.front().message.c_str());
    QVERIFY2(clock.elapsed() < 5000, "it took too long");
}

QTEST_APPLESS_MAIN(GraphqlValidationTest)
#include "tst_GraphqlValidation.moc"
