// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/Evaluator.h"

#include "server/rules/Direct.h"

namespace campaign::rules {

namespace {

/// What refers to one thing many times is as large as all of them once somebody copies it. The answer comes by value,
/// so that it need not lie in memory.
[[gnu::noinline]] void chargeAnswer(Workspace& workspace, Operand answer)
{
    workspace.chargeCopy(answer);
}

} // namespace

Evaluator::Evaluator(const Budget& budget)
    : m_budget(budget)
{
    m_workspace.begin(budget);
}

Operand Evaluator::generalValue(const Program& program, ContextSource& context)
{
    m_workspace.beginAgain(m_budget.steps);
    Run run = {m_workspace, program, program.nodes(), context, m_slots};
    const Operand answer = valueOf(run, run.nodes[0]);
    if (answer.isArray() || answer.isObject())
        chargeAnswer(m_workspace, answer);
    return answer;
}

bool Evaluator::generalTruth(const Program& program, ContextSource& context)
{
    m_workspace.beginAgain(m_budget.steps);
    Run run = {m_workspace, program, program.nodes(), context, m_slots};
    return truthOf(run, run.nodes[0]);
}

Operand Direct::Frame::leave()
{
    return evaluator.generalValue(program, context);
}

Workspace& Direct::Frame::workspace()
{
    return evaluator.m_workspace;
}

/// Not to be used when the budget is used up.
Operand Evaluator::value(const Program& program, ContextSource& context)
{
    const Direct* direct = program.direct();
    if (!direct || direct->cost() > m_budget.steps)
        return generalValue(program, context);
    m_workspace.beginAgain(m_budget.steps - direct->cost());
    Direct::Frame frame(*this, program, context);
    const Operand& whole = context.whole();
    if (const Value::Object* members = whole.plainMembers()) [[likely]]
        return direct->run(*members, frame);
    const Record* record = whole.isObject() ? whole.record() : nullptr;
    return record ? direct->run(*record, frame) : generalValue(program, context);
}

Result<Operand> Evaluator::evaluateInPlace(const Program& program, ContextSource& context)
{
    const Operand answer = value(program, context);
    if (m_workspace.spent()) [[unlikely]]
        return m_workspace.failure();
    return answer;
}

Result<bool> Evaluator::test(const Program& program, ContextSource& context)
{
    const bool isTrue = program.direct() ? isTruthy(value(program, context)) : generalTruth(program, context);
    if (m_workspace.spent()) [[unlikely]]
        return m_workspace.failure();
    return isTrue;
}

Result<Value> Evaluator::evaluate(const Program& program, ContextSource& context)
{
    auto operand = evaluateInPlace(program, context);
    if (!operand)
        return std::move(operand).error();
    return toValue(*operand);
}

} // namespace campaign::rules
