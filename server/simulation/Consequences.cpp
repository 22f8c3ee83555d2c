// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulation/Consequences.h"

#include "server/campaign/ChangeReading.h"

namespace campaign::simulation {

using catalogue::Type;
using history::EntityPtr;

namespace {
constexpr std::size_t mostThings = 200;
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
    return note(writer, true);
}

Result<> Consequences::noteBefore(history::Writer& writer)
{
    return note(writer, false);
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

Result<> Consequences::note(history::Writer& writer, bool isAfter)
{
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
        of[i]->wasThere = of[i]->wasThere || !isAfter;
        of[i]->name = entities[i]->name();
        Value::Object& values = isAfter ? of[i]->after : of[i]->before;
        for (const ComputedField& field : (*computed)[i]->fields)
            values.set(field.field, field.value);
    }
    return {};
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
