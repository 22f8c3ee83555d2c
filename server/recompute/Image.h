// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Snapshot.h"

#include <unordered_map>

namespace campaign::recompute {

/// The entities of some types as a branch shows them now, held in memory, with who refers to whom. It reads like a
/// snapshot of that branch, whatever place and viewer are asked for; types it does not hold have no entities. One
/// thread at a time.
class Image final : public history::Reading
{
public:
    /// The catalogue outlives it.
    explicit Image(const catalogue::Catalogue& types);

    bool holds(const catalogue::Type& type) const { return of(type).isHeld; }
    /// Reads all entities of a type.
    Result<> load(const catalogue::Type& type, history::Snapshot& snapshot, const history::ReadPoint& at,
                  const Viewer& viewer);
    /// The ids of all that the snapshot shows otherwise than this does, of one type.
    Result<std::vector<Id>> differing(const catalogue::Type& type, history::Snapshot& snapshot,
                                      const history::ReadPoint& at, const Viewer& viewer) const;
    /// Puts what is there now in its place (null: nothing is); returns what was.
    history::EntityPtr put(const catalogue::Type& type, const Id& id, history::EntityPtr now);

    using Entities = std::unordered_map<Id, history::EntityPtr>;
    const Entities& all(const catalogue::Type& type) const { return of(type).entities; }
    const history::EntityPtr& find(const catalogue::Type& type, const Id& id) const;
    /// Those whose reference names the target, the archived among them.
    std::vector<Id> referring(const catalogue::Type& type, const catalogue::Field& reference, const Id& target) const;

    Result<std::vector<history::EntityPtr>> byIds(const catalogue::Type& type, std::span<const Id> ids,
                                                  const history::ReadPoint& at, const Viewer& viewer) override;
    Result<std::vector<std::vector<history::EntityPtr>>>
    byReference(const catalogue::Type& type, const catalogue::Field& reference, std::span<const Id> parents,
                const history::ReadPoint& at, const Viewer& viewer, int limit) override;
    /// All that are not archived, by name; filters, orders and pages are passed over.
    Result<history::Page> list(const catalogue::Type& type, const history::ListQuery& query,
                               const history::ReadPoint& at, const Viewer& viewer) override;
    /// As last set.
    Result<history::WorldTime> worldTime(const history::ReadPoint& at) override;
    void setWorldTime(history::WorldTime time) { m_worldTime = time; }

private:
    /// In the order of lists: by name, then id.
    struct Entry
    {
        std::string sortName;
        history::EntityPtr entity;
        bool operator<(const Entry& other) const;
    };
    using Lists = std::unordered_map<Id, std::vector<Entry>>;
    struct Held
    {
        bool isHeld = false;
        Entities entities;
        std::unordered_map<int, Lists> lists; ///< by the index of the reference
    };

    const Held& of(const catalogue::Type& type) const;
    Held& of(const catalogue::Type& type);
    static void arrange(Held& held, const history::EntityPtr& entity, bool isThere);
    const std::vector<Entry>* list(const catalogue::Type& type, const catalogue::Field& reference,
                                   const Id& target) const;

    const catalogue::Catalogue& m_types;
    std::vector<Held> m_held; // by index of the type
    history::WorldTime m_worldTime = catalogue::always;
};

} // namespace campaign::recompute
