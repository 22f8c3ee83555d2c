// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
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
};

constexpr Row rows[] = {
    {"var", "path[, default]", 2, Form::Variable, false, nullptr,
     "The value under the path; the default if there is none."},
    {"missing", "path, …", any, Form::Missing, false, nullptr,
     "Those of the paths under which nothing, null or \"\" stands."},
    {"missing_some", "count, [path, …]", 2, Form::MissingSome, false, nullptr,
     "Nothing if so many of the paths are there, else the missing ones."},
    {"if", "condition, value, …[, otherwise]", any, Form::If, false, nullptr,
     "The value after the first condition that is true."},
    {"?:", "condition, value, otherwise", any, Form::If, false, nullptr, "The same as if."},
    {"and", "a, …", any, Form::And, false, &operations::conjunction, "The first that is false, else the last."},
    {"or", "a, …", any, Form::Or, false, &operations::disjunction, "The first that is true, else the last."},
    {"!", "a", 1, Form::Eager, true, &operations::isFalse,
     "Whether a is false: null, false, 0, \"\" or an empty list."},
    {"!!", "a", 1, Form::Eager, true, &operations::isTrue, "Whether a is true."},
    {"==", "a, b", 2, Form::Eager, true, &operations::equal,
     "Whether both are equal, with conversion (1 and \"1\" are)."},
    {"!=", "a, b", 2, Form::Eager, true, &operations::unequal, "The opposite of ==."},
    {"===", "a, b", 2, Form::Eager, true, &operations::same,
     "Whether both are equal and of one kind; lists only if they are the same one."},
    {"!==", "a, b", 2, Form::Eager, true, &operations::different, "The opposite of ===."},
    {"<", "a, b[, c]", 3, Form::Eager, true, &operations::less, "Whether a is below b (and b below c)."},
    {"<=", "a, b[, c]", 3, Form::Eager, true, &operations::lessOrEqual, "Whether a is at most b (and b at most c)."},
    {">", "a, b", 2, Form::Eager, true, &operations::greater, "Whether a is above b."},
    {">=", "a, b", 2, Form::Eager, true, &operations::greaterOrEqual, "Whether a is at least b."},
    {"+", "a, …", any, Form::Eager, true, &operations::sum, "The sum; of one argument, its number."},
    {"*", "a, …", any, Form::Eager, true, &operations::product, "The product."},
    {"-", "a[, b]", 2, Form::Eager, true, &operations::difference, "a minus b; of one argument, its negative."},
    {"/", "a, b", 2, Form::Eager, true, &operations::quotient, "a divided by b."},
    {"%", "a, b", 2, Form::Eager, true, &operations::remainder,
     "What is left of a after division by b, with the sign of a."},
    {"max", "a, …", any, Form::Eager, true, &operations::maximum, "The largest."},
    {"min", "a, …", any, Form::Eager, true, &operations::minimum, "The smallest."},
    {"cat", "a, …", any, Form::Eager, true, &operations::concatenation, "All joined as text."},
    {"substr", "text, start[, length]", 3, Form::Eager, true, &operations::substring,
     "Part of a text; negative numbers count from its end."},
    {"in", "part, whole", 2, Form::Eager, true, &operations::contains,
     "Whether the text holds the part, or the list the item."},
    {"merge", "a, …", any, Form::Eager, false, &operations::merge,
     "One list of all items; what is no list is an item."},
    {"map", "list, rule", 2, Form::Each, false, &operations::map,
     "The rule's value for each item, which is the rule's data."},
    {"filter", "list, rule", 2, Form::Each, false, &operations::filter, "The items for which the rule is true."},
    {"reduce", "list, rule, initial", 3, Form::Reduce, false, &operations::reduce,
     "The rule's last value; it reads current and accumulator."},
    {"all", "list, rule", 2, Form::Each, false, &operations::all,
     "Whether the rule is true for every item; false of none."},
    {"some", "list, rule", 2, Form::Each, false, &operations::some, "Whether the rule is true for an item."},
    {"none", "list, rule", 2, Form::Each, false, &operations::none, "Whether the rule is true for no item."},
    {"log", "a", 1, Form::Eager, false, &operations::log, "a itself."},
};

Operator declarationOf(const Row& row)
{
    Operator declaration;
    declaration.name = row.name;
    declaration.arguments = row.arguments;
    declaration.maximum = row.maximum;
    declaration.meaning = row.meaning;
    declaration.form = row.form;
    declaration.foldable = row.foldable;
    declaration.operation = row.operation;
    return declaration;
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

Result<> OperatorRegistry::add(Operator declaration)
{
    if (find(declaration.name))
        return Error{ErrorCode::Conflict, "There is an operator \"" + declaration.name + "\" already.", {}, {}, {}};
    declaration.form = Operator::Form::Custom;
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
