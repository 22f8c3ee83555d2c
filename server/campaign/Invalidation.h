// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/cache/Timeline.h"
#include "server/catalogue/Catalogue.h"
#include "server/events/EventBus.h"

#include <set>

namespace campaign {

/// Tells the cache what each committed change makes stale: the one place where that is decided, from the change and the
/// catalogue alone. Listens to the bus for as long as it lives; safe from any thread.
class Invalidation
{
public:
    /// All outlive it. The timeline is that of the bus's stream.
    Invalidation(events::EventBus& bus, const catalogue::Catalogue& types, cache::Timeline& timeline);
    ~Invalidation();
    Invalidation(const Invalidation&) = delete;
    Invalidation& operator=(const Invalidation&) = delete;

    cache::Timeline& timeline() const { return m_timeline; }
    /// From now on changes elsewhere are announced to what was read on this branch, too.
    void watch(const Id& branch);

private:
    void note(const events::ChangeEvent& event);
    void addGroups(const events::EntityChange& change, const catalogue::Type& type, const Id& branch,
                   std::vector<std::string>& groups) const;

    events::EventBus& m_bus;
    const catalogue::Catalogue& m_types;
    cache::Timeline& m_timeline;
    std::mutex m_mutex; // guards the branches, and keeps them while a change is announced
    std::set<Id> m_branches;
    int m_subscription = 0;
};

/// Collects what a value is made from while it is made. One thread.
class ReadSet
{
public:
    /// What is read of branched things is read on this branch, as it is now.
    ReadSet(Invalidation& invalidation, Id branch);

    /// Anything of the type, wherever it changes.
    void type(const catalogue::Type& type);
    /// One entity, there or not.
    void entity(const catalogue::Type& type, const Id& id);
    /// The list of those whose reference names the parent, and all that is in them.
    void children(const catalogue::Type& type, const catalogue::Field& reference, const Id& parent);
    /// The same; `known` is null at first and spares looking for the group the next time.
    void entity(const catalogue::Type& type, const Id& id, cache::GroupPtr& known);
    void children(const catalogue::Type& type, const catalogue::Field& reference, const Id& parent,
                  cache::GroupPtr& known);
    /// All that the other has collected. What would be too much to remember is told by type.
    void add(const ReadSet& other);
    /// One for the same place that has collected nothing.
    ReadSet another() const;

    /// What was collected; begins anew.
    cache::DependenciesPtr take();

private:
    void add(const cache::GroupPtr& group);
    cache::GroupPtr group(const std::string& name) const;
    void addElsewhere(const catalogue::Type& type);
    void tellByType();
    void noteType(const catalogue::Type& type);

    Invalidation* m_invalidation;
    Id m_branch;
    std::vector<cache::GroupPtr> m_groups;
    std::vector<std::pair<const catalogue::Type*, cache::GroupPtr>> m_elsewhere; ///< known from earlier, not collected
    std::set<const catalogue::Type*> m_types;                                    ///< of what was collected
    const catalogue::Type* m_last = nullptr;                                     ///< the latest of them
    bool m_isByType = false;
};

} // namespace campaign
