// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows are named after the sections of https://spec.graphql.org/September2025/#sec-Language.
#include "server/graphql/language/Lexer.h"
#include "server/graphql/language/Parser.h"

#include <QtTest>

using namespace campaign;
using namespace campaign::graphql;

class GraphqlLanguageTest : public QObject
{
    Q_OBJECT

private slots:
    void accepts_data();
    void accepts();
    void refuses_data();
    void refuses();
    void namesThePlaceOfAnError_data();
    void namesThePlaceOfAnError();
    void readsStringValues_data();
    void readsStringValues();
    void refusesDeepNesting_data();
    void refusesDeepNesting();
    void letsTwoHundredInlineFragmentsThrough();
    void stopsAtTooManyTokens();
    void readsTypeReferences();
    void keepsWhatWasWritten();
};

void GraphqlLanguageTest::accepts_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, QByteArray text) { QTest::newRow(name) << text; };
    row("2.1.2 byte order marks", "\xEF\xBB\xBF{ \xEF\xBB\xBF"
                                  "a }");
    row("2.1.4 comments end at CR", "{ #c\ra }");
    row("2.1.5 commas are nothing", ",{,,a,,}");
    row("2.1.9 keywords are names", "query query { on: type(fragment: 1) mutation true: null }");
    row("2.2 descriptions", "\"d\" query A(\"v\" $a: Int) { a } \"\"\"f\"\"\" fragment F on T { a }");
    row("2.7 trailing commas", "{ a(b: [1, 2,], c: {d: 1,},) }");
    row("2.8 inline fragments", "{ ... @x { a } ... { a } ... on T { a } ...F }");
    row("2.9.1 numbers", "{ a(b: [0, -0, 10, 1.5, 1e3, 1E-3, -1.0e+10]) }");
    row("2.9.4 raw control characters", "{ a(b: \"\x01\x7F\xE2\x80\xA8\") }");
    row("2.9.6 near-keyword enums", "{ a(b: [True, NULL, False]) }");
    row("2.9.7 empty lists and objects", "{ a(b: [], c: {}) }");
    row("2.10 variables", "query ($a: [Int!]! = [1] @x(y: 1), $b: T) { a }");
    row("3 type system",
        "schema @a { query: Q } extend type T @a type T implements & A & B { a(b: Int = 1): [Int!]! @d } "
        "union U = | A | B enum E { \"d\" A } input I { a: Int = 1 } directive @d(a: Int) repeatable on | FIELD");
}

void GraphqlLanguageTest::accepts()
{
    QFETCH(QByteArray, text);
    const ParseOutcome outcome = parseDocument(text.toStdString());
    QVERIFY2(!outcome.error, outcome.error ? outcome.error->message.c_str() : "");
}

