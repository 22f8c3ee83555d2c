// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/Columns.h"

namespace campaign::rules::operations {

namespace {

Operand mergeItems(Run& run, const Node& node)
{
    ListBuilder merged(run.workspace);
    for (std::size_t i = 0; i < node.count; ++i) {
        const Operand part = valueOf(run, run.child(node, i));
        if (!part.isArray())
            merged.add(part);
        for (std::size_t k = 0; part.isArray() && k < part.itemCount() && run.workspace.step(); ++k)
            merged.add(part.item(k));
    }
    return merged.finish();
}

Operand listOfChildren(Run& run, const Node& node)
{
    ListBuilder made(run.workspace);
    for (std::size_t i = 0; i < node.count; ++i)
        made.add(valueOf(run, run.child(node, i)));
    return made.finish();
}

Operand constantValue(Run&, const Node& node)
{
    return node.constant;
}

Operand newConstantArray(Run& run, const Node& node)
{
    return Operand::of(run.program.constantArray(node.path), ++run.serial);
}

Operand firstOfSequence(Run& run, const Node& node)
{
    for (std::size_t i = 1; i < node.count; ++i)
        valueOf(run, run.child(node, i));
    return argumentOf(run, node, 0);
}

Operand failUnknown(Run& run, const Node& node)
{
    for (std::size_t i = 0; i < node.count; ++i)
        valueOf(run, run.child(node, i));
    run.workspace.fail(ErrorCode::Invalid, std::string(node.constant.asString()));
    return {};
}

Operand argumentItself(Run& run, const Node& node)
{
    return argumentOf(run, node, 0);
}

/// Pairs of condition and result, then what stands alone; `none` if nothing does.
template <typename Answer, Answer (*ask)(Run&, const Node&)>
Answer chooseBranch(Run& run, const Node& node, Answer none)
{
    std::size_t i = 0;
    for (; i + 1 < node.count; i += 2) {
        if (truthOf(run, run.child(node, i)))
            return ask(run, run.child(node, i + 1));
    }
    return i < node.count ? ask(run, run.child(node, i)) : none;
}

/// The value that decides: the first whose truth is `deciding`, else the last.
template <bool deciding>
Operand decidingValue(Run& run, const Node& node)
{
    Operand value;
    for (std::size_t i = 0; i < node.count; ++i) {
        value = leafValue(run, run.child(node, i));
        if (isTruthy(value) == deciding)
            break;
    }
    return value;
}

template <bool deciding>
bool decidingTruth(Run& run, const Node& node)
{
    for (std::size_t i = 0; i < node.count; ++i) {
        if (truthOf(run, run.child(node, i)) == deciding)
            return deciding;
    }
    return !deciding && node.count > 0;
}

template <bool deciding>
constexpr Operation junction = {
    decidingValue<deciding>,
    decidingTruth<deciding>,
    valued<decidingValue<deciding>>.number,
    columns::junctions<deciding>,
};

} // namespace

const Operation constant =
    withTruths<columns::constantTruths>(withNumbers<columns::constantNumbers>(valued<constantValue>));
const Operation constantArray = valued<newConstantArray>;
const Operation list = valued<listOfChildren>;
const Operation sequence = valued<firstOfSequence>;
const Operation unknown = valued<failUnknown>;
const Operation choose = {
    [](Run& run, const Node& node) { return chooseBranch<Operand, valueOf>(run, node, Operand::null()); },
    [](Run& run, const Node& node) { return chooseBranch<bool, truthOf>(run, node, false); },
    [](Run& run, const Node& node) { return chooseBranch<double, numberOf>(run, node, 0.0); },
};
const Operation conjunction = junction<false>;
const Operation disjunction = junction<true>;
const Operation merge = valued<mergeItems>;
const Operation log = valued<argumentItself>;

} // namespace campaign::rules::operations
