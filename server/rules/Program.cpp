// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/Program.h"

#include "server/rules/Compiler.h"
#include "server/rules/Direct.h"

namespace campaign::rules {

Program::Program() = default;
Program::~Program() = default;

std::shared_ptr<const Program> Program::compile(const Expression& expression, const OperatorRegistry& operators)
{
    // A saved rule lies far below the depth at which compiling fails.
    return std::move(compileRaw(expression.rule(), operators)).value();
}

Result<std::shared_ptr<const Program>> Program::compileRaw(const Value& rule, const OperatorRegistry& operators,
                                                           Scope scope)
{
    std::shared_ptr<Program> program(new Program());
    if (const auto compiled = Compiler(operators, *program).compile(rule, scope); !compiled)
        return compiled.error();
    return std::shared_ptr<const Program>(std::move(program));
}

} // namespace campaign::rules
