// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/ExplorerTree.h"

#include "server/catalogue/Offering.h"
#include "server/core/Text.h"
#include "ui/client/Documents.h"

#include <algorithm>

namespace campaign {

using catalogue::Field;
using catalogue::Scope;
using catalogue::Type;

namespace {

constexpr std::int64_t pageSize = 100;

const Field* parentOf(const Type& type)
{
    return type.parentField.empty() ? nullptr : type.field(type.parentField);
}

bool standsAtTop(const Type& type)
{
    if (type.scope != Scope::Branched || offeringOf(type) != catalogue::Offering::InLists)
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

/// Whether its entities are grouped by kind.
bool hasKinds(const Type& type)
{
    const Field* kind = type.field("kind");
    return kind && kind->sortable && kind->type == catalogue::FieldType::Text;
}

std::string kindIn(const client::Record& record)
{
    const Value* kind = record.field("kind");
    return kind && kind->isString() ? kind->asString() : std::string();
}

/// What may stand on a place, alone: the lists a place has of it.
std::vector<catalogue::Catalogue::Inverse> occupying(const catalogue::Catalogue& types, const Type& place)
{
    std::vector<catalogue::Catalogue::Inverse> found;
    if (place.role != catalogue::Role::Place)
        return found;
    for (const auto& inverse : types.referencesTo(place)) {
        const bool isAlone =
            std::any_of(inverse.type->uniques.begin(), inverse.type->uniques.end(),
                        [&](const auto& one) { return one.fields == std::vector{inverse.field->name}; });
        if (isAlone && !inverse.field->inverse.empty())
            found.push_back(inverse);
    }
    return found;
}

std::string occupantsOf(const catalogue::Catalogue& types, const Type& type)
{
    std::string selection;
    for (const auto& inverse : occupying(types, type))
        selection += inverse.field->inverse + " { id } ";
    return selection;
}

const Type* occupantIn(const catalogue::Catalogue& types, const Type& type, const Value& entity)
{
    for (const auto& inverse : occupying(types, type)) {
        const Value* list = entity.find(inverse.field->inverse);
        if (list && list->isArray() && !list->asArray().empty())
            return inverse.type;
    }
    return nullptr;
}

} // namespace

ExplorerTree::ExplorerTree(client::GraphQLClient& client, const Place& place, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_place(place)
{
    constexpr int rest = 50; // ms
    m_rest.setSingleShot(true);
    m_rest.setInterval(rest);
    connect(&m_rest, &QTimer::timeout, this, &ExplorerTree::countStale);
    addHeadings();
    countAll();
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
    if (node.role == ExplorerNode::Role::More)
        return false;
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

void ExplorerTree::load(ExplorerNode& node)
{
    if (node.isLoaded || node.isLoading || node.role == ExplorerNode::Role::More)
        return;
    node.isLoading = true;
    if (node.role == ExplorerNode::Role::Entity)
        readBelowEntity(node);
    else if (node.role == ExplorerNode::Role::Heading && hasKinds(*node.type))
        readKinds(node, {});
    else
        readPage(node, *node.type, {});
}

void ExplorerTree::loadMore(ExplorerNode& more)
{
    ExplorerNode* home = more.parent;
    const Type& type = *more.type;
    const std::string cursor = more.cursor;
    if (home)
        readPage(*home, type, cursor);
}

ExplorerNode* ExplorerTree::nodeOf(const std::string& key) const
{
    if (ExplorerNode* entity = find(key))
        return entity;
    for (const auto& heading : m_headings) {
        if (heading->key() == key)
            return heading.get();
        for (const auto& child : heading->children) {
            if (child->role == ExplorerNode::Role::Kind && child->key() == key)
                return child.get();
        }
    }
    return nullptr;
}

// The list of kinds, found one by one: the first entity, by kind, whose kind comes after the last one found.
void ExplorerTree::readKinds(ExplorerNode& heading, const std::string& after)
{
    const Type& type = *heading.type;
    const std::string query = "query Kinds($after: String, $branch: ID) { first: " + type.plural +
                              "Connection(first: 1, orderBy: KIND_ASC, filter: { kind: { gt: $after } }, branchId: "
                              "$branch) { edges { node { kind } } } }";
    m_client.execute(query, {{"after", after}, {"branch", m_place.branch()}}, this,
                     [this, key = heading.key(), generation = m_generation](const client::Reply& reply) {
                         ExplorerNode* home = generation == m_generation ? nodeOf(key) : nullptr;
                         if (home)
                             takeKind(*home, reply.data);
                     });
}

void ExplorerTree::takeKind(ExplorerNode& heading, const Value& data)
{
    const Value* first = data.find("first");
    const Value* edges = first ? first->find("edges") : nullptr;
    if (!edges || !edges->isArray() || edges->asArray().empty()) {
        countAgain(*heading.type);
        // What has no kind stands below those that have.
        readPage(heading, *heading.type, {});
        return;
    }
    const std::string kind = edges->asArray().front().find("node")->stringOr("kind", "");
    kindOf(heading, kind);
    readKinds(heading, kind);
}

Value ExplorerTree::filterFor(const ExplorerNode& node, const Type& type) const
{
    if (node.role == ExplorerNode::Role::Kind)
        return client::documents::equals("kind", Value(node.kind));
    if (node.role == ExplorerNode::Role::Heading)
        return hasKinds(type) ? Value(Value::Object{{"kind", Value::Object{{"isNull", true}}}}) : Value();
    return client::documents::equals(type.parentField, Value(node.id));
}

void ExplorerTree::readBelowEntity(ExplorerNode& node)
{
    bool asks = false;
    for (const auto& inverse : m_client.store().types().referencesTo(*node.type)) {
        if (inverse.type->parentField != inverse.field->name)
            continue;
        asks = true;
        readPage(node, *inverse.type, {});
    }
    if (!asks)
        finishLoading(node);
}

void ExplorerTree::readPage(ExplorerNode& node, const Type& type, const std::string& after)
{
    Value::Object variables{{"first", pageSize}, {"branch", m_place.branch()}, {"filter", filterFor(node, type)}};
    if (!after.empty())
        variables.set("after", after);
    m_client.execute(client::documents::page(type, client::documents::rowSelection(type) +
                                                       occupantsOf(m_client.store().types(), type)),
                     variables, this,
                     [this, key = node.key(), &type, generation = m_generation](const client::Reply& reply) {
                         ExplorerNode* home = generation == m_generation ? nodeOf(key) : nullptr;
                         const Value* page = reply.data.find("page");
                         if (home && page && page->isObject())
                             takePage(*home, type, *page);
                         else if (home)
                             finishLoading(*home);
                     });
}

void ExplorerTree::takePage(ExplorerNode& node, const Type& type, const Value& page)
{
    const auto endsHere = [&](const auto& child) {
        return child->role == ExplorerNode::Role::More && child->type == &type;
    };
    const auto old = std::find_if(node.children.begin(), node.children.end(), endsHere);
    if (old != node.children.end())
        m_departed.push_back(node.release(**old));
    for (const Value& edge : page.find("edges")->asArray())
        addEntity(node, type, *edge.find("node"));
    const Value* info = page.find("pageInfo");
    const Value* hasMore = info ? info->find("hasNextPage") : nullptr;
    if (hasMore && hasMore->isBoolean() && hasMore->asBoolean()) {
        const auto shown = std::count_if(node.children.begin(), node.children.end(), [&](const auto& child) {
            return child->role == ExplorerNode::Role::Entity && child->type == &type;
        });
        const Value* total = page.find("totalCount");
        auto more = std::make_unique<ExplorerNode>();
        more->role = ExplorerNode::Role::More;
        more->type = &type;
        more->cursor = info->stringOr("endCursor", "");
        more->total = total && total->isInteger() ? static_cast<int>(total->asInteger() - shown) : 0;
        node.insert(std::move(more));
    }
    finishLoading(node);
    m_departed.clear();
}

void ExplorerTree::addEntity(ExplorerNode& home, const Type& type, const Value& entity)
{
    const Id id = entity.stringOr("id", "");
    // The page may have been read before a deletion that has been heard of already.
    const client::Record* record = m_client.store().find(id);
    if (!find(id) && !(record && record->isGone))
        addNode(home, type, id, entity.stringOr("name", "")).occupant =
            occupantIn(m_client.store().types(), type, entity);
}

/// Below a heading entities stand under their kind.
ExplorerNode& ExplorerTree::placeIn(ExplorerNode& home, const client::Record& record)
{
    const std::string kind = kindIn(record);
    return home.role == ExplorerNode::Role::Heading && !kind.empty() && hasKinds(*home.type) ? kindOf(home, kind)
                                                                                             : home;
}

void ExplorerTree::adopt(const client::Record& record)
{
    ExplorerNode* home = homeOf(record);
    if (!home || !home->isLoaded || record.isGone || find(record.id))
        return;
    ExplorerNode& place = placeIn(*home, record);
    if (!place.isLoaded) {
        load(place);
        return;
    }
    addNode(place, *m_client.store().types().find(record.type), record.id, record.name());
    for (const auto& child : place.children) {
        if (child->role == ExplorerNode::Role::More && child->type->name == record.type)
            child->total = std::max(0, child->total - 1);
    }
    emit restructured();
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

Id ExplorerTree::ownerOf(const client::Record& record) const
{
    const Type* type = m_client.store().types().find(record.type);
    const Field* parent = type ? parentOf(*type) : nullptr;
    const bool isBelow = parent && parent->target != "World" && parent->target != "Campaign";
    const Value* owner = isBelow ? record.field(parent->name) : nullptr;
    return owner && owner->isString() ? owner->asString() : Id();
}

ExplorerNode* ExplorerTree::homeOf(const client::Record& record)
{
    const Type* type = m_client.store().types().find(record.type);
    const Field* parent = type ? parentOf(*type) : nullptr;
    if (!type)
        return nullptr;
    if (parent && parent->target != "World" && parent->target != "Campaign") {
        const Id owner = ownerOf(record);
        return owner.empty() ? nullptr : find(owner);
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
    occupy(*type, *record, isGone);
    const bool isMoved = isGone || touched("name") || touched("kind") || touched(type->parentField);
    if (node && !isMoved) {
        emit relabelled(node);
        return false;
    }
    if (!node && delta.operation == events::Operation::Update) {
        if (touched("kind"))
            countAgain(*type);
        return false;
    }
    ExplorerNode* home = isGone ? nullptr : homeOf(*record);
    const bool wasExpanded = node && node->isExpanded;
    countAgain(*type);
    if (node)
        takeOut(*node);
    if (!home || !home->isLoaded)
        return true;
    ExplorerNode& place = placeIn(*home, *record);
    if (!place.isLoaded)
        return true;
    ExplorerNode& added = addNode(place, *type, delta.id, record->name());
    added.isExpanded = wasExpanded;
    if (wasExpanded)
        load(added);
    return true;
}

/// A place that something came to stand on.
void ExplorerTree::occupy(const Type& type, const client::Record& record, bool isGone)
{
    const Type* place = m_client.store().types().withRole(catalogue::Role::Place);
    for (const auto& inverse :
         place ? occupying(m_client.store().types(), *place) : std::vector<catalogue::Catalogue::Inverse>()) {
        const Value* below = inverse.type == &type ? record.field(inverse.field->name) : nullptr;
        if (ExplorerNode* node = below && below->isString() ? find(below->asString()) : nullptr) {
            node->occupant = isGone ? nullptr : &type;
            emit relabelled(node);
        }
    }
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
    countAll();
}

} // namespace campaign
