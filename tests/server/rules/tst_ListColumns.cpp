// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "server/rules/Evaluator.h"
#include "tests/server/rules/Dice.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <random>

using namespace campaign;
using namespace campaign::rules;

/// What is kept of a list as columns answers as its items do when they are asked one by one. Each rule stands there
/// twice: as it is, and with bodies that cannot be asked for many items at once.
class tst_ListColumns : public QObject
{
    Q_OBJECT

private slots:
    void answersAsItemByItem_data();
    void answersAsItemByItem();
    void recordsAnswerAsObjects();
    void whatLiesBeyondTheRowIsAskedEachTime();
    void sumsOfOneNumberLoseTheSignOfZero();
    void isBounded();
    void stepsAreTakenForEachItem();
};

namespace {

const OperatorRegistry& operators()
{
    static const OperatorRegistry registry = OperatorRegistry::standard();
    return registry;
}

Value anything(Dice& dice)
{
    static const Value values[] = {0,
                                   1,
                                   -1,
                                   2.5,
                                   -0.0,
                                   1e300,
                                   std::numeric_limits<double>::quiet_NaN(),
                                   true,
                                   false,
                                   Value(),
                                   "",
                                   "3",
                                   "x",
                                   " 7 ",
                                   "temple",
                                   "a text of more than sixteen letters",
                                   128,
                                   -129,
                                   40'000,
                                   3'000'000'000.0};
    if (dice.below(12) == 0)
        return Value::Array{1, "x"};
    if (dice.below(12) == 0)
        return Value::Object{{"x", 1}};
    return dice.oneOf(values);
}

/// A kind of value that all items of a list mostly have under a key.
Value ofKind(std::size_t kind, Dice& dice)
{
    static const char* const words[] = {"temple", "wall", "market", "", "7"};
    static const Value flags[] = {true, false, Value(), 0, 1};
    const auto number = static_cast<int>(dice.below(21)) - 4;
    switch (kind) {
    case 0:
        return number;
    case 1:
        return number * 1'000;
    case 2:
        return number * 1'000'000;
    case 3:
        return number * 0.25;
    case 4:
        return dice.oneOf(words);
    case 5:
        return dice.oneOf(flags);
    case 6:
        return "word " + std::to_string(dice.below(60));
    case 7:
        return number == 0 ? Value(-0.0) : Value(number);
    default:
        return anything(dice);
    }
}
constexpr std::size_t kindCount = 9;

struct ListKind
{
    std::size_t kinds[5];
    bool isWhole;   // every item has every member
    bool isObjects; // every item is an object
};

Value item(const ListKind& list, Dice& dice)
{
    if (!list.isObjects && dice.below(6) == 0)
        return anything(dice);
    const auto has = [&] { return list.isWhole || dice.below(5) > 0; };
    Value::Object made;
    static const char* const names[] = {"a", "b", "c"};
    const std::size_t begin = list.isWhole ? 0 : dice.below(3); // so that shapes differ
    for (std::size_t i = 0; i < 3; ++i) {
        const std::size_t at = (begin + i) % 3;
        if (has())
            made.set(names[at], ofKind(list.kinds[at], dice));
    }
    Value::Object below;
    if (has())
        below.set("x", ofKind(list.kinds[3], dice));
    if (has())
        below.set("y", ofKind(list.kinds[4], dice));
    if (has())
        made.set("o", below);
    return made;
}

ListKind listKind(Dice& dice)
{
    ListKind kind = {{}, dice.below(3) > 0, dice.below(5) > 0};
    for (std::size_t& each : kind.kinds)
        each = dice.below(kindCount);
    return kind;
}

Value listOf(std::size_t size, Dice& dice)
{
    const ListKind kind = listKind(dice);
    Value::Array items;
    for (std::size_t i = 0; i < size; ++i)
        items.push_back(item(kind, dice));
    return items;
}

Value operation(const char* name, Value::Array arguments)
{
    return Value::Object{{name, std::move(arguments)}};
}

const char* const paths[] = {"a", "b", "c", "o.x", "o.y", "o", "nothing", "o.nothing", "a.length", ""};

Value leaf(Dice& dice)
{
    if (dice.below(4) == 0)
        return dice.below(3) == 0 ? anything(dice) : Value(static_cast<int>(dice.below(9)) - 2);
    if (dice.below(8) == 0)
        return operation("var", {dice.oneOf(paths), static_cast<int>(dice.below(9))});
    return Value::Object{{"var", dice.oneOf(paths)}};
}

Value body(Dice& dice, std::size_t depth)
{
    static const char* const comparing[] = {"<", "<=", ">", ">=", "==", "!=", "===", "!=="};
    static const char* const calculating[] = {"+", "*", "-"};
    static const char* const joining[] = {"and", "or"};
    static const char* const denying[] = {"!", "!!"};
    if (depth == 0)
        return leaf(dice);
    switch (dice.below(8)) {
    case 0:
        return operation(dice.oneOf(denying), {body(dice, depth - 1)});
    case 1:
    case 2:
        return operation(dice.oneOf(joining), {body(dice, depth - 1), body(dice, depth - 1)});
    case 3:
        if (dice.below(4) == 0)
            return operation("+", {body(dice, depth - 1)});
        [[fallthrough]];
    case 4:
        return operation(dice.oneOf(calculating), {body(dice, depth - 1), body(dice, depth - 1)});
    default:
        return operation(dice.oneOf(comparing), {body(dice, depth / 2), leaf(dice)});
    }
}

/// The same body as `if` gives it, which is asked for one item at a time.
Value oneByOne(const Value& inner)
{
    return operation("if", {Value::Object{{"var", "never there"}}, 0, inner});
}

struct Pair
{
    Value plain;
    Value oneByOne;
};

/// A chain of list operators over `list`.
Pair rule(Dice& dice)
{
    static const char* const passing[] = {"map", "filter"};
    static const char* const ending[] = {"map", "filter", "some", "all", "none", "reduce"};
    Pair made = {Value::Object{{"var", "list"}}, Value::Object{{"var", "list"}}};
    const auto wrap = [&](const char* name, const Value& inner) {
        made = {operation(name, {made.plain, inner}), operation(name, {made.oneByOne, oneByOne(inner)})};
    };
    for (std::size_t i = dice.below(3); i > 0; --i)
        wrap(dice.oneOf(passing), body(dice, dice.below(4)));
    const std::string last = dice.oneOf(ending);
    if (last != "reduce") {
        wrap(last.c_str(), body(dice, dice.below(4)));
        return made;
    }
    const Value sum = operation("+", {Value::Object{{"var", "current"}}, Value::Object{{"var", "accumulator"}}});
    const Value start = dice.below(2) ? Value(0) : Value(-0.0);
    return {operation("reduce", {made.plain, sum, start}), operation("reduce", {made.oneByOne, oneByOne(sum), start})};
}

std::shared_ptr<const Program> compile(const Value& rule)
{
    return *Program::compileRaw(rule, operators());
}

/// The result to the last bit of its numbers: -0 differs from 0 as their quotients do.
std::string answer(Evaluator& evaluator, const Program& program, ContextSource& context)
{
    const auto result = evaluator.evaluateInPlace(program, context);
    if (!result)
        return result.error().message;
    std::string text;
    appendJson(text, *result);
    const auto note = [&](const Operand& value) {
        if (value.isNumber() && value.asNumber() == 0 && std::signbit(value.asNumber()))
            text += " -0";
    };
    note(*result);
    for (std::size_t i = 0; result->isArray() && i < result->itemCount(); ++i)
        note(result->item(i));
    return text;
}

/// An object as a record: `a`, `b` and `o` lie in a row; `c` is found elsewhere, and it is counted how often.
class Row final : public Record
{
public:
    Row(std::vector<Value> members, Value elsewhere, int& asked)
        : Record(78, members)
        , m_members(std::move(members))
        , m_elsewhere(std::move(elsewhere))
        , m_asked(asked)
    {
    }
    Value toValue() const override { return {}; }

private:
    Operand find(std::span<const Path::Step> steps, Workspace& workspace) const override
    {
        static const char* const names[] = {"a", "b", "o"};
        for (std::uint32_t i = 0; i < std::size(names); ++i) {
            if (steps.front().key() != names[i])
                continue;
            steps.front().setNote(noteOf(layout(), i));
            return walk(Operand::of(m_members[i]), steps.subspan(1), workspace);
        }
        m_asked += steps.front().key() == "c" ? 1 : 0;
        return steps.front().key() == "c" ? walk(Operand::of(m_elsewhere), steps.subspan(1), workspace) : Operand();
    }

    std::vector<Value> m_members;
    Value m_elsewhere;
    int& m_asked;
};

/// Items of a JSON list as records, in a list that keeps columns.
class Records final : public ContextSource
{
public:
    explicit Records(const Value::Array& items)
    {
        const auto member = [](const Value& item, const char* name) {
            const Value* found = item.find(name);
            return found ? *found : Value();
        };
        for (const Value& item : items)
            m_rows.push_back(std::make_unique<Row>(
                std::vector<Value>{member(item, "a"), member(item, "b"), member(item, "o")}, member(item, "c"), asked));
        for (const auto& row : m_rows)
            m_items.push_back(Operand::of(*row));
        m_list = {m_items.data(), static_cast<std::uint32_t>(m_items.size()), 1, &m_columns};
    }
    Operand resolve(const Path& path, Workspace&) override
    {
        return path.text() == "list" ? Operand::of(m_list) : Operand();
    }
    Operand resolveFrom(std::string_view, std::string_view, const Path&, Workspace&) override { return {}; }
    std::optional<std::int64_t> now() override { return {}; }
    std::int64_t secondsPerDay() override { return usualSecondsPerDay; }

    int asked = 0;

private:
    std::vector<std::unique_ptr<Row>> m_rows;
    std::vector<Operand> m_items;
    KeptColumns m_columns;
    MadeList m_list;
};

/// Objects with all of a record's members.
Value completeList(std::size_t size, Dice& dice)
{
    ListKind kind = listKind(dice);
    kind.isWhole = kind.isObjects = true;
    Value::Array items;
    for (std::size_t i = 0; i < size; ++i)
        items.push_back(item(kind, dice));
    return items;
}

} // namespace

void tst_ListColumns::answersAsItemByItem_data()
{
    QTest::addColumn<std::size_t>("size");
    for (const std::size_t size : {0, 1, 7, 8, 9, 50, 63, 64, 65, 128, 200})
        QTest::addRow("%zu items", size) << size;
}

void tst_ListColumns::answersAsItemByItem()
{
    QFETCH(const std::size_t, size);
    const int scale = std::max(1, qEnvironmentVariableIntValue("CAMPAIGN_TEST_SCALE"));
    Evaluator evaluator;
    Dice dice(static_cast<unsigned>(size) + 20);
    for (int round = 0; round < 60 * scale; ++round) {
        const Value data = Value::Object{{"list", listOf(size, dice)}};
        ValueContext kept(data);
        for (int i = 0; i < 30; ++i) {
            const Pair both = rule(dice);
            const auto plain = compile(both.plain);
            ValueContext fresh(data);
            const std::string expected = answer(evaluator, *compile(both.oneByOne), fresh);
            const std::string description = toJson(both.plain) + " over " + toJson(data);
            QVERIFY2(answer(evaluator, *plain, fresh) == expected, description.c_str());
            for (int again = 0; again < 3; ++again) {
                const std::string found = answer(evaluator, *plain, kept);
                QVERIFY2(found == expected, (found + " for " + expected + ": " + description).c_str());
            }
        }
    }
}

void tst_ListColumns::recordsAnswerAsObjects()
{
    Evaluator evaluator;
    Dice dice(5);
    for (int round = 0; round < 60; ++round) {
        const Value data = Value::Object{{"list", completeList(8 + dice.below(90), dice)}};
        ValueContext objects(data);
        Records records(data.find("list")->asArray());
        for (int i = 0; i < 30; ++i) {
            const Pair both = rule(dice);
            if (toJson(both.plain).find("\"\"") != std::string::npos)
                continue; // a whole record is not what an object is
            const auto plain = compile(both.plain);
            const std::string expected = answer(evaluator, *compile(both.oneByOne), objects);
            if (expected.find('{') != std::string::npos || expected.find("[[") != std::string::npos)
                continue;
            for (int again = 0; again < 3; ++again) {
                const std::string found = answer(evaluator, *plain, records);
                QVERIFY2(found == expected, (found + " for " + expected + ": " + toJson(both.plain)).c_str());
            }
        }
    }
}

void tst_ListColumns::whatLiesBeyondTheRowIsAskedEachTime()
{
    Value::Array items;
    for (int i = 0; i < 20; ++i)
        items.push_back(Value::Object{{"a", i}, {"c", i}});
    Records records(items);
    Evaluator evaluator;
    const auto program = compile(*parseJson(R"({"all":[{"var":"list"},{">=":[{"var":"c"},0]}]})"));
    for (int i = 1; i <= 30; ++i) {
        QCOMPARE(answer(evaluator, *program, records), std::string("true"));
        QCOMPARE(records.asked, 20 * i);
    }
}

void tst_ListColumns::sumsOfOneNumberLoseTheSignOfZero()
{
    const Value data = Value::Object{{"list", Value::Array(10, Value::Object{{"a", -0.0}})}};
    ValueContext context(data);
    Evaluator evaluator;
    const auto plain = compile(*parseJson(R"({"map":[{"var":"list"},{"var":"a"}]})"));
    const auto sums = compile(*parseJson(R"({"map":[{"var":"list"},{"+":[{"var":"a"}]}]})"));
    for (std::uint32_t i = 0; i < 2 * KeptColumns::patience; ++i) {
        QVERIFY(answer(evaluator, *plain, context).ends_with("-0"));
        QCOMPARE(answer(evaluator, *sums, context), std::string("[0,0,0,0,0,0,0,0,0,0]"));
    }
}

void tst_ListColumns::isBounded()
{
    const auto listOfNumbers = [](std::size_t size) { return Value(Value::Array(size, Value(1))); };
    const Value lists[] = {listOfNumbers(7),  listOfNumbers(8),  listOfNumbers(4'096), listOfNumbers(4'097),
                           listOfNumbers(10), listOfNumbers(11), listOfNumbers(12)};
    KeptColumns kept;
    for (std::uint32_t i = 0; i < KeptColumns::patience; ++i)
        QVERIFY(!kept.of(Operand::of(lists[1])));
    QVERIFY(!kept.of(Operand::of(lists[0])));
    ListColumns* first = kept.of(Operand::of(lists[1]));
    QVERIFY(first);
    QVERIFY(kept.of(Operand::of(lists[2])));
    QVERIFY(!kept.of(Operand::of(lists[3])));
    QVERIFY(kept.of(Operand::of(lists[4])));
    QVERIFY(kept.of(Operand::of(lists[5])));
    QVERIFY(!kept.of(Operand::of(lists[6])));
    QCOMPARE(kept.of(Operand::of(lists[1])), first);
    Workspace workspace;
    workspace.begin({});
    for (std::size_t i = 0; i < ListColumns::mostColumns; ++i)
        QVERIFY(first->find(std::make_unique<Path>("p" + std::to_string(i)).get(), workspace));
    const Path more("more");
    QVERIFY(!first->find(&more, workspace));
    const Path known("p0");
    QVERIFY(first->find(&known, workspace));
}

void tst_ListColumns::stepsAreTakenForEachItem()
{
    const Value data = Value::Object{{"list", Value::Array(1'000, Value::Object{{"a", 1}})}};
    ValueContext context(data);
    const auto program = compile(*parseJson(R"({"all":[{"var":"list"},{">":[{"var":"a"},0]}]})"));
    Evaluator evaluator;
    for (std::uint32_t i = 0; i <= KeptColumns::patience + 1; ++i) {
        QCOMPARE(answer(evaluator, *program, context), std::string("true"));
        QVERIFY(Budget().steps - evaluator.workspace().stepsLeft() >= 2'000);
    }
    Evaluator poor(Budget{1'500});
    QCOMPARE(answer(poor, *program, context), std::string("The rule takes more steps than one evaluation may."));
}

QTEST_APPLESS_MAIN(tst_ListColumns)
#include "tst_ListColumns.moc"
