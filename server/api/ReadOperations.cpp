// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/Relations.h"
#include "server/api/SchemaAssembly.h"

namespace campaign::api {

using catalogue::Field;
using catalogue::Type;
using graphql::FieldCall;
using graphql::FieldResult;
using graphql::ObjectRef;

namespace {

Result<> resolveById(const FieldCall& call, std::span<FieldResult> out, const Type& type)
{
    Result<Located> found = scopeOf(call).locate(type, textOf(call.arguments(), "id"), call.arguments());
    if (!found)
        return found.error();
    out[0].setObject(NodeLevel(call.context()).add(std::move(found->entity), found->view));
    return {};
}

/// Where the children of a parent named by its id are read: on the parent's own branch.
Result<const ReadView*> viewOfChildren(OperationScope& scope, const FieldCall& call, const Type& type,
                                       const Field& reference, const Id& parent)
{
    Result<const ReadView*> usual = scope.viewFor(type, call.arguments());
    if (!usual || !(*usual)->isDefault || homeOf(scope.types(), type) == Home::World)
        return usual;
    const Type& target = *scope.types().find(reference.target);
    if (target.role == catalogue::Role::Campaign)
        return scope.viewFor(Home::Campaign, call.arguments(), parent);
    const Result<std::shared_ptr<const HomeBranches>> homes = scope.homes();
    if (!homes || (*homes)->campaigns.size() < 2 || homeOf(scope.types(), target) == Home::World)
        return usual;
    const Result<Located> found = scope.locate(target, parent, call.arguments());
    if (!found)
        return found.error();
    return found->view;
}

/// Those of the parent's that can happen now; for game masters, as availability is.
Result<> resolveAvailable(const FieldCall& call, FieldResult& out, const Type& type, const Field& reference,
                          const Id& parent, const ReadView& view)
{
    OperationScope& scope = scopeOf(call);
    if (const Result<> may = scope.checkGameMaster(); !may)
        return may;
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    Result<std::vector<std::vector<history::EntityPtr>>> found =
        (*snapshot)->byReference(type, reference, {&parent, 1}, view.at, scope.viewer(), unpagedLimit);
    if (!found)
        return found.error().code == ErrorCode::Limit ? tooLong(type) : found.error();
    std::vector<history::EntityPtr> kept;
    const auto available = scope.services().availability.of(found->front(), **snapshot, view.at, scope.viewer());
    if (!available)
        return available.error();
    for (std::size_t i = 0; i < available->size(); ++i) {
        if ((*available)[i].isAvailable())
            kept.push_back(std::move(found->front()[i]));
    }
    setNodes(call, out, std::move(kept), &view);
    return {};
}

Result<> resolveByParent(const FieldCall& call, std::span<FieldResult> out, const Type& type, const Field& reference)
{
    const Id parent = textOf(call.arguments(), reference.name);
    const Result<const ReadView*> view = viewOfChildren(scopeOf(call), call, type, reference, parent);
    if (!view)
        return view.error();
    if (flagOf(call.arguments(), "availableOnly"))
        return resolveAvailable(call, out[0], type, reference, parent, **view);
    const ViewGroup group{*view, {0}};
    return resolveDown(call, {&group, 1}, {&parent, 1}, type, reference, out);
}

Result<> resolveAll(const FieldCall& call, std::span<FieldResult> out, const Type& type)
{
    OperationScope& scope = scopeOf(call);
    const Result<const ReadView*> view = scope.viewFor(type, call.arguments());
    if (!view)
        return view.error();
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    history::ListQuery query;
    query.first = unpagedLimit;
    Result<history::Page> page = (*snapshot)->list(type, query, (*view)->at, scope.viewer());
    if (!page)
        return page.error();
    if (page->hasNext)
        return tooLong(type);
    setNodes(call, out[0], std::move(page->entities), *view);
    return {};
}

void addById(graphql::Type& query, const Type& type, const std::string& name)
{
    graphql::Field& field = query.field(name, type.name);
    field.describe("One " + type.queryName() + " by its id; null when there is none.").argument("id", "ID!");
    addReadArguments(field);
    field.resolve([&type](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
        return resolveById(call, out, type);
    });
}

void addByParent(graphql::Type& query, const Type& type, const Field& reference)
{
    graphql::Field& field = query.field(reference.listQuery, "[" + type.name + "!]!");
    field.describe("By name, at most 10,000.").argument(reference.name, "ID!");
    if (completionOf(type))
        field.argument("availableOnly", "Boolean", "false")
            .describeArgument("Only what can happen now; for game masters.");
    addReadArguments(field);
    field.resolve([&type, &reference](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
        return resolveByParent(call, out, type, reference);
    });
}

/// `settlements`, or `settlements(kingdomId)`: all, or those of one parent.
void addPlural(graphql::Type& query, const Type& type)
{
    graphql::Field& field = query.field(type.plural, "[" + type.name + "!]!");
    field.describe("By name, at most 10,000.");
    const Field* parent = type.field(type.parentField);
    if (parent)
        field.argument(parent->name, "ID");
    addReadArguments(field);
    field.resolve([&type, parent](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
        const bool ofParent = parent && !textOf(call.arguments(), parent->name).empty();
        return ofParent ? resolveByParent(call, out, type, *parent) : resolveAll(call, out, type);
    });
}

} // namespace

void addReadOperations(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types)
{
    graphql::Type& query = schema.object("Query");
    for (const Type& type : types.types()) {
        if (type.role != catalogue::Role::File) // found by its content, too: FileTypes.cpp
            addById(query, type, type.queryName());
        if (type.scope == catalogue::Scope::Branched)
            addById(query, type, type.queryName() + "AsOf");
        if (type.hasGetQueries)
            addById(query, type, "get" + type.name);
        bool hasPlural = false;
        for (const Field& field : type.fields) {
            if (field.type != catalogue::FieldType::Reference || field.listQuery.empty())
                continue;
            if (field.listQuery != type.plural)
                addByParent(query, type, field);
            else
                hasPlural = field.name != type.parentField;
        }
        if (!hasPlural)
            addPlural(query, type);
    }
}

} // namespace campaign::api
