// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/Relations.h"
#include "server/api/SchemaAssembly.h"

#include <algorithm>
#include <unordered_map>

namespace campaign::api {

using graphql::FieldCall;
using graphql::FieldResult;
using graphql::ObjectRef;
using history::EntityPtr;

namespace {

/// A branch with those forked from it, by name.
struct BranchTree
{
    Node branch;
    std::vector<const BranchTree*> children;
};

/// All branches of a campaign with their places in the tree.
struct Hierarchy
{
    std::deque<BranchTree> all;
    std::vector<const BranchTree*> roots;
};

/// A branch whose parent is not among them (another campaign's, deleted, hidden) stands at the top.
std::shared_ptr<Hierarchy> arrange(std::vector<EntityPtr> branches, const ReadView* view)
{
    auto hierarchy = std::make_shared<Hierarchy>();
    std::unordered_map<Id, BranchTree*> byId;
    for (EntityPtr& branch : branches) {
        BranchTree& tree = hierarchy->all.emplace_back(BranchTree{{std::move(branch), view, 0}, {}});
        byId.emplace(tree.branch.entity->id, &tree);
    }
    for (const BranchTree& tree : hierarchy->all) {
        const Value& parent = tree.branch.entity->field("parentId");
        const auto above = parent.isString() ? byId.find(parent.asString()) : byId.end();
        (above == byId.end() ? hierarchy->roots : above->second->children).push_back(&tree);
    }
    return hierarchy;
}

void setTrees(FieldResult& out, const std::vector<const BranchTree*>& trees)
{
    std::vector<ObjectRef> objects;
    for (const BranchTree* tree : trees)
        objects.push_back({tree, nullptr});
    out.setObjects(std::move(objects));
}

Result<> branchHierarchy(const FieldCall& call, FieldResult& out)
{
    OperationScope& scope = scopeOf(call);
    const catalogue::Type& type = *scope.types().withRole(catalogue::Role::Branch);
    const Id campaign = textOf(call.arguments(), "campaignId");
    const Result<const ReadView*> view = scope.viewFor(Home::Campaign, Value::Object(), campaign);
    const Result<history::Snapshot*> snapshot = scope.snapshot();
    if (!view || !snapshot)
        return view ? snapshot.error() : view.error();
    history::ListQuery query;
    query.first = unpagedLimit;
    query.where = {{"campaignId", history::Condition::Operator::Equal, campaign}};
    Result<history::Page> page = (*snapshot)->list(type, query, (*view)->at, scope.viewer());
    if (!page)
        return page.error();
    if (page->hasNext)
        return tooLong(type);
    const Hierarchy* kept = call.context().keep(arrange(std::move(page->entities), *view));
    setTrees(out, kept->roots);
    return {};
}

const BranchTree& treeOf(const ObjectRef& parent)
{
    return *static_cast<const BranchTree*>(parent.object);
}

} // namespace

void addBranchHierarchy(graphql::SchemaBuilder& schema, const catalogue::Catalogue& types)
{
    graphql::Type& node = schema.object("BranchNode");
    node.field("branch", types.withRole(catalogue::Role::Branch)->name + "!")
        .resolve([](const FieldCall&, std::span<const ObjectRef> parents, std::span<FieldResult> out) -> Result<> {
            for (std::size_t i = 0; i < parents.size(); ++i)
                out[i].setObject({&treeOf(parents[i]).branch, nullptr});
            return {};
        });
    node.field("children", "[BranchNode!]!")
        .describe("Those forked from it, by name.")
        .resolve([](const FieldCall&, std::span<const ObjectRef> parents, std::span<FieldResult> out) -> Result<> {
            for (std::size_t i = 0; i < parents.size(); ++i)
                setTrees(out[i], treeOf(parents[i]).children);
            return {};
        });
    schema.object("Query")
        .field("branchHierarchy", "[BranchNode!]!")
        .describe("The branches of a campaign as a tree.")
        .argument("campaignId", "ID!")
        .resolve([](const FieldCall& call, std::span<const ObjectRef>, std::span<FieldResult> out) {
            return branchHierarchy(call, out[0]);
        });
}

} // namespace campaign::api
