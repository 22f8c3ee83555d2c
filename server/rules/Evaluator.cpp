// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/Evaluator.h"

#include "server/rules/Operations.h"

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
}

template <typename Answer, Answer (*ask)(Run&, const Node&)>
[[gnu::always_inline]] inline Result<Answer> Evaluator::run(const Program& program, ContextSource& context)
{
    m_workspace.begin(m_budget);
    Run run = {m_workspace, program, program.nodes(), context, m_slots};
    const Answer answer = ask(run, run.nodes[0]);
    if constexpr (std::is_same_v<Answer, Operand>) {
        if (answer.isArray() || answer.isObject())
            chargeAnswer(m_workspace, answer);
    }
    if (m_workspace.spent()) [[unlikely]]
        return m_workspace.failure();
    return answer;
}

Result<Operand> Evaluator::evaluateInPlace(const Program& program, ContextSource& context)
{
    return run<Operand, valueOf>(program, context);
}

Result<bool> Evaluator::test(const Program& program, ContextSource& context)
{
    return run<bool, truthOf>(program, context);
}

Result<Value> Evaluator::evaluate(const Program& program, ContextSource& context)
{
    auto operand = evaluateInPlace(program, context);
    if (!operand)
        return std::move(operand).error();
    return toValue(*operand);
}

} // namespace campaign::rules
