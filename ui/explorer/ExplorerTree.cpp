// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/ExplorerTree.h"

#include "server/core/Text.h"
#include "ui/client/Documents.h"

#include <algorithm>

namespace campaign {

using catalogue::Field;
using catalogue::Scope;
using catalogue::Type;

namespace {

constexpr std::int64_t pageSize = 500;

const Field* parentOf(const Type& type)
{
    return type.parentField.empty() ? nullptr : type.field(type.parentField);
}

bool standsAtTop(const Type& type)
{
    if (type.scope != Scope::Branched || !type.writable || type.name == "World")
        return false;
    const Field* parent = parentOf(type);
    return !parent || parent->target == "Campaign" || parent->target == "World";
}

// What hangs on the campaign comes first, then the world's, then rules and variables.
int rankOf(const Type& type)
{
    const Field* parent = parentOf(type);
    if (!parent)
        return 2;
    return parent->target == "Campaign" ? 0 : 1;
}

std::string kindIn(const client::Record& record)
{
    const Value* kind = record.field("kind");
    return kind && kind->isString() ? kind->asString() : std::string();
}

} // namespace

ExplorerTree::ExplorerTree(client::GraphQLClient& client, const Place& place, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_place(place)
{
    addHeadings();
    readCounts();
    connect(&client.store(), &client::EntityStore::entitiesChanged, this, &ExplorerTree::followChanges);
    connect(&client.store(), &client::EntityStore::reloadNeeded, this, &ExplorerTree::reload);
}

void ExplorerTree::addHeadings()
{
    for (const Type& type : m_client.store().types().types()) {
        if (!standsAtTop(type))
            continue;
        auto heading = std::make_unique<ExplorerNode>();
        heading->type = &type;
        m_headings.push_back(std::move(heading));
    }
    std::stable_sort(m_headings.begin(), m_headings.end(),
                     [](const auto& left, const auto& right) { return rankOf(*left->type) < rankOf(*right->type); });
}

ExplorerNode* ExplorerTree::find(const Id& id) const
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? nullptr : found->second;
}

bool ExplorerTree::isExpandable(const ExplorerNode& node) const
{
    if (node.role == ExplorerNode::Role::Kind)
        return true;
    if (node.role == ExplorerNode::Role::Heading)
        return node.total != 0 || !node.children.empty();
    if (node.isLoaded)
        return !node.children.empty();
    for (const auto& inverse : m_client.store().types().referencesTo(*node.type)) {
        if (inverse.type->parentField == inverse.field->name)
            return true;
    }
    return false;
}

void ExplorerTree::readCounts()
{
    std::string query = "query Counts($branch: ID) { ";
    for (const auto& heading : m_headings)
        query += heading->type->name + ": " + heading->type->plural +
                 "Connection(first: 1, branchId: $branch) { totalCount } ";
    query += "}";
    m_client.execute(query, {{"branch", m_place.branch()}}, this, [this](const client::Reply& reply) {
        for (const auto& heading : m_headings) {
            const Value* connection = reply.data.find(heading->type->name);
            const Value* total = connection ? connection->find("totalCount") : nullptr;
            if (total && total->isInteger())
                heading->total = static_cast<int>(total->asInteger());
            unfoldIfRemembered(*heading);
        }
        emit restructured();
    });
}

void ExplorerTree::load(ExplorerNode& node)
{
    if (node.isLoaded || node.isLoading)
        return;
    node.isLoading = true;
    if (node.role == ExplorerNode::Role::Kind) {
        finishLoading(node);
    } else if (node.role == ExplorerNode::Role::Entity) {
        readBelowEntity(node);
    } else if (const Field* parent = parentOf(*node.type); parent && !parent->listQuery.empty()) {
        readList(node, *node.type, *parent, parent->target == "World" ? m_place.worldId : m_place.campaignId);
    } else {
        readPage(node, {});
    }
}

void ExplorerTree::readBelowEntity(ExplorerNode& node)
{
    for (const auto& inverse : m_client.store().types().referencesTo(*node.type)) {
        if (inverse.type->parentField == inverse.field->name && !inverse.field->listQuery.empty()) {
            readList(node, *inverse.type, *inverse.field, node.id);
            return;
        }
    }
    finishLoading(node);
}

void ExplorerTree::readList(ExplorerNode& node, const Type& type, const Field& reference, const Id& owner)
{
    const std::string query = "query List($owner: ID!, $branch: ID) { list: " + reference.listQuery + "(" +
                              reference.name + ": $owner, branchId: $branch) { " +
                              client::documents::rowSelection(type) + "} }";
    const bool isHeading = node.role == ExplorerNode::Role::Heading;
    const Id id = node.id;
    const Type* headingType = node.type;
    m_client.execute(query, {{"owner", owner}, {"branch", m_place.branch()}}, this,
                     [this, isHeading, id, headingType, &type, generation = m_generation](const client::Reply& reply) {
                         if (generation != m_generation)
                             return;
                         ExplorerNode* home = isHeading ? nullptr : find(id);
                         for (const auto& heading : m_headings)
                             home = isHeading && heading->type == headingType ? heading.get() : home;
                         const Value* list = reply.data.find("list");
                         if (!home)
                             return;
                         if (list && list->isArray()) {
                             for (const Value& entity : list->asArray())
                                 addEntity(*home, type, entity);
                         }
                         finishLoading(*home);
                     });
}

void ExplorerTree::readPage(ExplorerNode& heading, const std::string& after)
{
    Value::Object variables{{"first", pageSize}, {"branch", m_place.branch()}};
    if (!after.empty())
        variables.set("after", after);
    m_client.execute(client::documents::page(*heading.type, client::documents::rowSelection(*heading.type)), variables,
                     this, [this, node = &heading, generation = m_generation](const client::Reply& reply) {
                         const Value* page = reply.data.find("page");
                         if (generation != m_generation || !page || !page->isObject())
                             return;
                         for (const Value& edge : page->find("edges")->asArray())
                             addEntity(*node, *node->type, *edge.find("node"));
                         const Value* info = page->find("pageInfo");
                         const Value* more = info ? info->find("hasNextPage") : nullptr;
                         if (more && more->isBoolean() && more->asBoolean())
                             readPage(*node, info->stringOr("endCursor", ""));
                         else
                             finishLoading(*node);
                     });
}

void ExplorerTree::addEntity(ExplorerNode& home, const Type& type, const Value& entity)
{
    const Id id = entity.stringOr("id", "");
    if (find(id))
        return;
    const std::string kind = type.field("kind") ? entity.stringOr("kind", "") : std::string();
    ExplorerNode& place = home.role == ExplorerNode::Role::Heading && !kind.empty() ? kindOf(home, kind) : home;
    addNode(place, type, id, entity.stringOr("name", ""));
}

ExplorerNode& ExplorerTree::kindOf(ExplorerNode& heading, const std::string& kind)
{
    for (const auto& child : heading.children) {
        if (child->role == ExplorerNode::Role::Kind && child->kind == kind)
            return *child;
    }
    auto node = std::make_unique<ExplorerNode>();
    node->role = ExplorerNode::Role::Kind;
    node->type = heading.type;
    node->kind = kind;
    node->sortKey = sortName(kind);
    node->isLoaded = true;
    ExplorerNode& added = heading.insert(std::move(node));
    unfoldIfRemembered(added);
    return added;
}

ExplorerNode& ExplorerTree::addNode(ExplorerNode& home, const Type& type, const Id& id, const std::string& name)
{
    auto node = std::make_unique<ExplorerNode>();
    node->role = ExplorerNode::Role::Entity;
    node->type = &type;
    node->id = id;
    node->sortKey = sortName(name);
    ExplorerNode& added = home.insert(std::move(node));
    m_byId[id] = &added;
    unfoldIfRemembered(added);
    return added;
}

void ExplorerTree::unfoldIfRemembered(ExplorerNode& node)
{
    if (node.isExpanded || m_unfolded.count(node.key()) == 0 || !isExpandable(node))
        return;
    node.isExpanded = true;
    load(node);
}

void ExplorerTree::finishLoading(ExplorerNode& node)
{
    node.isLoading = false;
    node.isLoaded = true;
    if (node.role == ExplorerNode::Role::Heading)
        node.total = node.entities();
    emit restructured();
}

void ExplorerTree::forget(const ExplorerNode& node)
{
    for (const auto& child : node.children)
        forget(*child);
    if (node.role == ExplorerNode::Role::Entity)
        m_byId.erase(node.id);
}

void ExplorerTree::takeOut(ExplorerNode& node)
{
    ExplorerNode* home = node.parent;
    forget(node);
    if (home)
        m_departed.push_back(home->release(node));
    if (home && home->role == ExplorerNode::Role::Kind && home->children.empty())
        m_departed.push_back(home->parent->release(*home));
}

ExplorerNode* ExplorerTree::homeOf(const client::Record& record)
{
    const Type* type = m_client.store().types().find(record.type);
    const Field* parent = type ? parentOf(*type) : nullptr;
    if (!type)
        return nullptr;
    if (parent && parent->target != "World" && parent->target != "Campaign") {
        const Value* owner = record.field(parent->name);
        return owner && owner->isString() ? find(owner->asString()) : nullptr;
    }
    for (const auto& heading : m_headings) {
        if (heading->type == type)
            return heading.get();
    }
    return nullptr;
}

void ExplorerTree::followChanges(const std::vector<client::EntityDelta>& deltas)
{
    bool moved = false;
    for (const client::EntityDelta& delta : deltas)
        moved = follow(delta) || moved;
    if (moved)
        emit restructured();
    m_departed.clear();
}

bool ExplorerTree::follow(const client::EntityDelta& delta)
{
    const client::Record* record = m_client.store().find(delta.id);
    ExplorerNode* node = find(delta.id);
    const Type* type = record ? m_client.store().types().find(record->type) : nullptr;
    if (!type)
        return false;
    const auto touched = [&](const std::string& field) {
        return std::find(delta.fields.begin(), delta.fields.end(), field) != delta.fields.end();
    };
    const bool isGone = delta.operation == events::Operation::Delete;
    const bool isMoved = isGone || touched("name") || touched("kind") || touched(type->parentField);
    if (node && !isMoved) {
        emit relabelled(node);
        return false;
    }
    ExplorerNode* home = isGone ? nullptr : homeOf(*record);
    if (!node && delta.operation == events::Operation::Update)
        return false;
    ExplorerNode* heading = homeOf(*record);
    if (heading && heading->role == ExplorerNode::Role::Heading && heading->total >= 0)
        heading->total += (isGone ? -1 : 1) * (isGone == (node != nullptr) || !heading->isLoaded ? 1 : 0);
    const bool wasExpanded = node && node->isExpanded;
    if (node)
        takeOut(*node);
    if (home && home->isLoaded) {
        const std::string kind = kindIn(*record);
        const bool grouped = home->role == ExplorerNode::Role::Heading && !kind.empty();
        ExplorerNode& added = addNode(grouped ? kindOf(*home, kind) : *home, *type, delta.id, record->name());
        added.isExpanded = wasExpanded;
        if (wasExpanded)
            load(added);
    }
    return true;
}

void ExplorerTree::reload()
{
    ++m_generation;
    std::function<void(const ExplorerNode&)> keep = [&](const ExplorerNode& node) {
        if (node.isExpanded)
            m_unfolded.insert(node.key());
        for (const auto& child : node.children)
            keep(*child);
    };
    for (auto& heading : m_headings) {
        keep(*heading);
        m_departed.push_back(std::move(heading));
    }
    m_headings.clear();
    m_byId.clear();
    addHeadings();
    emit restructured();
    m_departed.clear();
    readCounts();
}

} // namespace campaign
