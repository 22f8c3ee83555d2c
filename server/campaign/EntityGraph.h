// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/campaign/ContextNames.h"
#include "server/campaign/Invalidation.h"
#include "server/history/Snapshot.h"

#include <deque>
#include <map>

namespace campaign {

/// Which relations the rules of a type follow, hop by hop: what to fetch before they run.
struct ReadPlan
{
    std::vector<std::pair<Hop, ReadPlan>> next;

    ReadPlan& follow(const Hop& hop);
};

/// The entities around those under evaluation, fetched a level at a time. What no plan foresaw (a computed path) is
/// fetched when it is asked for. One operation, one thread; entities it gave out stay where they are.
class EntityGraph
{
public:
    EntityGraph(const catalogue::Catalogue& types, history::Reading& reading, history::ReadPoint at, Viewer viewer);

    /// Fetches everything the plan names, one statement a hop.
    Result<> prefetch(const std::vector<const history::Entity*>& from, const ReadPlan& plan);

    /// From now on notes in it what up(), down() and asArray() come to; null: nowhere.
    void record(ReadSet* into) { m_readSet = into; }
    ReadSet* readSet() const { return m_readSet; }

    /// The entity one hop up, null when there is none.
    const history::Entity* up(const history::Entity& from, const Hop& hop);
    /// The entities one hop down, by name.
    const std::vector<history::EntityPtr>& down(const history::Entity& from, const Hop& hop);

    /// An entity, or a list of them, as JSON for operators that walk over whole objects.
    const Value& asObject(const history::Entity& entity);
    const Value& asArray(const history::Entity& from, const Hop& hop);

private:
    // What was fetched, with the group that noting it comes to.
    struct One
    {
        history::EntityPtr entity; ///< null: there is none
        cache::GroupPtr group;
    };
    struct List
    {
        std::vector<history::EntityPtr> entities;
        cache::GroupPtr group;
    };
    using Lists = std::unordered_map<Id, List>;

    static Value objectOf(const history::Entity& entity);
    Result<std::vector<const history::Entity*>> fetchUp(const std::vector<const history::Entity*>& from,
                                                        const Hop& hop);
    Result<std::vector<const history::Entity*>> fetchDown(const std::vector<const history::Entity*>& from,
                                                          const Hop& hop);

    const catalogue::Catalogue& m_types;
    history::Reading& m_reading;
    history::ReadPoint m_at;
    Viewer m_viewer;
    std::vector<std::unordered_map<Id, One>> m_entities; // by index of the type
    std::unordered_map<const catalogue::Field*, Lists> m_lists;
    ReadSet* m_readSet = nullptr;
    std::unordered_map<const history::Entity*, Value> m_objects;
    std::map<std::pair<const catalogue::Field*, const history::Entity*>, Value> m_arrays;
};

} // namespace campaign
