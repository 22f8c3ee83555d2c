// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/LineRunner.h"

#include "server/core/Json.h"
#include "server/rules/Explanation.h"

#include <istream>
#include <ostream>

namespace campaign::rules {

namespace {

// Deep enough for any rule that people write; what is deeper is refused with a sentence.
constexpr JsonLimits lineLimits = {.depth = 1'000, .bytes = 64u << 20};
constexpr Budget lineBudget = {.steps = 20'000'000};

std::string errorAnswer(const Error& error)
{
    std::string answer = "{\"error\":";
    appendJsonString(answer, error.message);
    answer += '}';
    return answer;
}

/// Refers to the line's members.
ValueContext contextOf(const Value& line)
{
    static const Value none;
    const auto member = [&](const char* name) -> const Value& {
        const Value* found = line.find(name);
        return found ? *found : none;
    };
    std::optional<std::int64_t> now;
    std::int64_t secondsPerDay = usualSecondsPerDay;
    if (member("now").isInteger())
        now = member("now").asInteger();
    if (member("secondsPerDay").isInteger() && member("secondsPerDay").asInteger() > 0)
        secondsPerDay = member("secondsPerDay").asInteger();
    const Value* data = line.find("data");
    return data ? ValueContext(*data, member("entities"), now, secondsPerDay) : ValueContext();
}

Result<std::string> evaluateLine(std::string_view line, const OperatorRegistry& operators, Evaluator& evaluator)
{
    const auto input = parseJson(line, lineLimits);
    if (!input)
        return input.error();
    const Value* rule = input->find("rule");
    if (!rule)
        return Error{ErrorCode::Invalid, "A line is an object with the members \"rule\" and \"data\".", {}, {}, {}};
    const auto program = Program::compileRaw(*rule, operators);
    if (!program)
        return program.error();
    ValueContext context = contextOf(*input);
    const Value* explained = input->find("explain");
    const bool isExplained = explained && explained->isBoolean() && explained->asBoolean();
    const auto result = evaluator.evaluateInPlace(**program, context);
    if (!result && !isExplained)
        return result.error();
    std::string answer = result ? "{\"result\":" : "{\"error\":";
    if (result)
        appendJson(answer, *result);
    else
        appendJsonString(answer, result.error().message);
    if (isExplained) {
        answer += ",\"explanation\":";
        appendJson(answer, toValue(explain(*rule, operators, context)));
    }
    answer += '}';
    return answer;
}

} // namespace

std::string answerLine(std::string_view line, const OperatorRegistry& operators)
{
    Evaluator evaluator(lineBudget);
    const auto answer = evaluateLine(line, operators, evaluator);
    return answer ? *answer : errorAnswer(answer.error());
}

void runLines(std::istream& in, std::ostream& out, const OperatorRegistry& operators)
{
    // Flushed at each line: whoever asks may wait for the answer before asking again.
    for (std::string line; std::getline(in, line);)
        out << answerLine(line, operators) << std::endl;
}

} // namespace campaign::rules
