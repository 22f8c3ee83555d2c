// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/Evaluator.h"

#include "server/rules/Operations.h"

namespace campaign::rules {

Evaluator::Evaluator(const Budget& budget)
    : m_budget(budget)
{
}

template <typename Answer, Answer (*ask)(Run&, const Node&)>
Result<Answer> Evaluator::run(const Program& program, ContextSource& context)
{
    m_workspace.begin(m_budget);
    // Rules read a handful of paths: writing them here is less than a call.
    const std::size_t slots = program.slotCount();
    if (m_slots.size() < slots)
        m_slots.resize(slots);
    for (std::size_t i = 0; i < slots; ++i)
        m_slots[i] = Operand::pending();
    Run run = {m_workspace, program, program.nodes(), context, m_slots.data()};
    const Answer answer = ask(run, run.nodes[0]);
    // What refers to one thing many times is as large as all of them once somebody copies it.
    if constexpr (std::is_same_v<Answer, Operand>) {
        if (answer.isArray() || answer.isObject())
            m_workspace.chargeCopy(answer);
    }
    if (m_workspace.spent())
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
