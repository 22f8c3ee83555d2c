// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/EntityStore.h"

#include <algorithm>

namespace campaign::client {

namespace {

// Above this an event is not told entity by entity (semantics §10).
constexpr std::size_t mostToldOneByOne = 2000;

std::int64_t integerOf(const Value::Object& object, std::string_view key)
{
    const Value* member = object.find(key);
    return member && member->isInteger() ? member->asInteger() : 0;
}

bool isEntity(const Value::Object& object)
{
    const Value* type = object.find("__typename");
    const Value* id = object.find("id");
    return type && type->isString() && id && id->isString() && object.find("changeSeq");
}

// Relations are not fields: nested entities are taken in by themselves.
bool isRelation(const Value& value)
{
    if (value.isObject())
        return isEntity(value.asObject());
    if (value.isArray() && !value.asArray().empty() && value.asArray().front().isObject())
        return isEntity(value.asArray().front().asObject());
    return false;
}

bool isMeta(std::string_view key)
{
    return key == "__typename" || key == "id" || key == "changeSeq" || key == "version" || key == "branchId";
}

bool setField(Record& record, const std::string& key, const Value& value)
{
    const Value* present = record.fields.find(key);
    if (present && *present == value)
        return false;
    record.fields.set(key, value);
    return true;
}

} // namespace

std::string Record::name() const
{
    const Value* value = fields.find("name");
    return value && value->isString() ? value->asString() : std::string();
}

EntityStore::EntityStore(const catalogue::Catalogue& types, QObject* parent)
    : QObject(parent)
    , m_types(types)
{
}

void EntityStore::setBranch(const Id& branch, std::vector<Id> followed)
{
    m_branch = branch;
    m_followed = std::move(followed);
    m_hearsOfValues = false;
}

void EntityStore::clear()
{
    m_records.clear();
    m_branch.clear();
    m_followed.clear();
    m_hearsOfValues = false;
    m_lastSeq = 0;
}

void EntityStore::absorb(const Value& data)
{
    std::vector<EntityDelta> deltas;
    std::vector<const Value*> open{&data};
    while (!open.empty()) {
        const Value* next = open.back();
        open.pop_back();
        if (next->isArray()) {
            for (const Value& element : next->asArray())
                open.push_back(&element);
        } else if (next->isObject()) {
            if (isEntity(next->asObject()))
                absorbObject(next->asObject(), deltas);
            for (const auto& [key, member] : next->asObject()) {
                if (member.isObject() || member.isArray())
                    open.push_back(&member);
            }
        }
    }
    if (!deltas.empty())
        emit entitiesChanged(deltas);
}

void EntityStore::absorbObject(const Value::Object& object, std::vector<EntityDelta>& deltas)
{
    Record& known = record(object.find("id")->asString());
    const std::int64_t seq = integerOf(object, "changeSeq");
    const bool isNew = known.type.empty();
    const bool isOlder = seq < known.changeSeq;
    EntityDelta delta{object.find("__typename")->asString(), known.id, events::Operation::Update, {}};
    known.type = delta.type;
    for (const auto& [key, member] : object) {
        if (isMeta(key) || isRelation(member) || (isOlder && known.fields.find(key)))
            continue;
        if (setField(known, key, member))
            delta.fields.push_back(key);
    }
    if (!isOlder) {
        known.changeSeq = seq;
        known.version = std::max(known.version, integerOf(object, "version"));
        known.isGone = false;
        m_lastSeq = std::max(m_lastSeq, seq);
    }
    // A first sight changes no model: whoever asked reads it from the reply's callback.
    if (!isNew && !delta.fields.empty())
        deltas.push_back(std::move(delta));
}

bool EntityStore::shows(const Id& branch) const
{
    return branch.empty() || branch == m_branch ||
           std::find(m_followed.begin(), m_followed.end(), branch) != m_followed.end();
}

Record& EntityStore::record(const Id& id)
{
    Record& found = m_records[{m_branch, id}];
    found.id = id;
    return found;
}

bool EntityStore::applyEntity(const events::EntityChange& entity, std::int64_t seq, EntityDelta& delta)
{
    Record& known = record(entity.id);
    if (seq <= known.appliedSeq || seq < known.changeSeq)
        return false;
    known.type = entity.type;
    known.changeSeq = seq;
    known.appliedSeq = seq;
    known.version = entity.version;
    known.isGone = entity.operation == events::Operation::Delete;
    for (const auto& [key, member] : entity.fields) {
        if (setField(known, key, member))
            delta.fields.push_back(key);
    }
    return true;
}

void EntityStore::apply(const events::ChangeEvent& event)
{
    if (!shows(event.branchId))
        return;
    std::vector<EntityDelta> deltas;
    for (const events::EntityChange& entity : event.entities) {
        EntityDelta delta{entity.type, entity.id, entity.operation, {}};
        if (applyEntity(entity, event.seq, delta))
            deltas.push_back(std::move(delta));
    }
    m_lastSeq = std::max(m_lastSeq, event.seq);
    if (event.entities.size() > mostToldOneByOne)
        emit reloadNeeded();
    else if (!deltas.empty())
        emit entitiesChanged(deltas);
}

void EntityStore::apply(const events::ValuesEvent& event)
{
    if (event.branchId != m_branch)
        return;
    m_hearsOfValues = true;
    std::set<Id> entities;
    for (const events::ChangedValue& value : event.values) {
        if (value.kind == events::ChangedValue::Kind::Field)
            entities.insert(value.id);
    }
    if (event.isEverything || !entities.empty())
        emit computedChanged(entities, event.isEverything);
}

void EntityStore::setDates(WorldDates dates)
{
    m_dates = std::move(dates);
    emit datesChanged();
}

const Record* EntityStore::find(const Id& id) const
{
    const auto found = m_records.find({m_branch, id});
    return found == m_records.end() ? nullptr : &found->second;
}

std::string EntityStore::nameOf(const Id& id) const
{
    const Record* found = find(id);
    return found ? found->name() : std::string();
}

} // namespace campaign::client
