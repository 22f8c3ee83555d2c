// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/campaign/DerivedVariables.h"
#include "server/history/Store.h"

namespace campaign {

/// What a write did: which entity, and the change.
struct Written
{
    Id id;
    history::Receipt receipt;
};

/// What a change of many does to one of them.
struct EntityEdit
{
    history::EntityPtr current;
    Value::Object fields; ///< as update() takes them
    std::vector<std::string> addTags;
    std::vector<std::string> removeTags;
    std::optional<bool> archived;
    bool removed = false;
};

/// Decides whether an entity may be written as asked and words the change; the store persists. One change a call. Safe
/// from any thread.
///
/// The request's kind and, where it is empty, reason are filled in here.
class EntityService
{
public:
    /// Both outlive it.
    EntityService(history::Store& store, const rules::OperatorRegistry& operators);

    /// Making a campaign makes its main branch, too. A stream has one world; branches are forked, not created.
    Result<Written> create(const catalogue::Type& type, const Value::Object& fields, history::ChangeRequest request);
    Result<Written> update(const history::Entity& current, const Value::Object& fields,
                           std::optional<std::int64_t> expectedVersion, history::ChangeRequest request);
    Result<Written> remove(const history::Entity& current, std::optional<std::int64_t> expectedVersion,
                           history::ChangeRequest request);
    Result<Written> setArchived(const history::Entity& current, bool archived, history::ChangeRequest request);
    /// All of them in one change, or none: the error's path starts with the number of the edit that failed. What goes
    /// with an entity deleted by an earlier edit is passed over.
    Result<history::Receipt> edit(const std::vector<EntityEdit>& edits, history::ChangeRequest request);
    /// Brings back what was deleted or archived. `current` is null for a deleted entity.
    Result<Written> restore(const catalogue::Type& type, const Id& id, const history::Entity* current,
                            history::ChangeRequest request);

    /// The checks of a creation, for services that make several things in one change. An empty id lets the store
    /// choose.
    Result<Id> createWithin(history::Writer& writer, const catalogue::Type& type, const Value::Object& fields,
                            const Id& wantedId = {});

    /// The checks of an update and the update, for services that change several things in one change.
    Result<> updateWithin(history::Writer& writer, const catalogue::Type& type, const Id& id,
                          const Value::Object& fields) const;

    /// A repeated request (same idempotency key) is answered without running its function, so the id of what it makes
    /// follows from the key alone; empty without a key.
    static Id idFor(const history::ChangeRequest& request, const catalogue::Type& type);

    /// What rules may be made of.
    const rules::OperatorRegistry& operators() const { return m_operators; }

    /// Whether entities of the type are made by create(); false for those made by an operation of their own.
    static bool isCreatable(const catalogue::Type& type);

private:
    Result<Value::Object> check(const catalogue::Type& type, const Value::Object& fields) const;
    Result<> editWithin(history::Writer& writer, const EntityEdit& edit) const;
    Result<> checkSingleWorld(history::Writer& writer, const catalogue::Type& type) const;

    Result<> updateOne(history::Writer& writer, const catalogue::Type& type, const Id& id, const Value::Object& checked,
                       std::optional<std::int64_t> expectedVersion) const;

    history::Store& m_store;
    const rules::OperatorRegistry& m_operators;
    const ContextNames m_names;
    mutable Formulas m_formulas;
};

} // namespace campaign
