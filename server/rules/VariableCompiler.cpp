// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/Compiler.h"

#include <algorithm>

namespace campaign::rules {

namespace {

/// An array under `var`, `missing` or `missing_some` whose items are all names known now.
bool isListOfNames(const Value& value)
{
    const auto isName = [](const Value& item) { return item.isString() || item.isNumber() || item.isBoolean(); };
    return value.isArray() && std::all_of(value.asArray().begin(), value.asArray().end(), isName);
}

bool isName(const Value& value)
{
    return !value.isArray() && !value.isObject();
}

} // namespace

std::uint32_t Compiler::slot(std::string_view text, bool isWhole)
{
    auto& slots = m_program.m_slots;
    const auto found = std::find_if(slots.begin(), slots.end(), [&](const auto& path) {
        return path->isWhole() == isWhole && path->text() == text;
    });
    if (found == slots.end()) {
        slots.push_back(isWhole ? std::make_unique<const Path>() : std::make_unique<const Path>(text));
        return static_cast<std::uint32_t>(slots.size() - 1);
    }
    return static_cast<std::uint32_t>(found - slots.begin());
}

void Compiler::readEverything(std::uint32_t at, Program::Scope scope)
{
    node(at).scope = scope;
    node(at).readsEverything = scope == Program::Scope::Context;
}

/// A variable whose key is known; its constant is what it is when nothing is found.
void Compiler::makeVariable(std::uint32_t at, const Operand& key, Program::Scope scope)
{
    const bool isWhole = key.isNullish() || (key.isString() && key.asString().empty());
    const std::string text(isWhole ? std::string_view() : toText(key, m_workspace));
    Node& variable = node(at);
    variable.scope = scope;
    if (scope == Program::Scope::Context) {
        variable.operation = isWhole ? &operations::wholeContext : &operations::contextVariable;
        variable.path = slot(text, isWhole);
        variable.readsSlot = true;
    } else if (isWhole) {
        const bool isItem = scope == Program::Scope::Item;
        variable.operation = isItem ? &operations::wholeItem : &operations::wholeReduction;
    } else {
        auto path = std::make_unique<const Path>(text);
        const std::string& head = path->steps().front().key();
        const bool isItem = scope == Program::Scope::Item;
        variable.operation = isItem                  ? &operations::itemVariable
                             : head == "current"     ? &operations::currentVariable
                             : head == "accumulator" ? &operations::accumulatorVariable
                                                     : &operations::constant;
        variable.path = static_cast<std::uint32_t>(m_program.m_itemPaths.size());
        m_program.m_itemPaths.push_back(std::move(path));
    }
}

void Compiler::lowerVariable(Arguments arguments, std::uint32_t at, Program::Scope scope)
{
    m_workspace.begin({});
    const bool keyIsKnown = arguments.empty() || isName(arguments[0]);
    const bool defaultIsKnown = arguments.size() < 2 || isName(arguments[1]);
    if (keyIsKnown && defaultIsKnown && arguments.size() <= 2) {
        if (arguments.size() == 2)
            lowerLiteral(arguments[1], at);
        else
            node(at).constant = Operand::null();
        const Operand otherwise = node(at).constant;
        makeVariable(at, arguments.empty() ? Operand() : Operand::of(arguments[0]), scope);
        node(at).constant = otherwise;
        return;
    }
    const std::uint32_t first = lowerAll(arguments, scope);
    if (isConstant(first) && !node(first).constant.isObject()) {
        const Operand key = node(first).constant;
        node(first) = Node();
        makeVariable(first, key, scope);
        // The data as a whole is what it is, even if undefined; the default is evaluated all the same.
        const bool isWhole = key.isNullish() || (key.isString() && key.asString().empty());
        node(at).operation = isWhole ? &operations::sequence : &operations::variableOrElse;
    } else {
        node(at).operation = &operations::computedVariable;
        readEverything(at, scope);
    }
    node(at).first = first;
    node(at).count = static_cast<std::uint32_t>(arguments.size());
    dropExtraArguments(at, 2);
}

/// Keys that are all known become variables. False when one is not.
bool Compiler::makeKeys(std::uint32_t at, Arguments keys, Program::Scope scope, const Operation& operation)
{
    if (!std::all_of(keys.begin(), keys.end(), isName))
        return false;
    const std::uint32_t first = allocate(keys.size());
    for (std::uint32_t i = 0; i < keys.size(); ++i) {
        const std::uint32_t variable = allocate(1);
        makeVariable(variable, Operand::of(keys[i]), scope);
        node(variable).constant = Operand::null();
        lowerLiteral(keys[i], first + i);
        node(first + i).operation = &operations::key;
        node(first + i).first = variable;
        node(first + i).count = 1;
    }
    node(at).operation = &operation;
    node(at).first = first;
    node(at).count = static_cast<std::uint32_t>(keys.size());
    return true;
}

void Compiler::lowerMissing(Arguments arguments, std::uint32_t at, Program::Scope scope)
{
    m_workspace.begin({});
    const bool isListed = arguments.size() == 1 && isListOfNames(arguments[0]);
    if (makeKeys(at, isListed ? Arguments(arguments[0].asArray()) : arguments, scope, operations::missingKeys))
        return;
    const std::uint32_t first = lowerAll(arguments, scope);
    node(at).operation = &operations::missingComputed;
    node(at).first = first;
    node(at).count = static_cast<std::uint32_t>(arguments.size());
    readEverything(at, scope);
    m_program.m_operators = std::make_shared<const OperatorRegistry>(m_operators);
}

void Compiler::lowerMissingSome(Arguments arguments, std::uint32_t at, Program::Scope scope)
{
    m_workspace.begin({});
    if (arguments.size() == 2 && isListOfNames(arguments[1])) {
        const Value::Array& names = arguments[1].asArray();
        makeKeys(at, names, scope, operations::missingSomeKeys);
        std::vector<Node> children = {Node()};
        for (std::uint32_t i = 0; i < node(at).count; ++i)
            children.push_back(node(node(at).first + i));
        const std::uint32_t first = allocate(children.size());
        std::copy(children.begin(), children.end(), m_program.m_nodes.begin() + first);
        lower(arguments[0], first, scope);
        node(at).first = first;
        node(at).count = static_cast<std::uint32_t>(children.size());
        return;
    }
    const std::uint32_t first = lowerAll(arguments, scope);
    node(at).operation = &operations::missingSomeComputed;
    node(at).first = first;
    node(at).count = static_cast<std::uint32_t>(arguments.size());
    readEverything(at, scope);
    dropExtraArguments(at, 2);
    m_program.m_operators = std::make_shared<const OperatorRegistry>(m_operators);
}

} // namespace campaign::rules
