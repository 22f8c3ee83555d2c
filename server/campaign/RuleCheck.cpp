// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/RuleCheck.h"

#include "server/campaign/ChangeReading.h"
#include "server/core/Json.h"
#include "server/rules/Expression.h"

namespace campaign {

namespace {

Result<> checkFormulas(const Value& patch, const rules::OperatorRegistry& operators)
{
    for (std::size_t i = 0; i < patch.asArray().size(); ++i) {
        const Value* formula = formulaOf(patch.asArray()[i]);
        if (!formula)
            continue;
        if (const Result<rules::Expression> good = rules::Expression::parse(*formula, operators); !good) {
            Error error = good.error();
            error.path = "payload[" + std::to_string(i) + "]/value/$rule" + error.path;
            return error;
        }
    }
    return {};
}

} // namespace

const Value* formulaOf(const Value& operation)
{
    const Value* value = operation.isObject() ? operation.find("value") : nullptr;
    return value && value->isObject() && value->asObject().size() == 1 ? value->find("$rule") : nullptr;
}

Result<> checkRules(const catalogue::Type& type, const Value::Object& fields, const rules::OperatorRegistry& operators)
{
    for (const catalogue::Field& field : type.fields) {
        if (field.type != catalogue::FieldType::Rule)
            continue;
        const Value* rule = fields.find(field.name);
        if (!rule || rule->isNull())
            continue;
        if (const Result<rules::Expression> good = rules::Expression::parse(*rule, operators); !good) {
            Error error = good.error();
            error.path = field.name + error.path;
            return error;
        }
    }
    const Value* patch = type.name == "Effect" ? fields.find("payload") : nullptr;
    return patch && patch->isArray() ? checkFormulas(*patch, operators) : Result<>();
}

Result<> checkCircle(Formulas& formulas, history::Writer& writer, const catalogue::Type& type, const Id& id)
{
    if (type.fieldIndex("formula") < 0)
        return {};
    const Result<history::EntityPtr> variable = writer.find(type, id);
    if (!variable)
        return variable.error();
    if (!*variable || !isDerived(**variable) || !isInForce(**variable))
        return {};
    const std::vector<VariableDefaults> none(formulas.names().types().types().size());
    ChangeReading reading(writer);
    EntityGraph graph(formulas.names().types(), reading, {}, {});
    DerivedVariables variables(formulas, graph, none);
    const std::vector<const history::Entity*> circle = variables.circle(**variable);
    if (circle.empty())
        return {};
    Value::Array steps;
    for (const history::Entity* step : circle)
        steps.push_back(Value::Object{{"id", step->id}, {"name", step->name()}});
    return Error{ErrorCode::Conflict,
                 "It would be derived from itself: " + circleInWords(circle, variables) + ".",
                 "formula",
                 {},
                 toJson(Value::Object{{"constraint", "circle"}, {"cycle", std::move(steps)}})};
}

} // namespace campaign
