// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulation/EffectFormulas.h"

#include "server/campaign/RuleCheck.h"
#include "server/rules/Evaluator.h"

namespace campaign::simulation {

Result<Value> withFormulas(const Value& patch, const Value& document, const rules::OperatorRegistry& operators)
{
    Value known = patch;
    if (!known.isArray())
        return known;
    for (std::size_t i = 0; i < known.asArray().size(); ++i) {
        Value& operation = known.asArray()[i];
        const Value* formula = formulaOf(operation);
        if (!formula)
            continue;
        const auto fail = [&](Error error) {
            error.path = operation.stringOr("path", "");
            return error;
        };
        const auto program = rules::Program::compileRaw(*formula, operators);
        if (!program)
            return fail(program.error());
        rules::ValueContext context(document);
        rules::Evaluator evaluator;
        Result<Value> value = evaluator.evaluate(**program, context);
        if (!value)
            return fail(value.error());
        operation.asObject().set("value", std::move(*value));
    }
    return known;
}

} // namespace campaign::simulation
