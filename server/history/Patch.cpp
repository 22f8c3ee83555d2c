// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/Patch.h"

#include "server/catalogue/Check.h"

#include <algorithm>
#include <set>

namespace campaign::history {

namespace {

constexpr std::string_view variablesPrefix = "variables.";

bool isVariable(std::string_view path)
{
    return path.substr(0, variablesPrefix.size()) == variablesPrefix;
}

bool earlier(const Patch* left, const Patch* right)
{
    return left->worldTime != right->worldTime ? left->worldTime < right->worldTime : left->seq < right->seq;
}

const Value nothing;

} // namespace

const Value& Entity::field(std::string_view fieldName) const
{
    const int index = type->fieldIndex(fieldName);
    return index < 0 ? nothing : field(index);
}

const std::string& Entity::name() const
{
    static const std::string unnamed;
    const Value& value = field(catalogue::common::Name);
    return value.isString() ? value.asString() : unnamed;
}

bool Slice::exists() const
{
    const Value state = value(existsField);
    return state.isBoolean() && state.asBoolean();
}

Value Slice::value(std::string_view path) const
{
    const auto found = paths.find(path);
    return found == paths.end() ? Value() : found->second.value;
}

Slice fold(std::vector<const Patch*> patches, const FoldLimits& limits)
{
    Slice slice;
    std::set<std::int64_t> seqs;
    std::stable_sort(patches.begin(), patches.end(), earlier);
    slice.createdAt = INT64_MAX;
    for (const Patch* patch : patches) {
        if (patch->seq > limits.maxSeq)
            continue;
        seqs.insert(patch->seq);
        slice.createdAt = std::min(slice.createdAt, patch->realTime);
        if (patch->seq >= slice.changeSeq) {
            slice.changeSeq = patch->seq;
            slice.updatedAt = patch->realTime;
        }
        if (patch->worldTime > limits.time)
            continue;
        for (const auto& [path, value] : patch->fields)
            slice.paths.insert_or_assign(path, Slice::Setting{value, patch->seq});
    }
    slice.version = static_cast<std::int64_t>(seqs.size());
    if (seqs.empty())
        slice.createdAt = 0;
    return slice;
}

Entity toEntity(const catalogue::Type& type, const Id& id, const Id& branchId, const Slice& slice)
{
    Entity entity{.type = &type, .id = id, .branchId = branchId, .isLive = slice.exists()};
    entity.version = slice.version;
    entity.changeSeq = slice.changeSeq;
    entity.createdAt = slice.createdAt;
    entity.updatedAt = slice.updatedAt;
    entity.fields.resize(type.fields.size());
    for (const auto& [path, setting] : slice.paths) {
        if (path != existsField)
            setValueAt(entity, path, setting.value);
    }
    return entity;
}

Value::Object toPatchFields(const catalogue::Type& type, const Value::Object& fields)
{
    Value::Object paths;
    for (const auto& [name, value] : fields) {
        const catalogue::Field* field = type.field(name);
        if (field && field->type == catalogue::FieldType::Variables && value.isObject()) {
            for (const auto& [key, content] : value.asObject())
                paths.append(name + "." + key, content);
        } else {
            paths.append(name, value);
        }
    }
    return paths;
}

bool isTimeless(const catalogue::Type& type, std::string_view path)
{
    if (type.scope != catalogue::Scope::Branched)
        return true;
    const catalogue::Field* field = type.field(path);
    return field && field->timeless;
}

Value valueAt(const Entity& entity, std::string_view path)
{
    if (!isVariable(path))
        return entity.field(path);
    const Value* found = entity.field(catalogue::common::Variables).find(path.substr(variablesPrefix.size()));
    return found ? *found : Value();
}

void setValueAt(Entity& entity, std::string_view path, const Value& value)
{
    if (!isVariable(path)) {
        const int index = entity.type->fieldIndex(path);
        if (index >= 0) // fields of a later catalogue stay in the versions
            entity.fields[static_cast<std::size_t>(index)] = value;
        if (index == catalogue::common::Visibility)
            entity.audience = value.isInteger() ? value.asInteger() : gameMasterOnly;
        return;
    }
    Value& variables = entity.fields[catalogue::common::Variables];
    if (!variables.isObject())
        variables = Value::Object();
    if (value.isNull())
        variables.asObject().erase(path.substr(variablesPrefix.size()));
    else
        variables.asObject().set(path.substr(variablesPrefix.size()), value);
    // Equal content must give equal bytes, whatever the order in which the variables came.
    variables.asObject().sortByName();
    if (variables.asObject().empty())
        variables = Value();
}

} // namespace campaign::history
