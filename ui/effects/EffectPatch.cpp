// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/effects/EffectPatch.h"

#include "server/core/JsonPointer.h"

#include "server/rules/JsonPatch.h"

#include <optional>

namespace campaign::effectpatch {

namespace {

using Kind = Step::Kind;

constexpr std::string_view variables = "variables.";
constexpr std::string_view stateVariables = "var.";

/// The path a pointer names, and whether it is the place behind the last entry of that list.
struct Place
{
    std::string path;
    bool isBehindLast = false;
};

std::optional<Place> placeOf(const std::string& pointer)
{
    const Result<std::vector<std::string>> keys = rules::pointerKeys(pointer);
    if (!keys || keys->empty() || keys->size() > 2)
        return std::nullopt;
    const std::string& head = keys->front();
    const bool isMap = head == "variables" || head == "var";
    if (keys->size() == 1)
        return isMap ? std::nullopt : std::optional(Place{head, false});
    // A key with a dot would read as two in a formula.
    if (isMap && keys->back().find('.') == std::string::npos && !keys->back().empty())
        return Place{head + '.' + keys->back(), false};
    return !isMap && keys->back() == "-" ? std::optional(Place{head, true}) : std::nullopt;
}

/// Only the first dot of a variable's path leads down; a key may have dots of its own.
std::string pointerOf(const std::string& path)
{
    const std::size_t dot = isVariable(path) ? path.find('.') : std::string::npos;
    std::string pointer;
    appendPointerStep(pointer, std::string_view(path).substr(0, dot));
    if (dot != std::string::npos)
        appendPointerStep(pointer, std::string_view(path).substr(dot + 1));
    return pointer;
}

Value valueOf(const std::string& path, Value otherwise)
{
    return Value::Object{{"var", Value::Array{path, std::move(otherwise)}}};
}

/// Whether it reads that path, with whatever default.
bool reads(const Value& node, const std::string& path)
{
    const Value* name = node.isObject() && node.asObject().size() == 1 ? node.find("var") : nullptr;
    if (name && name->isArray())
        return !name->asArray().empty() && name->asArray().front() == Value(path);
    return name && *name == Value(path);
}

const Value::Array* argumentsOf(const Value& node, const char* name)
{
    const Value* arguments = node.isObject() && node.asObject().size() == 1 ? node.find(name) : nullptr;
    return arguments && arguments->isArray() && arguments->asArray().size() == 2 ? &arguments->asArray() : nullptr;
}

bool isItem(const Value& node)
{
    return reads(node, "");
}

/// What a formula does to the path in words' terms.
Step stepOf(const std::string& path, const Value& rule)
{
    if (const Value::Array* sum = argumentsOf(rule, "+"); sum && reads((*sum)[0], path) && (*sum)[1].isNumber()) {
        const bool isLess = (*sum)[1].asNumber() < 0;
        const Value by =
            (*sum)[1].isInteger() ? Value(std::abs((*sum)[1].asInteger())) : Value(std::abs((*sum)[1].asNumber()));
        return {isLess ? Kind::Lower : Kind::Raise, path, by, {}};
    }
    if (const Value::Array* all = argumentsOf(rule, "merge");
        all && reads((*all)[0], path) && (*all)[1].isArray() && (*all)[1].asArray().size() == 1)
        return {Kind::Append, path, (*all)[1].asArray().front(), {}};
    if (const Value::Array* rest = argumentsOf(rule, "filter"); rest && reads((*rest)[0], path)) {
        const Value::Array* other = argumentsOf((*rest)[1], "!=");
        if (other && isItem((*other)[0]) && !(*other)[1].isObject())
            return {Kind::Remove, path, (*other)[1], {}};
    }
    return {Kind::Formula, path, rule, {}};
}

Step stepOf(const Value& operation)
{
    const std::string kind = operation.stringOr("op", "");
    const std::optional<Place> place = placeOf(operation.stringOr("path", ""));
    const Value* value = operation.find("value");
    if (!place || operation.asObject().size() != (kind == "remove" ? 2u : 3u))
        return {};
    if (kind == "remove" && !place->isBehindLast)
        return {Kind::Clear, place->path, {}, {}};
    if ((kind != "add" && kind != "replace") || !value)
        return {};
    if (place->isBehindLast)
        return kind == "add" ? Step{Kind::Append, place->path, *value, {}} : Step{};
    if (value->isNull())
        return {Kind::Clear, place->path, {}, {}};
    const Value* rule = value->isObject() && value->asObject().size() == 1 ? value->find("$rule") : nullptr;
    return rule ? stepOf(place->path, *rule) : Step{Kind::Set, place->path, *value, {}};
}

Value formulaOf(const Step& step)
{
    const Value list = valueOf(step.path, Value::Array());
    switch (step.kind) {
    case Kind::Raise:
        return Value::Object{{"+", Value::Array{valueOf(step.path, 0), step.value}}};
    case Kind::Lower: {
        const Value by = step.value.isInteger() ? Value(-step.value.asInteger()) : Value(-step.value.asNumber());
        return Value::Object{{"+", Value::Array{valueOf(step.path, 0), by}}};
    }
    case Kind::Append:
        return Value::Object{{"merge", Value::Array{list, Value::Array{step.value}}}};
    case Kind::Remove: {
        const Value others = Value::Object{{"!=", Value::Array{Value::Object{{"var", ""}}, step.value}}};
        return Value::Object{{"filter", Value::Array{list, others}}};
    }
    default:
        return step.value;
    }
}

Value operationOf(const Step& step)
{
    if (!step.source.isNull())
        return step.source;
    const bool isPlain = step.kind == Kind::Set || step.kind == Kind::Clear;
    // A variable need not be there yet, which "replace" would refuse.
    return Value::Object{{"op", isVariable(step.path) ? "add" : "replace"},
                         {"path", pointerOf(step.path)},
                         {"value", isPlain ? step.value : Value(Value::Object{{"$rule", formulaOf(step)}})}};
}

} // namespace

bool isVariable(const std::string& path)
{
    return path.starts_with(variables) || path.starts_with(stateVariables);
}

std::vector<Step> read(const Value& patch)
{
    std::vector<Step> steps;
    for (const Value& operation : patch.isArray() ? patch.asArray() : Value::Array()) {
        Step step = operation.isObject() ? stepOf(operation) : Step{};
        if (step.path.empty())
            step.kind = Kind::Other;
        step.source = operation;
        steps.push_back(std::move(step));
    }
    return steps;
}

Value write(const std::vector<Step>& steps)
{
    Value::Array patch;
    for (const Step& step : steps)
        patch.push_back(operationOf(step));
    return patch;
}

bool isFinished(const Step& step)
{
    if (!step.source.isNull() || step.kind == Kind::Other)
        return true;
    const bool namesSomething = !step.path.empty() && step.path.back() != '.';
    return namesSomething && (step.kind == Kind::Clear || !step.value.isNull());
}

} // namespace campaign::effectpatch
