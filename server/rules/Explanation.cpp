// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/Explanation.h"

#include "server/core/JsonPointer.h"
#include "server/rules/Operations.h"

#include <algorithm>

namespace campaign::rules {

namespace {

using Form = Operator::Form;

/// What a list operator goes through. Of `reduce`, also its body, which leads from one item to the next.
struct List
{
    const Value* rule;
    std::string pointer;
    const Value* body = nullptr;
    const Value* initial = nullptr; ///< may be null with a body, too
};
using Lists = std::vector<List>; // those around, the outermost first

/// Cuts lists, so many levels deep, to their first few; returns how many items went.
std::size_t shorten(Value& values, std::size_t levels, std::size_t most)
{
    if (levels == 0 || !values.isArray())
        return 0;
    Value::Array items = values.asArray();
    std::size_t gone = items.size() > most ? items.size() - most : 0;
    items.resize(items.size() - gone);
    for (Value& item : items)
        gone += shorten(item, levels - 1, most);
    values = std::move(items);
    return gone;
}

constexpr const char* stepsName = "each step of reduce";

/// Goes the way of a reduction and gives what another rule comes to at each step: list, [the other rule, the body],
/// initial value.
Operand stepsOfReduction(Run& run, const Node& node)
{
    const BodyScope outer = run.scope;
    Operand reached = argumentOf(run, node, 2);
    const Operand list = argumentOf(run, node, 0);
    ListBuilder made(run.workspace);
    const std::size_t count = list.isArray() ? list.itemCount() : 0;
    for (std::size_t i = 0; i < count && run.workspace.step(); ++i) {
        run.scope.current = list.item(i);
        run.scope.accumulator = reached;
        run.scope.reduction = Operand::pending();
        const Operand both = argumentOf(run, node, 1);
        if (!both.isArray() || both.itemCount() < 2) // spent, or no rule of ours
            break;
        made.add(both.item(0));
        reached = both.item(1);
    }
    run.scope = outer;
    return made.finish();
}

const Operation stepwise = valued<stepsOfReduction>;

/// The language with that operator, for explanations alone.
OperatorRegistry withSteps(const OperatorRegistry& operators)
{
    OperatorRegistry extended = operators;
    Operator steps;
    steps.name = stepsName;
    steps.form = Form::Reduce;
    steps.operation = &stepwise;
    [[maybe_unused]] const Result<> added = extended.add(std::move(steps));
    return extended;
}

class Explainer
{
public:
    Explainer(const OperatorRegistry& operators, ContextSource& context, const ExplanationLimits& limits)
        : m_operators(operators)
        , m_context(context)
        , m_limits(limits)
        , m_stepsLeft(limits.budget.steps)
    {
    }

    ExplainedPart explain(const Value& rule, std::string pointer, const Lists& around)
    {
        ExplainedPart part;
        part.rule = &rule;
        part.pointer = std::move(pointer);
        part.each = around.empty() ? std::string() : around.back().pointer;
        ++m_made;
        evaluate(rule, around, part);
        if (!isOperation(rule))
            return part;
        const auto& [name, operand] = *rule.asObject().begin();
        part.name = name;
        std::string place = part.pointer;
        appendPointerStep(place, name);
        const std::shared_ptr<const Operator> known = m_operators.find(name);
        const Form form = known ? known->form : Form::Eager;
        if (!operand.isArray()) {
            addArgument(part, operand, place, around);
            return part;
        }
        addArguments(part, operand.asArray(), form, place, around);
        return part;
    }

private:
    void evaluate(const Value& rule, const Lists& around, ExplainedPart& part)
    {
        Result<Value> value = valueOf(rule, around);
        if (!value) {
            part.problem = value.error().message;
            return;
        }
        part.value = std::move(value).value();
        part.furtherItems = shorten(part.value, around.size() + 1, m_limits.items);
    }

    /// The rule that gives the body's value for each item of the list.
    static Value ofEach(const List& list, Value body)
    {
        if (!list.body)
            return Value::Object{{"map", Value::Array{*list.rule, std::move(body)}}};
        const Value both = Value::Array{std::move(body), *list.body};
        return Value::Object{{stepsName, Value::Array{*list.rule, both, list.initial ? *list.initial : Value()}}};
    }

    const OperatorRegistry& operatorsFor(const Lists& around)
    {
        if (std::none_of(around.begin(), around.end(), [](const List& list) { return list.body != nullptr; }))
            return m_operators;
        if (!m_withSteps)
            m_withSteps = withSteps(m_operators);
        return *m_withSteps;
    }

