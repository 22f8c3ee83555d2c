// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulation/EffectDocument.h"

#include "server/campaign/ChangeReading.h"

#include <set>

namespace campaign::simulation {

using catalogue::Field;
using catalogue::FieldType;
using history::Entity;
using history::EntityPtr;

namespace {

constexpr std::string_view stateVariables = "var";

/// Identity and ownership: nothing that happens in the world moves a thing to another world, campaign or owner.
bool isProtected(const catalogue::Catalogue& types, const catalogue::Type& type, std::string_view name)
{
    const Field* field = type.field(name);
    if (!field || field->readOnly || name == "sourceId" || name == "ownerId" || name == "playedBy")
        return true;
    if (field->type == FieldType::Reference) {
        const catalogue::Role role = types.find(field->target)->role;
        return role == catalogue::Role::World || role == catalogue::Role::Campaign;
    }
    const Field* owner = type.field(type.ownerField);
    return owner && (name == owner->name || name == owner->target);
}

Value asTheApiHasIt(const Field& field, const Value& value)
{
    if (field.type == FieldType::Tags && value.isNull())
        return Value::Array(); // so that a first one can be added
    return field.type == FieldType::WorldTime && value.isInteger() ? Value(catalogue::toIsoTime(value.asInteger()))
                                                                   : value;
}

const Value& memberOf(const Value& object, std::string_view name)
{
    static const Value none;
    const Value* found = object.find(name);
    return found ? *found : none;
}

/// Names of all members of either object.
std::set<std::string> namesOf(const Value& left, const Value& right)
{
    std::set<std::string> names;
    for (const Value* object : {&left, &right}) {
        for (const auto& member : object->isObject() ? object->asObject() : Value::Object())
            names.insert(member.first);
    }
    return names;
}

/// Variables are merged one by one, so those that a patch removed are cleared.
Value variablesChange(const Value& before, const Value& after)
{
    Value::Object change;
    for (const std::string& key : namesOf(before, after)) {
        if (!(memberOf(before, key) == memberOf(after, key)))
            change.append(key, memberOf(after, key));
    }
    return change;
}

/// The members of `of` that the other object has not, or has otherwise.
Value differing(const Value& of, const Value& other)
{
    Value::Object members;
    for (const auto& [key, value] : of.asObject()) {
        const Value* there = other.find(key);
        if (!there || !(*there == value))
            members.append(key, value);
    }
    return members;
}

std::string typeOfValue(const Value& value)
{
    if (value.isBoolean())
        return "BOOLEAN";
    if (value.isInteger())
        return "INTEGER";
    if (value.isNumber())
        return "FLOAT";
    return value.isString() ? "STRING" : "JSON";
}

} // namespace

Value TargetOutcome::toValue() const
{
    return Value::Object{{"type", type}, {"id", id}, {"name", name}, {"before", before}, {"after", after}};
}

EffectDocument::EffectDocument(EntityService& entities, const catalogue::Catalogue& types, history::Writer& writer,
                               const std::vector<VariableDefaults>& defaults)
    : m_entities(entities)
    , m_types(types)
    , m_writer(writer)
    , m_defaults(defaults)
{
}

Result<std::vector<EntityPtr>> EffectDocument::stateVariablesOf(const Entity& entity)
{
    const catalogue::Type* type = m_types.find("StateVariable");
    if (!type || !type->field("scopeId"))
        return std::vector<EntityPtr>();
    const std::vector<Id> owners{entity.id};
    auto found = ChangeReading(m_writer).byReference(*type, *type->field("scopeId"), owners, {}, {}, 10'000);
    if (!found)
        return found.error();
    return std::move(found->front());
}

Result<Value> EffectDocument::read(const Entity& entity)
{
    Value::Object document{{"id", entity.id}, {"type", entity.type->name}, {"version", entity.version}};
    for (std::size_t i = 0; i < entity.fields.size(); ++i)
        document.append(entity.type->fields[i].name, asTheApiHasIt(entity.type->fields[i], entity.fields[i]));
    Value& variables = *document.find("variables");
    if (!variables.isObject())
        variables = Value::Object();
    for (const auto& [key, value] : m_defaults[static_cast<std::size_t>(m_types.indexOf(*entity.type))]) {
        if (!variables.find(key))
            variables.asObject().append(key, value);
    }
    const Result<std::vector<EntityPtr>> present = stateVariablesOf(entity);
    if (!present)
        return present.error();
    Value::Object state;
    for (const EntityPtr& one : *present)
        state.set(one->field("key").asString(), one->field("value"));
    document.append(std::string(stateVariables), std::move(state));
    return Value(std::move(document));
}

Result<TargetOutcome> EffectDocument::write(const Entity& entity, const Value& before, const Value& after)
{
    if (!after.isObject())
        return Error{ErrorCode::Invalid, "The patch makes " + entity.name() + " no object any more.", {}, {}, {}};
    TargetOutcome outcome{entity.type->name, entity.id, entity.name(), {}, {}};
    Value::Object change;
    for (const std::string& name : namesOf(before, after)) {
        const Value& was = memberOf(before, name);
        const Value& is = memberOf(after, name);
        if (was == is)
            continue;
        // Of objects whose members stand for themselves only those that differ.
        const bool isMap = (name == "variables" || name == stateVariables) && was.isObject() && is.isObject();
        outcome.before.append(name, isMap ? differing(was, is) : was);
        outcome.after.append(name, isMap ? differing(is, was) : is);
        if (name == stateVariables)
            continue;
        if (!entity.type->field(name) && name != "id" && name != "type" && name != "version")
            return Error{ErrorCode::Invalid, entity.type->label + " has no field \"" + name + "\".", name, {}, {}};
        if (isProtected(m_types, *entity.type, name))
            return Error{ErrorCode::Forbidden, "An effect may not change \"" + name + "\".", name, {}, {}};
        const bool isVariables = entity.type->field(name)->type == FieldType::Variables;
        change.append(name, isVariables && is.isObject() ? variablesChange(was, is) : is);
    }
    if (!change.empty()) {
        if (const Result<> done = m_entities.updateWithin(m_writer, *entity.type, entity.id, change); !done)
            return done.error();
    }
    const std::string key(stateVariables);
    if (const Result<> done = writeStateVariables(entity, memberOf(before, key), memberOf(after, key)); !done)
        return done.error();
    return outcome;
}

Result<> EffectDocument::writeStateVariables(const Entity& entity, const Value& before, const Value& after)
{
    if (before == after)
        return {};
    const Result<std::vector<EntityPtr>> present = stateVariablesOf(entity);
    if (!present)
        return present.error();
    for (const std::string& key : namesOf(before, after)) {
        if (memberOf(before, key) == memberOf(after, key))
            continue;
        if (const Result<> done = writeStateVariable(entity, key, memberOf(after, key), *present); !done)
            return done;
    }
    return {};
}

Result<> EffectDocument::writeStateVariable(const Entity& entity, const std::string& key, const Value& value,
                                            const std::vector<EntityPtr>& present)
{
    const catalogue::Type& type = *m_types.find("StateVariable");
    for (const EntityPtr& one : present) {
        if (one->field("key") == Value(key))
            return m_entities.updateWithin(m_writer, type, one->id, {{"value", value}});
    }
    std::string scope = entity.type->table();
    for (char& letter : scope)
        letter = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter & ~0x20) : letter;
    const Result<Id> made = m_entities.createWithin(
        m_writer, type,
        {{"scope", scope}, {"scopeId", entity.id}, {"key", key}, {"type", typeOfValue(value)}, {"value", value}});
    return made ? Result<>() : made.error();
}

} // namespace campaign::simulation
