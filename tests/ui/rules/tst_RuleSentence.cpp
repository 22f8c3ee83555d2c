// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "ui/client/Conversion.h"
#include "ui/rules/RuleSentence.h"

#include <QtTest>

using namespace campaign;

/// Rules as sentences for people, and what cannot be said.
class tst_RuleSentence : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void tells_data();
    void tells();
    void theThingIsNamed_data();
    void theThingIsNamed();
    void whatCannotBeSaid();
    void namesOfPaths_data();
    void namesOfPaths();

private:
    catalogue::Catalogue m_types = catalogue::Catalogue::standard();
    const rulewords::Reader m_reader{m_types.find("Settlement"), &m_types};
};

void tst_RuleSentence::tells_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* json, const char* sentence) {
        QTest::newRow(sentence) << json << QString::fromUtf8(sentence);
    };
    row(R"({">":[{"var":"settlement.variables.population"},4000]})", "Population is over 4,000");
    row(R"({"or":[{">":[{"var":"variables.population"},4000]},{"and":[{"var":"variables.port"},{"<":[{"var":"level"},3]}]}]})",
        "Population is over 4,000 or (port and level is under 3)");
    row(R"({"and":[{"or":[{"var":"variables.a"},{"var":"variables.b"}]},{"var":"variables.c"}]})", "(a or b) and c");
    row(R"({"if":[{"<":[{"var":"variables.morale"},40]},"near revolt",{"var":"variables.port"},45,30]})",
        "“near revolt” if morale is under 40, 45 if port, otherwise 30");
    row(R"({"*":[{"var":"level"},{"if":[{"var":"variables.port"},2,1]}]})", "Level × (2 if port, otherwise 1)");
    row(R"({"-":[10,{"-":[3,2]}]})", "10 − (3 − 2)");
    row(R"({"!":[{"var":"variables.port"}]})", "Not port");
    row(R"({"==":[{"var":"variables.walled"},false]})", "Not walled");
    row(R"({"==":[true,{"var":"variables.free"}]})", "Free");
    row(R"({"!==":[{"var":"variables.safe"},true]})", "Not safe");
    row(R"({"!=":[{"var":"variables.held"},false]})", "Held");
    row(R"({"and":[{"==":[{">":[{"var":"level"},2]},false]},{"var":"variables.c"}]})", "Not (level is over 2) and c");
    row(R"({"!":[{">":[{"var":"level"},2]}]})", "Not (level is over 2)");
    row(R"({"==":[{"var":"kingdom.level"},2]})", "Level of the kingdom is 2");
    row(R"({"max":[0,{"-":[60,{"var":"variables.morale"}]}]})", "The largest of (0, 60 − morale)");
    row(R"({"some":[{"var":"structures"},{"==":[{"var":"type"},"temple"]}]})",
        "One or more of a list (structures): type is “temple”");
    row(R"({"settlement.hasStructureType":["market"]})", "The settlement has a structure of type “market”");
    row(R"({"<":[{"settlement.level":[]},3]})", "Level of the settlement is under 3");
    row(R"({"homebrew":[1,2]})", "Homebrew (1, 2)");
    row(R"({"var":["variables.gold",0]})", "Gold (0 without one)");
    row("0", "0");
    row("true", "Yes");
    row("null", "Nothing");
    row(R"({"-":[{"var":"level"}]})", "−level");
}

void tst_RuleSentence::tells()
{
    QFETCH(QString, json);
    QFETCH(QString, sentence);
    const std::optional<QString> told = rulesentence::of(*parseJson(client::fromQString(json)), m_reader);
    QVERIFY(told.has_value());
    const QString expected = sentence.left(1).toUpper() + sentence.mid(1);
    QCOMPARE(*told, expected);
}

void tst_RuleSentence::theThingIsNamed_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* json, const char* sentence) { QTest::newRow(sentence) << json << sentence; };
    row(R"({"==":[{"var":"event.isCompleted"},false]})", "The coronation is not completed");
    row(R"({"!":[{"var":"isCompleted"}]})", "The coronation is not completed");
    row(R"({"var":"self.isCompleted"})", "The coronation is completed");
    row(R"({"or":[{"var":"event.expired"},{"and":[{"var":"event.isCompleted"},{"var":"variables.late"}]}]})",
        "The coronation is expired or (The coronation is completed and late)");
    row(R"({"!":[{"var":"settlement.isCompleted"}]})", "Not is completed of the settlement"); // another thing's
    row(R"({"!":[{"var":"variables.isCompleted"}]})", "Not is completed");                    // made up
}

void tst_RuleSentence::theThingIsNamed()
{
    QFETCH(QString, json);
    QFETCH(QString, sentence);
    const rulewords::Reader reader{m_types.find("Event"), &m_types, "The coronation"};
    QCOMPARE(rulesentence::of(*parseJson(client::fromQString(json)), reader).value_or(QString()), sentence);
}

void tst_RuleSentence::whatCannotBeSaid()
{
    QVERIFY(!rulesentence::of(*parseJson(R"({"a":1,"b":2})"), m_reader));
    QVERIFY(!rulesentence::of(*parseJson(R"({"if":[{"a":1,"b":2},1,{"var":5}]})"), m_reader));
    QVERIFY(!rulesentence::of(*parseJson(R"({"some":[{"a":1,"b":2},{"a":1,"b":2}]})"), m_reader));
    Value deep = 1;
    for (int i = 0; i < 40; ++i)
        deep = Value::Object{{"!", Value::Array{deep}}};
    QVERIFY(!rulesentence::of(deep, m_reader));
}

void tst_RuleSentence::namesOfPaths_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* path, const char* words) { QTest::newRow(path) << path << words; };
    row("", "The item");
    row("variables.food_days", "Food days");
    row("settlement.level", "Level");
    row("self.level", "Level");
    row("var.gold", "Gold");
    row("kingdom.variables.tax", "Tax of the kingdom");
    row("kingdom.name", "Name of the kingdom");
    row("current.level", "Level of the item");
    row("settlement", "Settlement");
    row("no.such.thing", "No such thing");
}

void tst_RuleSentence::namesOfPaths()
{
    QFETCH(QString, path);
    QFETCH(QString, words);
    QCOMPARE(rulewords::ofPath(client::fromQString(path), m_reader), words);
    QVERIFY(!rulewords::ofPath(client::fromQString(path)).isEmpty()); // of no known type
}

QTEST_GUILESS_MAIN(tst_RuleSentence)
#include "tst_RuleSentence.moc"
