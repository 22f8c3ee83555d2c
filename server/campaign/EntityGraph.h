// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/campaign/ContextNames.h"
#include "server/campaign/EntityRecord.h"
#include "server/campaign/Invalidation.h"
#include "server/history/Snapshot.h"
#include "server/rules/ContextSource.h"

#include <deque>
#include <map>

namespace campaign {

/// Default values of variables by their key, from the variable schemas of a type.
using VariableDefaults = std::vector<std::pair<std::string, Value>>;

/// The mean of a number field over the entities that have it; nothing when none has.
std::optional<double> meanOf(std::span<const history::EntityPtr> entities, int field);

/// Where the values of derived variables come from.
class DerivedValues
{
public:
    virtual ~DerivedValues() = default;
    /// Of a variable with a formula; null while it has none. Stays where it is for as long as the variable does.
    virtual const Value* of(const history::Entity& variable) = 0;
};

/// Which relations the rules of a type follow, hop by hop: what to fetch before they run.
struct ReadPlan
{
    struct Step;
    std::vector<Step> next;

    ReadPlan& follow(const Hop& hop);
};

struct ReadPlan::Step
{
    Hop hop;
    ReadPlan below;
};

/// The entities around those under evaluation, fetched a level at a time. What no plan foresaw (a computed path) is
/// fetched when it is asked for. One operation, one thread; entities it gave out stay where they are.
class EntityGraph
{
public:
    EntityGraph(const catalogue::Catalogue& types, history::Reading& reading, history::ReadPoint at, Viewer viewer);

    /// Fetches everything the plan names, one statement a hop.
    Result<> prefetch(const std::vector<const history::Entity*>& from, const ReadPlan& plan);

    /// What keys mean and, by the type's index, what unset variables are; before records are asked for. Both outlive
    /// it.
    void readWith(const ContextNames& names, const std::vector<VariableDefaults>& defaults);
    const ContextNames& names() const { return *m_names; }
    const VariableDefaults& defaultsOf(const catalogue::Type& type) const;
    /// Without it derived variables are undefined. It outlives what is read.
    void useDerived(DerivedValues& derived) { m_derived = &derived; }
    DerivedValues* derived() const { return m_derived; }

    /// From now on notes in it what up(), down(), records() and find() come to; null: nowhere.
    void record(ReadSet* into)
    {
        m_readSet = into;
        m_isWatched = into != nullptr;
    }
    ReadSet* readSet() const { return m_readSet; }
    /// Whether it notes now, for those who keep what they asked it.
    const bool& isWatched() const { return m_isWatched; }

    /// The entity one hop up, null when there is none.
    const history::Entity* up(const history::Entity& from, const Hop& hop);
    /// The entities one hop down, by name.
    const std::vector<history::EntityPtr>& down(const history::Entity& from, const Hop& hop);

    /// The entity with that id, null when there is none.
    const history::Entity* find(const catalogue::Type& type, const Id& id);
    /// World time at the point read; nothing while there is no clock.
    std::optional<history::WorldTime> now();
    /// Of the world that the entity lies in.
    std::int64_t secondsPerDay(const EntityRecord& entity);

    /// How often it had to read what no plan foresaw.
    std::size_t unforeseen() const { return m_unforeseen; }

    /// An entity as an object for rules; the same one each time.
    const EntityRecord& record(const history::Entity& entity);
    /// The entities one hop down as a list of records.
    rules::Operand records(const history::Entity& from, const Hop& hop);

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
        // For rules that go through them; empty until one does.
        std::vector<EntityRecord> records = {};
        std::vector<rules::Operand> items = {};
        rules::MadeList made = {};
        rules::KeptColumns columns = {};
    };
    using Lists = std::unordered_map<Id, List>;

    /// What a hop from an entity came to, One or List: rules ask again and again. A place is taken over by the next
    /// one.
    struct Reached
    {
        const history::Entity* from = nullptr;
        const catalogue::Field* field = nullptr;
        void* there = nullptr;
    };
    static constexpr std::size_t reachedCount = 1024;

    Reached& reached(const history::Entity& from, const Hop& hop);
    One* one(const history::Entity& from, const Hop& hop);
    List* list(const history::Entity& from, const Hop& hop);
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
    bool m_isWatched = false;
    std::unordered_map<const history::Entity*, EntityRecord> m_records;
    std::vector<Reached> m_reached;
    std::size_t m_unforeseen = 0;
    const ContextNames* m_names = nullptr;
    const std::vector<VariableDefaults>* m_defaults = nullptr;
    DerivedValues* m_derived = nullptr;
    std::optional<std::optional<history::WorldTime>> m_now;
    rules::Operand m_calendars; ///< those the length of a day was taken from
    std::int64_t m_secondsPerDay = rules::usualSecondsPerDay;
    rules::Workspace m_workspace; ///< for reading the calendars
};

} // namespace campaign
