// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "ui/client/Conversion.h"
#include "ui/rules/RuleBlocks.h"

#include <QAbstractItemModelTester>
#include <QtTest>

#include <algorithm>
#include <random>

using namespace campaign;

namespace {

std::string textOf(const RuleBlocks& blocks)
{
    return toJson(blocks.rule());
}

/// All leaves, sorted: what moving blocks about must not change.
void gather(const Value& node, std::vector<std::string>& leaves)
{
    if (ruletree::isLeaf(node)) {
        leaves.push_back(toJson(node));
        return;
    }
    for (const Value* child : ruletree::childrenOf(node))
        gather(*child, leaves);
}

std::vector<std::string> leavesOf(const Value& rule)
{
    std::vector<std::string> leaves;
    gather(rule, leaves);
    std::sort(leaves.begin(), leaves.end());
    return leaves;
}

/// Any rule, with unknown operators, lone arguments and odd objects among its parts.
Value randomRule(std::mt19937& random, int depth)
{
    static const char* const operators[] = {"and", "or", ">", "==", "+", "if", "some", "!", "in", "cat", "homebrew"};
    switch (depth > 4 ? random() % 4 : random() % 9) {
    case 0:
        return Value(static_cast<int>(random() % 100));
    case 1:
        return Value::Object{{"var", random() % 2 ? Value("level") : Value(Value::Array{"variables.gold"})}};
    case 2:
        return random() % 2 ? Value("text") : Value();
    case 3:
        return Value::Array{1, "two"};
    case 4:
        return Value::Object{{"!", randomRule(random, depth + 1)}}; // an argument without its list
    case 5:
        return random() % 4 ? Value(Value::Array{randomRule(random, depth + 1)})
                            : Value(Value::Object{{"a", 1}, {"b", 2}});
    default:
        break;
    }
    Value::Array arguments;
    for (unsigned i = 1 + random() % 3; i > 0; --i)
        arguments.push_back(randomRule(random, depth + 1));
    return Value::Object{{operators[random() % std::size(operators)], std::move(arguments)}};
}

} // namespace

/// A rule as blocks: built without source, changed where it is edited and nowhere else, every edit taken back.
class tst_RuleBlocks : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aTradeHubIsBuiltFromBlocks();
    void rowsReadAsSentences();
    void whatIsUnknownStaysAsItIs();
    void badPartsSayWhy();
    void anItemHasItsOwnNames();
    void blocksAreMoved();
    void aBlockDoesNotGoIntoItself();
    void groupsGoWithTheirLastPart();
    void wordsThatNameNothingAreTexts();
    void namesAndOperatorsAreOffered();
    void operatorsAreCalledInWords();
    void operatorsAreFoundByOtherWords_data();
    void operatorsAreFoundByOtherWords();
    void whatIsFreshFollowsItsField();
    void operatorsBeginWithWhatTheyTake();
    void randomEditsAreTakenBack();

private:
    QVariant at(int row, int role) const { return m_blocks->data(m_blocks->index(row), role); }
    QString part(int row, int index) const
    {
        return at(row, RuleBlocks::PartsRole).toList().value(index).toMap().value("shown").toString();
    }
    void randomEdit(std::mt19937& random);

    catalogue::Catalogue m_types = catalogue::Catalogue::standard();
    std::unique_ptr<RuleBlocks> m_blocks;
};

void tst_RuleBlocks::init()
{
    m_blocks = std::make_unique<RuleBlocks>();
    m_blocks->setType(&m_types, m_types.find("Settlement"));
}

