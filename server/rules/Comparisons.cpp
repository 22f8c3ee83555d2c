// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/Columns.h"
#include "server/rules/ComparisonTests.h"

#include <algorithm>
#include <array>

namespace campaign::rules::operations {

namespace {

using namespace comparisons;

template <typename Test>
bool comparison(Run& run, const Node& node)
{
    double first = 0;
    double second = 0;
    if (node.count == 2 && isLeafNumber(run, run.child(node, 0), first) &&
        isLeafNumber(run, run.child(node, 1), second))
        return Test::numbers(first, second);
    const Operand left = argumentOf(run, node, 0);
    const Operand right = argumentOf(run, node, 1);
    return holds<Test>(left, right, run.workspace);
}

/// With a third argument the second lies between the two others.
template <typename Test>
bool chain(Run& run, const Node& node)
{
    const Operand left = argumentOf(run, node, 0);
    const Operand middle = argumentOf(run, node, 1);
    const Operand right = argumentOf(run, node, 2);
    return holds<Test>(left, middle, run.workspace) &&
           (right.isUndefined() || holds<Test>(middle, right, run.workspace));
}

/// When the variable's place is not known beforehand.
template <typename Reader, typename Test>
[[gnu::noinline]] bool fusedAfterWalk(Run& run, const Node& node)
{
    Operand left = Reader::read(run, node);
    if (left.isUndefined())
        left = Operand::null();
    return holds<Test>(left, node.constant, run.workspace);
}

template <typename Reader, typename Test>
[[gnu::always_inline]] inline bool fused(Run& run, const Node& node)
{
    const Value* left = Reader::find(run, node);
    return left ? holds<Test>(*left, node.constant, run.workspace) : fusedAfterWalk<Reader, Test>(run, node);
}

/// Of a value that may be missing.
template <typename Test>
bool holdsOf(const Operand& left, const Node& node, Workspace& workspace)
{
    if constexpr (requires { &Test::texts; }) {
        if (left.isString() && node.constant.isString() && node.constant.asString().size() < 64)
            return Test::texts(left.asString(), node.constant.asString());
    }
    return holds<Test>(left.isUndefined() ? Operand::null() : left, node.constant, workspace);
}

/// Of what is kept as a column.
template <typename Test>
RowSet keptTruths(const Column& column, Run& run, const Node& node, const Rows& rows, RowSet wanted)
{
    const auto holdsOfOne = [&](const Operand& left) { return holdsOf<Test>(left, node, run.workspace); };
    if (column.isFew())
        return column.where(rows.listRows(), rows.word(), holdsOfOne);
    const RowSet missing = column.missing(rows.listRows(), rows.word());
    RowSet found = 0;
    if (node.constant.isNumber()) {
        found = columns::whereKept<Test>(column, node.constant.asNumber(), rows);
    } else {
        double numbers[Rows::most];
        column.numbers(rows.listRows(), rows.word(), numbers);
        eachRow(wanted, [&](std::uint32_t i) { found |= RowSet{holdsOfOne(Operand::number(numbers[i]))} << i; });
    }
    return missing != 0 && holdsOfOne({}) ? found | missing : found & ~missing;
}

template <typename Test>
bool fusedTruths(Run& run, const Node& node, Rows& rows, RowSet wanted, RowSet& out)
{
    if (!columns::isPlain(node.constant) || !run.workspace.charge(rows.countOf(wanted)))
        return false;
    if (const Column* column = rows.column(run, node)) {
        out = wanted & keptTruths<Test>(*column, run, node, rows, wanted);
        return true;
    }
    columns::Places places;
    columns::findAll(node, rows, wanted, places);
    const Operand* items = rows.items();
    RowSet found = 0;
    for (RowSet left = wanted; left != 0; left &= left - 1) {
        const auto i = static_cast<std::size_t>(std::countr_zero(left));
        if (places[i] && places[i]->isNumber() && node.constant.isNumber()) {
            found |= RowSet{Test::numbers(places[i]->asNumber(), node.constant.asNumber())} << i;
            continue;
        }
        const Operand value = places[i] ? Operand::of(*places[i]) : walk(items[i], node.way(), run.workspace);
        if (!columns::isPlain(value))
            return false;
        found |= RowSet{holdsOf<Test>(value, node, run.workspace)} << i;
    }
    out = found;
    return true;
}

/// Two numbers each; a chain of three is left to the other way.
template <typename Test>
bool comparedTruths(Run& run, const Node& node, Rows& rows, RowSet wanted, RowSet& out)
{
    double left[Rows::most];
    double right[Rows::most];
    if (node.count != 2 || !run.workspace.charge(rows.countOf(wanted)))
        return false;
    const Node& first = run.child(node, 0);
    const Node& second = run.child(node, 1);
    if (!first.operation->numbers(run, first, rows, wanted, left) ||
        !second.operation->numbers(run, second, rows, wanted, right))
        return false;
    out = wanted & columns::whereNumbers<Test>(
                       left, [&](std::size_t i) { return right[i]; }, rows.padded());
    return true;
}

bool truthOfArgument(Run& run, const Node& node)
{
    return node.count > 0 && truthOf(run, run.child(node, 0));
}
bool falseOfArgument(Run& run, const Node& node)
{
    return !truthOfArgument(run, node);
}

template <typename Test>
inline constexpr Operation fusedOnItem = withTruths<fusedTruths<Test>>(decided<fused<ItemReader, Test>>);
template <typename Test>
inline constexpr Operation compared = withTruths<comparedTruths<Test>>(decided<comparison<Test>>);
template <typename Test>
inline constexpr Operation chained = withTruths<comparedTruths<Test>>(decided<chain<Test>>);

/// One row of the table of fused operations.
struct Fused
{
    const Operation* plain;
    const Operation* mirror; // what the operation is with its sides exchanged
    std::array<const Operation*, 4> byReader;
};

template <typename Test>
constexpr Fused row(const Operation* plain, const Operation* mirror)
{
    return {plain,
            mirror,
            {&decided<fused<ContextReader, Test>>, &fusedOnItem<Test>, &decided<fused<CurrentReader, Test>>,
             &decided<fused<AccumulatorReader, Test>>}};
}

} // namespace

const Operation equal = compared<Equal>;
const Operation unequal = compared<Unequal>;
const Operation same = compared<Same>;
const Operation different = compared<Different>;
const Operation less = chained<Less>;
const Operation lessOrEqual = chained<LessOrEqual>;
const Operation greater = compared<Greater>;
const Operation greaterOrEqual = compared<GreaterOrEqual>;
const Operation isTrue = withTruths<columns::sameTruths>(decided<truthOfArgument>);
const Operation isFalse = withTruths<columns::opposites>(decided<falseOfArgument>);

namespace {

/// In the order of Comparison.
constexpr std::array fusedRows = {
    row<Equal>(&equal, &equal),    row<Unequal>(&unequal, &unequal),
    row<Same>(&same, &same),       row<Different>(&different, &different),
    row<Less>(&less, &greater),    row<LessOrEqual>(&lessOrEqual, &greaterOrEqual),
    row<Greater>(&greater, &less), row<GreaterOrEqual>(&greaterOrEqual, &lessOrEqual),
};

} // namespace

const Operation* fusedComparison(const Operation* comparison, const Operation* variable, bool mirrored)
{
    static constexpr std::array readers = {&contextVariable, &itemVariable, &currentVariable, &accumulatorVariable};
    for (const Fused& row : fusedRows) {
        if ((mirrored ? row.mirror : row.plain) != comparison)
            continue;
        for (std::size_t i = 0; i < readers.size(); ++i) {
            if (readers[i] == variable)
                return row.byReader[i];
        }
    }
    return nullptr;
}

} // namespace campaign::rules::operations

namespace campaign::rules {

std::optional<ComparisonKind> comparisonOf(const Operation& operation)
{
    for (std::size_t i = 0; i < operations::fusedRows.size(); ++i) {
        const operations::Fused& row = operations::fusedRows[i];
        const bool isFused = std::find(row.byReader.begin(), row.byReader.end(), &operation) != row.byReader.end();
        if (isFused || row.plain == &operation)
            return ComparisonKind{static_cast<Comparison>(i), isFused};
    }
    return std::nullopt;
}

} // namespace campaign::rules
