// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/SchemaAssembly.h"
#include "server/api/Writes.h"
#include "server/graphql/execution/LeafWriter.h"

#include <algorithm>

namespace campaign::api {

using catalogue::Type;
using graphql::FieldCall;
using graphql::FieldResult;
using graphql::LeafWriter;
using graphql::ObjectRef;
using history::EntityPtr;

namespace {

constexpr int mostSchemas = 10'000;

/// One variable of one entity: its value, and the schema that governs it, if any.
struct Variable
{
    std::string name;
    Value value;
    EntityPtr schema;
    const ReadView* view = nullptr;
};

const Variable& variableOf(const void* object)
{
    return *static_cast<const Variable*>(object);
}

/// The schemas that hold for an entity, its own before those of its type, each name once.
Result<std::vector<EntityPtr>> schemasFor(OperationScope& scope, const Type& type, const Id& id, const ReadView& view)
{
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    history::ListQuery query;
    query.first = mostSchemas;
    Result<history::Page> page =
        (*snapshot)->list(*scope.types().find("VariableSchema"), query, view.at, scope.viewer());
    if (!page)
        return page.error();
    std::vector<EntityPtr> own;
    std::vector<EntityPtr> ofType;
    for (EntityPtr& schema : page->entities) {
        const Value& target = schema->field("entityType");
        if (!target.isString() || scope.types().findByAnyName(target.asString()) != &type)
            continue;
        const Value& entity = schema->field("entityId");
        if (entity.isString() && entity.asString() == id)
            own.push_back(std::move(schema));
        else if (entity.isNull())
            ofType.push_back(std::move(schema));
    }
    for (EntityPtr& schema : ofType) {
        const bool isHidden =
            std::any_of(own.begin(), own.end(), [&](const EntityPtr& one) { return one->name() == schema->name(); });
        if (!isHidden)
            own.push_back(std::move(schema));
    }
    return own;
}

std::vector<Variable> variablesOf(const history::Entity& entity, const std::vector<EntityPtr>& schemas,
                                  const ReadView* view)
{
    std::vector<Variable> variables;
    const Value& values = entity.field(catalogue::common::Variables);
    for (const EntityPtr& schema : schemas) {
        const Value* value = values.find(schema->name());
        variables.push_back({schema->name(), value ? *value : schema->field("defaultValue"), schema, view});
    }
    if (!values.isObject())
        return variables;
    for (const auto& [name, value] : values.asObject()) {
        const bool isKnown = std::any_of(variables.begin(), variables.end(),
                                         [&, &key = name](const Variable& one) { return one.name == key; });
        if (!isKnown)
            variables.push_back({name, value, nullptr, view});
    }
    return variables;
}

Result<std::vector<Variable>> readVariables(const FieldCall& call, const Type& type)
{
    OperationScope& scope = scopeOf(call);
    const Result<Located> found =
        scope.locate(type, textOf(call.arguments(), type.queryName() + "Id"), call.arguments());
    if (!found)
        return found.error();
    if (!found->entity)
        return std::vector<Variable>();
    const Result<std::vector<EntityPtr>> schemas = schemasFor(scope, type, found->entity->id, *found->view);
    if (!schemas)
        return schemas.error();
    return variablesOf(*found->entity, *schemas, found->view);
}

Result<> listVariables(const FieldCall& call, FieldResult& out, const Type& type)
{
    Result<std::vector<Variable>> variables = readVariables(call, type);
    if (!variables)
        return variables.error();
    const auto* kept = call.context().keep(std::make_shared<std::vector<Variable>>(std::move(*variables)));
    std::vector<ObjectRef> objects;
    for (const Variable& one : *kept)
        objects.push_back({&one, nullptr});
    out.setObjects(std::move(objects));
    return {};
}

Result<> oneVariable(const FieldCall& call, FieldResult& out, const Type& type)
{
    Result<std::vector<Variable>> variables = readVariables(call, type);
    if (!variables)
        return variables.error();
    const auto* kept = call.context().keep(std::make_shared<std::vector<Variable>>(std::move(*variables)));
    const std::string name = textOf(call.arguments(), "name");
    const auto found = std::find_if(kept->begin(), kept->end(), [&](const Variable& one) { return one.name == name; });
    if (found != kept->end())
        out.setObject({&*found, nullptr});
    return {};
}

Result<> listSchemas(const FieldCall& call, FieldResult& out, const Type& type)
{
    OperationScope& scope = scopeOf(call);
    const Id id = textOf(call.arguments(), type.queryName() + "Id");
    const Result<const ReadView*> view = scope.viewFor(type, call.arguments());
    if (!view)
        return view.error();
    Result<std::vector<EntityPtr>> schemas = schemasFor(scope, type, id, **view);
    if (!schemas)
        return schemas.error();
    NodeLevel level(call.context());
    std::vector<ObjectRef> objects;
    for (EntityPtr& schema : *schemas)
        objects.push_back(level.add(std::move(schema), *view));
    out.setObjects(std::move(objects));
    return {};
}

Result<> setVariable(const FieldCall& call, FieldResult& out, const Type& type)
{
    const Value& input = *call.argument("input");
    const Value* value = input.find("value");
    const Value::Object one{{textOf(input, "name"), value ? *value : Value()}};
    Result<> done = updateFields(call, out, type, textOf(call.arguments(), type.queryName() + "Id"),
                                 {{"variables", one}}, input, "input");
    return done;
}

Value::Object schemaFields(const Type& type, const Id& entity, const Value& input)
{
    Value::Object fields{{"entityType", type.name}};
    if (!entity.empty())
        fields.append("entityId", entity);
    for (const char* name : {"name", "type", "enumValues", "defaultValue", "description"}) {
        if (const Value* value = input.find(name))
            fields.append(name, *value);
    }
    return fields;
}

/// Defines a variable or changes its definition, for one entity or (without its id) for all of the type.
Result<> defineSchema(const FieldCall& call, FieldResult& out, const Type& type)
{
    OperationScope& scope = scopeOf(call);
    const Value& input = *call.argument("input");
    const Id entity = textOf(call.arguments(), type.queryName() + "Id");
    const Type& schemaType = *scope.types().find("VariableSchema");
    Result<const ReadView*> view = scope.viewFor(type, input);
    if (!entity.empty()) {
        const Result<Located> found = locateForWrite(scope, type, entity, input);
        if (!found)
            return found.error();
        view = found->view;
    }
    if (!view)
        return view.error();
    const Result<std::vector<EntityPtr>> known = schemasFor(scope, type, entity, **view);
    if (!known)
        return known.error();
    const Result<history::ChangeRequest> request = changeRequest(scope, input, (*view)->at.branch);
    if (!request)
        return within("input", request.error());
    const Value::Object fields = schemaFields(type, entity, input);
    for (const EntityPtr& schema : *known) {
        const bool isSameReach = schema->field("entityId") == (entity.empty() ? Value() : Value(entity));
        if (schema->name() == textOf(input, "name") && isSameReach)
            return answer(call, out, schemaType, scope.services().entities.update(*schema, fields, {}, *request),
                          **view);
    }
    const Result<Written> written = scope.services().entities.create(schemaType, fields, *request);
    if (!written)
        return within("input", written.error());
    return answer(call, out, schemaType, written, **view);
}

using Operation = Result<> (*)(const FieldCall&, FieldResult&, const Type&);

graphql::Resolver resolver(Operation operation, const Type& type)
{
    return [operation, &type](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
        return operation(call, out[0], type);
    };
}

void addTypes(graphql::SchemaBuilder& schema)
{
    graphql::Type& variable = schema.object("Variable");
    variable.field("name", "String!").read([](const void* object, LeafWriter& out) {
        out.string(variableOf(object).name);
    });
    variable.field("value", "JSON").read([](const void* object, LeafWriter& out) {
        out.value(variableOf(object).value);
    });
    variable.field("schema", "VariableSchema")
        .resolve([](const FieldCall& call, std::span<const ObjectRef> parents, std::span<FieldResult> out) -> Result<> {
            NodeLevel level(call.context());
            for (std::size_t i = 0; i < parents.size(); ++i) {
                const Variable& one = variableOf(parents[i].object);
                out[i].setObject(level.add(one.schema, one.view));
            }
            return {};
        });
    graphql::Type& value = schema.input("SetVariableInput");
    value.input("name", "String!").input("value", "JSON").describeInput("Absent or null removes the variable.");
    addWriteInputs(value, true);
    graphql::Type& definition = schema.input("DefineVariableSchemaInput");
    definition.input("name", "String!").input("type", "VariableSchemaType").input("enumValues", "JSON");
    definition.input("defaultValue", "JSON").input("description", "String");
    addWriteInputs(definition, false);
}

void addQueries(graphql::Type& query, const Type& type)
{
    const std::string key = type.queryName() + "Id";
    graphql::Field& one = query.field(type.queryName() + "Variable", "Variable");
    one.argument(key, "ID!").argument("name", "String!").resolve(resolver(oneVariable, type));
    addReadArguments(one);
    graphql::Field& all = query.field(type.queryName() + "Variables", "[Variable!]!");
    all.argument(key, "ID!").resolve(resolver(listVariables, type));
    addReadArguments(all);
    graphql::Field& schemas = query.field(type.queryName() + "VariableSchemas", "[VariableSchema!]!");
    schemas.argument(key, "ID").describeArgument("Absent: those of the whole type.");
    schemas.resolve(resolver(listSchemas, type));
    addReadArguments(schemas);
}

} // namespace

void addVariableOperations(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types)
{
    addTypes(schema);
    graphql::Type& mutation = schema.object("Mutation");
    for (const Type& type : types.types()) {
        if (!type.writable || !ComputedFields::applyTo(type))
            continue;
        addQueries(schema.object("Query"), type);
        const std::string key = type.queryName() + "Id";
        mutation.field("set" + type.name + "Variable", type.name)
            .argument(key, "ID!")
            .argument("input", "SetVariableInput!")
            .resolve(resolver(setVariable, type));
        mutation.field("define" + type.name + "VariableSchema", "VariableSchema")
            .argument(key, "ID")
            .describeArgument("Absent: for the whole type.")
            .argument("input", "DefineVariableSchemaInput!")
            .resolve(resolver(defineSchema, type));
        graphql::Field& removal = mutation.field("delete" + type.name + "VariableSchema", "VariableSchema");
        removal.argument("id", "ID!").resolve(resolver(removeOne, *types.find("VariableSchema")));
        addWriteArguments(removal, true);
    }
}

} // namespace campaign::api
