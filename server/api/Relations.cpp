// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/Relations.h"
#include "server/api/OperationScope.h"
#include "server/api/SchemaAssembly.h"

#include <algorithm>
#include <unordered_map>

namespace campaign::api {

using graphql::FieldCall;
using graphql::FieldResult;
using graphql::ObjectRef;
using history::EntityPtr;

Result<std::vector<ViewGroup>> groupByView(OperationScope& scope, std::span<const ObjectRef> parents,
                                           const catalogue::Type& child)
{
    std::vector<ViewGroup> groups;
    const ReadView* lastParent = nullptr;
    const history::Entity* lastCampaign = nullptr;
    const ReadView* view = nullptr;
    for (std::size_t i = 0; i < parents.size(); ++i) {
        const Node& parent = nodeOf(parents[i]);
        const bool isCampaign = parent.entity->type->role == catalogue::Role::Campaign;
        if (parent.view != lastParent || (isCampaign && parent.entity.get() != lastCampaign)) {
            const Result<const ReadView*> below = scope.viewBelow(parent, child);
            if (!below)
                return below.error();
            view = *below;
            lastParent = parent.view;
            lastCampaign = parent.entity.get();
        }
        if (groups.empty() || groups.back().view != view) {
            const auto known =
                std::find_if(groups.begin(), groups.end(), [&](const ViewGroup& group) { return group.view == view; });
            if (known == groups.end())
                groups.push_back({view, {}});
            else
                std::rotate(known, known + 1, groups.end());
        }
        groups.back().members.push_back(i);
    }
    return groups;
}

Error tooLong(const catalogue::Type& type)
{
    return {ErrorCode::Limit,
            "There are more than 10,000 " + type.plural + ". Read them in pages: " + type.plural +
                "Connection(first: …, after: …).",
            {},
            {},
            R"({"pagedForm":")" + type.plural + R"(Connection"})"};
}

void setNodes(const FieldCall& call, FieldResult& out, std::vector<EntityPtr> entities, const ReadView* view)
{
    NodeLevel level(call.context());
    std::vector<ObjectRef> objects;
    for (EntityPtr& entity : entities) {
        if (entity)
            objects.push_back(level.add(std::move(entity), view));
    }
    out.setObjects(std::move(objects));
}

namespace {

/// The entity behind a reference, for all parents: one look-up of the distinct ids.
Result<> resolveUp(const FieldCall& call, std::span<const ObjectRef> parents, std::span<FieldResult> out,
                   const catalogue::Field& reference, const catalogue::Type& target)
{
    OperationScope& scope = scopeOf(call);
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    const Result<std::vector<ViewGroup>> groups = groupByView(scope, parents, target);
    if (!groups)
        return groups.error();
    const int index = nodeOf(parents.front()).entity->type->fieldIndex(reference.name);
    NodeLevel level(call.context());
    for (const ViewGroup& group : *groups) {
        std::unordered_map<std::string_view, std::size_t> places;
        std::vector<Id> ids;
        for (const std::size_t i : group.members) {
            const Value& id = nodeOf(parents[i]).entity->field(index);
            if (id.isString() && places.emplace(id.asString(), ids.size()).second)
                ids.push_back(id.asString());
        }
        if (ids.empty())
            continue;
        const auto found = (*snapshot)->byIds(target, ids, group.view->at, scope.viewer());
        if (!found)
            return found.error();
        std::vector<ObjectRef> objects;
        for (const EntityPtr& entity : *found)
            objects.push_back(level.add(entity, group.view));
        for (const std::size_t i : group.members) {
            const Value& id = nodeOf(parents[i]).entity->field(index);
            if (id.isString())
                out[i].setObject(objects[places[id.asString()]]);
        }
    }
    return {};
}

Error tooMany(const catalogue::Type& type, const catalogue::Field& reference)
{
    return {ErrorCode::Limit,
            "There are more than 10,000 " + type.plural + " here. Read them in pages: " + type.plural +
                "Connection(filter: {" + reference.name + ": {eq: …}}, first: …, after: …).",
            {},
            {},
            R"({"pagedForm":")" + type.plural + R"(Connection"})"};
}

} // namespace

Result<> resolveDown(const FieldCall& call, std::span<const ViewGroup> groups, std::span<const Id> parents,
                     const catalogue::Type& type, const catalogue::Field& reference, std::span<FieldResult> out)
{
    OperationScope& scope = scopeOf(call);
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!snapshot)
        return snapshot.error();
    NodeLevel level(call.context());
    for (const ViewGroup& group : groups) {
        std::vector<Id> ids;
        ids.reserve(group.members.size());
        for (const std::size_t i : group.members)
            ids.push_back(parents[i]);
        const auto found = (*snapshot)->byReference(type, reference, ids, group.view->at, scope.viewer());
        if (!found)
            return found.error().code == ErrorCode::Limit ? tooMany(type, reference) : found.error();
        for (std::size_t i = 0; i < ids.size(); ++i) {
            FieldResult& result = out[group.members[i]];
            if ((*found)[i].size() > static_cast<std::size_t>(unpagedLimit)) {
                result.setError(tooMany(type, reference));
                continue;
            }
            std::vector<ObjectRef> objects;
            objects.reserve((*found)[i].size());
            for (const EntityPtr& entity : (*found)[i])
                objects.push_back(level.add(entity, group.view));
            result.setObjects(std::move(objects));
        }
    }
    return {};
}

void addRelations(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types)
{
    for (const catalogue::Type& type : types.types()) {
        graphql::Type& made = schema.object(type.name);
        for (const catalogue::Field& field : type.fields) {
            if (field.type != catalogue::FieldType::Reference)
                continue;
            const catalogue::Type& target = *types.find(field.target);
            made.field(relationName(field), target.name)
                .describe(field.label + "; null when it is gone or hidden.")
                .resolve([&field, &target](const FieldCall& call, std::span<const ObjectRef> parents,
                                           std::span<FieldResult> out) {
                    return resolveUp(call, parents, out, field, target);
                });
        }
        for (const catalogue::Catalogue::Inverse& inverse : types.referencesTo(type)) {
            if (inverse.field->inverse.empty())
                continue;
            made.field(inverse.field->inverse, "[" + inverse.type->name + "!]!")
                .describe("By name, at most 10,000.")
                .resolve([inverse](const FieldCall& call, std::span<const ObjectRef> parents,
                                   std::span<FieldResult> out) -> Result<> {
                    const auto groups = groupByView(scopeOf(call), parents, *inverse.type);
                    if (!groups)
                        return groups.error();
                    std::vector<Id> ids;
                    for (const ObjectRef& parent : parents)
                        ids.push_back(nodeOf(parent).entity->id);
                    return resolveDown(call, *groups, ids, *inverse.type, *inverse.field, out);
                });
        }
    }
}

} // namespace campaign::api
