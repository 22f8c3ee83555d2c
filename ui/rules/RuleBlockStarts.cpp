// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/RuleBlocks.h"
#include "ui/rules/RuleWords.h"

#include <algorithm>
#include <array>

namespace campaign {

using catalogue::Field;
using catalogue::FieldType;
using Form = rules::Operator::Form;

namespace {

bool isCount(const Field& field)
{
    return field.type == FieldType::Integer || field.type == FieldType::Number;
}

bool isMoment(const Field& field)
{
    return field.type == FieldType::WorldTime || field.type == FieldType::RealTime;
}

Value variable(const std::string& path)
{
    return Value::Object{{"var", path}};
}

/// What asks more of a number than of a text: nobody wants to know whether a name is over another.
std::string operatorFor(const Value& start)
{
    return start.isNumber() ? ">" : "==";
}

bool isEquality(const std::string& name)
{
    return name == "==" || name == "!=" || name == "===" || name == "!==";
}

bool isComparison(const std::string& name)
{
    static constexpr std::array<std::string_view, 4> ordering{">", ">=", "<", "<="};
    return isEquality(name) || std::find(ordering.begin(), ordering.end(), name) != ordering.end();
}

/// Without the things that may be left out: then it speaks of the one at hand.
Value::Array argumentsOf(const rules::Operator& custom)
{
    Value::Array arguments;
    for (const rules::Parameter& parameter : custom.parameters) {
        const bool isText = parameter.kind == rules::Parameter::Kind::Text;
        if (isText || !parameter.isOptional)
            arguments.push_back(isText && !parameter.isOptional ? Value("") : Value());
    }
    return arguments;
}

} // namespace

Value RuleBlocks::startFor(const std::string& path, const Scope& scope) const
{
    constexpr std::string_view variables = "variables.";
    if (!scope.type)
        return Value("");
    const bool isVariable = path.starts_with(variables) && scope.type == m_type && !scope.isOfItem;
    const auto start = isVariable ? m_variableStarts.find(path.substr(variables.size())) : m_variableStarts.end();
    if (start != m_variableStarts.end())
        return start->second;
    const Field* field = rulewords::fieldAt(path, {scope.type, m_types});
    if (!field || isCount(*field) || isMoment(*field))
        return Value(0);
    if (field->type == FieldType::Boolean)
        return Value(true);
    return Value(field->values.empty() ? std::string() : field->values.front());
}

Value RuleBlocks::comparison(const std::string& path, const Scope& scope) const
{
    const Value start = startFor(path, scope);
    return Value::Object{{operatorFor(start), Value::Array{variable(path), start}}};
}

Value RuleBlocks::comparingFirst(const Value& block, const Value& first, const Scope& scope) const
{
    const std::string& name = ruletree::operatorOf(block);
    const std::vector<const Value*> parts = ruletree::childrenOf(block);
    const std::optional<std::string> before = ruletree::variableOf(*parts.front());
    const std::optional<std::string> after = ruletree::variableOf(first);
    const bool isFresh = before && after && parts.size() == 2 && isComparison(name);
    const Value began = isFresh ? startFor(*before, scope) : Value();
    if (!isFresh || *parts[1] != began)
        return ruletree::replaced(block, {0}, first);
    const Value start = startFor(*after, scope);
    const bool isKept = name != operatorFor(began) && (start.isNumber() || isEquality(name));
    return Value::Object{{isKept ? name : operatorFor(start), Value::Array{first, start}}};
}

std::string RuleBlocks::usualPath(const Scope& scope) const
{
    if (!scope.type)
        return {};
    const std::vector<Field>& fields = scope.type->fields;
    const auto count = std::find_if(fields.begin(), fields.end(), isCount);
    return count == fields.end() ? "name" : count->name;
}

Value RuleBlocks::usualCondition(const Scope& scope) const
{
    return comparison(usualPath(scope), scope);
}

Value RuleBlocks::blank(const std::string& name, const Scope& scope) const
{
    const auto declared = m_operators.find(name);
    const Value condition = usualCondition(scope);
    if (!declared)
        return condition;
    const bool hasLists = scope.type && m_types && !m_types->referencesTo(*scope.type).empty();
    const Value list = variable(hasLists ? m_types->referencesTo(*scope.type).front().field->inverse : "tags");
    switch (declared->form) {
    case Form::If:
        return Value::Object{{name, Value::Array{condition, true, false}}};
    case Form::And:
    case Form::Or:
        return Value::Object{{name, Value::Array{condition}}};
    case Form::Each: {
        const Value each = usualCondition({itemType(list, scope), true});
        return Value::Object{{name, Value::Array{list, Value::Object{{"and", Value::Array{each}}}}}};
    }
    case Form::Reduce: {
        const Value sum = Value::Object{{"+", Value::Array{variable("accumulator"), variable("current.level")}}};
        return Value::Object{{name, Value::Array{list, sum, 0}}};
    }
    case Form::Variable:
        return Value::Object{{name, Value::Array{usualPath(scope), 0}}};
    case Form::Missing:
        return Value::Object{{name, Value::Array{usualPath(scope)}}};
    case Form::MissingSome:
        return Value::Object{{name, Value::Array{1, Value::Array{usualPath(scope)}}}};
    case Form::Custom:
        return Value::Object{{name, argumentsOf(*declared)}};
    case Form::Eager:
        break;
    }
    if (name == "!" || name == "!!")
        return Value::Object{{name, Value::Array{condition}}};
    if (name == "in")
        return Value::Object{{name, Value::Array{"", variable("tags")}}};
    Value::Array arguments = condition.asObject().begin()->second.asArray(); // two to begin with
    if (declared->maximum != rules::Operator::unlimited && declared->maximum < static_cast<int>(arguments.size()))
        arguments.resize(static_cast<std::size_t>(declared->maximum));
    return Value::Object{{name, std::move(arguments)}};
}

} // namespace campaign
