// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/Command.h"
#include "server/rules/OperatorReference.h"

#include <iostream>

namespace campaign::headless {

namespace {

Arguments::Declared declared()
{
    return {{}, {"markdown"}, 0, 0};
}

Exit run(const Arguments& arguments)
{
    const rules::OperatorRegistry operators = rules::OperatorRegistry::ofCampaign();
    if (arguments.has("markdown"))
        std::cout << rules::operatorReference(operators);
    for (const auto& one : operators.operators()) {
        if (!arguments.has("markdown"))
            std::cout << one->name << '(' << one->arguments << ")\n    " << one->title << ": " << one->meaning << '\n';
    }
    std::cout.flush();
    return Exit::Done;
}

} // namespace

Command operatorsCommand()
{
    return {"operators",
            "Lists the operators that rules may use",
            "[--markdown]",
            "With --markdown it writes the reference page, docs/rules.md.\n\n"
            "Example\n"
            "  campaign-server operators --markdown > docs/rules.md\n",
            declared,
            run};
}

} // namespace campaign::headless