    /// What stands in the body of list operators is evaluated for all their items at once, by mapping over the lists.
    Result<Value> valueOf(const Value& rule, const Lists& around)
    {
        if (m_stepsLeft <= 0)
            return Error{ErrorCode::Limit, "The rule is too large to be explained in full.", {}, {}, {}};
        Value whole = rule;
        for (auto list = around.rbegin(); list != around.rend(); ++list)
            whole = ofEach(*list, std::move(whole));
        const Result<std::shared_ptr<const Program>> program = Program::compileRaw(whole, operatorsFor(around));
        if (!program)
            return program.error();
        Evaluator evaluator(Budget{m_stepsLeft, m_limits.budget.bytes});
        Result<Value> value = evaluator.evaluate(**program, m_context);
        m_stepsLeft = evaluator.workspace().stepsLeft();
        return value;
    }

    void addArguments(ExplainedPart& part, const Value::Array& arguments, Form form, const std::string& place,
                      const Lists& around)
    {
        const std::vector<bool> reached = reachedOf(form, arguments, around);
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            const std::string pointer = place + "/" + std::to_string(i);
            const bool isBody = i == 1 && (form == Form::Each || form == Form::Reduce);
            if (!reached[i]) {
                addUnreached(part, arguments[i], pointer);
            } else if (!isBody) {
                addArgument(part, arguments[i], pointer, around);
            } else {
                Lists within = around;
                within.push_back({&arguments[0], place + "/0"});
                if (form == Form::Reduce) {
                    within.back().body = &arguments[1];
                    within.back().initial = arguments.size() > 2 ? &arguments[2] : nullptr;
                }
                addArgument(part, arguments[i], pointer, within);
            }
        }
    }

    /// Which arguments the evaluation got to. Each item of a list goes its own way: there all count as reached.
    std::vector<bool> reachedOf(Form form, const Value::Array& arguments, const Lists& around)
    {
        std::vector<bool> reached(arguments.size(), true);
        if (form == Form::Each || form == Form::Reduce) // what they do not take is never looked at
            std::fill(reached.begin() + std::min<std::ptrdiff_t>(form == Form::Each ? 2 : 3, std::ssize(reached)),
                      reached.end(), false);
        else if (around.empty() && (form == Form::And || form == Form::Or || form == Form::If))
            reached = decidedAmong(form, arguments);
        return reached;
    }

    std::vector<bool> decidedAmong(Form form, const Value::Array& arguments)
    {
        const bool isChoice = form == Form::If;
        std::vector<bool> reached(arguments.size(), false);
        for (std::size_t i = 0; i < arguments.size(); i += isChoice ? 2 : 1) {
            reached[i] = true;
            if (i + 1 == arguments.size())
                break;
            const std::optional<bool> truth = truthOf(arguments[i]);
            if (isChoice && truth == true)
                reached[i + 1] = true;
            const bool goesOn = form == Form::And ? truth == true : truth == false;
            if (!goesOn)
                break;
        }
        return reached;
    }

    /// Nothing when it fails: then everything around it does.
    std::optional<bool> truthOf(const Value& rule)
    {
        const Result<Value> value = valueOf(rule, {});
        return value ? std::optional(isTruthy(Operand::of(*value))) : std::nullopt;
    }

    void addArgument(ExplainedPart& part, const Value& argument, const std::string& pointer, const Lists& around)
    {
        if (isOperation(argument) && m_made < m_limits.parts) {
            part.parts.push_back(explain(argument, pointer, around));
        } else if (argument.isArray()) {
            for (std::size_t i = 0; i < argument.asArray().size(); ++i)
                addArgument(part, argument.asArray()[i], pointer + "/" + std::to_string(i), around);
        }
    }

    static void addUnreached(ExplainedPart& part, const Value& argument, const std::string& pointer)
    {
        if (!isOperation(argument))
            return;
        ExplainedPart unreached;
        unreached.rule = &argument;
        unreached.pointer = pointer;
        unreached.name = (*argument.asObject().begin()).first;
        unreached.isReached = false;
        part.parts.push_back(std::move(unreached));
    }

    const OperatorRegistry& m_operators;
    std::optional<OperatorRegistry> m_withSteps; ///< once somebody reduces
    ContextSource& m_context;
    const ExplanationLimits m_limits;
    std::int64_t m_stepsLeft;
    std::size_t m_made = 0;
};

} // namespace

ExplainedPart explain(const Value& rule, const OperatorRegistry& operators, ContextSource& context,
                      const ExplanationLimits& limits)
{
    return Explainer(operators, context, limits).explain(rule, {}, {});
}

Value toValue(const ExplainedPart& part)
{
    Value::Object object{{"pointer", part.pointer}};
    if (!part.name.empty())
        object.append("operator", part.name);
    if (!part.isReached) {
        object.append("isReached", false);
        return object;
    }
    if (part.problem.empty())
        object.append("value", part.value);
    else
        object.append("problem", part.problem);
    if (!part.each.empty())
        object.append("each", part.each);
    if (part.furtherItems > 0)
        object.append("furtherItems", static_cast<std::int64_t>(part.furtherItems));
    if (!part.parts.empty()) {
        Value::Array parts;
        for (const ExplainedPart& one : part.parts)
            parts.push_back(toValue(one));
        object.append("parts", std::move(parts));
    }
    return object;
}

} // namespace campaign::rules
