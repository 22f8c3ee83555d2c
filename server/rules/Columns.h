// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rules/Operations.h"

#include <array>

namespace campaign::rules {

// Bodies of list operators over many items at once: each node is asked once for a row of answers instead of once for
// each item. Only for what cannot fail; numbers are numbers here, everything that JavaScript would convert first is
// left to the other way.

namespace columns {

/// Whether the value counts as a plain one: comparing it converts no list and no object.
inline bool isPlain(const Operand& operand)
{
    return !operand.isArray() && !operand.isObject();
}

inline Operand itemAt(Run& run, const Node& node, const Operand& item)
{
    const Operand found = walk(item, node.way(), run.workspace);
    return found.isUndefined() ? node.constant : found;
}

/// Where each row's variable lies; null where it takes the long way to it. All rows go one step before any goes the
/// next, so that they wait for memory together.
using Places = std::array<const Value*, Rows::most>;
void findAll(const Node& node, const Rows& rows, Places& places);

inline Operand itemAt(Run& run, const Node& node, const Operand& item, const Value* place)
{
    return place ? Operand::of(*place) : itemAt(run, node, item);
}

bool itemTruths(Run& run, const Node& node, const Rows& rows, bool* out);
bool itemNumbers(Run& run, const Node& node, const Rows& rows, double* out);
bool constantTruths(Run& run, const Node& node, const Rows& rows, bool* out);
bool constantNumbers(Run& run, const Node& node, const Rows& rows, double* out);
bool sums(Run& run, const Node& node, const Rows& rows, double* out);
bool products(Run& run, const Node& node, const Rows& rows, double* out);
bool differences(Run& run, const Node& node, const Rows& rows, double* out);
bool opposites(Run& run, const Node& node, const Rows& rows, bool* out);
bool sameTruths(Run& run, const Node& node, const Rows& rows, bool* out);

/// What numbers are as truths.
template <bool (*numbers)(Run&, const Node&, const Rows&, double*)>
bool truthsOf(Run& run, const Node& node, const Rows& rows, bool* out)
{
    double values[Rows::most];
    if (!numbers(run, node, rows, values))
        return false;
    for (std::uint32_t i = 0; i < rows.count; ++i)
        out[i] = values[i] < 0 || values[i] > 0;
    return true;
}

/// Asks the children one after the other, each for the rows that no earlier one has decided.
template <bool deciding>
bool junctions(Run& run, const Node& node, const Rows& rows, bool* out)
{
    if (!run.workspace.charge(rows.count))
        return false;
    std::uint8_t open[Rows::most];   // rows of the list that are not decided
    std::uint8_t places[Rows::most]; // where their answers go
    std::uint32_t count = rows.count;
    for (std::uint32_t i = 0; i < count; ++i) {
        open[i] = rows.chosen[i];
        places[i] = static_cast<std::uint8_t>(i);
        out[i] = !deciding;
    }
    for (std::size_t child = 0; child < node.count && count > 0; ++child) {
        bool answers[Rows::most];
        const Node& part = run.child(node, child);
        if (!part.operation->truths(run, part, {rows.items, open, count}, answers))
            return false;
        std::uint32_t left = 0;
        for (std::uint32_t i = 0; i < count; ++i) {
            out[places[i]] = answers[i];
            open[left] = open[i];
            places[left] = places[i];
            left += answers[i] == deciding ? 0 : 1;
        }
        count = left;
    }
    return true;
}

} // namespace columns

/// An operation that can give numbers for many items, and so their truths.
template <bool (*numbers)(Run&, const Node&, const Rows&, double*)>
constexpr Operation withNumbers(Operation operation)
{
    operation.numbers = numbers;
    operation.truths = columns::truthsOf<numbers>;
    return operation;
}

template <bool (*truths)(Run&, const Node&, const Rows&, bool*)>
constexpr Operation withTruths(Operation operation)
{
    operation.truths = truths;
    return operation;
}

/// Which ways a body can be asked for many items at once, from what its nodes can: sets Node::columns below `at`, too.
void markColumns(std::vector<Node>& nodes, std::uint32_t at);

} // namespace campaign::rules
