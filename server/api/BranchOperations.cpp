// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/SchemaAssembly.h"

#include "server/api/BranchClock.h"
#include "server/api/Writes.h"
#include "server/campaign/WorldCreation.h"
#include "server/catalogue/Time.h"
#include "server/graphql/execution/LeafWriter.h"

namespace campaign::api {

using graphql::FieldCall;
using graphql::FieldResult;
using graphql::LeafWriter;
using graphql::ObjectRef;
using history::EntityPtr;

namespace {

/// Forks a branch and answers with the new one.
Result<> fork(const FieldCall& call, FieldResult& out, const ReadView& source, const Value& input,
              std::optional<catalogue::WorldTime> at)
{
    OperationScope& scope = scopeOf(call);
    const std::string name = textOf(input, "name");
    if (name.empty())
        return invalid("A branch needs a name.", "input.name");
    Result<history::ChangeRequest> request = changeRequest(scope, Value::Object(), source.at.branch);
    if (!request)
        return request.error();
    request->kind = "fork";
    request->reason = "Fork " + name;
    const catalogue::Type& type = *scope.types().withRole(catalogue::Role::Branch);
    Id id;
    Result<history::Receipt> receipt = scope.services().store.write(*request, [&](history::Writer& writer) -> Result<> {
        const Result<Id> made = writer.fork(source.at.branch, name, at);
        if (!made)
            return made.error();
        id = *made;
        const std::string description = textOf(input, "description");
        return description.empty() ? Result<>() : writer.update(type, id, {{"description", description}});
    });
    if (!receipt)
        return receipt.error();
    return answer(call, out, type, Written{id, std::move(*receipt)}, source);
}

Result<> forkBranch(const FieldCall& call, FieldResult& out)
{
    const Value& input = *call.argument("input");
    const Result<std::optional<catalogue::WorldTime>> at = timeOf(input, "worldTime");
    if (!at)
        return within("input", at.error());
    const ReadView source{{textOf(input, "sourceBranchId"), {}, {}}, false};
    return fork(call, out, source, input, *at);
}

/// A what-if off the campaign's main branch.
Result<> createBranch(const FieldCall& call, FieldResult& out)
{
    const Value& input = *call.argument("input");
    const Result<const ReadView*> main = scopeOf(call).viewOfCampaign(input);
    if (!main)
        return main.error();
    return fork(call, out, **main, input, {});
}

Result<> currentWorldTime(const FieldCall& call, FieldResult& out)
{
    OperationScope& scope = scopeOf(call);
    const Result<const ReadView*> view = scope.viewOfCampaign(call.arguments());
    if (!view)
        return view.error();
    const Result<Value> clock = clockOf(scope, **view);
    if (!clock)
        return clock.error();
    if (clock->isInteger())
        out.setLeaf(catalogue::toIsoTime(clock->asInteger()));
    return {};
}

/// The answer to createWorldWithCampaign.
struct NewWorldNodes
{
    Node world, map, campaign, branch;
};

Result<> readCreated(OperationScope& scope, const CreatedWorld& created, NewWorldNodes& nodes)
{
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    const Result<std::shared_ptr<const HomeBranches>> homes = scope.homes();
    if (!snapshot || !homes)
        return snapshot ? homes.error() : snapshot.error();
    const ReadView* root = scope.view({{(*homes)->root, {}, {}}, true});
    const Id main = (*homes)->mainOf(created.campaign);
    const ReadView* there = scope.view({{main, {}, {}}, true});
    const auto read = [&](const char* type, const Id& id, const ReadView* view, Node& node) -> Result<> {
        auto found = (*snapshot)->byIds(*scope.types().find(type), {&id, 1}, view->at, scope.viewer());
        if (!found)
            return found.error();
        node = {std::move(found->front()), view, 0};
        return {};
    };
    return read("World", created.world, root, nodes.world)
        .and_then([&] { return read("Map", created.map, root, nodes.map); })
        .and_then([&] { return read("Campaign", created.campaign, root, nodes.campaign); })
        .and_then([&] { return read("Branch", main, there, nodes.branch); });
}

Result<> createWorldWithCampaign(const FieldCall& call, FieldResult& out)
{
    OperationScope& scope = scopeOf(call);
    const Value& input = *call.argument("input");
    NewWorld wanted{textOf(input, "name"),
                    textOf(input, "description"),
                    textOf(input, "campaignName"),
                    textOf(input, "mapName"),
                    Value(),
                    Value()};
    if (const Value* extent = input.find("mapExtent"))
        wanted.mapExtent = *extent;
    if (const Value* settings = input.find("settings"))
        wanted.settings = *settings;
    Result<history::ChangeRequest> request = changeRequest(scope, input, {});
    if (!request)
        return within("input", request.error());
    const Result<CreatedWorld> created =
        createWorld(scope.services().entities, scope.services().store, wanted, std::move(*request));
    if (!created)
        return created.error().path.empty() ? created.error() : within("input", created.error());
    scope.wrote(created->receipt);
    auto nodes = std::make_shared<NewWorldNodes>();
    if (const Result<> read = readCreated(scope, *created, *nodes); !read)
        return read;
    out.setObject({call.context().keep(std::move(nodes)), nullptr});
    return {};
}

void addWorldCreation(graphql::SchemaBuilder& schema)
{
    graphql::Type& input = schema.input("CreateWorldWithCampaignInput");
    input.input("name", "String!").input("description", "String").input("campaignName", "String");
    input.input("mapName", "String").input("mapExtent", "JSON").input("settings", "JSON");
    input.input("reason", "String").input("idempotencyKey", "String");
    graphql::Type& result = schema.object("CreateWorldWithCampaignResult");
    const auto addNode = [&](const char* name, const char* type, Node NewWorldNodes::*member) {
        result.field(name, type)
            .resolve(
                [member](const FieldCall&, std::span<const ObjectRef> parents, std::span<FieldResult> out) -> Result<> {
                    const Node& node = static_cast<const NewWorldNodes*>(parents[0].object)->*member;
                    out[0].setObject({node.entity ? &node : nullptr, nullptr});
                    return {};
                });
    };
    addNode("world", "World", &NewWorldNodes::world);
    addNode("map", "Map", &NewWorldNodes::map);
    addNode("campaign", "Campaign", &NewWorldNodes::campaign);
    addNode("branch", "Branch", &NewWorldNodes::branch);
}

void addTypes(graphql::SchemaBuilder& schema)
{
    schema.input("ForkBranchInput")
        .input("sourceBranchId", "ID!")
        .input("name", "String!")
        .input("description", "String")
        .input("worldTime", "DateTime")
        .describeInput("Fork in the past; absent: now, planned things come along.");
    schema.input("CreateBranchInput")
        .input("campaignId", "ID!")
        .input("name", "String!")
        .input("description", "String");
}

using Operation = Result<> (*)(const FieldCall&, FieldResult&);

void addMutation(graphql::SchemaBuilder& schema, const char* name, const std::string& type, const char* input,
                 Operation operation)
{
    schema.object("Mutation")
        .field(name, type)
        .argument("input", input)
        .resolve([operation](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
            return operation(call, out[0]);
        });
}

} // namespace

void addBranchOperations(graphql::SchemaBuilder& schema, const catalogue::Catalogue&)
{
    addTypes(schema);
    addWorldCreation(schema);
    addMutation(schema, "forkBranch", "Branch", "ForkBranchInput!", forkBranch);
    addMutation(schema, "createBranch", "Branch", "CreateBranchInput!", createBranch);
    addMutation(schema, "createWorldWithCampaign", "CreateWorldWithCampaignResult", "CreateWorldWithCampaignInput!",
                createWorldWithCampaign);
    schema.object("Query")
        .field("getCurrentWorldTime", "DateTime")
        .describe("Null while the campaign has no clock.")
        .argument("campaignId", "ID!")
        .argument("branchId", "ID")
        .resolve([](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
            return currentWorldTime(call, out[0]);
        });
}

} // namespace campaign::api
