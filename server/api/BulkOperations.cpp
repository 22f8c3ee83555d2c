// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/SchemaAssembly.h"
#include "server/api/Writes.h"
#include "server/graphql/execution/LeafWriter.h"

#include <algorithm>

namespace campaign::api {

using graphql::FieldCall;
using graphql::FieldResult;
using graphql::LeafWriter;
using graphql::ObjectRef;

namespace {

constexpr std::size_t mostEdits = 10'000;

Error inEdit(std::size_t index, Error error)
{
    return within("input.edits." + std::to_string(index), std::move(error));
}

Result<EntityEdit> editOf(OperationScope& scope, const Value& from, const Value& input, const ReadView*& view)
{
    const catalogue::Type* type = scope.types().findByAnyName(textOf(from, "type"));
    if (!type || !type->writable)
        return invalid("There is no type of entities called \"" + textOf(from, "type") + "\".", "type");
    const Result<Located> found = locateForWrite(scope, *type, textOf(from, "id"), input);
    if (!found)
        return found.error();
    if (view && found->view->at.branch != view->at.branch)
        return invalid("The entities lie on different branches; name the one that is meant.", "id");
    view = found->view;
    EntityEdit edit{found->entity, {}, textsOf(from, "addTags"), textsOf(from, "removeTags"), {}, {}};
    const Value* fields = from.find("fields");
    if (fields && !fields->isNull() && !fields->isObject())
        return invalid("Fields are an object of field names and values.", "fields");
    if (fields && fields->isObject())
        edit.fields = fields->asObject();
    if (const Value* archived = from.find("archived"); archived && archived->isBoolean())
        edit.archived = archived->asBoolean();
    edit.removed = flagOf(from, "deleted");
    if (edit.removed && !EntityService::isCreatable(*type))
        return invalid(type->label + " cannot be deleted here.", "deleted");
    return edit;
}

Result<> changeEntities(const FieldCall& call, FieldResult& out)
{
    OperationScope& scope = scopeOf(call);
    const Value& input = *call.argument("input");
    const Value::Array& wanted = input.find("edits")->asArray();
    if (wanted.size() > mostEdits)
        return Error{ErrorCode::Limit, "One change holds at most 10,000 edits.", "input.edits", {}, {}};
    std::vector<EntityEdit> edits;
    const ReadView* view = nullptr;
    for (const Value& one : wanted) {
        Result<EntityEdit> edit = editOf(scope, one, input, view);
        if (!edit)
            return inEdit(edits.size(), edit.error());
        edits.push_back(std::move(*edit));
    }
    const Result<history::ChangeRequest> request = changeRequest(scope, input, view ? view->at.branch : Id());
    if (!request)
        return within("input", request.error());
    const Result<history::Receipt> receipt = scope.services().entities.edit(edits, *request);
    if (!receipt)
        return receipt.error().path.empty() ? receipt.error() : within("input.edits", receipt.error());
    scope.wrote(*receipt);
    out.setObject({call.context().keep(std::make_shared<history::Receipt>(*receipt)), nullptr});
    return {};
}

const history::Receipt& receiptOf(const void* object)
{
    return *static_cast<const history::Receipt*>(object);
}

void addResult(graphql::SchemaBuilder& schema)
{
    graphql::Type& result = schema.object("ChangeEntitiesResult");
    result.field("change", "Int")
        .describe("The number of the change made; null when nothing differed.")
        .read([](const void* object, LeafWriter& out) {
            receiptOf(object).change ? out.integer(receiptOf(object).change->seq) : out.null();
        });
    result.field("entities", "[ChangedEntity!]!")
        .describe("What changed, with all that went along.")
        .resolve([](const FieldCall&, std::span<const ObjectRef> parents, std::span<FieldResult> out) -> Result<> {
            for (std::size_t i = 0; i < parents.size(); ++i) {
                std::vector<ObjectRef> objects;
                if (const auto& change = receiptOf(parents[i].object).change) {
                    for (const events::EntityChange& one : change->entities)
                        objects.push_back({&one, nullptr});
                }
                out[i].setObjects(std::move(objects));
            }
            return {};
        });
}

} // namespace

void addBulkOperations(graphql::SchemaBuilder& schema, const catalogue::Catalogue&)
{
    graphql::Type& edit = schema.input("EntityEditInput");
    edit.describe("What is done to one entity.");
    edit.input("type", "String!").input("id", "ID!");
    edit.input("fields", "JSON").describeInput("As the update input of the type; variables are merged, null clears.");
    edit.input("addTags", "[String!]").input("removeTags", "[String!]");
    edit.input("archived", "Boolean").input("deleted", "Boolean");
    graphql::Type& input = schema.input("ChangeEntitiesInput");
    input.input("edits", "[EntityEditInput!]!");
    addWriteInputs(input, false);
    addResult(schema);
    schema.object("Mutation")
        .field("changeEntities", "ChangeEntitiesResult")
        .describe("Edits many entities as one change, to be undone in one step: all of it happens or nothing.")
        .argument("input", "ChangeEntitiesInput!")
        .resolve([](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
            return changeEntities(call, out[0]);
        });
}

} // namespace campaign::api
