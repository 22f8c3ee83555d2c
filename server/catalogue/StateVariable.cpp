// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Declaration.h"
#include "server/catalogue/Types.h"

#include <cmath>

namespace campaign::catalogue {

namespace {

Error wrong(const std::string& sentence, const char* path)
{
    return {ErrorCode::Invalid, sentence, path, {}, {}};
}

Result<> checkStateVariable(const FieldValues& variable)
{
    const std::string type = variable["type"].asString();
    const Value& value = variable["value"];
    const Value& formula = variable["formula"];
    if (type == "DERIVED") {
        if (formula.isNull())
            return wrong("A derived variable needs a formula.", "formula");
        return value.isNull() ? Result<>() : wrong("A derived variable has no value of its own.", "value");
    }
    if (!formula.isNull())
        return wrong("Only a derived variable has a formula.", "formula");
    if (!variable["resultType"].isNull())
        return wrong("Only a derived variable says what its formula gives.", "resultType");
    if (value.isNull() || type == "JSON")
        return {};
    if (type == "STRING" && !value.isString())
        return wrong("The value must be a text.", "value");
    if (type == "BOOLEAN" && !value.isBoolean())
        return wrong("The value must be true or false.", "value");
    if (type == "FLOAT" && !value.isNumber())
        return wrong("The value must be a number.", "value");
    const bool isWhole = value.isNumber() && std::floor(value.asNumber()) == value.asNumber();
    if (type == "INTEGER" && !isWhole)
        return wrong("The value must be a whole number.", "value");
    return {};
}

AnyReference scopeOfVariable()
{
    AnyReference scope;
    scope.type = field("scope", FieldType::Enum, "Belongs to (kind)")
                     .required()
                     .timeless()
                     .sortable()
                     .named("VariableScope")
                     .oneOf({"WORLD", "CAMPAIGN", "PARTY", "KINGDOM", "SETTLEMENT", "STRUCTURE", "CHARACTER",
                             "LOCATION", "EVENT", "ENCOUNTER"});
    scope.id = field("scopeId", FieldType::AnyId, "Belongs to").required().timeless().filterable();
    scope.id.target = "scope";
    scope.id.onDelete = OnDelete::Cascade;
    scope.id.listQuery = "getVariablesForScope";
    scope.id.listFilters = {"key"};
    return scope;
}

} // namespace

Type stateVariableType()
{
    AnyReference scope = scopeOfVariable();
    return {.name = "StateVariable",
            .plural = "stateVariables",
            .label = "State variable",
            .icon = "rule",
            .scope = Scope::Branched,
            .description = "A named value of the world or of something in it, set or derived by a formula.",
            .permission = "rule",
            .parentField = "",
            .fields = withCommonFields({
                scope.type,
                scope.id,
                field("key", FieldType::Text, "Key")
                    .required()
                    .timeless()
                    .sortable()
                    .searchable()
                    .atMost(100)
                    .describe("Unique among the variables of one thing; rules read it as var.<key>."),
                field("type", FieldType::Enum, "Type")
                    .required()
                    .timeless()
                    .sortable()
                    .named("VariableType")
                    .oneOf({"STRING", "INTEGER", "FLOAT", "BOOLEAN", "JSON", "DERIVED"})
                    .byDefault("STRING"),
                field("value", FieldType::Json, "Value"),
                field("formula", FieldType::Rule, "Formula").timeless(),
                field("resultType", FieldType::Enum, "Formula gives")
                    .timeless()
                    .named("VariableResultType")
                    .oneOf({"STRING", "INTEGER", "FLOAT", "BOOLEAN", "JSON"})
                    .describe("What a derived variable's formula must give; absent: anything."),
                field("isActive", FieldType::Boolean, "Active").timeless().filterable().byDefault(true),
            }),
            .uniques = {{{"scopeId", "key"}, "There is a variable with this key already ({name})."}},
            .ownerField = "scopeId",
            .nameTemplate = "{key}",
            .check = checkStateVariable,
            .hasGetQueries = true};
}

} // namespace campaign::catalogue