void GraphqlLanguageTest::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    int index = 0;
    const auto all = [&](const char* section, std::initializer_list<const char*> texts) {
        for (const char* text : texts)
            QTest::addRow("%s #%d", section, index++) << QByteArray(text);
    };
    all("2.1.3 other blanks", {"{\xC2\xA0"
                               "a }",
                               "{ a\v}", "{ a\f}", "{ a ? }", "{ a ^ }"});
    all("2.2 empty", {"", "  ", "# only a comment", "\xEF\xBB\xBF"});
    all("2.2 descriptions", {"\"d\" { a }", "\"d\" extend type T @a", "\"d\""});
    all("2.4 selection sets", {"{}", "{ a {} }", "{ a", "{ a }}", "query", "{ a: }", "query A {"});
    all("2.6 arguments", {"{ a() }", "{ a(b) }", "{ a(b:) }", "{ a(: 1) }", "query () { a }"});
    all("2.8 fragments", {"fragment on on T { a }", "fragment F { a }", "{ ...on }", "{ ...F(a: 1) }",
                          "fragment F($a: Int) on T { a }", "{ .. a }", "{ ... }"});
    for (const char* number : {"00", "01", "-01", "+1", "--1", "- 1", "0xF1", "1_000", "1.", ".5", "1.e1", "1e", "1e+",
                               "1.0.0", "123abc", "1.2e3.4"})
        QTest::addRow("2.9.1 number %s", number) << QByteArray("{ a(b: ") + number + ") }";
    for (const char* string : {R"("\x")", R"("\z")", "\"a\nb\"", "\"a\rb\"", R"("\uD83D")", R"("\uDE00\uD83D")",
                               R"("\u{D83D}")", R"("\u{110000}")", R"("\u{000000041}")", R"("\u{}")", R"("\u00")",
                               R"("abc)", R"("""a"""")", R"("""a)", R"("\)", R"('a')"})
        QTest::addRow("2.9.4 string #%d", index++) << QByteArray("{ a(b: ") + string + ") }";
    all("2.10 constants", {"query ($a: Int = $b) { a }", "query ($a: Int @x(y: $b)) { a }", "query ($a) { a }"});
    all("3 type system", {"type T {", "type T { }", "union U = | | A", "enum E { true }", "extend type A", "extend a",
                          "directive @a on NOWHERE", "directive @a", "scalar", "schema { }", "extend schema"});
    QTest::newRow("2.1 invalid UTF-8") << QByteArray("{ a(b: \"\xFF\") }");
    QTest::newRow("2.1 NUL") << QByteArray("{ a \0 }", 7);
}

void GraphqlLanguageTest::refuses()
{
    QFETCH(QByteArray, text);
    const ParseOutcome outcome = parseDocument(text.toStdString());
    QVERIFY(outcome.error.has_value());
    QVERIFY(QByteArray::fromStdString(outcome.error->message).startsWith("Syntax Error: "));
    QCOMPARE(outcome.error->locations.size(), std::size_t{1});
    QVERIFY(*outcome.error->extensions.find("code") == Value("GRAPHQL_PARSE_FAILED"));
    QVERIFY(outcome.document.operations.empty());
}

void GraphqlLanguageTest::namesThePlaceOfAnError_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::newRow("colon for a name") << QByteArray("{ a(: ) }") << 1 << 5;
    QTest::newRow("CRLF counts once") << QByteArray("{\r\n a\r\n ? }") << 3 << 2;
    QTest::newRow("CR and LF") << QByteArray("{\ra\n?") << 3 << 1;
    QTest::newRow("characters, not bytes") << QByteArray("{ a(b: \"\xC3\xA9\") ? }") << 1 << 13;
    QTest::newRow("unterminated string at its end") << QByteArray("{ a(b: \"abc\n") << 1 << 12;
    QTest::newRow("end of text") << QByteArray("{ a") << 1 << 4;
}

void GraphqlLanguageTest::namesThePlaceOfAnError()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    QFETCH(int, column);
    const ParseOutcome outcome = parseDocument(text.toStdString());
    QVERIFY(outcome.error.has_value());
    QCOMPARE(outcome.error->locations.front().line, line);
    QCOMPARE(outcome.error->locations.front().column, column);
}