void tst_RuleBlocks::aTradeHubIsBuiltFromBlocks()
{
    QCOMPARE(m_blocks->add(-1, "and"), 0);
    QCOMPARE(m_blocks->rowCount(), 2);
    QCOMPARE(m_blocks->setPart(1, 0, "population"), QString());
    QCOMPARE(m_blocks->setPart(1, 1, "1000"), QString());
    const int some = m_blocks->add(0, "some");
    QCOMPARE(some, 2); // below it: the list, then a group of what its items must be
    QCOMPARE(m_blocks->setPart(3, 0, "structures"), QString());
    QCOMPARE(m_blocks->setPart(5, 0, "type"), QString());
    m_blocks->setOperator(5, "==");
    QCOMPARE(m_blocks->setPart(5, 1, "\"market\""), QString());
    const int level = m_blocks->add(4, "");
    QCOMPARE(m_blocks->setPart(level, 0, "level"), QString());
    m_blocks->setOperator(level, ">=");
    QCOMPARE(m_blocks->setPart(level, 1, "2"), QString());
    QCOMPARE(textOf(*m_blocks),
             std::string(R"({"and":[{">":[{"var":"variables.population"},1000]},{"some":[{"var":"structures"},)"
                         R"({"and":[{"==":[{"var":"type"},"market"]},{">=":[{"var":"level"},2]}]}]}]})"));
}

void tst_RuleBlocks::rowsReadAsSentences()
{
    m_blocks->begin(*parseJson(R"({"or":[{">":[{"var":"variables.population"},1000]},{"+":[{"*":[2,3]},1]},"port"]})"));
    QCOMPARE(m_blocks->rowCount(), 5);
    QCOMPARE(at(0, RuleBlocks::TitleRole).toString(), QString("Any of"));
    QCOMPARE(at(0, RuleBlocks::KindRole).toString(), QString("group"));
    QCOMPARE(part(1, 0), QString("Population"));
    QCOMPARE(part(1, 1), QLocale().toString(1000));
    QCOMPARE(at(1, RuleBlocks::TitleRole).toString(), QString("is over"));
    QVERIFY(at(2, RuleBlocks::PartsRole).toList().first().toMap()["isBelow"].toBool());
    QCOMPARE(at(3, RuleBlocks::DepthRole).toInt(), 2);
    QCOMPARE(at(4, RuleBlocks::KindRole).toString(), QString("value"));
    m_blocks->setResults({Value(true), Value(false), Value(7), std::nullopt, Value("port")});
    QCOMPARE(at(0, RuleBlocks::TruthRole).toString(), QString("true"));
    QCOMPARE(at(2, RuleBlocks::ResultRole).toString(), QString("7"));
    QCOMPARE(at(3, RuleBlocks::ResultRole).toString(), QString());
}

void tst_RuleBlocks::whatIsUnknownStaysAsItIs()
{
    const std::string rule =
        R"({"and":[{"homebrew":{"deep":[1,{"x":2}]}},{"!":{"var":"capital"}},{"var":["gold",0]}]})";
    m_blocks->begin(*parseJson(rule));
    QCOMPARE(textOf(*m_blocks), rule);
    QCOMPARE(at(1, RuleBlocks::KindRole).toString(), QString("opaque"));
    m_blocks->add(0, "");
    m_blocks->remove(m_blocks->rowCount() - 1);
    QCOMPARE(textOf(*m_blocks), rule);
}

void tst_RuleBlocks::badPartsSayWhy()
{
    m_blocks->add(-1, "");
    const std::string before = textOf(*m_blocks);
    QVERIFY(!m_blocks->setPart(0, 1, "population >").isEmpty());
    QVERIFY(!m_blocks->setPart(0, 1, "[1, 2").isEmpty());
    QVERIFY(!m_blocks->setPart(0, 1, "\"never closed").isEmpty());
    m_blocks->setPart(99, 0, "1");
    m_blocks->setPart(0, 99, "1");
    m_blocks->setOperator(-1, "or");
    m_blocks->remove(99);
    m_blocks->duplicate(0);
    m_blocks->unwrap(0);
    QVERIFY(!m_blocks->move(0, 0, "into"));
    QCOMPARE(m_blocks->add(99, ""), -1);
    QCOMPARE(textOf(*m_blocks), before);
    RuleBlocks nothing;
    nothing.add(-1, "");
    QVERIFY(!nothing.setPart(0, 0, "population").isEmpty());
}

