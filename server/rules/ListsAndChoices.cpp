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

/// What is done with an item; false: no more are wanted.
class Visitor
{
public:
    template <typename Visit>
    explicit Visitor(Visit& visit)
        : m_visit(&visit)
        , m_call([](void* what, const Operand& item) { return (*static_cast<Visit*>(what))(item); })
    {
    }
    bool operator()(const Operand& item) const { return m_call(m_visit, item); }

private:
    void* m_visit;
    bool (*m_call)(void*, const Operand&);
};

bool bodyHolds(Run& run, const Node& node, const Operand& item)
{
    run.item = item;
    return node.count > 1 && truthOf(run, run.child(node, 1));
}

bool isPassedThrough(const Node& source)
{
    return (source.operation == &operations::map || source.operation == &operations::filter) && source.count > 0;
}

/// Hands out the items of a list operator's first argument. Lists that map and filter would only make to be gone
/// through are not made: each item passes all of them at once.
void eachItem(Run& run, const Node& source, const Visitor& visit)
{
    if (isPassedThrough(source)) {
        const bool isMap = source.operation == &operations::map;
        auto pass = [&](const Operand& item) {
            if (!isMap)
                return bodyHolds(run, source, item) ? visit(item) : !run.workspace.spent();
            run.item = item;
            const Operand made = argumentOf(run, source, 1);
            return !run.workspace.spent() && visit(made);
        };
        return run.workspace.step() ? eachItem(run, run.child(source, 0), Visitor(pass)) : void();
    }
    const Operand items = valueOf(run, source);
    const std::size_t count = items.isArray() ? items.itemCount() : 0;
    for (std::size_t i = 0; i < count && run.workspace.step() && visit(items.item(i)); ++i)
        ;
}

template <typename Visit>
void eachItemOf(Run& run, const Node& node, Visit visit)
{
    const ScopeGuard guard(run);
    if (node.count > 0)
        eachItem(run, run.child(node, 0), Visitor(visit));
}

Operand mapItems(Run& run, const Node& node)
{
    ListBuilder made(run.workspace);
    eachItemOf(run, node, [&](const Operand& item) {
        run.item = item;
        made.add(argumentOf(run, node, 1));
        return true;
    });
    return made.finish();
}

Operand filterItems(Run& run, const Node& node)
{
    ListBuilder kept(run.workspace);
    eachItemOf(run, node, [&](const Operand& item) {
        if (bodyHolds(run, node, item))
            kept.add(item);
        return true;
    });
    return kept.finish();
}

/// Whether the body's truth is `wanted` for some item; `sawAny` whether there was an item at all.
bool findsItem(Run& run, const Node& node, bool wanted, bool& sawAny)
{
    bool found = false;
    // What fails behind the item found must fail still.
    const bool goesOn = node.count > 0 && isPassedThrough(run.child(node, 0));
    eachItemOf(run, node, [&](const Operand& item) {
        sawAny = true;
        found = found || bodyHolds(run, node, item) == wanted;
        return goesOn || !found;
    });
    return found;
}

bool allItems(Run& run, const Node& node)
{
    bool sawAny = false;
    return !findsItem(run, node, false, sawAny) && sawAny;
}

bool someItem(Run& run, const Node& node)
{
    bool sawAny = false;
    return findsItem(run, node, true, sawAny);
}
bool noItem(Run& run, const Node& node)
{
    return !someItem(run, node);
}

Operand reduceItems(Run& run, const Node& node)
{
    Operand result = node.count > 2 ? argumentOf(run, node, 2) : Operand::null();
    eachItemOf(run, node, [&](const Operand& item) {
        run.current = item;
        run.accumulator = result;
        run.reduction = Operand::pending();
        result = argumentOf(run, node, 1);
        return true;
    });
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