void GraphqlLanguageTest::readsStringValues_data()
{
    QTest::addColumn<QByteArray>("literal");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char* name, QByteArray literal, QByteArray value) {
        QTest::newRow(name) << literal << value;
    };
    row("escapes", R"("\"\\\/\b\f\n\r\t")", "\"\\/\b\f\n\r\t");
    row("four digits", R"("\u0041\u00e9")", "A\xC3\xA9");
    row("surrogate pair", R"("\uD83D\uDE00")", "\xF0\x9F\x98\x80");
    row("braces", R"("\u{1F600}\u{00000041}")",
        "\xF0\x9F\x98\x80"
        "A");
    row("block: empty", "\"\"\"\"\"\"", "");
    row("block: dedent", "\"\"\"\n    a\n      b\r\n\r    c\n  \n\"\"\"", "a\n  b\n\nc");
    row("block: the first line keeps its blanks", "\"\"\"  a\n    b\"\"\"", "  a\nb");
    row("block: one escape", R"("""a \""" \n""")", R"(a """ \n)");
}

void GraphqlLanguageTest::readsStringValues()
{
    QFETCH(QByteArray, literal);
    QFETCH(QByteArray, value);
    const Result<Literal> read = parseConstant(literal.toStdString());
    QVERIFY(read.has_value());
    QCOMPARE(QByteArray::fromStdString(read->text), value);
}

void GraphqlLanguageTest::refusesDeepNesting_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto times = [](const char* text, int count) { return QByteArray(text).repeated(count); };
    QTest::newRow("braces, closed") << times("{a", 5000) + times("}", 5000);
    QTest::newRow("braces, open") << times("{a", 5000);
    QTest::newRow("bare braces") << times("{", 5000);
    QTest::newRow("lists, closed") << "{a(b:" + times("[", 5000) + times("]", 5000) + ")}";
    QTest::newRow("lists, open") << "{a(b:" + times("[", 5000);
    QTest::newRow("objects") << "{a(b:" + times("{a:", 5000);
    QTest::newRow("types") << "query ($a: " + times("[", 5000) + "Int" + times("]", 5000) + ") { a }";
    QTest::newRow("inline fragments") << "{" + times("...{", 100000);
}

void GraphqlLanguageTest::refusesDeepNesting()
{
    QFETCH(QByteArray, text);
    const ParseOutcome outcome = parseDocument(text.toStdString());
    QVERIFY(outcome.error.has_value());
    QVERIFY(outcome.error->message.find("depth") != std::string::npos || text.startsWith("{{"));
}

void GraphqlLanguageTest::letsTwoHundredInlineFragmentsThrough()
{
    const QByteArray text = "{" + QByteArray("...{").repeated(200) + "a" + QByteArray("}").repeated(201);
    QVERIFY(!parseDocument(text.toStdString()).error);
}

void GraphqlLanguageTest::stopsAtTooManyTokens()
{
    const QByteArray text = "{" + QByteArray("a ").repeated(1000) + "}";
    ParseLimits limits;
    limits.tokens = 500;
    QVERIFY(parseDocument(text.toStdString(), limits).error.has_value());
    QVERIFY(!parseDocument(text.toStdString()).error);
}

void GraphqlLanguageTest::readsTypeReferences()
{
    const Result<TypeSyntax> type = parseTypeSyntax("[[Int!]]!");
    QVERIFY(type.has_value());
    QCOMPARE(type->listDepth, 2);
    QCOMPARE(type->nonNull, 0b101u);
    for (const char* bad : {"", "[Int", "Int!!", "Int]", "[]", "Int Int", "1"})
        QVERIFY2(!parseTypeSyntax(bad), bad);
}

void GraphqlLanguageTest::keepsWhatWasWritten()
{
    const ParseOutcome outcome =
        parseDocument("query Q($v: Int = 3) { x: a(b: {c: [$v, E, null, 1.50]}) @d { ...F } } fragment F on T { a }");
    QVERIFY(!outcome.error);
    const Operation& operation = outcome.document.operations.front();
    QVERIFY(operation.name == "Q");
    const Selection& field = operation.selections.front();
    QVERIFY(field.responseKey() == "x" && field.name == "a");
    QCOMPARE(QByteArray::fromStdString(toText(field.arguments.front().value)), QByteArray("{c: [$v, E, null, 1.50]}"));
    QVERIFY(field.arguments.front().value.hasVariables());
    QVERIFY(field.selections.front().kind == Selection::Kind::Spread);
    QVERIFY(outcome.document.findFragment("F") && !outcome.document.findFragment("G"));
}

QTEST_APPLESS_MAIN(GraphqlLanguageTest)
#include "tst_GraphqlLanguage.moc"