void tst_RuleBlocks::anItemHasItsOwnNames()
{
    m_blocks->begin(*parseJson(R"({"some":[{"var":"tags"},{"==":[{"var":""},"coast"]}]})"));
    QCOMPARE(part(2, 0), QString("The item"));
    QCOMPARE(m_blocks->setPart(2, 0, "length"), QString());
    QCOMPARE(textOf(*m_blocks), std::string(R"({"some":[{"var":"tags"},{"==":[{"var":"length"},"coast"]}]})"));
    QCOMPARE(m_blocks->setPart(2, 0, "item"), QString());
    QCOMPARE(textOf(*m_blocks), std::string(R"({"some":[{"var":"tags"},{"==":[{"var":""},"coast"]}]})"));
    QCOMPARE(m_blocks->pointers(), (std::vector<std::string>{"", "/some/0", "/some/1"}));
    m_blocks->begin(*parseJson(R"({"!":{"and":[[{"/":[6,{"var":"a"}]}]]}})"));
    QCOMPARE(m_blocks->pointers(), (std::vector<std::string>{"", "/!", "/!/and/0", "/!/and/0/0"}));
}

void tst_RuleBlocks::blocksAreMoved()
{
    m_blocks->begin(*parseJson(R"({"and":[{"var":"a"},{"or":[{"var":"b"},{"var":"c"}]},{"var":"d"}]})"));
    QVERIFY(m_blocks->move(1, 2, "into")); // a, behind c
    QCOMPARE(textOf(*m_blocks), std::string(R"({"and":[{"or":[{"var":"b"},{"var":"c"},{"var":"a"}]},{"var":"d"}]})"));
    QVERIFY(m_blocks->move(5, 2, "before")); // d, before b
    QCOMPARE(textOf(*m_blocks), std::string(R"({"and":[{"or":[{"var":"d"},{"var":"b"},{"var":"c"},{"var":"a"}]}]})"));
    QVERIFY(m_blocks->move(2, 5, "behind"));
    QCOMPARE(textOf(*m_blocks), std::string(R"({"and":[{"or":[{"var":"b"},{"var":"c"},{"var":"a"},{"var":"d"}]}]})"));
    m_blocks->undo();
    m_blocks->undo();
    m_blocks->undo();
    QCOMPARE(textOf(*m_blocks), std::string(R"({"and":[{"var":"a"},{"or":[{"var":"b"},{"var":"c"}]},{"var":"d"}]})"));
    QVERIFY(!m_blocks->canUndo());
    m_blocks->redo();
    QCOMPARE(textOf(*m_blocks), std::string(R"({"and":[{"or":[{"var":"b"},{"var":"c"},{"var":"a"}]},{"var":"d"}]})"));
}

void tst_RuleBlocks::aBlockDoesNotGoIntoItself()
{
    const std::string rule = R"({"and":[{"or":[{"and":[{"var":"a"}]},{"var":"b"}]},{"var":"c"}]})";
    m_blocks->begin(*parseJson(rule));
    QVERIFY(!m_blocks->move(1, 2, "into"));
    QVERIFY(!m_blocks->move(1, 3, "before"));
    QVERIFY(!m_blocks->move(0, 1, "into"));
    QCOMPARE(textOf(*m_blocks), rule);
}

void tst_RuleBlocks::groupsGoWithTheirLastPart()
{
    m_blocks->begin(*parseJson(R"({"and":[{"or":[{"var":"a"}]},{"var":"b"}]})"));
    m_blocks->remove(2);
    QCOMPARE(textOf(*m_blocks), std::string(R"({"and":[{"var":"b"}]})"));
    m_blocks->remove(1);
    QVERIFY(m_blocks->isEmpty());
    m_blocks->undo();
    QCOMPARE(textOf(*m_blocks), std::string(R"({"and":[{"var":"b"}]})"));
    m_blocks->wrap(1, "!");
    QCOMPARE(textOf(*m_blocks), std::string(R"({"and":[{"!":[{"var":"b"}]}]})"));
    m_blocks->unwrap(1);
    QCOMPARE(textOf(*m_blocks), std::string(R"({"and":[{"var":"b"}]})"));
}

