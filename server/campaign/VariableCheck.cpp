// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/VariableCheck.h"

#include "server/core/Json.h"

#include <algorithm>

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

} // namespace

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
