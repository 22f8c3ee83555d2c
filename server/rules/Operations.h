// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rules/Coercion.h"
#include "server/rules/ContextSource.h"
#include "server/rules/Program.h"

#include <bit>

namespace campaign::rules {

// How a compiled program runs: a tree of nodes in one array, each with the functions that compute it. Private to the
// module.

struct Node
{
    static constexpr std::uint32_t noPath = 0xFFFFFFFF;
    /// What can be had on the spot, without a call.
    enum class Leaf : std::uint8_t { None, Constant, Context, Item, Current, Accumulator };
    /// Which ways it can be asked for many items at once; what gives numbers gives truths, too.
    enum class Columns : std::uint8_t { None, Truths, Numbers };

    const Operation* operation = nullptr;
    std::uint32_t first = 0; // children stand at [first, first + count)
    std::uint32_t count = 0;
    std::uint32_t path = noPath; // a slot in Scope::Context, else an item path; a call for custom operators
    Leaf leaf = Leaf::None;      // a constant, or a variable whose value is found by the reader of that name
    Program::Scope scope = Program::Scope::Context;
    Columns columns = Columns::None;
    bool readsSlot = false;       // `path` is a slot
    bool isShared = false;        // the slot is read elsewhere, too: what is found is kept
    bool readsEverything = false; // reads of the context cannot be told
    Operand constant; // a constant; what a variable is when its path leads nowhere; the right side of a comparison
    const Path::Step* steps = nullptr; // of the path: below `current` and `accumulator` in their scopes
    std::uint32_t stepCount = 0;

    std::span<const Path::Step> way() const { return {steps, stepCount}; }
};

/// What list operators hand their bodies.
struct BodyScope
{
    Operand item = {};                      // of map, filter, all, some, none
    Operand current = {};                   // of reduce
    Operand accumulator = {};               // of reduce
    Operand reduction = Operand::pending(); // both as one object, once somebody asks
};

/// One evaluation under way.
struct Run
{
    Workspace& workspace;
    const Program& program;
    const Node* nodes;
    ContextSource& context;
    std::vector<Operand>& kept; // what paths that are read more than once led to
    BodyScope scope = {};       // of the innermost body
    std::uint32_t serial = 0;
    bool keepsSome = false; // `kept` is this evaluation's

    const Node& child(const Node& node, std::size_t index) const { return nodes[node.first + index]; }
    const Path& slotPath(const Node& node) const { return *program.m_slots[node.path]; }
    /// Of a variable in the body of a list operator; null for the item itself.
    const Path* itemPath(const Node& node) const
    {
        return node.path == Node::noPath ? nullptr : program.m_itemPaths[node.path].get();
    }
    const Operator& customOperator(const Node& node) const { return *program.m_customCalls[node.path].declaration; }
    /// The operators rules found in data may use.
    const OperatorRegistry& operators() const { return *program.m_operators; }
};

/// Rows of a list under evaluation side by side: items of the list from `begin` on, or what `map` made of some.
class Rows
{
public:
    static constexpr std::uint32_t most = 64;
    /// For their operands, which are not made before they are written.
    class Room
    {
    public:
        Operand* operands() { return reinterpret_cast<Operand*>(m_bytes); }

    private:
        alignas(Operand) std::byte m_bytes[most * sizeof(Operand)];
    };

    /// With columns, `begin` is a multiple of `most`.
    Rows(const Operand& list, std::size_t begin, std::uint32_t count, ListColumns* columns, Room& room)
        : m_list(list)
        , m_begin(begin)
        , m_columns(columns)
        , m_count(count)
        , m_room(room)
    {
    }
    /// What was made: numbers, at least padded() of them, or what stands in the room already.
    Rows(const double* numbers, std::uint32_t count, Room& room)
        : m_count(count)
        , m_numbers(numbers)
        , m_room(room)
        , m_hasItems(!numbers)
    {
    }

