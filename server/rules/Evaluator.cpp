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
    context.fetch();
    Run run = {m_workspace, program, program.nodes(), context, m_slots};
    const Operand answer = valueOf(run, run.nodes[0]);
    if (answer.isArray() || answer.isObject())
        chargeAnswer(m_workspace, answer);
    return answer;
}

bool Evaluator::generalTruth(const Program& program, ContextSource& context)
{
    m_workspace.beginAgain(m_budget.steps);
    context.fetch();
    Run run = {m_workspace, program, program.nodes(), context, m_slots};
    return truthOf(run, run.nodes[0]);
}

Operand Direct::Frame::leave()
{
    m_workspace = &evaluator.m_workspace;
    return evaluator.generalValue(program, context);
}

Workspace& Direct::Frame::workspace()
{
    if (!m_workspace) {
        m_workspace = &evaluator.m_workspace;
        m_workspace->beginAgain(evaluator.m_budget.steps);
    }
    return *m_workspace;
}

Answer Evaluator::generalAnswer(const Program& program, ContextSource& context)
{
    const Operand answer = generalValue(program, context);
    return m_workspace.spent() ? Answer(m_workspace.failure()) : Answer(answer);
}

Answer Evaluator::evaluateInPlace(const Program& program, ContextSource& context)
{
    const DirectStep* entry = program.directEntry();
    if (!entry || context.rowKey() == 0 || m_budget.steps < Direct::mostSteps) [[unlikely]]
        return generalAnswer(program, context);
    Direct::Frame frame(*this, program, context);
    const Operand answer = entry->call(*entry, context, frame, 0);
    return frame.failed() ? Answer(m_workspace.failure()) : Answer(answer);
}

Result<bool> Evaluator::test(const Program& program, ContextSource& context)
{
    if (program.directEntry()) {
        const Answer answer = evaluateInPlace(program, context);
        return answer ? Result<bool>(isTruthy(*answer)) : answer.error();
    }
    const bool isTrue = generalTruth(program, context);
    if (m_workspace.spent()) [[unlikely]]
        return m_workspace.failure();
    return isTrue;
}

Result<Value> Evaluator::evaluate(const Program& program, ContextSource& context)
{
    const Answer answer = evaluateInPlace(program, context);
    if (!answer)
        return answer.error();
    return toValue(*answer);
}

} // namespace campaign::rules
