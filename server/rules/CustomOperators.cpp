// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/CampaignOperators.h"
#include "server/rules/Compiler.h"

#include <algorithm>
#include <cctype>

namespace campaign::rules {

namespace {

constexpr std::size_t stepsOfCall = 20;

const char* kindName(const Operand& operand)
{
    switch (operand.kind()) {
    case Operand::Kind::Undefined:
    case Operand::Kind::Null:
        return "nothing";
    case Operand::Kind::Boolean:
        return "true or false";
    case Operand::Kind::Number:
        return "a number";
    case Operand::Kind::String:
        return "a text";
    case Operand::Kind::Array:
        return "a list";
    case Operand::Kind::Object:
        break;
    }
    return "an object";
}

const char* wantedName(Parameter::Kind kind)
{
    switch (kind) {
    case Parameter::Kind::Text:
        return "a text";
    case Parameter::Kind::Entity:
        return "an id";
    case Parameter::Kind::Moment:
        break;
    }
    return "a time or the id of an event";
}

bool isOfKind(const Parameter& parameter, const Operand& argument)
{
    switch (parameter.kind) {
    case Parameter::Kind::Text:
        return argument.isString() || (parameter.isOptional && argument.isNullish());
    case Parameter::Kind::Entity:
        return argument.isString() || argument.isNullish() || argument.isObject();
    case Parameter::Kind::Moment:
        break;
    }
    return argument.isString() || argument.isNullish() || argument.isObject() || argument.isNumber();
}

/// Ends the evaluation with a sentence when the arguments are not those declared.
bool areArguments(const Operator& declaration, std::span<const Operand> arguments, Workspace& workspace)
{
    for (std::size_t i = 0; i < declaration.parameters.size(); ++i) {
        const Parameter& parameter = declaration.parameters[i];
        const std::string subject = declaration.name + ": " + parameter.name;
        if (i < arguments.size() && !isOfKind(parameter, arguments[i]))
            workspace.fail(ErrorCode::Invalid, subject + " must be " + wantedName(parameter.kind) + ", not " +
                                                   kindName(arguments[i]) + ".");
        else if (i >= arguments.size() && !parameter.isOptional)
            workspace.fail(ErrorCode::Invalid, subject + " is missing.");
    }
    return !workspace.spent();
}

Operand itemOf(const Run& run, const Node& node)
{
    if (node.scope == Program::Scope::Context)
        return {};
    return node.scope == Program::Scope::Item ? run.scope.item : run.scope.current;
}

Operand callCustom(Run& run, const Node& node)
{
    ListBuilder arguments(run.workspace);
    for (std::size_t i = 0; i < node.count; ++i)
        arguments.add(valueOf(run, run.child(node, i)));
    const Operator& declaration = run.customOperator(node);
    // Looking up by names and making paths costs more than a step of arithmetic.
    if (!run.workspace.charge(stepsOfCall) || !areArguments(declaration, arguments.items(), run.workspace))
        return {};
    return declaration.evaluate({arguments.items(), run.context, run.workspace, itemOf(run, node)});
}

/// The path with a parameter's text in place of its name; cut off before what is known only at run time.
std::string filledIn(const std::string& path, const Operator& declaration,
                     std::span<const std::optional<Operand>> arguments)
{
    const std::size_t open = path.find('{');
    if (open == std::string::npos)
        return path;
    const std::size_t close = path.find('}', open);
    const std::string name = path.substr(open + 1, close - open - 1);
    for (std::size_t i = 0; i < declaration.parameters.size() && i < arguments.size(); ++i) {
        if (declaration.parameters[i].name == name && arguments[i] && arguments[i]->isString())
            return path.substr(0, open) + std::string(arguments[i]->asString()) + path.substr(close + 1);
    }
    return path.substr(0, open > 0 ? open - 1 : 0);
}

} // namespace

std::string keyOfType(std::string_view type)
{
    std::string key(type);
    key.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(key.front())));
    return key;
}

CallReads readsOfCall(const Operator& declaration, std::span<const std::optional<Operand>> arguments)
{
    CallReads reads{declaration.reads, {}, {}};
    for (std::size_t i = 0; i < declaration.parameters.size(); ++i) {
        const Parameter& parameter = declaration.parameters[i];
        const bool isGiven = i < arguments.size();
        const bool isKnown = isGiven && arguments[i];
        if (isKnown && !arguments[i]->isString()) // no entity, or a failure
            continue;
        const std::string id(isKnown ? arguments[i]->asString() : std::string_view());
        for (const std::string& read : parameter.reads)
            (isGiven ? reads.entities : reads.left)
                .push_back({parameter.type, id, filledIn(read, declaration, arguments)});
    }
    return reads;
}

void Compiler::noteCustomReads(const Operator& declaration, std::span<const std::optional<Operand>> arguments,
                               Program::Scope scope, Program::CustomCall& call)
{
    CallReads reads = readsOfCall(declaration, arguments);
    call.paths = std::move(reads.paths);
    call.entityReads = std::move(reads.entities);
    for (const EntityRead& left : reads.left) {
        call.paths.push_back(keyOfType(left.type) + "." + left.path);
        if (scope != Program::Scope::Context) // what a list hands out may be any entity
            call.entityReads.push_back(left);
    }
}

namespace operations {

const Operation custom = valued<callCustom>;

} // namespace operations

} // namespace campaign::rules