    std::uint32_t count() const { return m_count; }
    /// The same up to a multiple of eight, as numbers are calculated.
    std::uint32_t padded() const { return (m_count + 7) / 8 * 8; }
    RowSet all() const { return ~RowSet{0} >> (most - m_count); }
    std::uint32_t countOf(RowSet rows) const
    {
        return rows == all() ? m_count : static_cast<std::uint32_t>(std::popcount(rows));
    }
    const double* numbers() const { return m_numbers; }
    /// They are made at the first asking; only those are there that nothing has left out.
    const Operand* items() { return m_hasItems ? m_room.operands() : makeItems(); }

    /// What is kept under the path of a variable of the item, or of the item itself; null when nothing is.
    const Column* column(const Run& run, const Node& node) const;
    std::uint32_t listRows() const { return m_columns->rows(); }
    std::uint32_t word() const { return static_cast<std::uint32_t>(m_begin / most); }

private:
    const Operand* makeItems();

    Operand m_list;
    std::size_t m_begin = 0;
    ListColumns* m_columns = nullptr;
    std::uint32_t m_count;
    const double* m_numbers = nullptr;
    Room& m_room;
    bool m_hasItems = false;
};

/// Calls for each row of the set in turn.
template <typename Visit>
void eachRow(RowSet rows, const Visit& visit)
{
    for (; rows != 0; rows &= rows - 1)
        visit(static_cast<std::uint32_t>(std::countr_zero(rows)));
}

/// The three ways to ask a node: for its value, for the truth of it, for Number(value). The latter two save making a
/// value where nobody looks at it. The last two ask for many items at once, and are null for what can fail or reads
/// more than the item; false when a value is of a kind that they leave to the others. `truths` finds those of the
/// wanted rows whose truth it is, `numbers` writes one a row up to Rows::padded(), anything for those that are not
/// wanted.
struct Operation
{
    Operand (*value)(Run&, const Node&);
    bool (*truth)(Run&, const Node&);
    double (*number)(Run&, const Node&);
    bool (*truths)(Run&, const Node&, Rows&, RowSet wanted, RowSet& out) = nullptr;
    bool (*numbers)(Run&, const Node&, Rows&, RowSet wanted, double* out) = nullptr;
};

template <Operand (*compute)(Run&, const Node&)>
inline constexpr Operation valued = {
    compute,
    [](Run& run, const Node& node) { return isTruthy(compute(run, node)); },
    [](Run& run, const Node& node) { return toNumber(compute(run, node), run.workspace); },
};
template <bool (*decide)(Run&, const Node&)>
inline constexpr Operation decided = {
    [](Run& run, const Node& node) { return Operand::boolean(decide(run, node)); },
    decide,
    [](Run& run, const Node& node) { return decide(run, node) ? 1.0 : 0.0; },
};
template <double (*calculate)(Run&, const Node&)>
inline constexpr Operation calculated = {
    [](Run& run, const Node& node) { return Operand::number(calculate(run, node)); },
    [](Run& run, const Node& node) { return isTruthy(Operand::number(calculate(run, node))); },
    calculate,
};

/// walk() without a call, where the way leads through objects or a record's row all along; null
/// where it does not, and for what is not there.
[[gnu::always_inline]] inline const Value* findKnown(const Operand& from, const Node& node)
{
    if (!from.isObject() || node.stepCount == 0)
        return nullptr;
    const Path::Step* step = node.steps;
    const Value* found = nullptr;
    if (const Value::Object* members = from.members())
        found = step->knownIn(*members);
    else if (const Record* record = from.record())
        found = record->noted(*step);
    for (const Path::Step* end = step + node.stepCount; found && ++step != end;)
        found = found->isObject() ? step->knownIn(found->asObject()) : nullptr;
    return found;
}

// Where a variable's value comes from: `find` tells the place when that is had at once, `read` the value in any case.
struct ContextReader
{
    static const Value* find(Run& run, const Node& node) { return findKnown(run.context.whole(), node); }
    static Operand read(Run& run, const Node& node);
};
struct ItemReader
{
    static const Value* find(Run& run, const Node& node) { return findKnown(run.scope.item, node); }
    static Operand read(Run& run, const Node& node) { return walk(run.scope.item, node.way(), run.workspace); }
};
struct CurrentReader
{
    static const Value* find(Run& run, const Node& node) { return findKnown(run.scope.current, node); }
    static Operand read(Run& run, const Node& node) { return walk(run.scope.current, node.way(), run.workspace); }
};
struct AccumulatorReader
{
    static const Value* find(Run& run, const Node& node) { return findKnown(run.scope.accumulator, node); }
    static Operand read(Run& run, const Node& node) { return walk(run.scope.accumulator, node.way(), run.workspace); }
};

/// What the variable is, or its default.
template <typename Reader>
Operand variable(Run& run, const Node& node)
{
    if (const Value* place = Reader::find(run, node))
        return Operand::of(*place);
    const Operand found = Reader::read(run, node);
    return found.isUndefined() ? node.constant : found;
}

// Once the budget is used up these answer undefined, false and 0, so that every loop ends by itself.
inline Operand valueOf(Run& run, const Node& node)
{
    return run.workspace.step() ? node.operation->value(run, node) : Operand();
}
inline bool truthOf(Run& run, const Node& node)
{
    return run.workspace.step() && node.operation->truth(run, node);
}
inline double numberOf(Run& run, const Node& node)
{
    return run.workspace.step() ? node.operation->number(run, node) : 0.0;
}
/// The same for arguments that are mostly leaves.
Operand leafValue(Run& run, const Node& node);
/// A number that a leaf is, had without a call; false for all else.
[[gnu::always_inline]] inline bool isLeafNumber(Run& run, const Node& node, double& number)
{
    if (node.leaf == Node::Leaf::Constant) {
        number = node.constant.asNumber();
        return node.constant.isNumber();
    }
    const Value* place = node.leaf == Node::Leaf::Context ? ContextReader::find(run, node)
                         : node.leaf == Node::Leaf::Item  ? ItemReader::find(run, node)
                                                          : nullptr;
    if (!place || !place->isNumber())
        return false;
    number = place->asNumber();
    return true;
}
/// The value of a child, undefined when there is none.
inline Operand argumentOf(Run& run, const Node& node, std::size_t index)
{
    return index < node.count ? leafValue(run, run.child(node, index)) : Operand();
}

namespace operations {

// What the compiler makes of literals and variables.
extern const Operation constant;      // Node::constant
extern const Operation constantArray; // the same with a new identity at each evaluation
extern const Operation list;          // an array literal with something to compute
extern const Operation sequence;      // the first child; the others are evaluated for their failures
extern const Operation unknown;       // fails with the message in Node::constant
extern const Operation custom;

extern const Operation contextVariable;
extern const Operation itemVariable;
extern const Operation currentVariable;
extern const Operation accumulatorVariable;
extern const Operation wholeItem;
extern const Operation wholeReduction;
extern const Operation wholeContext;
extern const Operation variableOrElse;   // children: the variable, its computed default
extern const Operation computedVariable; // children: path, default
extern const Operation key;              // Node::constant names it; child: the variable
extern const Operation missingKeys;      // children: keys
extern const Operation missingComputed;  // children: arguments
extern const Operation missingSomeKeys;  // children: count, keys
extern const Operation missingSomeComputed;

// The operators of the language.
extern const Operation choose, conjunction, disjunction;
extern const Operation equal, unequal, same, different, less, lessOrEqual, greater, greaterOrEqual, isTrue, isFalse;
extern const Operation sum, product, difference, quotient, remainder, minimum, maximum;
extern const Operation concatenation, substring, contains;
extern const Operation map, filter, reduce, all, some, none, merge, log;

/// The comparison of a variable (found by that operation) with a constant on its right, or on its left when mirrored.
/// Null when the operation is none that can be fused.
const Operation* fusedComparison(const Operation* comparison, const Operation* variable, bool mirrored);

} // namespace operations

} // namespace campaign::rules