void tst_RuleBlocks::wordsThatNameNothingAreTexts()
{
    m_blocks->setProperty("variableKeys", QStringList{"population", "morale"});
    m_blocks->begin(*parseJson(R"({"some":[{"var":"structures"},{"==":[{"var":"level"},2]}]})"));
    QVERIFY(!m_blocks->offers("type", 2).isEmpty());
    for (const QVariant& one : m_blocks->offers("", 2)) // of the structures, not of the settlement
        QVERIFY2(one.toMap()["text"] != "population", qPrintable(one.toMap()["text"].toString()));
    QCOMPARE(m_blocks->setPart(2, 0, m_blocks->meant("type", 2)), QString());
    QCOMPARE(m_blocks->setPart(2, 1, m_blocks->meant("market", 2)), QString());
    QCOMPARE(textOf(*m_blocks), std::string(R"({"some":[{"var":"structures"},{"==":[{"var":"type"},"market"]}]})"));
    QCOMPARE(m_blocks->setPart(2, 0, "level"), QString()); // a number may be compared with a variable
    QCOMPARE(m_blocks->setPart(2, 1, "upkeep"), QString());
    QCOMPARE(textOf(*m_blocks),
             std::string(R"({"some":[{"var":"structures"},{"==":[{"var":"level"},{"var":"variables.upkeep"}]}]})"));
    m_blocks->begin(*parseJson(R"({"==":[{"var":"variables.mood"},1]})"));
    QCOMPARE(m_blocks->setPart(0, 1, "morale"), QString());
    QCOMPARE(textOf(*m_blocks), std::string(R"({"==":[{"var":"variables.mood"},{"var":"variables.morale"}]})"));
    QCOMPARE(m_blocks->setPart(0, 1, "grim"), QString());
    QCOMPARE(textOf(*m_blocks), std::string(R"({"==":[{"var":"variables.mood"},"grim"]})"));
    m_blocks->begin(*parseJson(R"({"+":[{"var":"variables.morale"},1]})")); // what is added is no text
    QCOMPARE(m_blocks->setPart(0, 1, "bonus"), QString());
    QCOMPARE(textOf(*m_blocks), std::string(R"({"+":[{"var":"variables.morale"},{"var":"variables.bonus"}]})"));
}

void tst_RuleBlocks::namesAndOperatorsAreOffered()
{
    m_blocks->setProperty("variableKeys", QStringList{"population", "morale"});
    const auto texts = [](const QVariantList& list, const char* key) {
        QStringList found;
        for (const QVariant& one : list)
            found.append(one.toMap()[key].toString());
        return found;
    };
    QVERIFY(texts(m_blocks->offers("popul"), "text").contains("population"));
    QVERIFY(texts(m_blocks->offers("lev"), "text").contains("level"));
    QVERIFY(texts(m_blocks->offers("kingdom"), "text").contains("kingdom.level"));
    QVERIFY(texts(m_blocks->offers("struct"), "text").contains("structures.length"));
    QVERIFY(m_blocks->offers("no such thing at all").isEmpty());
    // Enter takes the only one that begins so, else what was typed.
    QCOMPARE(m_blocks->meant("popul"), QString("population"));
    for (const char* typed : {"12", "\"popul\"", "yes", "no such thing at all", "level > 2", ""})
        QCOMPARE(m_blocks->meant(typed), QString(typed));
    QCOMPARE(m_blocks->offers("ocationtyp").size(), qsizetype{1}); // in the middle of a name
    QCOMPARE(m_blocks->meant("ocationtyp"), QString("ocationtyp"));
    QVERIFY(texts(m_blocks->palette("list"), "name").contains("some"));
    QVERIFY(texts(m_blocks->palette("largest"), "name").contains("max"));
    m_blocks->add(-1, "");
    QVERIFY(texts(m_blocks->alternatives(0), "name").contains("<="));
}

void tst_RuleBlocks::operatorsAreCalledInWords()
{
    QSet<QString> titles;
    for (const QVariant& one : m_blocks->palette("")) {
        const QString name = one.toMap()["name"].toString();
        const QString title = one.toMap()["title"].toString();
        QVERIFY2(title.front().isUpper() && !title.contains('.') && title != name, qPrintable(name + ": " + title));
        QVERIFY2(!titles.contains(title), qPrintable(title));
        titles.insert(title);
    }
    QVERIFY(titles.size() > 40);
    m_blocks->begin(*parseJson(R"({"and":[{"settlement.hasStructureType":["market"]},{"max":[0,1]},{"now":[]}]})"));
    QCOMPARE(at(1, RuleBlocks::TitleRole).toString(), QString("The settlement has a structure of type"));
    for (int row = 1; row <= 3; ++row)
        QVERIFY(!at(row, RuleBlocks::BetweenRole).toBool()); // "largest of 0, 1", not "0 largest of 1"
    m_blocks->begin(*parseJson(R"({">":[{"var":"level"},1]})"));
    QVERIFY(at(0, RuleBlocks::BetweenRole).toBool());
}

