// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulation/Consequences.h"

#include "server/campaign/ChangeReading.h"

namespace campaign::simulation {

using catalogue::Type;
using history::EntityPtr;

namespace {
constexpr std::size_t mostThings = 200;

Value::Object valuesOf(const ComputedEntity& computed)
{
    Value::Object values;
    for (const ComputedField& field : computed.fields)
        values.set(field.field, field.value);
    return values;
}

} // namespace

Consequences::Consequences(ComputedFields& computed, const catalogue::Catalogue& types)
    : m_computed(computed)
    , m_types(types)
{
}

Result<> Consequences::noteAfter(history::Writer& writer, const history::Entity& subject, const Value& content)
{
    m_things.clear();
    m_known.clear();
    add(subject.type, subject.id);
    addTargets(content);
    if (const Result<> added = addAbove(writer); !added)
        return added;
    std::vector<EntityPtr> entities;
    std::vector<Thing*> of;
    for (Thing& thing : m_things) {
        const Result<EntityPtr> entity = writer.find(*thing.type, thing.id);
        if (!entity)
            return entity.error();
        if (!*entity)
            continue;
        entities.push_back(*entity);
        of.push_back(&thing);
    }
    ChangeReading reading(writer);
    const Result<std::vector<ComputedPtr>> computed = m_computed.within(entities, reading);
    if (!computed)
        return computed.error();
    for (std::size_t i = 0; i < of.size(); ++i) {
        of[i]->name = entities[i]->name();
        of[i]->after = valuesOf(*(*computed)[i]);
    }
    return {};
}

Result<> Consequences::noteBefore(history::Snapshot& snapshot, const history::ReadPoint& at)
{
    for (const auto& [type, things] : byType()) {
        std::vector<Id> ids;
        for (const Thing* thing : things)
            ids.push_back(thing->id);
        const Result<std::vector<EntityPtr>> found = snapshot.byIds(*type, ids, at, Viewer::owner());
        if (!found)
            return found.error();
        std::vector<EntityPtr> entities;
        std::vector<Thing*> of;
        for (std::size_t i = 0; i < things.size(); ++i) {
            if (!(*found)[i])
                continue;
            entities.push_back((*found)[i]);
            of.push_back(things[i]);
        }
        const Result<std::vector<ComputedPtr>> computed = m_computed.of(entities, at, snapshot, Viewer::owner());
        if (!computed)
            return computed.error();
        for (std::size_t i = 0; i < of.size(); ++i) {
            of[i]->wasThere = true;
            of[i]->before = valuesOf(*(*computed)[i]);
        }
    }
    return {};
}

void Consequences::add(const Type* type, const Id& id)
{
    if (type && ComputedFields::applyTo(*type) && m_things.size() < mostThings && m_known.insert(id).second)
        m_things.push_back({type, id, {}, {}, {}, false});
}

/// Of every phase, and of what was triggered.
void Consequences::addTargets(const Value& content)
{
    for (const char* phase : {"pre", "onResolve", "post"}) {
        for (const Value& result : content.find(phase)->find("results")->asArray()) {
            for (const Value& target : result.find("targets")->asArray())
                add(m_types.find(target.stringOr("type", "")), target.stringOr("id", ""));
        }
    }
    for (const Value& one : content.find("triggered")->asArray()) {
        if (const Value* resolution = one.find("resolution"))
            addTargets(*resolution);
    }
}

/// A settlement's rules may read its structures, so what a touched thing stands in is looked at, too.
Result<> Consequences::addAbove(history::Writer& writer)
{
    for (std::size_t i = 0; i < m_things.size(); ++i) { // grows as it goes
        const Type& type = *m_things[i].type;
        const catalogue::Field* parent = type.field(type.parentField);
        const Result<EntityPtr> entity = writer.find(type, m_things[i].id);
        if (!entity)
            return entity.error();
        if (parent && *entity && (*entity)->field(parent->name).isString())
            add(m_types.find(parent->target), (*entity)->field(parent->name).asString());
    }
    return {};
}

std::map<const Type*, std::vector<Consequences::Thing*>> Consequences::byType()
{
    std::map<const Type*, std::vector<Thing*>> sorted;
    for (Thing& thing : m_things)
        sorted[thing.type].push_back(&thing);
    return sorted;
}

Value Consequences::toValue() const
{
    Value::Array differing;
    for (const Thing& thing : m_things) {
        Value::Object before, after;
        for (const auto& [field, value] : thing.after) {
            const Value* was = thing.before.find(field);
            if (thing.wasThere && was && *was != value) {
                before.append(field, *was);
                after.append(field, value);
            }
        }
        if (!after.empty())
            differing.push_back(Value::Object{{"type", thing.type->name},
                                              {"id", thing.id},
                                              {"name", thing.name},
                                              {"before", std::move(before)},
                                              {"after", std::move(after)}});
    }
    return differing;
}

} // namespace campaign::simulation
