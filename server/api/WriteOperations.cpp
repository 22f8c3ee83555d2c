// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/FieldTypes.h"
#include "server/api/SchemaAssembly.h"
#include "server/api/Writes.h"

namespace campaign::api {

using catalogue::Type;
using graphql::FieldCall;
using graphql::FieldResult;
using graphql::ObjectRef;

namespace {

/// The members of an input that are fields of the type.
Value::Object fieldsOf(const Type& type, const Value& input)
{
    Value::Object fields;
    for (const auto& [name, value] : input.asObject()) {
        const catalogue::Field* field = type.field(name);
        if (field && !field->readOnly)
            fields.append(name, value);
    }
    return fields;
}

/// Where a new entity goes: the branch named, else where its parent lives.
Result<const ReadView*> viewForNew(OperationScope& scope, const Type& type, const Value& input)
{
    const catalogue::Field* parent = type.field(type.parentField);
    const Result<const ReadView*> usual = scope.viewFor(type, input);
    if (!usual || !(*usual)->isDefault || !parent || homeOf(scope.types(), type) == Home::World)
        return usual;
    const Id parentId = textOf(input, parent->name);
    if (parentId.empty())
        return usual;
    if (parent->target == "Campaign")
        return scope.viewFor(Home::Campaign, input, parentId);
    const Result<Located> found = scope.locate(*scope.types().find(parent->target), parentId, input);
    if (!found)
        return found.error();
    return found->entity && homeOf(scope.types(), *found->entity->type) == Home::Campaign ? found->view : *usual;
}

Result<> create(const FieldCall& call, FieldResult& out, const Type& type)
{
    OperationScope& scope = scopeOf(call);
    const Value& input = *call.argument("input");
    const Result<const ReadView*> view = viewForNew(scope, type, input);
    if (!view)
        return within("input", view.error());
    const Result<history::ChangeRequest> request = changeRequest(scope, input, (*view)->at.branch);
    if (!request)
        return within("input", request.error());
    const Result<Written> written = scope.services().entities.create(type, fieldsOf(type, input), *request);
    if (!written)
        return written.error().path.empty() ? written.error() : within("input", written.error());
    return answer(call, out, type, written, **view, request->worldTime);
}

Result<> archive(const FieldCall& call, FieldResult& out, const Type& type)
{
    OperationScope& scope = scopeOf(call);
    const Result<Located> found = locateForWrite(scope, type, textOf(call.arguments(), "id"), call.arguments());
    if (!found)
        return found.error();
    const Result<history::ChangeRequest> request = changeRequest(scope, call.arguments(), found->view->at.branch);
    if (!request)
        return request.error();
    return answer(call, out, type, scope.services().entities.setArchived(*found->entity, true, *request), *found->view);
}

Result<> restore(const FieldCall& call, FieldResult& out, const Type& type)
{
    OperationScope& scope = scopeOf(call);
    const Id id = textOf(call.arguments(), "id");
    const Result<Located> found = scope.locate(type, id, call.arguments());
    if (!found)
        return found.error();
    const Result<history::ChangeRequest> request = changeRequest(scope, call.arguments(), found->view->at.branch);
    if (!request)
        return request.error();
    return answer(call, out, type, scope.services().entities.restore(type, id, found->entity.get(), *request),
                  *found->view);
}

void addInputs(graphql::SchemaBuilder& schema, const Type& type)
{
    graphql::Type* creation =
        EntityService::isCreatable(type) ? &schema.input("Create" + type.name + "Input") : nullptr;
    graphql::Type& change = schema.input("Update" + type.name + "Input");
    change.describe("Only what is given changes; null clears.");
    for (const catalogue::Field& field : type.fields) {
        if (field.readOnly)
            continue;
        const std::string fieldType = graphqlType(type, field);
        const bool hasTemplate = &field == &type.fields[catalogue::common::Name] && !type.nameTemplate.empty();
        const bool mustBeGiven = field.required && field.defaultValue.isNull() && !hasTemplate;
        const std::string text = field.description.empty() ? field.label + "." : field.description;
        if (creation)
            creation->input(field.name, fieldType + (mustBeGiven ? "!" : "")).describeInput(text);
        change.input(field.name, fieldType).describeInput(text);
    }
    if (creation)
        addWriteInputs(*creation, false);
    addWriteInputs(change, true);
}

using Operation = Result<> (*)(const FieldCall&, FieldResult&, const Type&);

void addOperation(graphql::Type& mutation, const std::string& verb, const Type& type, Operation operation,
                  const std::string& description)
{
    graphql::Field& field = mutation.field(verb + type.name, type.name);
    field.describe(description);
    if (verb == "create") {
        field.argument("input", "Create" + type.name + "Input!");
    } else {
        field.argument("id", "ID!");
        addWriteArguments(field, verb == "delete");
    }
    field.resolve([operation, &type](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
        return operation(call, out[0], type);
    });
}

} // namespace

void addWriteOperations(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types)
{
    graphql::Type& mutation = schema.object("Mutation");
    for (const Type& type : types.types()) {
        if (!type.writable)
            continue;
        addInputs(schema, type);
        if (EntityService::isCreatable(type))
            addOperation(mutation, "create", type, create, "Makes a " + type.queryName() + ".");
        addOperation(mutation, "delete", type, removeOne,
                     "Deletes it with all that hangs on it; it can be restored. Answers with what was deleted.");
        addOperation(mutation, "restore", type, restore, "Brings back what was deleted or archived.");
        addOperation(mutation, "archive", type, archive, "Hides it from lists; it can be restored.");
        mutation.field("update" + type.name, type.name)
            .argument("id", "ID!")
            .argument("input", "Update" + type.name + "Input!")
            .resolve([&type](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
                const Value& input = *call.argument("input");
                return updateFields(call, out[0], type, textOf(call.arguments(), "id"), fieldsOf(type, input), input,
                                    "input");
            });
    }
}

} // namespace campaign::api
