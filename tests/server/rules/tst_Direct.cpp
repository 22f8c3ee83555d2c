// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "server/rules/Evaluator.h"
#include "tests/server/rules/Dice.h"

#include <QTest>

#include <random>

using namespace campaign;
using namespace campaign::rules;

/// The short way through a rule answers as the general one does, which interop_jsonlogic compares with json-logic-js.
/// Both ways run the same program many times, since places are only known after the first.
class tst_Direct : public QObject
{
    Q_OBJECT

private slots:
    void answersAsTheGeneralWay_data();
    void answersAsTheGeneralWay();
    void whatIsWatchedIsFoundAnew();
    void smallBudgetIsKept();
};

namespace {

const OperatorRegistry& operators()
{
    static const OperatorRegistry registry = OperatorRegistry::standard();
    return registry;
}

const char* const names[] = {"a", "b", "c", "o"};

/// An object as a record of the context: its members lie in a row in the order of `names`, or the other way round. "r"
/// leads to another one, or nowhere.
class Row final : public Record
{
public:
    Row(std::vector<Value> members, bool isReversed, const Row* related, const bool& isWatched)
        : Record(isReversed ? 78 : 77, members, isWatched)
        , m_members(std::move(members))
        , m_isReversed(isReversed)
        , m_related(related)
    {
        if (isReversed)
            std::reverse(m_members.begin(), m_members.end());
    }
    Value toValue() const override { return {}; }
    std::uint32_t placeOf(std::uint32_t name) const { return m_isReversed ? 3 - name : name; }
    mutable int followed = 0; ///< how often it was asked where "r" leads

private:
    Operand find(std::span<const Path::Step> steps, Workspace& workspace) const override
    {
        const Path::Step& first = steps.front();
        if (first.key() == "r") {
            ++followed;
            first.setNote(noteOf(layout(), beyond));
            if (!m_related)
                return {};
            remember(beyond, *m_related);
            return steps.size() == 1 ? Operand() : m_related->read(steps.subspan(1), workspace);
        }
        for (std::uint32_t i = 0; i < std::size(names); ++i) {
            if (first.key() != names[i])
                continue;
            first.setNote(noteOf(layout(), placeOf(i)));
            return walk(Operand::of(m_members[placeOf(i)]), steps.subspan(1), workspace);
        }
        return {};
    }

    static constexpr std::uint32_t beyond = 9;
    std::vector<Value> m_members; // in the place of those the base was told of: they were moved
    const bool m_isReversed;
    const Row* m_related;
};

class RowContext final : public ContextSource
{
public:
    explicit RowContext(const Row& row) { setWhole(row, row.placeOf(3)); }
    Operand resolve(const Path& path, Workspace& workspace) override { return walk(whole(), path.steps(), workspace); }
    Operand resolveFrom(std::string_view, std::string_view, const Path&, Workspace&) override { return {}; }
    std::optional<std::int64_t> now() override { return {}; }
    std::int64_t secondsPerDay() override { return usualSecondsPerDay; }
};

Value scalar(Dice& dice)
{
    static const Value values[] = {
        0,       1,  -1,  7,     3,   2.5,    -0.0,     1e300, true,       false,
        Value(), "", "3", "2.5", "x", "Vale", "temple", " 7 ", "3 towers", "a text of more than sixteen"};
    return dice.oneOf(values);
}

/// Members come and go and change their order, so that places change from one to the next.
Value context(Dice& dice)
{
    const auto any = [&]() -> Value {
        switch (dice.below(20)) {
        case 0:
            return Value::Array{scalar(dice)};
        case 1:
            return Value::Object{{"x", scalar(dice)}};
        default:
            return dice.below(3) == 0 ? scalar(dice) : Value(static_cast<int>(dice.below(9)));
        }
    };
    Value::Object below{{"x", any()}};
    if (dice.below(4) > 0)
        below.set("y", any());
    if (dice.below(2) > 0)
        below.set("p", Value::Object{{"q", any()}});
    if (dice.below(4) == 0)
        return Value::Object{{"b", any()}, {"o", below}, {"a", any()}};
    if (dice.below(8) == 0)
        return dice.below(2) ? Value(Value::Object()) : any();
    return Value::Object{{"a", any()}, {"b", any()}, {"c", any()}, {"o", below}};
}

/// Those that have all members as records, each related to one before it or to none.
std::vector<std::unique_ptr<Row>> rowsOf(const std::vector<Value>& contexts, Dice& dice)
{
    static constexpr bool isWatched = false;
    std::vector<std::unique_ptr<Row>> rows;
    for (const Value& data : contexts) {
        if (!data.find("c"))
            continue;
        const Row* related = rows.empty() || dice.below(4) == 0 ? nullptr : rows[dice.below(rows.size())].get();
        std::vector<Value> members = {*data.find("a"), *data.find("b"), *data.find("c"), *data.find("o")};
        rows.push_back(std::make_unique<Row>(std::move(members), dice.below(2) == 0, related, isWatched));
    }
    return rows;
}

Value operation(const char* name, Value::Array arguments)
{
    return Value::Object{{name, std::move(arguments)}};
}

Value leaf(Dice& dice)
{
    static const char* const paths[] = {"a",        "b",   "c",   "o.x", "o.y", "o.p.q", "nothing",   "o.nothing",
                                        "a.length", "a.x", "r.a", "r.b", "r.o", "r.o.x", "r.nothing", "r"};
    if (dice.below(3) == 0)
        return scalar(dice);
    if (dice.below(8) == 0)
        return operation("var", {dice.oneOf(paths), scalar(dice)});
    return Value::Object{{"var", dice.oneOf(paths)}};
}

Value rule(Dice& dice, int depth)
{
    static const char* const comparing[] = {"<", "<=", ">", ">=", "==", "!=", "===", "!=="};
    static const char* const calculating[] = {"+", "*", "-", "/", "%"};
    static const char* const joining[] = {"and", "or", "if"};
    static const char* const denying[] = {"!", "!!"};
    if (depth == 0)
        return leaf(dice);
    const auto part = [&] { return rule(dice, static_cast<int>(dice.below(static_cast<std::size_t>(depth)))); };
    switch (dice.below(8)) {
    case 0:
        return operation(dice.oneOf(denying), {part()});
    case 1:
    case 2:
        return operation(dice.oneOf(joining),
                         dice.below(2) ? Value::Array{part(), part()} : Value::Array{part(), part(), part()});
    case 3:
    case 4:
        return operation(dice.oneOf(calculating),
                         dice.below(3) ? Value::Array{part(), part()} : Value::Array{part(), part(), part()});
    case 5:
        return operation(dice.below(2) ? "<" : "<=", {leaf(dice), part(), leaf(dice)});
    default:
        return operation(dice.oneOf(comparing), {part(), part()});
    }
}

/// As text, with a failure as its message.
std::string answerOf(const Program& program, ContextSource& source)
{
    Evaluator evaluator;
    const Result<Value> value = evaluator.evaluate(program, source);
    const Result<bool> truth = evaluator.test(program, source);
    return (value ? toJson(*value) : value.error().message) + (truth ? *truth ? " true" : " false" : " failed");
}

/// The general way: a context that wants to be asked.
std::string generalAnswerOf(const Program& program, ContextSource& source)
{
    RecordingContext recording(source);
    return answerOf(program, recording);
}

} // namespace

