// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/Invalidation.h"

#include <algorithm>

namespace campaign {

namespace {

/// Changes of more entities than this (imports) are not gone through one by one.
constexpr std::size_t mostEntities = 2'000;
/// What is made from more than this is told by type.
constexpr std::size_t mostGroups = 300;

/// Imports, and what takes them back, may write to several branches; the clock brings planned patches into force.
bool keepsToItsBranch(std::string_view kind)
{
    return kind == "create" || kind == "update" || kind == "delete" || kind == "archive" || kind == "restore";
}

// The names of groups. A branch sees what is written to it and to those it comes from. What is written to the branch
// itself is told by entity and parent; what is written elsewhere, by type (the entity may look different from there).
std::string anywhere(const catalogue::Type& type)
{
    return type.name;
}
std::string elsewhere(const catalogue::Type& type, const Id& reader)
{
    return type.name + "!" + reader;
}
/// Things that are the same on every branch have none.
const Id& placeOf(const catalogue::Type& type, const Id& branch)
{
    static const Id all = "*";
    return type.scope == catalogue::Scope::Branched ? branch : all;
}
std::string oneEntity(const catalogue::Type& type, const Id& id, const Id& branch)
{
    return type.name + ":" + id + "@" + placeOf(type, branch);
}
std::string childrenOf(const catalogue::Type& type, std::string_view reference, const Id& parent, const Id& branch)
{
    return type.name + "." + std::string(reference) + "=" + parent + "@" + placeOf(type, branch);
}

} // namespace

Invalidation::Invalidation(events::EventBus& bus, const catalogue::Catalogue& types, cache::Timeline& timeline)
    : m_bus(bus)
    , m_types(types)
    , m_timeline(timeline)
{
    m_subscription = m_bus.subscribe([this](const events::ChangeEventPtr& event) { note(*event); });
}

Invalidation::~Invalidation()
{
    m_bus.unsubscribe(m_subscription);
}

void Invalidation::watch(const Id& branch)
{
    const std::lock_guard lock(m_mutex);
    m_branches.insert(branch);
}

void Invalidation::note(const events::ChangeEvent& event)
{
    const std::lock_guard lock(m_mutex);
    // A change that names no entity may still move many, and only the plain kinds keep to one branch.
    if (event.entities.empty() || event.entities.size() > mostEntities || !keepsToItsBranch(event.kind))
        return m_timeline.announceAll(event.seq);
    std::vector<std::string> groups;
    std::set<const catalogue::Type*> touched;
    for (const events::EntityChange& change : event.entities) {
        const catalogue::Type* type = m_types.find(change.type);
        if (!type)
            return m_timeline.announceAll(event.seq);
        touched.insert(type);
        addGroups(change, *type, event.branchId, groups);
    }
    for (const catalogue::Type* type : touched) {
        groups.push_back(anywhere(*type));
        for (const Id& reader : m_branches) {
            if (reader != event.branchId && type->scope == catalogue::Scope::Branched)
                groups.push_back(elsewhere(*type, reader));
        }
    }
    m_timeline.announce(event.seq, groups);
}

void Invalidation::addGroups(const events::EntityChange& change, const catalogue::Type& type, const Id& branch,
                             std::vector<std::string>& groups) const
{
    groups.push_back(oneEntity(type, change.id, branch));
    for (const auto& [field, id] : change.references)
        groups.push_back(childrenOf(type, field, id, branch));
}

ReadSet::ReadSet(Invalidation& invalidation, Id branch)
    : m_invalidation(&invalidation)
    , m_branch(std::move(branch))
{
    m_invalidation->watch(m_branch);
}

cache::GroupPtr ReadSet::group(const std::string& name) const
{
    return m_invalidation->timeline().group(name);
}

void ReadSet::add(const cache::GroupPtr& group)
{
    if (std::find(m_groups.begin(), m_groups.end(), group) == m_groups.end())
        m_groups.push_back(group);
}

void ReadSet::add(const ReadSet& other)
{
    m_types.insert(other.m_types.begin(), other.m_types.end());
    if (other.m_isByType || m_groups.size() + other.m_groups.size() > mostGroups)
        return tellByType();
    for (const cache::GroupPtr& group : other.m_groups)
        add(group);
}

ReadSet ReadSet::another() const
{
    return ReadSet(*m_invalidation, m_branch);
}

void ReadSet::noteType(const catalogue::Type& type)
{
    if (m_last != &type)
        m_types.insert(m_last = &type);
}

void ReadSet::tellByType()
{
    m_isByType = true;
    m_groups.clear();
    for (const catalogue::Type* type : m_types)
        add(group(anywhere(*type)));
}

void ReadSet::addElsewhere(const catalogue::Type& type)
{
    if (type.scope != catalogue::Scope::Branched)
        return;
    auto known =
        std::find_if(m_elsewhere.begin(), m_elsewhere.end(), [&](const auto& one) { return one.first == &type; });
    if (known == m_elsewhere.end())
        known = m_elsewhere.insert(known, {&type, group(elsewhere(type, m_branch))});
    add(known->second);
}

void ReadSet::type(const catalogue::Type& type)
{
    noteType(type);
    add(group(anywhere(type)));
}

void ReadSet::entity(const catalogue::Type& type, const Id& id)
{
    cache::GroupPtr known;
    entity(type, id, known);
}

void ReadSet::entity(const catalogue::Type& type, const Id& id, cache::GroupPtr& known)
{
    if (!known)
        known = group(oneEntity(type, id, m_branch));
    noteType(type);
    add(known);
    addElsewhere(type);
}

void ReadSet::children(const catalogue::Type& type, const catalogue::Field& reference, const Id& parent)
{
    cache::GroupPtr known;
    children(type, reference, parent, known);
}

void ReadSet::children(const catalogue::Type& type, const catalogue::Field& reference, const Id& parent,
                       cache::GroupPtr& known)
{
    if (!known)
        known = group(childrenOf(type, reference.name, parent, m_branch));
    noteType(type);
    add(known);
    addElsewhere(type);
}

cache::DependenciesPtr ReadSet::take()
{
    m_types.clear();
    m_last = nullptr;
    m_isByType = false;
    return std::make_shared<const cache::Dependencies>(m_invalidation->timeline(), std::exchange(m_groups, {}));
}

} // namespace campaign
