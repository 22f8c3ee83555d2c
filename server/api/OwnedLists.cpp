// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/FieldTypes.h"
#include "server/api/Filters.h"
#include "server/api/Relations.h"
#include "server/api/SchemaAssembly.h"
#include "server/catalogue/Check.h"

#include <algorithm>

namespace campaign::api {

using catalogue::Field;
using catalogue::Type;
using graphql::FieldCall;
using graphql::FieldResult;
using graphql::ObjectRef;
using history::Condition;
using history::EntityPtr;

// Lists of what hangs on an entity of one of several types: linksBySource(sourceType, sourceId),
// getVariablesForScope(scope, scopeId, key); and the older getEffect, listEffects(where, orderBy, skip, take).

namespace {

std::string argumentOf(const Field& id)
{
    return id.listArgument.empty() ? id.name : id.listArgument;
}

/// Where things beside an entity are read: on the branch that shows it.
Result<const ReadView*> viewBeside(OperationScope& scope, const FieldCall& call, const Type& type, const Type* owner,
                                   const Id& id)
{
    const Result<const ReadView*> usual = scope.viewFor(type, call.arguments());
    const Result<std::shared_ptr<const HomeBranches>> homes = scope.homes();
    if (!usual || !homes)
        return usual ? homes.error() : usual.error();
    const bool isSettled = !(*usual)->isDefault || !owner || id.empty() || (*homes)->campaigns.size() < 2 ||
                           homeOf(scope.types(), *owner) == Home::World;
    if (isSettled)
        return usual;
    if (owner->role == catalogue::Role::Campaign)
        return scope.viewFor(Home::Campaign, call.arguments(), id);
    const Result<Located> found = scope.locate(*owner, id, call.arguments());
    if (!found)
        return found.error();
    return found->view;
}

void sortByPriority(const Type& type, std::vector<EntityPtr>& entities)
{
    const int index = type.fieldIndex("priority");
    if (index < 0)
        return;
    const auto priority = [&](const EntityPtr& entity) {
        const Value& value = entity->field(index);
        return value.isInteger() ? value.asInteger() : 0;
    };
    std::stable_sort(entities.begin(), entities.end(),
                     [&](const EntityPtr& left, const EntityPtr& right) { return priority(left) > priority(right); });
}

/// Reads one list into `entities`, after those that are there.
Result<> readInto(OperationScope& scope, const Type& type, const std::vector<Condition>& where, const ReadView& view,
                  std::vector<EntityPtr>& entities)
{
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    history::ListQuery query;
    query.first = unpagedLimit;
    query.where = where;
    Result<history::Page> page = (*snapshot)->list(type, query, view.at, scope.viewer());
    if (!page)
        return page.error();
    if (page->hasNext)
        return tooLong(type);
    sortByPriority(type, page->entities);
    entities.insert(entities.end(), page->entities.begin(), page->entities.end());
    return {};
}

/// Those of the entity named; where an absent id stands for the whole type, those of the type after them.
Result<> resolveOwned(const FieldCall& call, FieldResult& out, const Type& type, const Field& id)
{
    OperationScope& scope = scopeOf(call);
    const Field& typeField = *type.field(id.target);
    const Result<Value> typeName = catalogue::checkField(typeField, *call.argument(typeField.name));
    if (!typeName)
        return typeName.error();
    const Id owner = textOf(call.arguments(), argumentOf(id));
    const Result<const ReadView*> view = viewBeside(scope, call, type, scope.types().typeNamed(*typeName), owner);
    if (!view)
        return view.error();
    std::vector<Condition> where{{typeField.name, Condition::Operator::Equal, *typeName}};
    for (const std::string& filter : id.listFilters) {
        const Value* wanted = call.argument(filter);
        if (wanted && !wanted->isNull())
            where.push_back({filter, Condition::Operator::Equal, *wanted});
    }
    std::vector<EntityPtr> entities;
    where.push_back({id.name, Condition::Operator::Equal, owner});
    Result<> read = owner.empty() ? Result<>() : readInto(scope, type, where, **view, entities);
    where.back() = {id.name, Condition::Operator::IsNull, {}};
    if (read && !id.required)
        read = readInto(scope, type, where, **view, entities);
    if (!read)
        return read;
    setNodes(call, out, std::move(entities), *view);
    return {};
}

void addOwnedList(graphql::Type& query, const Type& type, const Field& id)
{
    const Field& typeField = *type.field(id.target);
    graphql::Field& field = query.field(id.listQuery, "[" + type.name + "!]!");
    field.describe(id.required ? "At most 10,000." : "Its own before those of its whole type; at most 10,000.");
    field.argument(typeField.name, graphqlType(type, typeField) + "!");
    field.argument(argumentOf(id), id.required ? "ID!" : "ID");
    for (const std::string& filter : id.listFilters)
        field.argument(filter, graphqlType(type, *type.field(filter)));
    addReadArguments(field);
    field.resolve([&type, &id](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
        return resolveOwned(call, out[0], type, id);
    });
}

/// skip and take count entries where the paged form has cursors.
Result<> resolveWhere(const FieldCall& call, FieldResult& out, const Type& type)
{
    OperationScope& scope = scopeOf(call);
    const std::int64_t skip = integerOf(call.arguments(), "skip").value_or(0);
    const std::int64_t take = integerOf(call.arguments(), "take").value_or(unpagedLimit - skip);
    if (skip < 0 || take < 0 || skip + take > unpagedLimit)
        return Error{ErrorCode::Limit,
                     "skip and take reach up to 10,000 entries; further on use " + type.plural +
                         "Connection(first: …, after: …).",
                     "take",
                     {},
                     R"({"pagedForm":")" + type.plural + R"(Connection"})"};
    const Result<const ReadView*> view = scope.viewFor(type, call.arguments());
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!view || !snapshot)
        return view ? snapshot.error() : view.error();
    Result<std::vector<Condition>> where = conditionsOf(type, call.argument("where"));
    if (!where)
        return where.error();
    history::ListQuery query;
    query.where = std::move(*where);
    query.first = static_cast<int>(skip + take);
    if (const std::string order = textOf(call.arguments(), "orderBy"); !order.empty())
        query.orderBy.push_back(orderOf(type, order));
    Result<history::Page> page = (*snapshot)->list(type, query, (*view)->at, scope.viewer());
    if (!page)
        return page.error();
    std::vector<EntityPtr>& entities = page->entities;
    entities.erase(entities.begin(), entities.begin() + std::min<std::ptrdiff_t>(skip, std::ssize(entities)));
    setNodes(call, out, std::move(entities), *view);
    return {};
}

void addWhereList(graphql::Type& query, const Type& type)
{
    graphql::Field& field = query.field("list" + capitalised(type.plural), "[" + type.name + "!]!");
    field.describe("At most 10,000; " + type.plural + "Connection is the paged form.");
    field.argument("where", type.name + "Filter").argument("orderBy", type.name + "Order");
    field.argument("skip", "Int").argument("take", "Int");
    addReadArguments(field);
    field.resolve([&type](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
        return resolveWhere(call, out[0], type);
    });
}

} // namespace

void addOwnedLists(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types)
{
    graphql::Type& query = schema.object("Query");
    for (const Type& type : types.types()) {
        for (const Field& field : type.fields) {
            if (field.type == catalogue::FieldType::AnyId && !field.listQuery.empty())
                addOwnedList(query, type, field);
        }
        if (type.hasGetQueries)
            addWhereList(query, type);
    }
}

} // namespace campaign::api
