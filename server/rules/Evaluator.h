// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rules/Program.h"

namespace campaign::rules {

struct Run;

/// What an evaluation came to: an operand or an Error, read as those of a Result are. Refers: valid until the
/// evaluator's next evaluation, and as long as the context's data are.
class Answer
{
public:
    Answer(const Operand& operand)
        : m_operand(operand)
    {
    }
    Answer(const Error& error)
        : m_operand(Operand::failed(error))
    {
    }

    bool has_value() const { return !m_operand.failure(); }
    explicit operator bool() const { return has_value(); }
    const Operand& operator*() const { return m_operand; }
    const Operand* operator->() const { return &m_operand; }
    const Error& error() const { return *m_operand.failure(); }

private:
    Operand m_operand;
};

/// Runs programs, one at a time, in one thread; keeps its memory between runs, so keep an evaluator rather than
/// making one for each rule.
class Evaluator
{
public:
    explicit Evaluator(const Budget& budget = {});

    /// The rule's value; undefined becomes null. Errors: Limit when the budget is used up, Invalid where json-logic-js
    /// throws (unknown operator, product of nothing, …), and whatever a custom operator reports.
    Result<Value> evaluate(const Program& program, ContextSource& context);
    /// The same without a copy.
    Answer evaluateInPlace(const Program& program, ContextSource& context);
    /// Whether the rule's value is true in JSONLogic's sense ([] is false).
    Result<bool> test(const Program& program, ContextSource& context);

    /// What the last evaluation made and what is left of its budget.
    const Workspace& workspace() const { return m_workspace; }

private:
    friend class Direct;
    Answer generalAnswer(const Program& program, ContextSource& context);
    Operand generalValue(const Program& program, ContextSource& context);
    bool generalTruth(const Program& program, ContextSource& context);

    Budget m_budget;
    Workspace m_workspace;
    std::vector<Operand> m_slots;
};

} // namespace campaign::rules
