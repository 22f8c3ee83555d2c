// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Catalogue.h"
#include "server/core/Id.h"
#include "server/events/EventBus.h"
#include "server/events/ValuesFeed.h"
#include "ui/client/WorldDates.h"

#include <QObject>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace campaign::client {

/// An entity as far as the window has seen it: only the fields some reply or event carried.
struct Record
{
    std::string type;
    Id id;
    std::int64_t version = 0;
    std::int64_t changeSeq = 0;
    std::int64_t appliedSeq = 0; ///< of the last event taken in; a reply may have come before it
    bool isGone = false;
    Value::Object fields;

    const Value* field(std::string_view name) const { return fields.find(name); }
    std::string name() const;
};

/// What a reply or an event did to one entity.
struct EntityDelta
{
    std::string type;
    Id id;
    events::Operation operation = events::Operation::Update;
    std::vector<std::string> fields; ///< that changed; empty for a deletion
};

/// The window's one copy of entities, by branch and id. Replies and change events feed it; whoever carries the greater
/// change number wins, so the order of arrival does not matter. Models read it and listen. GUI thread.
class EntityStore : public QObject
{
    Q_OBJECT

public:
    explicit EntityStore(const catalogue::Catalogue& types, QObject* parent = nullptr);

    const catalogue::Catalogue& types() const { return m_types; }

    /// The branch shown, and those whose changes show through on it (the branches it follows).
    void setBranch(const Id& branch, std::vector<Id> followed);
    const Id& branch() const { return m_branch; }
    /// Forgets everything, when a campaign closes.
    void clear();

    /// Takes every object with `__typename`, `id` and `changeSeq` out of a reply's data, at any depth.
    void absorb(const Value& data);
    /// Applies a committed change if it shows on the branch; applying one twice does nothing.
    void apply(const events::ChangeEvent& event);

    /// Which computed values are no longer what they were; they are for those who show them to ask for.
    void apply(const events::ValuesEvent& event);
    /// Whether computedChanged() tells of every computed value of the branch that becomes another. Otherwise any change
    /// may have changed any.
    bool hearsOfValues() const { return m_hearsOfValues; }

    /// As the branch shows it; null when never seen. Stays valid until clear().
    const Record* find(const Id& id) const;
    /// The entity's name, "" when not known.
    std::string nameOf(const Id& id) const;
    /// How the world's people write its times.
    const WorldDates& dates() const { return m_dates; }
    void setDates(WorldDates dates);
    /// The greatest change number seen.
    std::int64_t lastSeq() const { return m_lastSeq; }

signals:
    /// After a batch was taken in; replies that brought nothing new do not signal.
    void entitiesChanged(const std::vector<campaign::client::EntityDelta>& deltas);
    /// The change touched more than is worth telling one by one; read again what is shown.
    void reloadNeeded();
    /// Computed fields of these entities are others than before; of all entities when `everything`.
    void computedChanged(const std::set<campaign::Id>& entities, bool everything);
    /// Times are written otherwise from now on.
    void datesChanged();

private:
    void absorbObject(const Value::Object& object, std::vector<EntityDelta>& deltas);
    bool shows(const Id& branch) const;
    Record& record(const Id& id);
    bool applyEntity(const events::EntityChange& entity, std::int64_t seq, EntityDelta& delta);

    const catalogue::Catalogue& m_types;
    Id m_branch;
    std::vector<Id> m_followed;
    std::map<std::pair<Id, Id>, Record> m_records; // by branch and id
    std::int64_t m_lastSeq = 0;
    bool m_hearsOfValues = false;
    WorldDates m_dates;
};

} // namespace campaign::client
