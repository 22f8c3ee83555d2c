// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Catalogue.h"
#include "server/core/Json.h"
#include "ui/rules/RuleText.h"

#include <QtTest>

using namespace campaign;

/// Formulas and their JSONLogic, both ways, and where a wrong one is wrong.
class tst_RuleText : public QObject
{
    Q_OBJECT

private slots:
    void readsFormulas_data();
    void readsFormulas();
    void writesWhatItReads_data() { readsFormulas_data(); }
    void writesWhatItReads();
    void whatFormulasCannotSayStaysJson();
    void saysWhereItIsWrong_data();
    void saysWhereItIsWrong();
    void depthIsBounded();

private:
    catalogue::Catalogue m_types = catalogue::Catalogue::standard();
    const catalogue::Type& m_settlement = *m_types.find("Settlement");
};

void tst_RuleText::readsFormulas_data()
{
    QTest::addColumn<QString>("formula");
    QTest::addColumn<QString>("json");
    const auto row = [](const char* formula, const char* json) { QTest::newRow(formula) << formula << json; };
    row("population > 1000", R"({">":[{"var":"variables.population"},1000]})");
    row("level >= 4", R"({">=":[{"var":"level"},4]})");
    row("kingdom.level + 1", R"({"+":[{"var":"kingdom.level"},1]})");
    row("a and b and c", R"({"and":[{"var":"variables.a"},{"var":"variables.b"},{"var":"variables.c"}]})");
    row("a or b and not c",
        R"({"or":[{"var":"variables.a"},{"and":[{"var":"variables.b"},{"!":[{"var":"variables.c"}]}]}]})");
    row("(a or b) and c", R"({"and":[{"or":[{"var":"variables.a"},{"var":"variables.b"}]},{"var":"variables.c"}]})");
    row("1 + 2 * 3 - 4", R"({"-":[{"+":[1,{"*":[2,3]}]},4]})");
    row("10 - (3 - 2)", R"({"-":[10,{"-":[3,2]}]})");
    row("\"coast\" in tags", R"({"in":["coast",{"var":"tags"}]})");
    row("if(port, \"harbour\", nothing)", R"({"if":[{"var":"variables.port"},"harbour",null]})");
    row("max(level, 0.5)", R"({"max":[{"var":"level"},0.5]})");
    row("port = yes", R"({"==":[{"var":"variables.port"},true]})");
    row("name != \"Say \\\"ha\\\"\"", R"({"!=":[{"var":"name"},"Say \"ha\""]})");
    row("settlement.hasStructureType(\"market\")", R"({"settlement.hasStructureType":["market"]})");
    row("-5 < level", R"({"<":[-5,{"var":"level"}]})");
}

void tst_RuleText::readsFormulas()
{
    QFETCH(QString, formula);
    QFETCH(QString, json);
    const Result<Value> rule = ruletext::parse(formula, {m_settlement});
    QVERIFY2(rule.has_value(), rule ? "" : rule.error().message.c_str());
    QCOMPARE(QString::fromStdString(toJson(*rule)), json);
}

void tst_RuleText::writesWhatItReads()
{
    QFETCH(QString, formula);
    QFETCH(QString, json);
    const std::optional<QString> written = ruletext::write(*parseJson(json.toStdString()), {m_settlement});
    QVERIFY(written.has_value());
    QCOMPARE(*written, formula);
}

void tst_RuleText::whatFormulasCannotSayStaysJson()
{
    for (const char* json :
         {R"({"var":["level",7]})", R"([1,2])", R"({"a":1,"b":2})", R"({"===":[1,1]})",
          R"({"<":[1,{"var":"level"},5]})", R"({"var":""})", R"({"var":"port"})", R"({"log of it":[1]})"})
        QVERIFY2(!ruletext::write(*parseJson(json), {m_settlement}).has_value(), json);
}

void tst_RuleText::saysWhereItIsWrong_data()
{
    QTest::addColumn<QString>("formula");
    QTest::addColumn<int>("at");
    QTest::newRow("nothing") << "" << 0;
    QTest::newRow("operator at the end") << "level >" << 7;
    QTest::newRow("two values") << "level 4" << 6;
    QTest::newRow("open bracket") << "(level" << 6;
    QTest::newRow("open call") << "max(1, 2" << 8;
    QTest::newRow("stray sign") << "level > ? 3" << 8;
    QTest::newRow("open quotes") << "name = \"abc" << 7;
    QTest::newRow("two points") << "level > 1.2.3" << 8;
    QTest::newRow("operator first") << "and level" << 0;
    QTest::newRow("closing bracket") << "level)" << 5;
}

void tst_RuleText::saysWhereItIsWrong()
{
    QFETCH(QString, formula);
    QFETCH(int, at);
    const Result<Value> rule = ruletext::parse(formula, {m_settlement});
    QVERIFY(!rule.has_value());
    QVERIFY(!rule.error().message.empty());
    QCOMPARE(QString::fromStdString(rule.error().path), QString::number(at));
}

void tst_RuleText::depthIsBounded()
{
    QVERIFY(!ruletext::parse(QString("(").repeated(100'000), {m_settlement}).has_value());
    QVERIFY(!ruletext::parse(QString("not ").repeated(100'000) + "level", {m_settlement}).has_value());
    QVERIFY(!ruletext::parse(QString("-").repeated(100'000) + "1", {m_settlement}).has_value());
    QVERIFY(ruletext::parse("level" + QString(" + 1").repeated(200), {m_settlement}).has_value());
}

QTEST_APPLESS_MAIN(tst_RuleText)
#include "tst_RuleText.moc"
