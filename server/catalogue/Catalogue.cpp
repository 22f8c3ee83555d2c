// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Catalogue.h"

#include "server/catalogue/Types.h"
#include "server/core/Text.h"

#include <algorithm>
#include <cassert>

namespace campaign::catalogue {

std::string toSnakeCase(std::string_view camelCase)
{
    const auto isUpper = [&](std::size_t i) {
        return i < camelCase.size() && camelCase[i] >= 'A' && camelCase[i] <= 'Z';
    };
    std::string out;
    for (std::size_t i = 0; i < camelCase.size(); ++i) {
        // A run of capitals is one word: isNPC is is_npc.
        const bool continues = i > 0 && isUpper(i - 1) && (isUpper(i + 1) || i + 1 == camelCase.size());
        if (isUpper(i) && !out.empty() && !continues)
            out += '_';
        out += isUpper(i) ? static_cast<char>(camelCase[i] + 32) : camelCase[i];
    }
    return out;
}

const Value& FieldValues::operator[](std::string_view field) const
{
    static const Value none;
    const int index = m_type.fieldIndex(field);
    return index < 0 ? none : m_values[static_cast<std::size_t>(index)];
}

std::string Field::column() const
{
    return toSnakeCase(name);
}

bool holdsOn(const Field& field)
{
    return field.type == FieldType::Reference || (field.type == FieldType::AnyId && field.onDelete != OnDelete::Keep);
}

const Field* Type::field(std::string_view fieldName) const
{
    const int index = fieldIndex(fieldName);
    return index < 0 ? nullptr : &fields[static_cast<std::size_t>(index)];
}

int Type::fieldIndex(std::string_view fieldName) const
{
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const Field& one) { return one.name == fieldName; });
    return found == fields.end() ? -1 : static_cast<int>(found - fields.begin());
}

std::string Type::table() const
{
    return toSnakeCase(name);
}

std::string Type::queryName() const
{
    std::string query = name;
    query[0] = static_cast<char>(query[0] | 0x20);
    return query;
}

Catalogue::Catalogue(std::vector<Type> types)
    : m_types(std::move(types))
    , m_inverses(m_types.size())
    , m_holders(m_types.size())
{
    fillTypeNames();
    gatherInverses();
}

void Catalogue::fillTypeNames()
{
    std::vector<std::string> all;
    for (const Type& type : m_types)
        all.push_back(type.name);
    for (Type& type : m_types) {
        for (Field& one : type.fields) {
            if (one.type == FieldType::TypeName && one.values.empty())
                one.values = all;
        }
    }
}

void Catalogue::gatherInverses()
{
    for (const Type& type : m_types) {
        for (const Field& one : type.fields) {
            if (one.type == FieldType::Reference) {
                const Type* target = find(one.target);
                assert(target && "a reference names a type of the catalogue");
                m_inverses[static_cast<std::size_t>(indexOf(*target))].push_back({&type, &one});
                m_holders[static_cast<std::size_t>(indexOf(*target))].push_back({&type, &one});
            }
            if (one.type != FieldType::AnyId || one.onDelete == OnDelete::Keep)
                continue;
            for (const std::string& name : type.field(one.target)->values)
                m_holders[static_cast<std::size_t>(indexOf(*findByAnyName(name)))].push_back({&type, &one});
        }
    }
}

std::vector<Type> standardTypes()
{
    return {worldType(),         campaignType(),        branchType(),         mapType(),    locationType(),
            kingdomType(),       settlementType(),      structureType(),      partyType(),  characterType(),
            encounterType(),     eventType(),           linkType(),           noteType(),   variableSchemaType(),
            stateVariableType(), fieldConditionType(),  conditionType(),      effectType(), membershipType(),
            fileType(),          scheduledEffectType(), effectExecutionType()};
}

Catalogue Catalogue::standard()
{
    return Catalogue(standardTypes());
}

const Type* Catalogue::find(std::string_view name) const
{
    const auto found =
        std::find_if(m_types.begin(), m_types.end(), [&](const Type& type) { return type.name == name; });
    return found == m_types.end() ? nullptr : &*found;
}

const Type* Catalogue::findByAnyName(std::string_view name) const
{
    const std::string wanted = foldCase(name);
    for (const Type& type : m_types) {
        if (wanted == foldCase(type.name) || wanted == foldCase(type.plural) || wanted == type.table())
            return &type;
    }
    return nullptr;
}

const Type* Catalogue::withRole(Role role) const
{
    const auto found =
        std::find_if(m_types.begin(), m_types.end(), [&](const Type& type) { return type.role == role; });
    return found == m_types.end() ? nullptr : &*found;
}

const Type* Catalogue::typeNamed(const Value& name) const
{
    return name.isString() ? findByAnyName(name.asString()) : nullptr;
}

const std::vector<Catalogue::Inverse>& Catalogue::holdersOf(const Type& type) const
{
    return m_holders[static_cast<std::size_t>(indexOf(type))];
}

int Catalogue::indexOf(const Type& type) const
{
    return static_cast<int>(&type - m_types.data());
}

const std::vector<Catalogue::Inverse>& Catalogue::referencesTo(const Type& type) const
{
    return m_inverses[static_cast<std::size_t>(indexOf(type))];
}

} // namespace campaign::catalogue
