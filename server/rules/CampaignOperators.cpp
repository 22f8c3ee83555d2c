// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/CampaignOperators.h"

#include "server/rules/Coercion.h"

namespace campaign::rules {

namespace {

using Kind = Parameter::Kind;

Operand orNull(const Operand& operand)
{
    return operand.isUndefined() ? Operand::null() : operand;
}

/// The entity an operator is about, left out for the one under evaluation.
Parameter subject(const char* type, std::vector<std::string> reads)
{
    return {.name = keyOfType(type),
            .kind = Kind::Entity,
            .meaning = "Id; left out: the one under evaluation",
            .isOptional = true,
            .type = type,
            .reads = std::move(reads)};
}

Parameter other(const char* type, const char* meaning)
{
    return {.name = keyOfType(type), .kind = Kind::Entity, .meaning = meaning, .type = type};
}

Parameter text(const char* name, const char* meaning)
{
    return {.name = name, .kind = Kind::Text, .meaning = meaning};
}

Operator declare(const char* name, const char* title, const char* meaning, const char* example,
                 std::vector<Parameter> parameters, std::function<Operand(const OperatorCall&)> evaluate)
{
    Operator declaration;
    declaration.name = name;
    declaration.title = title;
    declaration.meaning = meaning;
    declaration.example = example;
    declaration.parameters = std::move(parameters);
    declaration.evaluate = std::move(evaluate);
    return declaration;
}

/// A field of the entity itself.
Operator fieldOperator(const char* name, const char* title, const char* meaning, const char* example, const char* type,
                       const char* field)
{
    return declare(name, title, meaning, example, {subject(type, {field})},
                   [reach = Reach(type, field)](const OperatorCall& call) { return orNull(readFrom(call, 0, reach)); });
}

/// A state variable, else a declared one.
Operator variableOperator(const char* name, const char* title, const char* meaning, const char* example,
                          const char* type)
{
    return declare(name, title, meaning, example,
                   {text("key", "The variable's key"), subject(type, {"var.{key}", "variables.{key}"})},
                   [type](const OperatorCall& call) {
                       const std::string key(call.argument(0).asString());
                       if (!call.workspace.charge(key.size()))
                           return Operand();
                       const Operand state = readFrom(call, 1, Reach(type, "var." + key));
                       return orNull(state.isUndefined() ? readFrom(call, 1, Reach(type, "variables." + key)) : state);
                   });
}

/// Whether a reference of the entity names the other one.
Operator referenceOperator(const char* name, const char* title, const char* meaning, const char* example,
                           const char* type, const char* field, Parameter target)
{
    return declare(name, title, meaning, example, {std::move(target), subject(type, {field})},
                   [reach = Reach(type, field)](const OperatorCall& call) {
                       const Operand reference = readFrom(call, 1, reach);
                       const auto id = idOf(call.argument(0), call.workspace);
                       return Operand::boolean(id && reference.isString() && reference.asString() == *id);
                   });
}

/// How many of a settlement's structures are of the type; all when it is null. Nothing without a settlement.
std::optional<std::size_t> structuresOf(const OperatorCall& call, const Operand& type)
{
    static const Reach reach("Settlement", "structures");
    static const Path typePath("type");
    const Operand structures = readFrom(call, 1, reach);
    if (!structures.isArray())
        return std::nullopt;
    std::size_t count = 0;
    for (std::size_t i = 0; i < structures.itemCount() && call.workspace.step(); ++i) {
        const Operand one = type.isNullish() ? type : walk(structures.item(i), typePath.steps(), call.workspace);
        count += type.isNullish() || strictlyEqual(one, type, call.workspace) ? 1 : 0;
    }
    return count;
}

Operator structureCount()
{
    Parameter type = text("type", "Type of structure; left out or null: all");
    type.isOptional = true;
    return declare("settlement.structureCount", "Number of structures of type",
                   "How many structures of a type the settlement has.",
                   R"({">=": [{"settlement.structureCount": ["temple"]}, 2]})",
                   {std::move(type), subject("Settlement", {"structures.*.type"})}, [](const OperatorCall& call) {
                       const auto count = structuresOf(call, call.argument(0));
                       return count ? Operand::number(static_cast<double>(*count)) : Operand::null();
                   });
}

Operator hasStructureType()
{
    return declare("settlement.hasStructureType", "The settlement has a structure of type",
                   "Whether the settlement has a structure of the type.",
                   R"({"settlement.hasStructureType": ["market"]})",
                   {text("type", "Type of structure"), subject("Settlement", {"structures.*.type"})},
                   [](const OperatorCall& call) {
                       return Operand::boolean(structuresOf(call, call.argument(0)).value_or(0) > 0);
                   });
}

/// The variable isOperational decides, where there is one.
Operator isOperational()
{
    static const Reach id("Structure", "id");
    static const Reach state("Structure", "var.isOperational");
    static const Reach variable("Structure", "variables.isOperational");
    static const Reach archived("Structure", "archivedAt");
    return declare("structure.isOperational", "The structure works",
                   "Whether the structure works: its variable isOperational, or without one that it is not archived.",
                   R"({"!": {"structure.isOperational": []}})",
                   {subject("Structure", {"id", "var.isOperational", "variables.isOperational", "archivedAt"})},
                   [](const OperatorCall& call) {
                       if (!readFrom(call, 0, id).isString())
                           return Operand::boolean(false);
                       for (const Reach* reach : {&state, &variable}) {
                           if (const Operand found = readFrom(call, 0, *reach); !found.isNullish())
                               return Operand::boolean(isTruthy(found));
                       }
                       return Operand::boolean(readFrom(call, 0, archived).isNullish());
                   });
}

} // namespace

Reach::Reach(std::string theType, std::string_view path)
    : type(std::move(theType))
    , here(keyOfType(type) + "." + std::string(path))
    , there(path)
{
}

std::optional<std::string_view> idOf(const Operand& argument, Workspace& workspace)
{
    static const Path idPath("id");
    const Operand id = argument.isObject() ? walk(argument, idPath.steps(), workspace) : argument;
    return id.isString() ? std::optional(id.asString()) : std::nullopt;
}

Operand readFrom(const OperatorCall& call, std::size_t index, const Reach& reach)
{
    if (index < call.arguments.size()) {
        const auto id = idOf(call.arguments[index], call.workspace);
        return id ? call.context.resolveFrom(reach.type, *id, reach.there, call.workspace) : Operand();
    }
    return call.item.isObject() ? walk(call.item, reach.here.steps(), call.workspace)
                                : call.context.resolve(reach.here, call.workspace);
}

std::vector<Operator> campaignOperators()
{
    std::vector<Operator> all = {
        fieldOperator("settlement.level", "Level of the settlement", "The settlement's level.",
                      R"({">=": [{"settlement.level": []}, 3]})", "Settlement", "level"),
        variableOperator("settlement.var", "Variable of the settlement",
                         "A state variable of the settlement, else a declared variable.",
                         R"({">": [{"settlement.var": ["population"]}, 1000]})", "Settlement"),
        hasStructureType(),
        structureCount(),
        referenceOperator("settlement.inKingdom", "The settlement belongs to the kingdom",
                          "Whether the settlement belongs to the kingdom.",
                          R"({"settlement.inKingdom": ["kingdom-id"]})", "Settlement", "kingdomId",
                          other("Kingdom", "Id of a kingdom")),
        referenceOperator("settlement.atLocation", "The settlement stands at the location",
                          "Whether the settlement stands on the location.",
                          R"({"settlement.atLocation": ["location-id"]})", "Settlement", "locationId",
                          other("Location", "Id of a location")),
        fieldOperator("structure.level", "Level of the structure", "The structure's level.",
                      R"({"==": [{"structure.level": []}, 5]})", "Structure", "level"),
        fieldOperator("structure.type", "Type of the structure", "The structure's type.",
                      R"({"==": [{"structure.type": []}, "market"]})", "Structure", "type"),
        variableOperator("structure.var", "Variable of the structure",
                         "A state variable of the structure, else a declared variable.",
                         R"({"<": [{"structure.var": ["upkeep"]}, 50]})", "Structure"),
        isOperational(),
        referenceOperator("structure.inSettlement", "The structure stands in the settlement",
                          "Whether the structure stands in the settlement.",
                          R"({"structure.inSettlement": ["settlement-id"]})", "Structure", "settlementId",
                          other("Settlement", "Id of a settlement")),
    };
    for (Operator& one : spaceAndTimeOperators())
        all.push_back(std::move(one));
    return all;
}

} // namespace campaign::rules
