// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/Operations.h"

namespace campaign::rules::operations {

namespace {

/// What is in scope while a list operator runs its body; puts the outer scope back.
class ScopeGuard
{
public:
    explicit ScopeGuard(Run& run)
        : m_run(run)
        , m_item(run.item)
        , m_current(run.current)
        , m_accumulator(run.accumulator)
        , m_reduction(run.reduction)
    {
    }
    ~ScopeGuard()
    {
        m_run.item = m_item;
        m_run.current = m_current;
        m_run.accumulator = m_accumulator;
        m_run.reduction = m_reduction;
    }
    ScopeGuard(const ScopeGuard&) = delete;
    ScopeGuard& operator=(const ScopeGuard&) = delete;

private:
    Run& m_run;
    Operand m_item, m_current, m_accumulator, m_reduction;
};

Operand mapItems(Run& run, const Node& node)
{
    const Operand source = argumentOf(run, node, 0);
    ListBuilder made(run.workspace);
    const std::size_t count = source.isArray() ? source.itemCount() : 0;
    const ScopeGuard guard(run);
    for (std::size_t i = 0; i < count && run.workspace.step(); ++i) {
        run.item = source.item(i);
        made.add(argumentOf(run, node, 1));
    }
    return made.finish();
}

bool bodyHolds(Run& run, const Node& node, const Operand& item)
{
    run.item = item;
    return node.count > 1 && truthOf(run, run.child(node, 1));
}

Operand filterItems(Run& run, const Node& node)
{
    const Operand source = argumentOf(run, node, 0);
    ListBuilder kept(run.workspace);
    const std::size_t count = source.isArray() ? source.itemCount() : 0;
    const ScopeGuard guard(run);
    for (std::size_t i = 0; i < count && run.workspace.step(); ++i) {
        const Operand item = source.item(i);
        if (bodyHolds(run, node, item))
            kept.add(item);
    }
    return kept.finish();
}

/// Whether the body's truth is `wanted` for some item.
bool findsItem(Run& run, const Node& node, const Operand& source, bool wanted)
{
    const std::size_t count = source.isArray() ? source.itemCount() : 0;
    const ScopeGuard guard(run);
    for (std::size_t i = 0; i < count && run.workspace.step(); ++i) {
        if (bodyHolds(run, node, source.item(i)) == wanted)
            return true;
    }
    return false;
}

bool allItems(Run& run, const Node& node)
{
    const Operand source = argumentOf(run, node, 0);
    return source.isArray() && source.itemCount() > 0 && !findsItem(run, node, source, false);
}

bool someItem(Run& run, const Node& node)
{
    return findsItem(run, node, argumentOf(run, node, 0), true);
}
bool noItem(Run& run, const Node& node)
{
    return !someItem(run, node);
}

Operand reduceItems(Run& run, const Node& node)
{
    const Operand source = argumentOf(run, node, 0);
    Operand result = node.count > 2 ? argumentOf(run, node, 2) : Operand::null();
    const std::size_t count = source.isArray() ? source.itemCount() : 0;
    const ScopeGuard guard(run);
    for (std::size_t i = 0; i < count && run.workspace.step(); ++i) {
        run.current = source.item(i);
        run.accumulator = result;
        run.reduction = Operand::pending();
        result = argumentOf(run, node, 1);
    }
    return result;
}

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

Operand callCustom(Run& run, const Node& node)
{
    ListBuilder arguments(run.workspace);
    for (std::size_t i = 0; i < node.count; ++i)
        arguments.add(valueOf(run, run.child(node, i)));
    if (run.workspace.spent())
        return {};
    return run.customOperator(node).evaluate({arguments.items(), run.context, run.workspace});
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
        value = valueOf(run, run.child(node, i));
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
};

} // namespace

const Operation constant = valued<constantValue>;
const Operation constantArray = valued<newConstantArray>;
const Operation list = valued<listOfChildren>;
const Operation sequence = valued<firstOfSequence>;
const Operation unknown = valued<failUnknown>;
const Operation custom = valued<callCustom>;
const Operation choose = {
    [](Run& run, const Node& node) { return chooseBranch<Operand, valueOf>(run, node, Operand::null()); },
    [](Run& run, const Node& node) { return chooseBranch<bool, truthOf>(run, node, false); },
    [](Run& run, const Node& node) { return chooseBranch<double, numberOf>(run, node, 0.0); },
};
const Operation conjunction = junction<false>;
const Operation disjunction = junction<true>;
const Operation map = valued<mapItems>;
const Operation filter = valued<filterItems>;
const Operation reduce = valued<reduceItems>;
const Operation all = decided<allItems>;
const Operation some = decided<someItem>;
const Operation none = decided<noItem>;
const Operation merge = valued<mergeItems>;
const Operation log = valued<argumentItself>;

} // namespace campaign::rules::operations
