// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "server/rules/ContextSource.h"

#include <functional>
#include <map>

namespace campaign::rules {

struct Operation;

/// What a custom operator gets: its evaluated arguments, the context, and the workspace to make values in.
struct OperatorCall
{
    std::span<const Operand> arguments;
    ContextSource& context;
    Workspace& workspace;

    /// The argument, or undefined when it was not given.
    Operand argument(std::size_t index) const { return index < arguments.size() ? arguments[index] : Operand(); }
};

/// One operator's declaration: all that validation, compilation, documentation and the rule editor know of it.
struct Operator
{
    static constexpr int unlimited = -1;
    /// How the compiler treats the arguments. All but Eager and Custom are operators of the language itself.
    enum class Form { Eager, If, And, Or, Each, Reduce, Variable, Missing, MissingSome, Custom };

    std::string name;
    std::string arguments;   // as the documentation writes them: "a, b[, c]"
    int maximum = unlimited; // further arguments are evaluated and ignored
    std::string meaning;
    Form form = Form::Eager;
    bool foldable = false; // depends on its arguments alone
    const Operation* operation = nullptr;

    /// Custom operators: computes the value. Errors go to the workspace.
    std::function<Operand(const OperatorCall&)> evaluate;
    /// Custom operators, absent when they read nothing: the paths a call reads, given its constant arguments (null
    /// where one is computed); nothing when that cannot be told beforehand, which counts as reading everything.
    std::function<std::optional<std::vector<std::string>>(std::span<const Value>)> reads;
};

/// The operators rules may use, by name. Filled at the start, then read by any thread; programs share its declarations.
class OperatorRegistry
{
public:
    /// All operators of JSONLogic (https://jsonlogic.com/operations.html), with the semantics of json-logic-js 2.0.5.
    static OperatorRegistry standard();

    /// Adds a custom operator; Conflict when the name is taken.
    Result<> add(Operator declaration);
    /// Null when there is none of that name.
    std::shared_ptr<const Operator> find(std::string_view name) const;
    /// All, in the order they were added.
    const std::vector<std::shared_ptr<const Operator>>& operators() const { return m_operators; }

private:
    std::vector<std::shared_ptr<const Operator>> m_operators;
    std::map<std::string, std::shared_ptr<const Operator>, std::less<>> m_byName;
};

} // namespace campaign::rules
