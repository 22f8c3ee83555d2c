// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/CampaignOperators.h"
#include "server/rules/Operations.h"

#include <algorithm>

namespace campaign::rules {

namespace {

using Form = Operator::Form;
constexpr int any = Operator::unlimited;

struct Row
{
    const char* name;
    const char* arguments;
    int maximum;
    Form form;
    bool foldable;
    const Operation* operation;
    const char* meaning;
    const char* example;
};

constexpr Row rows[] = {
    {"var", "path[, default]", 2, Form::Variable, false, nullptr,
     "The value under the path; the default if there is none.", R"({"var": "kingdom.level"})"},
    {"missing", "path, …", any, Form::Missing, false, nullptr,
     "Those of the paths under which nothing, null or \"\" stands.",
     R"({"missing": ["variables.gold", "locationId"]})"},
    {"missing_some", "count, [path, …]", 2, Form::MissingSome, false, nullptr,
     "Nothing if so many of the paths are there, else the missing ones.",
     R"({"missing_some": [1, ["variables.gold", "variables.wood"]]})"},
    {"if", "condition, value, …[, otherwise]", any, Form::If, false, nullptr,
     "The value after the first condition that is true.", R"({"if": [{">": [{"var": "level"}, 5]}, "city", "town"]})"},
    {"?:", "condition, value, otherwise", any, Form::If, false, nullptr, "The same as if.",
     R"({"?:": [{"var": "isNPC"}, 0, 1]})"},
    {"and", "a, …", any, Form::And, false, &operations::conjunction, "The first that is false, else the last.",
     R"({"and": [{"var": "isActive"}, {">": [{"var": "level"}, 2]}]})"},
    {"or", "a, …", any, Form::Or, false, &operations::disjunction, "The first that is true, else the last.",
     R"({"or": [{"var": "variables.alias"}, {"var": "name"}]})"},
    {"!", "a", 1, Form::Eager, true, &operations::isFalse, "Whether a is false: null, false, 0, \"\" or an empty list.",
     R"({"!": {"var": "isResolved"}})"},
    {"!!", "a", 1, Form::Eager, true, &operations::isTrue, "Whether a is true.", R"({"!!": {"var": "tags"}})"},
    {"==", "a, b", 2, Form::Eager, true, &operations::equal,
     "Whether both are equal, with conversion (1 and \"1\" are).", R"({"==": [{"var": "type"}, "market"]})"},
    {"!=", "a, b", 2, Form::Eager, true, &operations::unequal, "The opposite of ==.",
     R"({"!=": [{"var": "type"}, "ruin"]})"},
    {"===", "a, b", 2, Form::Eager, true, &operations::same,
     "Whether both are equal and of one kind; lists only if they are the same one.",
     R"({"===": [{"var": "level"}, 1]})"},
    {"!==", "a, b", 2, Form::Eager, true, &operations::different, "The opposite of ===.",
     R"({"!==": [{"var": "level"}, 1]})"},
    {"<", "a, b[, c]", 3, Form::Eager, true, &operations::less, "Whether a is below b (and b below c).",
     R"({"<": [1, {"var": "level"}, 5]})"},
    {"<=", "a, b[, c]", 3, Form::Eager, true, &operations::lessOrEqual, "Whether a is at most b (and b at most c).",
     R"({"<=": [1, {"var": "level"}, 5]})"},
    {">", "a, b", 2, Form::Eager, true, &operations::greater, "Whether a is above b.",
     R"({">": [{"var": "variables.population"}, 1000]})"},
    {">=", "a, b", 2, Form::Eager, true, &operations::greaterOrEqual, "Whether a is at least b.",
     R"({">=": [{"var": "level"}, 3]})"},
    {"+", "a, …", any, Form::Eager, true, &operations::sum, "The sum; of one argument, its number.",
     R"({"+": [{"var": "level"}, 1]})"},
    {"*", "a, …", any, Form::Eager, true, &operations::product, "The product.", R"({"*": [{"var": "level"}, 10]})"},
    {"-", "a[, b]", 2, Form::Eager, true, &operations::difference, "a minus b; of one argument, its negative.",
     R"({"-": [{"var": "variables.income"}, {"var": "variables.upkeep"}]})"},
    {"/", "a, b", 2, Form::Eager, true, &operations::quotient, "a divided by b.",
     R"({"/": [{"var": "variables.gold"}, 4]})"},
    {"%", "a, b", 2, Form::Eager, true, &operations::remainder,
     "What is left of a after division by b, with the sign of a.", R"({"%": [{"var": "variables.day"}, 7]})"},
    {"max", "a, …", any, Form::Eager, true, &operations::maximum, "The largest.",
     R"({"max": [0, {"var": "variables.gold"}]})"},
    {"min", "a, …", any, Form::Eager, true, &operations::minimum, "The smallest.",
     R"({"min": [10, {"var": "level"}]})"},
    {"cat", "a, …", any, Form::Eager, true, &operations::concatenation, "All joined as text.",
     R"({"cat": [{"var": "name"}, " of ", {"var": "kingdom.name"}]})"},
    {"substr", "text, start[, length]", 3, Form::Eager, true, &operations::substring,
     "Part of a text; negative numbers count from its end.", R"({"substr": [{"var": "name"}, 0, 3]})"},
    {"in", "part, whole", 2, Form::Eager, true, &operations::contains,
     "Whether the text holds the part, or the list the item.", R"({"in": ["port", {"var": "tags"}]})"},
    {"merge", "a, …", any, Form::Eager, false, &operations::merge, "One list of all items; what is no list is an item.",
     R"({"merge": [{"var": "tags"}, "new"]})"},
    {"map", "list, rule", 2, Form::Each, false, &operations::map,
     "The rule's value for each item, which is the rule's data.",
     R"({"map": [{"var": "structures"}, {"var": "level"}]})"},
    {"filter", "list, rule", 2, Form::Each, false, &operations::filter, "The items for which the rule is true.",
     R"({"filter": [{"var": "structures"}, {">=": [{"var": "level"}, 2]}]})"},
    {"reduce", "list, rule, initial", 3, Form::Reduce, false, &operations::reduce,
     "The rule's last value; it reads current and accumulator.",
     R"({"reduce": [{"var": "structures"}, {"+": [{"var": "accumulator"}, {"var": "current.level"}]}, 0]})"},
    {"all", "list, rule", 2, Form::Each, false, &operations::all,
     "Whether the rule is true for every item; false of none.",
     R"({"all": [{"var": "structures"}, {">": [{"var": "level"}, 1]}]})"},
    {"some", "list, rule", 2, Form::Each, false, &operations::some, "Whether the rule is true for an item.",
     R"({"some": [{"var": "structures"}, {"==": [{"var": "type"}, "temple"]}]})"},
    {"none", "list, rule", 2, Form::Each, false, &operations::none, "Whether the rule is true for no item.",
     R"({"none": [{"var": "structures"}, {"==": [{"var": "type"}, "ruin"]}]})"},
    {"log", "a", 1, Form::Eager, false, &operations::log, "a itself.", R"({"log": {"var": "level"}})"},
};

Operator declarationOf(const Row& row)
{
    Operator declaration;
    declaration.name = row.name;
    declaration.arguments = row.arguments;
    declaration.maximum = row.maximum;
    declaration.meaning = row.meaning;
    declaration.example = row.example;
    declaration.form = row.form;
    declaration.foldable = row.foldable;
    declaration.operation = row.operation;
    return declaration;
}

/// "key[, settlement]"; "" for none.
std::string argumentsOf(const std::vector<Parameter>& parameters)
{
    std::string text;
    std::string end;
    for (const Parameter& parameter : parameters) {
        const char* comma = text.empty() ? "" : ", ";
        text += parameter.isOptional ? "[" + std::string(comma) : comma;
        text += parameter.name;
        end += parameter.isOptional ? "]" : "";
    }
    return text + end;
}

} // namespace

OperatorRegistry OperatorRegistry::standard()
{
    OperatorRegistry registry;
    for (const Row& row : rows) {
        auto declaration = std::make_shared<const Operator>(declarationOf(row));
        registry.m_byName.emplace(declaration->name, declaration);
        registry.m_operators.push_back(std::move(declaration));
    }
    return registry;
}

OperatorRegistry OperatorRegistry::ofCampaign()
{
    OperatorRegistry registry = standard();
    for (Operator& one : campaignOperators())
        static_cast<void>(registry.add(std::move(one))); // no two share a name
    return registry;
}

Result<> OperatorRegistry::add(Operator declaration)
{
    if (find(declaration.name))
        return Error{ErrorCode::Conflict, "There is an operator \"" + declaration.name + "\" already.", {}, {}, {}};
    if (!declaration.operation) // else it is one of this module's own
        declaration.form = Operator::Form::Custom;
    if (declaration.arguments.empty())
        declaration.arguments = argumentsOf(declaration.parameters);
    if (!declaration.parameters.empty())
        declaration.maximum = static_cast<int>(declaration.parameters.size());
    auto shared = std::make_shared<const Operator>(std::move(declaration));
    m_byName.emplace(shared->name, shared);
    m_operators.push_back(std::move(shared));
    return {};
}

std::shared_ptr<const Operator> OperatorRegistry::find(std::string_view name) const
{
    const auto found = m_byName.find(name);
    return found == m_byName.end() ? nullptr : found->second;
}

} // namespace campaign::rules
