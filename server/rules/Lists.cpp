// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/Columns.h"

#include <algorithm>

// map, filter, reduce, all, some, none: items pass through in batches, and what is made on the way is not made a list.

namespace campaign::rules::operations {

namespace {

/// What is in scope while a list operator runs its body; puts the outer scope back.
class ScopeGuard
{
public:
    explicit ScopeGuard(Run& run)
        : m_run(run)
        , m_outer(run.scope)
    {
    }
    ~ScopeGuard() { m_run.scope = m_outer; }
    ScopeGuard(const ScopeGuard&) = delete;
    ScopeGuard& operator=(const ScopeGuard&) = delete;

private:
    Run& m_run;
    const BodyScope m_outer;
};

/// What is done with some rows, those of the set; false: no more are wanted.
class Visitor
{
public:
    template <typename Visit>
    explicit Visitor(Visit& visit)
        : m_visit(&visit)
        , m_call([](void* what, Rows& rows, RowSet chosen) { return (*static_cast<Visit*>(what))(rows, chosen); })
    {
    }
    bool operator()(Rows& rows, RowSet chosen) const { return m_call(m_visit, rows, chosen); }

private:
    void* m_visit;
    bool (*m_call)(void*, Rows&, RowSet);
};

bool bodyHolds(Run& run, const Node& node, const Operand& item)
{
    run.scope.item = item;
    return node.count > 1 && truthOf(run, run.child(node, 1));
}

/// Asks the body for all items at once, where it can be asked so.
bool bodyTruths(Run& run, const Node& node, Rows& rows, RowSet chosen, RowSet& out)
{
    if (node.count < 2 || run.child(node, 1).columns == Node::Columns::None)
        return false;
    const Node& body = run.child(node, 1);
    return body.operation->truths(run, body, rows, chosen, out);
}

RowSet filterRows(Run& run, const Node& node, Rows& rows, RowSet chosen)
{
    RowSet holds = 0;
    if (bodyTruths(run, node, rows, chosen, holds))
        return holds;
    holds = 0;
    const Operand* items = rows.items();
    eachRow(chosen, [&](std::uint32_t i) { holds |= RowSet{bodyHolds(run, node, items[i])} << i; });
    return holds;
}

bool mapRows(Run& run, const Node& node, Rows& rows, RowSet chosen, const Visitor& visit)
{
    Rows::Room room;
    double numbers[Rows::most];
    const Node* body = node.count > 1 ? &run.child(node, 1) : nullptr;
    if (body && body->columns == Node::Columns::Numbers &&
        body->operation->numbers(run, *body, rows, chosen, numbers)) {
        Rows made(numbers, rows.count(), room);
        return !run.workspace.spent() && visit(made, chosen);
    }
    const Operand* items = rows.items();
    eachRow(chosen, [&](std::uint32_t i) {
        run.scope.item = items[i];
        room.operands()[i] = argumentOf(run, node, 1);
    });
    Rows made(nullptr, rows.count(), room);
    return !run.workspace.spent() && visit(made, chosen);
}

bool isPassedThrough(const Node& source)
{
    return (source.operation == &operations::map || source.operation == &operations::filter) && source.count > 0;
}

/// Hands on what `map` or `filter` make of the rows.
bool passRows(Run& run, const Node& node, Rows& rows, RowSet chosen, const Visitor& visit)
{
    if (node.operation == &operations::map)
        return mapRows(run, node, rows, chosen, visit);
    const RowSet holds = filterRows(run, node, rows, chosen);
    return !run.workspace.spent() && visit(rows, holds);
}

/// Columns are kept for lists of the context, which stay where they are, and for those that say so themselves.
ListColumns* columnsOf(Run& run, const Node& source, const Operand& list)
{
    KeptColumns* kept = list.keptColumns();
    if (!kept && source.leaf == Node::Leaf::Context)
        kept = run.context.keptColumns();
    return kept ? kept->of(list) : nullptr;
}

/// Hands out the items of a list operator's first argument. Lists that map and filter would only make to be gone
/// through are not made. `first` is how many to begin with.
void eachOf(Run& run, const Node& source, std::uint32_t first, const Visitor& visit)
{
    if (isPassedThrough(source)) {
        auto pass = [&](Rows& rows, RowSet chosen) { return passRows(run, source, rows, chosen, visit); };
        return run.workspace.step() ? eachOf(run, run.child(source, 0), first, Visitor(pass)) : void();
    }
    const Operand list = valueOf(run, source);
    if (!list.isArray())
        return;
    ListColumns* columns = columnsOf(run, source, list);
    const std::size_t count = columns ? columns->rows() : list.itemCount();
    for (std::size_t begin = 0; begin < count;) {
        Rows::Room room;
        const std::uint32_t most = begin == 0 && !columns ? first : Rows::most;
        const auto some = static_cast<std::uint32_t>(std::min<std::size_t>(most, count - begin));
        Rows rows(list, begin, some, columns, room);
        if (!run.workspace.charge(some) || !visit(rows, rows.all()))
            return;
        begin += some;
    }
}

template <typename Visit>
void eachItems(Run& run, const Node& node, Visit visit, std::uint32_t first = Rows::most)
{
    const ScopeGuard guard(run);
    if (node.count > 0)
        eachOf(run, run.child(node, 0), first, Visitor(visit));
}

/// What map and filter are when their list is wanted.
Operand listOf(Run& run, const Node& node)
{
    ListBuilder made(run.workspace);
    auto add = [&](Rows& rows, RowSet chosen) {
        const Operand* items = rows.items();
        eachRow(chosen, [&](std::uint32_t i) { made.add(items[i]); });
        return !run.workspace.spent();
    };
    eachItems(run, node, [&](Rows& rows, RowSet chosen) { return passRows(run, node, rows, chosen, Visitor(add)); });
    return made.finish();
}

bool isAmong(Run& run, const Node& node, Rows& rows, RowSet chosen, bool wanted)
{
    RowSet holds = 0;
    if (bodyTruths(run, node, rows, chosen, holds))
        return (wanted ? holds : chosen & ~holds) != 0;
    const Operand* items = rows.items();
    for (RowSet left = chosen; left != 0; left &= left - 1) {
        if (bodyHolds(run, node, items[std::countr_zero(left)]) == wanted)
            return true;
    }
    return false;
}

/// Whether the body's truth is `wanted` for some item; `sawAny` whether there was an item at all.
bool findsItem(Run& run, const Node& node, bool wanted, bool& sawAny)
{
    constexpr std::uint32_t few = 8; // often the answer is among them
    bool found = false;
    // What fails behind the item found must fail still.
    const bool goesOn = node.count > 0 && isPassedThrough(run.child(node, 0));
    eachItems(
        run, node,
        [&](Rows& rows, RowSet chosen) {
            sawAny = sawAny || chosen != 0;
            found = found || isAmong(run, node, rows, chosen, wanted);
            return goesOn || !found;
        },
        few);
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

/// {"+": [current, accumulator]}, either way round.
bool isRunningSum(Run& run, const Node& node)
{
    using Leaf = Node::Leaf;
    if (node.count < 2 || run.child(node, 1).operation != &operations::sum || run.child(node, 1).count != 2)
        return false;
    const Node& left = run.child(run.child(node, 1), 0);
    const Node& right = run.child(run.child(node, 1), 1);
    const bool areBoth = (left.leaf == Leaf::Current && right.leaf == Leaf::Accumulator) ||
                         (left.leaf == Leaf::Accumulator && right.leaf == Leaf::Current);
    return areBoth && left.stepCount == 0 && right.stepCount == 0;
}

/// The running sum of numbers, in their order.
double sumOf(const double* numbers, RowSet chosen, double sum)
{
    if (chosen == 0)
        return sum;
    sum += 0.0; // -0 becomes 0, and what is added to 0 never becomes -0 again
    eachRow(chosen, [&](std::uint32_t i) { sum = 0.0 + numbers[i] + sum; });
    return sum;
}

Operand reduceItems(Run& run, const Node& node)
{
    Operand result = node.count > 2 ? argumentOf(run, node, 2) : Operand::null();
    const bool isSum = isRunningSum(run, node);
    eachItems(run, node, [&](Rows& rows, RowSet chosen) {
        if (isSum && rows.numbers() && result.isNumber()) {
            result = Operand::number(sumOf(rows.numbers(), chosen, result.asNumber()));
            return true;
        }
        const Operand* items = rows.items();
        eachRow(chosen, [&](std::uint32_t i) {
            if (isSum && items[i].isNumber() && result.isNumber()) {
                result = Operand::number(0.0 + items[i].asNumber() + (result.asNumber() + 0.0));
                return;
            }
            run.scope.current = items[i];
            run.scope.accumulator = result;
            run.scope.reduction = Operand::pending();
            result = argumentOf(run, node, 1);
        });
        return !run.workspace.spent();
    });
    return result;
}

} // namespace

const Operation map = valued<listOf>;
const Operation filter = valued<listOf>;
const Operation reduce = valued<reduceItems>;
const Operation all = decided<allItems>;
const Operation some = decided<someItem>;
const Operation none = decided<noItem>;

} // namespace campaign::rules::operations
