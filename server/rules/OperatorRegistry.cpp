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
    const char* title;
    const char* synonyms;
    const char* arguments;
    int maximum;
    Form form;
    bool foldable;
    const Operation* operation;
    const char* meaning;
    const char* example;
};

constexpr Row rows[] = {
    {"if", "Choose", "if then else otherwise case when", "condition, value, …[, otherwise]", any, Form::If, false,
     nullptr, "The value after the first condition that is true.",
     R"({"if": [{">": [{"var": "level"}, 5]}, "city", "town"]})"},
    {"?:", "Choose between two", "if then else otherwise", "condition, value, otherwise", any, Form::If, false, nullptr,
     "The value if the condition is true, else the other.", R"({"?:": [{"var": "isNPC"}, 0, 1]})"},
    {"and", "All of", "and both every", "a, …", any, Form::And, false, &operations::conjunction,
     "The first that is false, else the last.", R"({"and": [{"var": "isActive"}, {">": [{"var": "level"}, 2]}]})"},
    {"or", "Any of", "or either", "a, …", any, Form::Or, false, &operations::disjunction,
     "The first that is true, else the last.", R"({"or": [{"var": "variables.alias"}, {"var": "name"}]})"},
    {"!", "Not", "negate opposite no false", "a", 1, Form::Eager, true, &operations::isFalse,
     "Whether a is false: null, false, 0, \"\" or an empty list.", R"({"!": {"var": "isResolved"}})"},
    {"!!", "Is there", "exists present given true yes", "a", 1, Form::Eager, true, &operations::isTrue,
     "Whether a is true.", R"({"!!": {"var": "tags"}})"},
    {"==", "Is", "equals same", "a, b", 2, Form::Eager, true, &operations::equal,
     "Whether both are equal, with conversion (1 and \"1\" are).", R"({"==": [{"var": "type"}, "market"]})"},
    {"!=", "Is not", "differs different other unequal", "a, b", 2, Form::Eager, true, &operations::unequal,
     "Whether they differ, with conversion (1 and \"1\" do not).", R"({"!=": [{"var": "type"}, "ruin"]})"},
    {"===", "Is exactly", "equals same identical", "a, b", 2, Form::Eager, true, &operations::same,
     "Whether both are equal and of one kind; lists only if they are the same one.",
     R"({"===": [{"var": "level"}, 1]})"},
    {"!==", "Is not exactly", "differs different", "a, b", 2, Form::Eager, true, &operations::different,
     "Whether they differ or are of different kinds.", R"({"!==": [{"var": "level"}, 1]})"},
    {"<", "Is under", "less below smaller fewer lower before between", "a, b[, c]", 3, Form::Eager, true,
     &operations::less, "Whether a is below b (and b below c).", R"({"<": [1, {"var": "level"}, 5]})"},
    {"<=", "Is at most", "less up maximum", "a, b[, c]", 3, Form::Eager, true, &operations::lessOrEqual,
     "Whether a is at most b (and b at most c).", R"({"<=": [1, {"var": "level"}, 5]})"},
    {">", "Is over", "more greater above larger bigger higher after", "a, b", 2, Form::Eager, true,
     &operations::greater, "Whether a is above b.", R"({">": [{"var": "variables.population"}, 1000]})"},
    {">=", "Is at least", "more greater minimum", "a, b", 2, Form::Eager, true, &operations::greaterOrEqual,
     "Whether a is at least b.", R"({">=": [{"var": "level"}, 3]})"},
    {"+", "Plus", "add sum total and", "a, …", any, Form::Eager, true, &operations::sum,
     "The sum; of one argument, its number.", R"({"+": [{"var": "level"}, 1]})"},
    {"*", "Times", "multiply product multiplied", "a, …", any, Form::Eager, true, &operations::product, "The product.",
     R"({"*": [{"var": "level"}, 10]})"},
    {"-", "Minus", "subtract less difference", "a[, b]", 2, Form::Eager, true, &operations::difference,
     "a minus b; of one argument, its negative.",
     R"({"-": [{"var": "variables.income"}, {"var": "variables.upkeep"}]})"},
    {"/", "Divided by", "division quotient per share half", "a, b", 2, Form::Eager, true, &operations::quotient,
     "a divided by b.", R"({"/": [{"var": "variables.gold"}, 4]})"},
    {"%", "Rest after division by", "modulo remainder every", "a, b", 2, Form::Eager, true, &operations::remainder,
     "What is left of a after division by b, with the sign of a.", R"({"%": [{"var": "variables.day"}, 7]})"},
    {"max", "Largest of", "maximum most highest biggest greatest at least", "a, …", any, Form::Eager, true,
     &operations::maximum, "The largest.", R"({"max": [0, {"var": "variables.gold"}]})"},
    {"min", "Smallest of", "minimum least lowest fewest at most cap", "a, …", any, Form::Eager, true,
     &operations::minimum, "The smallest.", R"({"min": [10, {"var": "level"}]})"},
    {"cat", "Followed by", "join text together concatenate", "a, …", any, Form::Eager, true, &operations::concatenation,
     "All joined as text.", R"({"cat": [{"var": "name"}, " of ", {"var": "kingdom.name"}]})"},
    {"substr", "Part of a text", "cut letters beginning end substring", "text, start[, length]", 3, Form::Eager, true,
     &operations::substring, "Part of a text; negative numbers count from its end.",
     R"({"substr": [{"var": "name"}, 0, 3]})"},
    {"in", "Is in", "contains includes has among one tag", "part, whole", 2, Form::Eager, true, &operations::contains,
     "Whether the text holds the part, or the list the item.", R"({"in": ["port", {"var": "tags"}]})"},
    {"merge", "One list of", "join lists together combine concatenate", "a, …", any, Form::Eager, false,
     &operations::merge, "One list of all items; what is no list is an item.",
     R"({"merge": [{"var": "tags"}, "new"]})"},
    {"map", "For each of a list", "every values", "list, rule", 2, Form::Each, false, &operations::map,
     "The rule's value for each item, which is the rule's data.",
     R"({"map": [{"var": "structures"}, {"var": "level"}]})"},
    {"filter", "Those of a list", "which only where count select", "list, rule", 2, Form::Each, false,
     &operations::filter, "The items for which the rule is true.",
     R"({"filter": [{"var": "structures"}, {">=": [{"var": "level"}, 2]}]})"},
    {"reduce", "Add up a list", "sum total count number average how many", "list, rule, initial", 3, Form::Reduce,
     false, &operations::reduce, "The rule's last value; it reads current and accumulator.",
     R"({"reduce": [{"var": "structures"}, {"+": [{"var": "accumulator"}, {"var": "current.level"}]}, 0]})"},
    {"all", "Every one of a list", "all each only", "list, rule", 2, Form::Each, false, &operations::all,
     "Whether the rule is true for every item; false of none.",
     R"({"all": [{"var": "structures"}, {">": [{"var": "level"}, 1]}]})"},
    {"some", "One or more of a list", "any some has contains includes at least exists there is", "list, rule", 2,
     Form::Each, false, &operations::some, "Whether the rule is true for an item.",
     R"({"some": [{"var": "structures"}, {"==": [{"var": "type"}, "temple"]}]})"},
    {"none", "None of a list", "no without not lacks never", "list, rule", 2, Form::Each, false, &operations::none,
     "Whether the rule is true for no item.",
     R"({"none": [{"var": "structures"}, {"==": [{"var": "type"}, "ruin"]}]})"},
    {"var", "Or else", "value field default variable without", "path[, default]", 2, Form::Variable, false, nullptr,
     "The value under the path; the default if there is none.", R"({"var": "kingdom.level"})"},
    {"missing", "Which of these are missing", "absent empty lacks", "path, …", any, Form::Missing, false, nullptr,
     "Those of the paths under which nothing, null or \"\" stands.",
     R"({"missing": ["variables.gold", "locationId"]})"},
    {"missing_some", "Missing, unless so many are there", "absent enough lacks", "count, [path, …]", 2,
     Form::MissingSome, false, nullptr, "Nothing if so many of the paths are there, else the missing ones.",
     R"({"missing_some": [1, ["variables.gold", "variables.wood"]]})"},
    {"log", "The value itself", "same", "a", 1, Form::Eager, false, &operations::log, "a itself.",
     R"({"log": {"var": "level"}})"},
};

Operator declarationOf(const Row& row)
{
    Operator declaration;
    declaration.name = row.name;
    declaration.title = row.title;
    declaration.synonyms = row.synonyms;
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