void tst_RuleBlocks::operatorsAreFoundByOtherWords_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("operation");
    QTest::addColumn<bool>("isFirst");
    const auto row = [](const char* typed, const char* operation, bool isFirst = false) {
        QTest::addRow("%s: %s", typed, operation) << typed << operation << isFirst;
    };
    for (const char* typed : {"any", "has", "contains", "includes"})
        row(typed, "some");
    for (const char* typed : {"some", "at least one", "One or more", "any list"})
        row(typed, "some", true);
    row("contains", "in");
    row("all", "all", true);
    row("each", "all");
    row("none", "none", true);
    row("without", "none");
    row("count", "settlement.structureCount");
    row("count", "reduce");
    row("how many", "settlement.structureCount");
    row("sum", "+");
    row("sum", "reduce");
    row("total", "reduce");
    row("add up", "reduce", true);
    row("more", ">");
    row("greater", ">", true);
    row("less", "<");
    row("equals", "==");
    row("maximum", "max");
    row("hasstructuretype", "settlement.hasStructureType", true); // the name in rules
    row("strcture of type", "settlement.hasStructureType");       // a slip
    row("negative", "-");                                         // what the documentation says
    row(">=", ">=", true);
}

void tst_RuleBlocks::operatorsAreFoundByOtherWords()
{
    QFETCH(QString, typed);
    QFETCH(QString, operation);
    QFETCH(bool, isFirst);
    QStringList found;
    for (const QVariant& one : m_blocks->palette(typed))
        found.append(one.toMap()["name"].toString());
    QVERIFY2(found.contains(operation), qPrintable(found.join(' ')));
    QVERIFY2(!isFirst || found.first() == operation, qPrintable(found.join(' ')));
    QVERIFY(m_blocks->palette("xqzvvw").isEmpty());
}

void tst_RuleBlocks::whatIsFreshFollowsItsField()
{
    m_blocks->setProperty("variableKeys", QStringList{"population", "mood", "walled"});
    m_blocks->setVariableStarts({{"mood", Value("")}, {"walled", Value(true)}, {"population", Value(0)}});
    const auto becomes = [&](const char* field, const char* rule) {
        QCOMPARE(m_blocks->setPart(0, 0, field), QString());
        QCOMPARE(textOf(*m_blocks), std::string(rule));
    };
    m_blocks->add(-1, "");
    QCOMPARE(textOf(*m_blocks), std::string(R"({">":[{"var":"level"},0]})"));
    becomes("name", R"({"==":[{"var":"name"},""]})");
    becomes("population", R"({">":[{"var":"variables.population"},0]})");
    becomes("mood", R"({"==":[{"var":"variables.mood"},""]})");
    becomes("walled", R"({"==":[{"var":"variables.walled"},true]})");
    becomes("kingdom.level", R"({">":[{"var":"kingdom.level"},0]})");
    becomes("kingdom.name", R"({"==":[{"var":"kingdom.name"},""]})");
    m_blocks->undo(); // field, operator and value are one step
    QCOMPARE(textOf(*m_blocks), std::string(R"({">":[{"var":"kingdom.level"},0]})"));
    // What somebody chose stays, as far as it makes sense.
    m_blocks->setOperator(0, ">=");
    becomes("level", R"({">=":[{"var":"level"},0]})");
    becomes("name", R"({"==":[{"var":"name"},""]})");
    m_blocks->setOperator(0, "!=");
    becomes("mood", R"({"!=":[{"var":"variables.mood"},""]})");
    QCOMPARE(m_blocks->setPart(0, 1, "grim"), QString());
    becomes("level", R"({"!=":[{"var":"level"},"grim"]})");
    m_blocks->begin(*parseJson(R"({">":[{"var":"level"},5]})"));
    becomes("name", R"({">":[{"var":"name"},5]})");
    m_blocks->setType(&m_types, m_types.find("VariableSchema"));
    m_blocks->begin({});
    m_blocks->add(-1, "");
    becomes("type", R"({"==":[{"var":"type"},"string"]})"); // the first of its choices
}

