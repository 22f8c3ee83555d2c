// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/EntityGraph.h"

#include "server/calendar/CalendarForm.h"

#include <unordered_set>

namespace campaign {

using history::Entity;
using history::EntityPtr;

std::optional<double> meanOf(std::span<const EntityPtr> entities, int field)
{
    double sum = 0;
    std::size_t count = 0;
    for (const EntityPtr& entity : entities) {
        if (!entity->field(field).isNumber())
            continue;
        sum += entity->field(field).asNumber();
        ++count;
    }
    return count == 0 ? std::nullopt : std::optional(sum / static_cast<double>(count));
}

ReadPlan& ReadPlan::follow(const Hop& hop)
{
    for (auto& [known, below] : next) {
        if (known == hop)
            return below;
    }
    return next.emplace_back(Step{hop, {}}).below;
}

EntityGraph::EntityGraph(const catalogue::Catalogue& types, history::Reading& reading, history::ReadPoint at,
                         Viewer viewer)
    : m_types(types)
    , m_reading(reading)
    , m_at(std::move(at))
    , m_viewer(std::move(viewer))
    , m_entities(types.types().size())
    , m_reached(reachedCount)
{
}

void EntityGraph::readWith(const ContextNames& names, const std::vector<VariableDefaults>& defaults)
{
    m_names = &names;
    m_defaults = &defaults;
}

const VariableDefaults& EntityGraph::defaultsOf(const catalogue::Type& type) const
{
    return (*m_defaults)[static_cast<std::size_t>(m_types.indexOf(type))];
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
    for (const Entity* entity : from) {
        const Value& reference = entity->field(static_cast<int>(hop.field - entity->type->fields.data()));
        if (reference.isString())
            reached(*entity, hop) = {entity, hop.field, &known[reference.asString()]};
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
        List& list = known[entity->id];
        reached(*entity, hop) = {entity, hop.field, &list};
        for (const EntityPtr& child : list.entities)
            there.push_back(child.get());
    }
    return there;
}

EntityGraph::Reached& EntityGraph::reached(const Entity& from, const Hop& hop)
{
    // Addresses of both kinds lie apart by more than these shifts.
    const auto mixed =
        (reinterpret_cast<std::uintptr_t>(&from) >> 5) + (reinterpret_cast<std::uintptr_t>(hop.field) >> 6);
    return m_reached[mixed % reachedCount];
}

EntityGraph::One* EntityGraph::one(const Entity& from, const Hop& hop)
{
    Reached& known = reached(from, hop);
    if (known.from == &from && known.field == hop.field)
        return static_cast<One*>(known.there);
    // The reference is one of the entity's own fields: its place among them needs no search.
    const Value& reference = from.field(static_cast<int>(hop.field - from.type->fields.data()));
    if (!reference.isString())
        return nullptr;
    auto& ofType = m_entities[static_cast<std::size_t>(m_types.indexOf(*hop.type))];
    auto found = ofType.find(reference.asString());
    m_unforeseen += found == ofType.end() ? 1 : 0;
    if (found == ofType.end() && fetchUp({&from}, hop))
        found = ofType.find(reference.asString());
    if (found == ofType.end()) // it cannot be read; what that comes to is nothing
        found = ofType.emplace(reference.asString(), One()).first;
    known = {&from, hop.field, &found->second};
    return &found->second;
}

EntityGraph::List* EntityGraph::list(const Entity& from, const Hop& hop)
{
    Reached& known = reached(from, hop);
    if (known.from == &from && known.field == hop.field)
        return static_cast<List*>(known.there);
    Lists& lists = m_lists[hop.field];
    auto found = lists.find(from.id);
    m_unforeseen += found == lists.end() ? 1 : 0;
    if (found == lists.end() && fetchDown({&from}, hop))
        found = lists.find(from.id);
    if (found == lists.end())
        found = lists.emplace(from.id, List()).first;
    known = {&from, hop.field, &found->second};
    return &found->second;
}

const Entity* EntityGraph::up(const Entity& from, const Hop& hop)
{
    One* there = one(from, hop);
    if (!there)
        return nullptr;
    if (m_readSet)
        m_readSet->entity(*hop.type, from.field(static_cast<int>(hop.field - from.type->fields.data())).asString(),
                          there->group);
    return there->entity.get();
}

const std::vector<EntityPtr>& EntityGraph::down(const Entity& from, const Hop& hop)
{
    List* there = list(from, hop);
    if (m_readSet)
        m_readSet->children(*hop.type, *hop.field, from.id, there->group);
    return there->entities;
}

const Entity* EntityGraph::find(const catalogue::Type& type, const Id& id)
{
    auto& ofType = m_entities[static_cast<std::size_t>(m_types.indexOf(type))];
    auto found = ofType.find(id);
    if (found == ofType.end()) {
        ++m_unforeseen;
        Result<std::vector<EntityPtr>> read = m_reading.byIds(type, std::span(&id, 1), m_at, m_viewer);
        found = ofType.emplace(id, One{read ? read->front() : nullptr, nullptr}).first;
    }
    if (m_readSet)
        m_readSet->entity(type, id, found->second.group);
    return found->second.entity.get();
}

std::optional<history::WorldTime> EntityGraph::now()
{
    if (!m_now) {
        const Result<history::WorldTime> time = m_reading.worldTime(m_at);
        m_now = time && *time != catalogue::always ? std::optional(*time) : std::nullopt;
    }
    return *m_now;
}

std::int64_t EntityGraph::secondsPerDay(const EntityRecord& entity)
{
    static const rules::Path path("world.calendars");
    m_workspace.begin({});
    // Read each time, so that it is noted for each entity; understood once.
    const rules::Operand calendars = entity.read(path.steps(), m_workspace);
    if (calendars.sameReference(m_calendars))
        return m_secondsPerDay;
    const Result<calendar::Calendar> made = calendar::calendarOf(toValue(calendars));
    m_calendars = calendars;
    m_secondsPerDay = made ? made->secondsPerDay() : rules::usualSecondsPerDay;
    return m_secondsPerDay;
}

const EntityRecord& EntityGraph::record(const Entity& entity)
{
    return m_records.try_emplace(&entity, entity, *this).first->second;
}

rules::Operand EntityGraph::records(const Entity& from, const Hop& hop)
{
    const std::vector<EntityPtr>& children = down(from, hop); // notes that it was read, each time
    List& there = *list(from, hop);
    if (there.items.size() < children.size()) {
        there.records.reserve(children.size());
        there.items.reserve(children.size());
        for (const EntityPtr& child : children)
            there.items.push_back(rules::Operand::of(there.records.emplace_back(*child, *this)));
        there.made = {there.items.data(), static_cast<std::uint32_t>(children.size()), 1, &there.columns};
    }
    return rules::Operand::of(there.made);
}

} // namespace campaign
