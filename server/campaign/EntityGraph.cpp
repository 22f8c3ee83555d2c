// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/EntityGraph.h"

#include <unordered_set>

namespace campaign {

using history::Entity;
using history::EntityPtr;

ReadPlan& ReadPlan::follow(const Hop& hop)
{
    for (auto& [known, below] : next) {
        if (known == hop)
            return below;
    }
    return next.emplace_back(hop, ReadPlan()).second;
}

EntityGraph::EntityGraph(const catalogue::Catalogue& types, history::Reading& reading, history::ReadPoint at,
                         Viewer viewer)
    : m_types(types)
    , m_reading(reading)
    , m_at(std::move(at))
    , m_viewer(std::move(viewer))
    , m_entities(types.types().size())
{
}

Result<> EntityGraph::prefetch(const std::vector<const Entity*>& from, const ReadPlan& plan)
{
    if (from.empty())
        return {};
    for (const auto& [hop, below] : plan.next) {
        const Result<std::vector<const Entity*>> there = hop.isDown ? fetchDown(from, hop) : fetchUp(from, hop);
        if (!there)
            return there.error();
        if (const Result<> deeper = prefetch(*there, below); !deeper)
            return deeper;
    }
    return {};
}

Result<std::vector<const Entity*>> EntityGraph::fetchUp(const std::vector<const Entity*>& from, const Hop& hop)
{
    auto& known = m_entities[static_cast<std::size_t>(m_types.indexOf(*hop.type))];
    std::unordered_set<Id> seen;
    std::vector<Id> all;
    std::vector<Id> missing;
    for (const Entity* entity : from) {
        const Value& reference = entity->field(hop.field->name);
        if (!reference.isString() || !seen.insert(reference.asString()).second)
            continue;
        all.push_back(reference.asString());
        if (!known.contains(reference.asString()))
            missing.push_back(reference.asString());
    }
    if (!missing.empty()) {
        Result<std::vector<EntityPtr>> found = m_reading.byIds(*hop.type, missing, m_at, m_viewer);
        if (!found)
            return found.error();
        for (std::size_t i = 0; i < missing.size(); ++i)
            known.emplace(missing[i], One{std::move((*found)[i]), nullptr});
    }
    std::vector<const Entity*> there;
    for (const Id& id : all) {
        if (const Entity* entity = known[id].entity.get())
            there.push_back(entity);
    }
    return there;
}

Result<std::vector<const Entity*>> EntityGraph::fetchDown(const std::vector<const Entity*>& from, const Hop& hop)
{
    Lists& known = m_lists[hop.field];
    std::unordered_set<Id> seen;
    std::vector<Id> missing;
    for (const Entity* entity : from) {
        if (!known.contains(entity->id) && seen.insert(entity->id).second)
            missing.push_back(entity->id);
    }
    if (!missing.empty()) {
        Result<std::vector<std::vector<EntityPtr>>> found =
            m_reading.byReference(*hop.type, *hop.field, missing, m_at, m_viewer);
        if (!found)
            return found.error();
        for (std::size_t i = 0; i < missing.size(); ++i)
            known.emplace(missing[i], List{std::move((*found)[i]), nullptr});
    }
    std::vector<const Entity*> there;
    for (const Entity* entity : from) {
        for (const EntityPtr& child : known[entity->id].entities)
            there.push_back(child.get());
    }
    return there;
}

const Entity* EntityGraph::up(const Entity& from, const Hop& hop)
{
    // The reference is one of the entity's own fields: its place among them needs no search.
    const Value& reference = from.field(static_cast<int>(hop.field - from.type->fields.data()));
    if (!reference.isString())
        return nullptr;
    auto& known = m_entities[static_cast<std::size_t>(m_types.indexOf(*hop.type))];
    auto found = known.find(reference.asString());
    if (found == known.end() && fetchUp({&from}, hop))
        found = known.find(reference.asString());
    const bool isKnown = found != known.end();
    cache::GroupPtr none;
    if (m_readSet)
        m_readSet->entity(*hop.type, reference.asString(), isKnown ? found->second.group : none);
    return isKnown ? found->second.entity.get() : nullptr;
}

const std::vector<EntityPtr>& EntityGraph::down(const Entity& from, const Hop& hop)
{
    Lists& known = m_lists[hop.field];
    auto found = known.find(from.id);
    if (found == known.end() && fetchDown({&from}, hop))
        found = known.find(from.id);
    const bool isKnown = found != known.end();
    cache::GroupPtr none;
    if (m_readSet)
        m_readSet->children(*hop.type, *hop.field, from.id, isKnown ? found->second.group : none);
    static const std::vector<EntityPtr> nobody;
    return isKnown ? found->second.entities : nobody;
}

Value EntityGraph::objectOf(const Entity& entity)
{
    Value::Object object;
    object.reserve(entity.fields.size() + 2);
    object.append("id", entity.id);
    object.append("version", entity.version);
    for (std::size_t i = 0; i < entity.fields.size(); ++i)
        object.append(entity.type->fields[i].name, entity.fields[i]);
    return object;
}

const Value& EntityGraph::asObject(const Entity& entity)
{
    const auto [made, isNew] = m_objects.try_emplace(&entity);
    if (isNew)
        made->second = objectOf(entity);
    return made->second;
}

const Value& EntityGraph::asArray(const Entity& from, const Hop& hop)
{
    const std::vector<EntityPtr>& children = down(from, hop); // notes that it was read, each time
    const auto [made, isNew] = m_arrays.try_emplace({hop.field, &from});
    if (isNew) {
        Value::Array array;
        array.reserve(children.size());
        for (const EntityPtr& child : children)
            array.push_back(objectOf(*child));
        made->second = std::move(array);
    }
    return made->second;
}

} // namespace campaign
