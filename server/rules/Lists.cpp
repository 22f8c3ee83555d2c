// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/Columns.h"

#include <algorithm>
#include <array>

// map, filter, reduce, all, some, none: items pass through in batches, and what is made on the way is not made a list.

namespace campaign::rules::operations {

namespace {

using Items = std::span<const Operand>; // at most Rows::most

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

/// What is done with some items; false: no more are wanted.
class Visitor
{
public:
    template <typename Visit>
    explicit Visitor(Visit& visit)
        : m_visit(&visit)
        , m_call([](void* what, Items items) { return (*static_cast<Visit*>(what))(items); })
    {
    }
    bool operator()(Items items) const { return m_call(m_visit, items); }

private:
    void* m_visit;
    bool (*m_call)(void*, Items);
};

/// Room for the operands of a batch, which are not made before they are written.
class Room
{
public:
    Operand* operands() { return reinterpret_cast<Operand*>(m_bytes); }

private:
    alignas(Operand) std::byte m_bytes[Rows::most * sizeof(Operand)];
};

constexpr auto everyRow = [] {
    std::array<std::uint8_t, Rows::most> rows{};
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i] = static_cast<std::uint8_t>(i);
    return rows;
}();

Rows rowsOf(Items items)
{
    return {items.data(), everyRow.data(), static_cast<std::uint32_t>(items.size())};
}

bool bodyHolds(Run& run, const Node& node, const Operand& item)
{
    run.scope.item = item;
    return node.count > 1 && truthOf(run, run.child(node, 1));
}

/// Asks the body for all items at once, where it can be asked so.
bool bodyTruths(Run& run, const Node& node, Items items, bool* out)
{
    if (node.count < 2 || run.child(node, 1).columns == Node::Columns::None)
        return false;
    const Node& body = run.child(node, 1);
    return body.operation->truths(run, body, rowsOf(items), out);
}

std::uint32_t filterSome(Run& run, const Node& node, Items items, Operand* kept)
{
    bool holds[Rows::most];
    std::uint32_t count = 0;
    if (bodyTruths(run, node, items, holds)) {
        for (std::size_t i = 0; i < items.size(); ++i) {
            kept[count] = items[i];
            count += holds[i] ? 1 : 0;
        }
        return count;
    }
    for (const Operand& item : items) {
        if (bodyHolds(run, node, item))
            kept[count++] = item;
    }
    return count;
}

std::uint32_t mapSome(Run& run, const Node& node, Items items, Operand* made)
{
    const auto count = static_cast<std::uint32_t>(items.size());
    double numbers[Rows::most];
    const Node* body = node.count > 1 ? &run.child(node, 1) : nullptr;
    if (body && body->columns == Node::Columns::Numbers &&
        body->operation->numbers(run, *body, rowsOf(items), numbers)) {
        for (std::uint32_t i = 0; i < count; ++i)
            made[i] = Operand::number(numbers[i]);
        return count;
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        run.scope.item = items[i];
        made[i] = argumentOf(run, node, 1);
    }
    return count;
}

bool isPassedThrough(const Node& source)
{
    return (source.operation == &operations::map || source.operation == &operations::filter) && source.count > 0;
}

std::uint32_t passSome(Run& run, const Node& source, Items items, Operand* out)
{
    return source.operation == &operations::map ? mapSome(run, source, items, out)
                                                : filterSome(run, source, items, out);
}

/// Hands out the items of a list operator's first argument. Lists that map and filter would only make to be gone
/// through are not made. `first` is how many to begin with.
void eachOf(Run& run, const Node& source, std::size_t first, const Visitor& visit)
{
    if (isPassedThrough(source)) {
        auto pass = [&](Items items) {
            Room made;
            const std::uint32_t count = passSome(run, source, items, made.operands());
            return !run.workspace.spent() && visit({made.operands(), count});
        };
        return run.workspace.step() ? eachOf(run, run.child(source, 0), first, Visitor(pass)) : void();
    }
    const Operand list = valueOf(run, source);
    const std::size_t count = list.isArray() ? list.itemCount() : 0;
    for (std::size_t begin = 0; begin < count;) {
        Room room;
        Operand* items = room.operands();
        const std::size_t some = std::min(begin == 0 ? first : std::size_t{Rows::most}, count - begin);
        for (std::size_t i = 0; i < some; ++i)
            items[i] = list.item(begin + i);
        if (!run.workspace.charge(some) || !visit({items, some}))
            return;
        begin += some;
    }
}

template <typename Visit>
void eachItems(Run& run, const Node& node, Visit visit, std::size_t first = Rows::most)
{
    const ScopeGuard guard(run);
    if (node.count > 0)
        eachOf(run, run.child(node, 0), first, Visitor(visit));
}

template <std::uint32_t (*pass)(Run&, const Node&, Items, Operand*)>
Operand listOf(Run& run, const Node& node)
{
    ListBuilder made(run.workspace);
    eachItems(run, node, [&](Items items) {
        Room some;
        const std::uint32_t count = pass(run, node, items, some.operands());
        for (std::uint32_t i = 0; i < count; ++i)
            made.add(some.operands()[i]);
        return !run.workspace.spent();
    });
    return made.finish();
}

bool isAmong(Run& run, const Node& node, Items items, bool wanted)
{
    bool holds[Rows::most];
    if (bodyTruths(run, node, items, holds))
        return std::find(holds, holds + items.size(), wanted) != holds + items.size();
    return std::any_of(items.begin(), items.end(),
                       [&](const Operand& item) { return bodyHolds(run, node, item) == wanted; });
}

/// Whether the body's truth is `wanted` for some item; `sawAny` whether there was an item at all.
bool findsItem(Run& run, const Node& node, bool wanted, bool& sawAny)
{
    constexpr std::size_t few = 8; // often the answer is among them
    bool found = false;
    // What fails behind the item found must fail still.
    const bool goesOn = node.count > 0 && isPassedThrough(run.child(node, 0));
    eachItems(
        run, node,
        [&](Items items) {
            sawAny = sawAny || !items.empty();
            found = found || isAmong(run, node, items, wanted);
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

Operand reduceItems(Run& run, const Node& node)
{
    Operand result = node.count > 2 ? argumentOf(run, node, 2) : Operand::null();
    const bool isSum = isRunningSum(run, node);
    eachItems(run, node, [&](Items items) {
        for (const Operand& item : items) {
            if (isSum && item.isNumber() && result.isNumber()) {
                result = Operand::number(0.0 + item.asNumber() + (result.asNumber() + 0.0));
                continue;
            }
            run.scope.current = item;
            run.scope.accumulator = result;
            run.scope.reduction = Operand::pending();
            result = argumentOf(run, node, 1);
        }
        return !run.workspace.spent();
    });
    return result;
}

} // namespace

const Operation map = valued<listOf<mapSome>>;
const Operation filter = valued<listOf<filterSome>>;
const Operation reduce = valued<reduceItems>;
const Operation all = decided<allItems>;
const Operation some = decided<someItem>;
const Operation none = decided<noItem>;

} // namespace campaign::rules::operations