void tst_RuleBlocks::operatorsBeginWithWhatTheyTake()
{
    const auto made = [&](const char* name) {
        m_blocks->begin({});
        m_blocks->add(-1, name);
        return textOf(*m_blocks);
    };
    QCOMPARE(made("now"), std::string(R"({"now":[]})"));
    QCOMPARE(made("in"), std::string(R"({"in":["",{"var":"tags"}]})"));
    QCOMPARE(made("var"), std::string(R"({"var":["level",0]})"));
    QCOMPARE(made("missing"), std::string(R"({"missing":["level"]})"));
    QCOMPARE(made("settlement.structureCount"), std::string(R"({"settlement.structureCount":[null]})"));
    QCOMPARE(made("settlement.hasStructureType"), std::string(R"({"settlement.hasStructureType":[""]})"));
    QCOMPARE(m_blocks->setPart(0, 0, "market"), QString()); // no field of that name is meant
    QCOMPARE(textOf(*m_blocks), std::string(R"({"settlement.hasStructureType":["market"]})"));
}

void tst_RuleBlocks::randomEdit(std::mt19937& random)
{
    static const char* const operators[] = {"", "and", "or", "!", "if", "some", "reduce", "+", "max", "in", "cat"};
    static const char* const places[] = {"before", "behind", "into"};
    static const char* const parts[] = {"level", "12", "\"a\"", "yes", "nothing", "level > 2 and capital",
                                        "[1,2]", ")("};
    const int row =
        m_blocks->rowCount() ? static_cast<int>(random() % static_cast<unsigned>(m_blocks->rowCount())) : -1;
    const std::vector<std::string> leaves = leavesOf(m_blocks->rule());
    switch (random() % 8) {
    case 0:
        m_blocks->add(row, operators[random() % std::size(operators)]);
        return;
    case 1:
        m_blocks->remove(row);
        return;
    case 2:
        m_blocks->duplicate(row);
        return;
    case 3:
        m_blocks->wrap(row, random() % 2 ? "and" : "!");
        QCOMPARE(leavesOf(m_blocks->rule()), leaves);
        return;
    case 4:
        m_blocks->unwrap(row);
        QCOMPARE(leavesOf(m_blocks->rule()), leaves);
        return;
    case 5:
        m_blocks->setPart(row, static_cast<int>(random() % 3), parts[random() % std::size(parts)]);
        return;
    case 6:
        m_blocks->setOperator(row, operators[1 + random() % (std::size(operators) - 1)]);
        return;
    default:
        m_blocks->move(row, static_cast<int>(random() % 12), places[random() % 3]);
        QCOMPARE(leavesOf(m_blocks->rule()), leaves);
    }
}

void tst_RuleBlocks::randomEditsAreTakenBack()
{
    const unsigned seed = qEnvironmentVariableIntValue("CAMPAIGN_TEST_SEED");
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    const int rounds = 200 * std::max(1, qEnvironmentVariableIntValue("CAMPAIGN_TEST_SCALE"));
    for (int round = 0; round < rounds; ++round) {
        init();
        const QAbstractItemModelTester tester(m_blocks.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        const Value rule = randomRule(random, 0);
        m_blocks->begin(rule);
        QCOMPARE(textOf(*m_blocks), toJson(rule));
        for (int edit = 0; edit < 25; ++edit) {
            randomEdit(random);
            if (QTest::currentTestFailed())
                return;
        }
        const std::string end = textOf(*m_blocks);
        while (m_blocks->canUndo())
            m_blocks->undo();
        QCOMPARE(textOf(*m_blocks), toJson(rule));
        while (m_blocks->canRedo())
            m_blocks->redo();
        QCOMPARE(textOf(*m_blocks), end);
    }
}

QTEST_GUILESS_MAIN(tst_RuleBlocks)
#include "tst_RuleBlocks.moc"
