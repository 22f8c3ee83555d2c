// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any bytes as a line of the line runner, and as a rule to be saved.
#include "server/core/Json.h"
#include "server/rules/Evaluator.h"
#include "server/rules/LineRunner.h"

#include <cstdlib>

using namespace campaign;
using namespace campaign::rules;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    static const OperatorRegistry operators = OperatorRegistry::ofCampaign();
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const std::string answer = answerLine(text, operators);
    if (!answer.starts_with("{\"result\":") && !answer.starts_with("{\"error\":"))
        std::abort();
    auto rule = parseJson(text);
    if (!rule)
        return 0;
    const Value data = *rule;
    const auto expression = Expression::parse(std::move(rule).value(), operators);
    if (!expression)
        return 0;
    Evaluator evaluator(Budget{20'000});
    ValueContext source(data);
    static_cast<void>(evaluator.evaluate(*Program::compile(*expression, operators), source));
    return 0;
}
