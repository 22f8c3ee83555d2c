// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/Compiler.h"

#include "server/rules/Columns.h"
#include "server/rules/Direct.h"

#include <algorithm>

namespace campaign::rules {

namespace {

/// The arguments of an operation: what is no array is the only one.
std::span<const Value> argumentsOf(const Value& value)
{
    if (value.isArray())
        return value.asArray();
    return {&value, 1};
}

bool isLiteral(const Value& value)
{
    return !value.isArray() && !isOperation(value);
}

void setWay(Node& node, std::span<const Path::Step> steps)
{
    node.steps = steps.data();
    node.stepCount = static_cast<std::uint32_t>(steps.size());
}

Node::Leaf leafOf(const Operation& operation)
{
    using Leaf = Node::Leaf;
    if (&operation == &operations::constant)
        return Leaf::Constant;
    if (&operation == &operations::contextVariable)
        return Leaf::Context;
    if (&operation == &operations::itemVariable)
        return Leaf::Item;
    if (&operation == &operations::currentVariable)
        return Leaf::Current;
    return &operation == &operations::accumulatorVariable ? Leaf::Accumulator : Leaf::None;
}

std::string unknownMessage(const std::string& name)
{
    // Names with dots are looked up part by part there, and the first part is already unknown.
    const std::size_t dot = name.find('.');
    std::string message = "Unrecognized operation " + name;
    if (dot != std::string::npos && dot > 0)
        message += " (failed at " + name.substr(0, dot) + ")";
    return message;
}

} // namespace

Compiler::Compiler(const OperatorRegistry& operators, Program& program)
    : m_operators(operators)
    , m_program(program)
{
}

Result<> Compiler::compile(const Value& rule, Program::Scope scope)
{
    lower(rule, allocate(1), scope);
    if (m_tooDeep)
        return Error{ErrorCode::Limit,
                     "The rule is nested deeper than " + std::to_string(Program::rawDepthLimit) + " levels.",
                     {},
                     {},
                     {}};
    finish();
    return {};
}

std::uint32_t Compiler::allocate(std::size_t count)
{
    const std::size_t first = m_program.m_nodes.size();
    m_program.m_nodes.resize(first + count);
    return static_cast<std::uint32_t>(first);
}

const Value& Compiler::store(Value value)
{
    m_program.m_constants.push_back(std::make_unique<const Value>(std::move(value)));
    return *m_program.m_constants.back();
}

bool Compiler::isConstant(std::uint32_t at) const
{
    return m_program.m_nodes[at].operation == &operations::constant;
}

void Compiler::lower(const Value& rule, std::uint32_t at, Program::Scope scope)
{
    if (m_depth >= Program::rawDepthLimit) {
        m_tooDeep = true;
        lowerLiteral({}, at);
        return;
    }
    ++m_depth;
    if (rule.isArray()) {
        lowerList(rule.asArray(), at, scope);
    } else if (isOperation(rule)) {
        const auto& [name, arguments] = *rule.asObject().begin();
        lowerOperation(name, argumentsOf(arguments), at, scope);
    } else {
        lowerLiteral(rule, at);
    }
    --m_depth;
}

void Compiler::lowerLiteral(const Value& literal, std::uint32_t at)
{
    const bool refers = literal.isString() || literal.isObject();
    node(at).operation = &operations::constant;
    node(at).constant = Operand::of(refers ? store(literal) : literal);
}

void Compiler::lowerList(const Value::Array& items, std::uint32_t at, Program::Scope scope)
{
    if (std::all_of(items.begin(), items.end(), isLiteral)) {
        store(items);
        node(at).operation = &operations::constantArray;
        node(at).path = static_cast<std::uint32_t>(m_program.m_constants.size() - 1);
        return;
    }
    const std::uint32_t first = lowerAll(items, scope);
    node(at).operation = &operations::list;
    node(at).first = first;
    node(at).count = static_cast<std::uint32_t>(items.size());
}

std::uint32_t Compiler::lowerAll(Arguments arguments, Program::Scope scope)
{
    const std::uint32_t first = allocate(arguments.size());
    for (std::size_t i = 0; i < arguments.size(); ++i)
        lower(arguments[i], first + static_cast<std::uint32_t>(i), scope);
    return first;
}

void Compiler::lowerOperation(const std::string& name, Arguments arguments, std::uint32_t at, Program::Scope scope)
{
    auto declaration = m_operators.find(name);
    if (!declaration)
        return lowerUnknown(name, arguments, at, scope);
    switch (declaration->form) {
    case Operator::Form::Eager:
        return lowerEager(*declaration, arguments, at, scope);
    case Operator::Form::If:
        return lowerIf(arguments, at, scope);
    case Operator::Form::And:
    case Operator::Form::Or:
        return lowerJunction(*declaration, arguments, at, scope);
    case Operator::Form::Each:
    case Operator::Form::Reduce:
        return lowerEach(*declaration, arguments, at, scope);
    case Operator::Form::Variable:
        return lowerVariable(arguments, at, scope);
    case Operator::Form::Missing:
        return lowerMissing(arguments, at, scope);
    case Operator::Form::MissingSome:
        return lowerMissingSome(arguments, at, scope);
    case Operator::Form::Custom:
        return lowerCustom(std::move(declaration), arguments, at, scope);
    }
}

void Compiler::lowerUnknown(const std::string& name, Arguments arguments, std::uint32_t at, Program::Scope scope)
{
    const std::uint32_t first = lowerAll(arguments, scope);
    node(at).operation = &operations::unknown;
    node(at).first = first;
    node(at).count = static_cast<std::uint32_t>(arguments.size());
    node(at).constant = Operand::of(store(unknownMessage(name)));
}

void Compiler::lowerEager(const Operator& declaration, Arguments arguments, std::uint32_t at, Program::Scope scope)
{
    const std::uint32_t first = lowerAll(arguments, scope);
    node(at).operation = declaration.operation;
    node(at).first = first;
    node(at).count = static_cast<std::uint32_t>(arguments.size());
    if (declaration.maximum != Operator::unlimited)
        dropExtraArguments(at, static_cast<std::uint32_t>(declaration.maximum));
    if (declaration.foldable)
        fold(at);
    fuseComparison(at);
}

void Compiler::dropExtraArguments(std::uint32_t at, std::uint32_t limit)
{
    while (node(at).count > limit && isConstant(node(at).first + node(at).count - 1))
        --node(at).count;
    if (node(at).count <= limit)
        return;
    const std::uint32_t extras = node(at).count - limit;
    const std::uint32_t block = allocate(1 + extras);
    node(at).count = limit;
    node(block) = node(at);
    for (std::uint32_t i = 0; i < extras; ++i)
        node(block + 1 + i) = node(node(at).first + limit + i);
    node(at) = Node();
    node(at).operation = &operations::sequence;
    node(at).first = block;
    node(at).count = 1 + extras;
}

void Compiler::fold(std::uint32_t at)
{
    const Node& candidate = node(at);
    for (std::uint32_t i = 0; i < candidate.count; ++i) {
        const Operation* child = node(candidate.first + i).operation;
        if (child != &operations::constant && child != &operations::constantArray)
            return;
    }
    m_workspace.begin(Budget{10'000});
    ValueContext nothing;
    std::vector<Operand> kept;
    Run run = {m_workspace, m_program, m_program.m_nodes.data(), nothing, kept};
    const Operand result = valueOf(run, candidate);
    // What fails must fail when it is reached, and arrays are new at each evaluation.
    if (m_workspace.spent() || result.isArray() || result.isObject() || candidate.operation == &operations::sequence)
        return;
    node(at) = Node();
    node(at).operation = &operations::constant;
    node(at).constant = result;
    // The text may hold lone surrogates, which a Value may not become; as bytes it is kept as it is.
    if (result.isString())
        node(at).constant = Operand::of(store(result.asString()));
}

void Compiler::fuseComparison(std::uint32_t at)
{
    if (node(at).count != 2)
        return;
    const Node left = node(node(at).first);
    const Node right = node(node(at).first + 1);
    const bool mirrored = left.operation == &operations::constant;
    const Node& variable = mirrored ? right : left;
    const Node& constant = mirrored ? left : right;
    if (constant.operation != &operations::constant || !variable.constant.isNull())
        return;
    const Operation* fused = operations::fusedComparison(node(at).operation, variable.operation, mirrored);
    if (!fused)
        return;
    node(at) = variable;
    node(at).operation = fused;
    node(at).constant = constant.constant;
}

void Compiler::adopt(std::uint32_t at, const Operation& operation, const std::vector<Node>& children)
{
    if (children.size() == 1) {
        node(at) = children.front();
        return;
    }
    const std::uint32_t first = allocate(children.size());
    std::copy(children.begin(), children.end(), m_program.m_nodes.begin() + first);
    node(at).operation = &operation;
    node(at).first = first;
    node(at).count = static_cast<std::uint32_t>(children.size());
}

void Compiler::lowerIf(Arguments arguments, std::uint32_t at, Program::Scope scope)
{
    const std::uint32_t first = lowerAll(arguments, scope);
    const auto count = static_cast<std::uint32_t>(arguments.size());
    std::vector<Node> kept;
    std::uint32_t i = 0;
    for (; i + 1 < count; i += 2) {
        const bool isKnown = isConstant(first + i);
        const bool isTrue = isKnown && isTruthy(node(first + i).constant);
        if (isTrue)
            break;
        if (isKnown)
            continue;
        kept.push_back(node(first + i));
        kept.push_back(node(first + i + 1));
    }
    if (i + 1 < count)
        kept.push_back(node(first + i + 1));
    else if (i < count)
        kept.push_back(node(first + i));
    if (kept.empty())
        lowerLiteral({}, at);
    else
        adopt(at, operations::choose, kept);
}

void Compiler::lowerJunction(const Operator& declaration, Arguments arguments, std::uint32_t at, Program::Scope scope)
{
    const bool deciding = declaration.form == Operator::Form::Or;
    const std::uint32_t first = lowerAll(arguments, scope);
    const auto count = static_cast<std::uint32_t>(arguments.size());
    std::vector<Node> kept;
    for (std::uint32_t i = 0; i < count; ++i) {
        const bool isKnown = isConstant(first + i);
        const bool decides = isKnown && isTruthy(node(first + i).constant) == deciding;
        if (!isKnown || decides || i + 1 == count)
            kept.push_back(node(first + i));
        if (decides)
            break;
    }
    if (kept.empty()) {
        node(at).operation = &operations::constant; // undefined
        return;
    }
    adopt(at, *declaration.operation, kept);
}

void Compiler::lowerEach(const Operator& declaration, Arguments arguments, std::uint32_t at, Program::Scope scope)
{
    const bool reduces = declaration.form == Operator::Form::Reduce;
    const std::size_t count = std::min<std::size_t>(arguments.size(), reduces ? 3 : 2);
    const std::uint32_t first = allocate(count);
    const Program::Scope body = reduces ? Program::Scope::Reduction : Program::Scope::Item;
    for (std::uint32_t i = 0; i < count; ++i)
        lower(arguments[i], first + i, i == 1 ? body : scope);
    node(at).operation = declaration.operation;
    node(at).first = first;
    node(at).count = static_cast<std::uint32_t>(count);
}

void Compiler::lowerCustom(std::shared_ptr<const Operator> declaration, Arguments arguments, std::uint32_t at,
                           Program::Scope scope)
{
    const std::uint32_t first = lowerAll(arguments, scope);
    std::vector<std::optional<Operand>> constants(arguments.size());
    for (std::uint32_t i = 0; i < arguments.size(); ++i) {
        if (isConstant(first + i))
            constants[i] = node(first + i).constant;
    }
    Program::CustomCall call;
    noteCustomReads(*declaration, constants, scope, call);
    call.declaration = std::move(declaration);
    node(at).operation = &operations::custom;
    node(at).first = first;
    node(at).count = static_cast<std::uint32_t>(arguments.size());
    node(at).path = static_cast<std::uint32_t>(m_program.m_customCalls.size());
    node(at).scope = scope;
    m_program.m_customCalls.push_back(std::move(call));
}

void Compiler::noteReads(Node& read, LiveSlots& liveSlots)
{
    m_program.m_readsWholeContext = m_program.m_readsWholeContext || read.readsEverything;
    if (read.operation == &operations::custom) {
        const Program::CustomCall& call = m_program.m_customCalls[read.path];
        m_program.m_paths.insert(m_program.m_paths.end(), call.paths.begin(), call.paths.end());
        m_program.m_entityReads.insert(m_program.m_entityReads.end(), call.entityReads.begin(), call.entityReads.end());
        m_program.m_readsClock = m_program.m_readsClock || call.declaration->readsClock;
    } else if (read.readsSlot) {
        const auto [slot, isFirst] =
            liveSlots.try_emplace(read.path, LiveSlot{static_cast<std::uint32_t>(liveSlots.size()), &read});
        setWay(read, m_program.m_slots[read.path]->steps());
        read.path = slot->second.place;
        read.isShared = slot->second.first->isShared = !isFirst;
    } else if (read.scope != Program::Scope::Context && read.path != Node::noPath) {
        const bool isReduction = read.scope == Program::Scope::Reduction;
        setWay(read, m_program.m_itemPaths[read.path]->steps().subspan(isReduction ? 1 : 0));
    }
    read.leaf = leafOf(*read.operation);
}

void Compiler::finish()
{
    LiveSlots liveSlots;
    std::vector<std::uint32_t> open = {0};
    while (!open.empty()) {
        Node& visited = node(open.back());
        open.pop_back();
        noteReads(visited, liveSlots);
        for (std::uint32_t i = 0; i < visited.count; ++i)
            open.push_back(visited.first + i);
    }
    std::vector<std::unique_ptr<const Path>> slots(liveSlots.size());
    for (const auto& [before, live] : liveSlots) {
        const std::uint32_t after = live.place;
        slots[after] = std::move(m_program.m_slots[before]);
        if (slots[after]->isWhole())
            m_program.m_readsWholeContext = true;
        else
            m_program.m_paths.push_back(slots[after]->text());
    }
    m_program.m_slots = std::move(slots);
    markColumns(m_program.m_nodes, 0);
    m_program.m_direct = Direct::of(m_program.nodes());
    m_program.m_directEntry = m_program.m_direct ? m_program.m_direct->entry() : nullptr;
    const auto sortOut = [](auto& reads) {
        std::sort(reads.begin(), reads.end());
        reads.erase(std::unique(reads.begin(), reads.end()), reads.end());
    };
    sortOut(m_program.m_paths);
    sortOut(m_program.m_entityReads);
}

} // namespace campaign::rules
