// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rules/Arithmetic.h"
#include "server/rules/Operations.h"

#include <array>
#include <cmath>

namespace campaign::rules {

// Bodies of list operators over many items at once: each node is asked once for a row of answers instead of once for
// each item. Only for what cannot fail; numbers are numbers here, everything that JavaScript would convert first is
// left to the other way. What the list's owner keeps as columns is taken from there, else looked up item by item.

namespace columns {

/// Whether the value counts as a plain one: comparing it converts no list and no object.
inline bool isPlain(const Operand& operand)
{
    return !operand.isArray() && !operand.isObject();
}

/// Where each wanted row's variable lies; null where it takes the long way to it. All rows go one step before any goes
/// the next, so that they wait for memory together. False when the rows are numbers.
using Places = std::array<const Value*, Rows::most>;
void findAll(const Node& node, Rows& rows, RowSet wanted, Places& places);

inline Operand orDefault(const Node& node, const Operand& found)
{
    return found.isUndefined() ? node.constant : found;
}

inline Operand itemAt(Run& run, const Node& node, const Operand& item, const Value* place)
{
    return place ? Operand::of(*place) : orDefault(node, walk(item, node.way(), run.workspace));
}

/// The rows where the test holds of the numbers with what `right` says.
template <typename Test, typename Right>
RowSet whereNumbers(const double* left, const Right& right, std::size_t padded)
{
    RowSet found = 0;
    for (std::size_t i = 0; i < padded; i += 8) {
        std::uint8_t holds[8];
        for (std::size_t k = 0; k < 8; ++k)
            holds[k] = Test::numbers(left[i + k], right(i + k));
        found |= bitsOf(holds) << i;
    }
    return found;
}

/// The same of a kept column of numbers, with one number. Whole ones are compared as they are kept.
template <typename Test>
RowSet whereKept(const Column& column, double right, const Rows& rows)
{
    if (const double* numbers = column.doubles(rows.word()))
        return whereNumbers<Test>(
            numbers, [&](std::size_t) { return right; }, rows.padded());
    if (std::isnan(right))
        return Test::numbers(0, right) ? ~RowSet{0} : 0;
    constexpr bool ofLess = Test::numbers(0, 1);
    constexpr bool ofSame = Test::numbers(1, 1);
    constexpr bool ofMore = Test::numbers(1, 0);
    const auto below = [&](double bound) { return column.below(bound, rows.listRows(), rows.word()); };
    if constexpr (ofLess == ofSame)
        return (ofLess ? 0 : ~RowSet{0}) ^ below(std::floor(right) + 1);
    else if constexpr (ofSame == ofMore)
        return (ofLess ? 0 : ~RowSet{0}) ^ below(std::ceil(right));
    else
        return (ofSame ? 0 : ~RowSet{0}) ^ (below(std::floor(right) + 1) & ~below(std::ceil(right)));
}

bool itemTruths(Run& run, const Node& node, Rows& rows, RowSet wanted, RowSet& out);
bool itemNumbers(Run& run, const Node& node, Rows& rows, RowSet wanted, double* out);
bool constantTruths(Run& run, const Node& node, Rows& rows, RowSet wanted, RowSet& out);
bool constantNumbers(Run& run, const Node& node, Rows& rows, RowSet wanted, double* out);
bool opposites(Run& run, const Node& node, Rows& rows, RowSet wanted, RowSet& out);
bool sameTruths(Run& run, const Node& node, Rows& rows, RowSet wanted, RowSet& out);
/// Which numbers are true ones.
RowSet trueNumbers(const double* numbers, std::size_t padded);

/// Two rows of numbers, eight at a time so that the processor may do several at once.
template <typename Calculation, typename Right>
void combine(double* __restrict left, const Right& right, std::size_t padded)
{
    for (std::size_t i = 0; i < padded; i += 8) {
        for (std::size_t k = 0; k < 8; ++k)
            left[i + k] = Calculation::of(left[i + k], right(i + k));
    }
}

/// Of at least so many children and at most so many.
template <typename Calculation, std::size_t least, std::size_t most>
bool calculated(Run& run, const Node& node, Rows& rows, RowSet wanted, double* out)
{
    if (node.count < least || node.count > most || !run.workspace.charge(rows.countOf(wanted)))
        return false;
    const Node& first = run.child(node, 0);
    if (!first.operation->numbers(run, first, rows, wanted, out))
        return false;
    if (Calculation::readsText && node.count == 1)
        combine<arithmetic::Sum>(
            out, [](std::size_t) { return 0.0; }, rows.padded()); // -0 becomes 0
    for (std::size_t child = 1; child < node.count; ++child) {
        const Node& part = run.child(node, child);
        if (part.leaf == Node::Leaf::Constant && part.constant.isNumber()) {
            const double number = part.constant.asNumber();
            combine<Calculation>(
                out, [&](std::size_t) { return number; }, rows.padded());
            continue;
        }
        double values[Rows::most];
        if (!part.operation->numbers(run, part, rows, wanted, values))
            return false;
        combine<Calculation>(
            out, [&](std::size_t i) { return values[i]; }, rows.padded());
    }
    return true;
}

/// What numbers are as truths.
template <bool (*numbers)(Run&, const Node&, Rows&, RowSet, double*)>
bool truthsOf(Run& run, const Node& node, Rows& rows, RowSet wanted, RowSet& out)
{
    double values[Rows::most];
    if (!numbers(run, node, rows, wanted, values))
        return false;
    out = wanted & trueNumbers(values, rows.padded());
    return true;
}

/// Asks the children one after the other, each for the rows that no earlier one has decided.
template <bool deciding>
bool junctions(Run& run, const Node& node, Rows& rows, RowSet wanted, RowSet& out)
{
    if (!run.workspace.charge(rows.countOf(wanted)))
        return false;
    RowSet open = wanted;
    for (std::size_t child = 0; child < node.count && open != 0; ++child) {
        RowSet answers = 0;
        const Node& part = run.child(node, child);
        if (!part.operation->truths(run, part, rows, open, answers))
            return false;
        open = deciding ? open & ~answers : answers;
    }
    out = deciding ? wanted & ~open : open;
    return true;
}

} // namespace columns

/// An operation that can give numbers for many items, and so their truths.
template <bool (*numbers)(Run&, const Node&, Rows&, RowSet, double*)>
constexpr Operation withNumbers(Operation operation)
{
    operation.numbers = numbers;
    operation.truths = columns::truthsOf<numbers>;
    return operation;
}

template <bool (*truths)(Run&, const Node&, Rows&, RowSet, RowSet&)>
constexpr Operation withTruths(Operation operation)
{
    operation.truths = truths;
    return operation;
}

/// Which ways a body can be asked for many items at once, from what its nodes can: sets Node::columns below `at`, too.
void markColumns(std::vector<Node>& nodes, std::uint32_t at);

} // namespace campaign::rules
