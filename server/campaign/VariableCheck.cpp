// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/VariableCheck.h"

#include "server/core/Json.h"

#include <algorithm>
#include <cmath>

namespace campaign {

namespace {

using history::Entity;
constexpr int mostSchemas = 10'000;

Error misfit(const std::string& name, const std::string& wanted)
{
    return {ErrorCode::Invalid, "The variable \"" + name + "\" must be " + wanted + ".", "variables." + name, {}, {}};
}

Result<> checkOne(const Entity& schema, const Value& value)
{
    const std::string kind = schema.field("type").asString();
    if (kind == "string" && !value.isString())
        return misfit(schema.name(), "a text");
    if (kind == "number" && !value.isNumber())
        return misfit(schema.name(), "a number");
    if (kind == "boolean" && !value.isBoolean())
        return misfit(schema.name(), "true or false");
    const Value& choices = schema.field("enumValues");
    if (kind != "enum" || !choices.isArray())
        return {};
    const Value::Array& list = choices.asArray();
    if (std::find(list.begin(), list.end(), value) == list.end())
        return misfit(schema.name(), "one of " + toJson(choices));
    return {};
}

/// The schema that governs a variable: the entity's own, else the type's.
const Entity* governing(const std::vector<history::EntityPtr>& schemas, const catalogue::Catalogue& types,
                        const catalogue::Type& type, const Id& entity, const std::string& name)
{
    const Entity* found = nullptr;
    for (const history::EntityPtr& schema : schemas) {
        const Value& target = schema->field("entityType");
        if (schema->name() != name || !target.isString() || types.findByAnyName(target.asString()) != &type)
            continue;
        const Value& own = schema->field("entityId");
        if (own.isString() && own.asString() == entity)
            return schema.get();
        if (own.isNull())
            found = schema.get();
    }
    return found;
}

bool fits(const std::string& type, const Value& value)
{
    if (type == "STRING")
        return value.isString();
    if (type == "BOOLEAN")
        return value.isBoolean();
    if (type == "INTEGER")
        return value.isNumber() && std::floor(value.asNumber()) == value.asNumber();
    return type != "FLOAT" || value.isNumber();
}

const char* wordOf(const std::string& type)
{
    if (type == "STRING")
        return "a text";
    if (type == "BOOLEAN")
        return "true or false";
    return type == "INTEGER" ? "a whole number" : "a number";
}

} // namespace

Result<> checkResult(const Entity& variable, const Value& value)
{
    const bool isDerived = !variable.field("formula").isNull();
    const Value& type = variable.field(isDerived ? "resultType" : "type");
    if (value.isNull() || !type.isString() || fits(type.asString(), value))
        return {};
    return Error{ErrorCode::Invalid,
                 std::string(isDerived ? "The formula gives " : "The value is ") + toJson(value).substr(0, 100) +
                     ", which is not " + wordOf(type.asString()) + ".",
                 isDerived ? "formula" : "value",
                 {},
                 {}};
}

std::vector<Error> faultsIn(const Entity& entity, const catalogue::Catalogue& types,
                            const std::vector<history::EntityPtr>& schemas)
{
    std::vector<Error> faults;
    const Value& variables = entity.field(catalogue::common::Variables);
    if (!variables.isObject())
        return faults;
    for (const auto& [name, value] : variables.asObject()) {
        const Entity* schema = governing(schemas, types, *entity.type, entity.id, name);
        if (!schema || value.isNull())
            continue;
        if (const Result<> good = checkOne(*schema, value); !good)
            faults.push_back(good.error());
    }
    return faults;
}

Result<> checkVariables(const catalogue::Catalogue& types, const catalogue::Type& type, const Id& entity,
                        const Value::Object& fields, history::Writer& writer)
{
    const Value* variables = fields.find("variables");
    if (!variables || !variables->isObject() || variables->asObject().empty())
        return {};
    history::ListQuery query;
    query.first = mostSchemas;
    const Result<history::Page> schemas = writer.list(*types.find("VariableSchema"), query);
    if (!schemas)
        return schemas.error();
    for (const auto& [name, value] : variables->asObject()) {
        const Entity* schema = governing(schemas->entities, types, type, entity, name);
        if (!schema || value.isNull())
            continue;
        if (const Result<> good = checkOne(*schema, value); !good)
            return good;
    }
    return {};
}

} // namespace campaign
