// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/catalogue/Catalogue.h"

#include "server/catalogue/Types.h"

#include <algorithm>
#include <cassert>

namespace campaign::catalogue {

std::string toSnakeCase(std::string_view camelCase)
{
    std::string out;
    for (const char c : camelCase) {
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper && !out.empty())
            out += '_';
        out += upper ? static_cast<char>(c + 32) : c;
    }
    return out;
}

std::string Field::column() const
{
    return toSnakeCase(name);
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
{
    for (const Type& type : m_types) {
        for (const Field& one : type.fields) {
            if (one.type != FieldType::Reference)
                continue;
            const Type* target = find(one.target);
            assert(target && "a reference names a type of the catalogue");
            m_inverses[static_cast<std::size_t>(indexOf(*target))].push_back({&type, &one});
        }
    }
}

Catalogue Catalogue::standard()
{
    return Catalogue({worldType(), campaignType(), branchType(), mapType(), locationType(), kingdomType(),
                      settlementType(), structureType(), noteType(), variableSchemaType(), fieldConditionType()});
}

const Type* Catalogue::find(std::string_view name) const
{
    const auto found =
        std::find_if(m_types.begin(), m_types.end(), [&](const Type& type) { return type.name == name; });
    return found == m_types.end() ? nullptr : &*found;
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
