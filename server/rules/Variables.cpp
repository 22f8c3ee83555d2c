// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/Columns.h"

#include <algorithm>

namespace campaign::rules {

namespace {

Operand walkOrResolve(Run& run, const Node& node)
{
    const Operand& whole = run.context.whole();
    return whole.isUndefined() ? run.context.resolve(run.slotPath(node), run.workspace)
                               : walk(whole, node.way(), run.workspace);
}

} // namespace

Operand ContextReader::read(Run& run, const Node& node)
{
    if (!node.isShared)
        return walkOrResolve(run, node);
    if (!run.keepsSome)
        run.kept.assign(run.program.slotCount(), Operand::pending());
    run.keepsSome = true;
    if (run.kept[node.path].isPending()) {
        const Operand found = walkOrResolve(run, node);
        run.kept[node.path] = found;
    }
    return run.kept[node.path];
}

Operand leafValue(Run& run, const Node& node)
{
    switch (node.leaf) {
    case Node::Leaf::None:
        return valueOf(run, node);
    case Node::Leaf::Constant:
        return node.constant;
    case Node::Leaf::Context:
        return variable<ContextReader>(run, node);
    case Node::Leaf::Item:
        return variable<ItemReader>(run, node);
    case Node::Leaf::Current:
        return variable<CurrentReader>(run, node);
    case Node::Leaf::Accumulator:
        return variable<AccumulatorReader>(run, node);
    }
    return {};
}

namespace operations {

namespace {

/// The data as a whole is what it is, even if undefined.
Operand contextItself(Run& run, const Node& node)
{
    return ContextReader::read(run, node);
}
Operand itemItself(Run& run, const Node&)
{
    return run.scope.item;
}

Operand reductionItself(Run& run, const Node&)
{
    BodyScope& scope = run.scope;
    if (scope.reduction.isPending())
        scope.reduction = run.workspace.pair(scope.current, scope.accumulator);
    return scope.reduction;
}

/// The default is evaluated in any case, as all arguments are.
Operand foundOrElse(Run& run, const Node& node)
{
    const Operand otherwise = argumentOf(run, node, 1);
    const Operand found = argumentOf(run, node, 0);
    if (!found.isUndefined())
        return found;
    return otherwise.isUndefined() ? Operand::null() : otherwise;
}

Operand wholeOf(Run& run, const Node& node)
{
    switch (node.scope) {
    case Program::Scope::Context:
        return run.context.resolve(Path(), run.workspace);
    case Program::Scope::Item:
        return run.scope.item;
    case Program::Scope::Reduction:
        return reductionItself(run, node);
    }
    return {};
}

/// What `var` finds for a key known only now.
Operand lookUp(Run& run, const Node& node, const Operand& key, const Operand& otherwise)
{
    if (key.isNullish() || (key.isString() && key.asString().empty()))
        return wholeOf(run, node);
    const std::string_view text = toText(key, run.workspace);
    if (!run.workspace.charge(text.size() + 16))
        return {};
    const Path path(text);
    const Operand found = node.scope == Program::Scope::Context ? run.context.resolve(path, run.workspace)
                                                                : walk(wholeOf(run, node), path.steps(), run.workspace);
    if (!found.isUndefined())
        return found;
    return otherwise.isUndefined() ? Operand::null() : otherwise;
}

Operand computedPath(Run& run, const Node& node)
{
    const Operand key = argumentOf(run, node, 0);
    return lookUp(run, node, key, argumentOf(run, node, 1));
}

Operand evaluateFound(Run& run, const Node& node, const Operand& found);

/// A rule that stands in the data, run where the node stands.
Operand runFoundRule(Run& run, const Node& node, const Value::Object& rule)
{
    Workspace& workspace = run.workspace;
    if (workspace.dynamicDepth >= Workspace::dynamicLimit) {
        workspace.fail(ErrorCode::Limit, "Rules found in data nest too deeply.");
        return {};
    }
    constexpr std::size_t stepsEach = 50; // compiling a node is some allocations
    if (!std::all_of(rule.begin(), rule.end(),
                     [&](const auto& member) { return workspace.chargeCopy(member.second, stepsEach); }))
        return {};
    auto program = Program::compileRaw(rule, run.operators(), node.scope);
    if (!program) {
        workspace.fail(program.error().code, program.error().message);
        return {};
    }
    ++workspace.dynamicDepth;
    std::vector<Operand> kept;
    Run inner = {workspace, **program, (*program)->nodes(), run.context, kept};
    inner.scope = run.scope;
    inner.serial = run.serial;
    const Operand result = valueOf(inner, inner.nodes[0]);
    run.serial = inner.serial;
    --workspace.dynamicDepth;
    workspace.keep(std::move(program).value());
    return result;
}

Operand evaluateFoundItems(Run& run, const Node& node, const Operand& array)
{
    ListBuilder made(run.workspace);
    for (std::size_t i = 0; i < array.itemCount() && run.workspace.step(); ++i)
        made.add(evaluateFound(run, node, array.item(i)));
    return made.finish();
}

/// json-logic-js hands the keys of `missing` to its own evaluation once more, so rules among them run.
Operand evaluateFound(Run& run, const Node& node, const Operand& found)
{
    if (found.isArray())
        return evaluateFoundItems(run, node, found);
    if (found.isObject() && found.members() && found.members()->size() == 1)
        return runFoundRule(run, node, *found.members());
    return found;
}

bool isMissing(const Operand& value)
{
    return value.isNull() || (value.isString() && value.asString().empty());
}

/// {"var": key}: an array is path and default.
Operand lookUpKey(Run& run, const Node& node, const Operand& key)
{
    const Operand evaluated = evaluateFound(run, node, key);
    if (!key.isArray())
        return lookUp(run, node, evaluated, {});
    if (run.workspace.spent())
        return {};
    const auto part = [&](std::size_t i) { return i < evaluated.itemCount() ? evaluated.item(i) : Operand(); };
    return lookUp(run, node, part(0), part(1));
}

Operand missingAmong(Run& run, const Node& node, std::span<const Operand> keys)
{
    const bool isListed = !keys.empty() && keys.front().isArray();
    const Operand listed = isListed ? keys.front() : Operand();
    const std::size_t count = isListed ? listed.itemCount() : keys.size();
    const std::vector<Operand> given(keys.begin(), isListed ? keys.begin() : keys.end());
    ListBuilder missing(run.workspace);
    for (std::size_t i = 0; i < count && run.workspace.step(); ++i) {
        const Operand key = isListed ? listed.item(i) : given[i];
        if (isMissing(lookUpKey(run, node, key)))
            missing.add(key);
    }
    return missing.finish();
}

Operand missingOfArguments(Run& run, const Node& node)
{
    ListBuilder arguments(run.workspace);
    for (std::size_t i = 0; i < node.count; ++i)
        arguments.add(valueOf(run, run.child(node, i)));
    return missingAmong(run, node, arguments.items());
}

Operand missingFrom(Run& run, const Node& node, std::size_t first)
{
    ListBuilder missing(run.workspace);
    for (std::size_t i = first; i < node.count; ++i) {
        const Node& key = run.child(node, i);
        if (isMissing(valueOf(run, run.child(key, 0))))
            missing.add(key.constant);
    }
    return missing.finish();
}

Operand missingOfKeys(Run& run, const Node& node)
{
    return missingFrom(run, node, 0);
}

Operand missingUnlessEnough(Run& run, const Operand& missing, double present, const Operand& needed)
{
    if (present >= toNumber(needed, run.workspace))
        return run.workspace.list({});
    return missing;
}

Operand missingSomeOfKeys(Run& run, const Node& node)
{
    const Operand needed = argumentOf(run, node, 0);
    const Operand missing = missingFrom(run, node, 1);
    if (!missing.isArray())
        return {};
    const double present = static_cast<double>(node.count - 1) - static_cast<double>(missing.itemCount());
    return missingUnlessEnough(run, missing, present, needed);
}

/// options.length, whatever the options are.
double lengthOf(Run& run, const Operand& options)
{
    if (options.isNullish())
        run.workspace.fail(ErrorCode::Invalid, "Cannot read properties of null or undefined (reading 'length')");
    const Path length("length");
    return toNumber(walk(options, length.steps(), run.workspace), run.workspace);
}

Operand missingSomeOfArguments(Run& run, const Node& node)
{
    const Operand needed = argumentOf(run, node, 0);
    const Operand options = argumentOf(run, node, 1);
    ListBuilder keys(run.workspace);
    if (options.isArray()) {
        const Operand evaluated = evaluateFoundItems(run, node, options);
        for (std::size_t i = 0; evaluated.isArray() && i < evaluated.itemCount(); ++i)
            keys.add(evaluated.item(i));
    } else {
        keys.add(evaluateFound(run, node, options));
    }
    const Operand missing = missingAmong(run, node, keys.items());
    const double count = lengthOf(run, options);
    if (!missing.isArray())
        return {};
    return missingUnlessEnough(run, missing, count - static_cast<double>(missing.itemCount()), needed);
}

} // namespace

const Operation contextVariable = valued<variable<ContextReader>>;
const Operation itemVariable =
    withTruths<columns::itemTruths>(withNumbers<columns::itemNumbers>(valued<variable<ItemReader>>));
const Operation currentVariable = valued<variable<CurrentReader>>;
const Operation accumulatorVariable = valued<variable<AccumulatorReader>>;
const Operation wholeContext = valued<contextItself>;
const Operation wholeItem = withTruths<columns::itemTruths>(withNumbers<columns::itemNumbers>(valued<itemItself>));
const Operation wholeReduction = valued<reductionItself>;
const Operation variableOrElse = valued<foundOrElse>;
const Operation computedVariable = valued<computedPath>;
const Operation key = valued<foundOrElse>;
const Operation missingKeys = valued<missingOfKeys>;
const Operation missingComputed = valued<missingOfArguments>;
const Operation missingSomeKeys = valued<missingSomeOfKeys>;
const Operation missingSomeComputed = valued<missingSomeOfArguments>;

} // namespace operations

} // namespace campaign::rules