void tst_Direct::answersAsTheGeneralWay_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 8; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void tst_Direct::answersAsTheGeneralWay()
{
    QFETCH(const unsigned, seed);
    Dice dice(seed);
    std::vector<Value> contexts;
    for (int i = 0; i < 40; ++i)
        contexts.push_back(context(dice));
    const std::vector<std::unique_ptr<Row>> rows = rowsOf(contexts, dice);
    for (int rules = 0; rules < 150;) {
        const Value written = rule(dice, 4);
        const auto program = *Program::compileRaw(written, operators());
        if (!program->directEntry())
            continue;
        ++rules;
        for (const Value& data : contexts) {
            ValueContext source(data);
            const std::string expected = generalAnswerOf(*program, source);
            for (int again = 0; again < 2; ++again) {
                const std::string answer = answerOf(*program, source);
                QVERIFY2(answer == expected,
                         (toJson(written) + " over " + toJson(data) + ": " + answer + ", not " + expected).c_str());
            }
        }
        for (const std::unique_ptr<Row>& row : rows) {
            RowContext source(*row);
            const std::string expected = generalAnswerOf(*program, source);
            for (int again = 0; again < 2; ++again)
                QVERIFY2(answerOf(*program, source) == expected, (toJson(written) + " over a record").c_str());
        }
    }
}

void tst_Direct::whatIsWatchedIsFoundAnew()
{
    const auto program = *Program::compileRaw(*parseJson(R"({">":[{"var":"r.a"},1]})"), operators());
    QVERIFY(program->directEntry());
    bool isWatched = false;
    const Row there({5, 0, 0, 0}, false, nullptr, isWatched);
    const Row row({0, 0, 0, 0}, true, &there, isWatched);
    RowContext source(row);
    Evaluator evaluator;
    for (int i = 0; i < 3; ++i)
        QVERIFY(*evaluator.test(*program, source));
    QCOMPARE(row.followed, 1);
    isWatched = true;
    for (int i = 0; i < 3; ++i)
        QVERIFY(*evaluator.test(*program, source));
    QCOMPARE(row.followed, 4);
}

void tst_Direct::smallBudgetIsKept()
{
    const auto program =
        *Program::compileRaw(*parseJson(R"({"and":[{">":[{"var":"a"},1]},{"<":[{"var":"a"},9]}]})"), operators());
    QVERIFY(program->directEntry());
    const Value data = Value::Object{{"a", 5}};
    ValueContext source(data);
    Evaluator small(Budget{1, 1'000});
    QCOMPARE(small.evaluate(*program, source).error().code, ErrorCode::Limit);
    Evaluator enough(Budget{20, 1'000});
    QCOMPARE(*enough.evaluate(*program, source), Value(true));
}

QTEST_APPLESS_MAIN(tst_Direct)
#include "tst_Direct.moc"
