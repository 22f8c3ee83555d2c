// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/campaign/ContextNames.h"

#include <atomic>

namespace campaign {

std::string relationName(const catalogue::Field& reference)
{
    constexpr std::string_view suffix = "Id";
    const std::string& name = reference.name;
    const bool hasSuffix = name.size() > suffix.size() && name.ends_with(suffix);
    return hasSuffix ? name.substr(0, name.size() - suffix.size()) : name + "Entity";
}

Hop averagedList(const catalogue::Catalogue& types, const catalogue::Type& type, const catalogue::Field& field)
{
    if (field.average.list.empty())
        return {};
    for (const catalogue::Catalogue::Inverse& inverse : types.referencesTo(type)) {
        if (inverse.field->inverse == field.average.list)
            return {inverse.field, inverse.type, true};
    }
    return {};
}

ContextNames::ContextNames(const catalogue::Catalogue& types)
    : m_types(types)
    , m_keys(types.types().size())
{
    std::size_t texts = types.types().size();
    for (const catalogue::Type& type : types.types())
        texts += type.fields.size();
    m_texts.reserve(texts); // the keys are views into it
    for (const catalogue::Type& type : types.types())
        m_texts.push_back(type.queryName());
    for (std::size_t i = 0; i < m_keys.size(); ++i) {
        addOwn(types.types()[i], m_keys[i]);
        addAncestors(types.types()[i], m_keys[i]);
    }
    for (const catalogue::Type& type : types.types())
        addKeyed(type);
    number();
}

void ContextNames::number()
{
    // No two layouts of a process share a number, whichever catalogue they are of.
    static std::atomic<std::uint32_t> nextLayout = 1;
    m_firstLayout = nextLayout.fetch_add(static_cast<std::uint32_t>(m_keys.size()));
    m_leads.resize(m_keys.size());
    for (std::size_t i = 0; i < m_keys.size(); ++i) {
        m_leads[i].resize(m_types.types()[i].fields.size());
        for (auto& [key, lead] : m_keys[i]) {
            const bool isField = lead.kind == Lead::Kind::OwnField;
            lead.place = static_cast<std::uint32_t>(isField ? static_cast<std::size_t>(lead.field) : m_leads[i].size());
            if (!isField)
                m_leads[i].emplace_back();
            m_leads[i][lead.place] = &lead;
        }
    }
}

void ContextNames::addOwn(const catalogue::Type& type, Keys& keys)
{
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
        const catalogue::Field& field = type.fields[i];
        const Hop averaged = averagedList(m_types, type, field);
        if (averaged.type)
            keys.emplace(field.name,
                         Lead{Lead::Kind::Average, averaged.type->fieldIndex(field.average.of), {averaged}});
        else
            keys.emplace(field.name, Lead{Lead::Kind::OwnField, static_cast<int>(i), {}});
        if (field.type != catalogue::FieldType::Reference)
            continue;
        m_texts.push_back(relationName(field));
        keys.emplace(m_texts.back(), Lead{Lead::Kind::Entity, -1, {{&field, m_types.find(field.target), false}}});
    }
    keys.emplace("id", Lead{Lead::Kind::OwnId, -1, {}});
    keys.emplace("version", Lead{Lead::Kind::Version, -1, {}});
    keys.emplace("self", Lead{Lead::Kind::Entity, -1, {}});
    for (const catalogue::Catalogue::Inverse& inverse : m_types.referencesTo(type)) {
        if (!inverse.field->inverse.empty())
            keys.emplace(inverse.field->inverse, Lead{Lead::Kind::List, -1, {{inverse.field, inverse.type, true}}});
    }
}

/// State variables and their like: `var.gold` is the value of the one that hangs on the entity under the key "gold".
void ContextNames::addKeyed(const catalogue::Type& keyed)
{
    const catalogue::Field* owner = keyed.field(keyed.ownerField);
    const int value = keyed.fieldIndex("value");
    if (!owner || value < 0 || !keyed.field("key"))
        return;
    for (const std::string& name : keyed.field(owner->target)->values) {
        const int type = m_types.indexOf(*m_types.findByAnyName(name));
        m_keys[static_cast<std::size_t>(type)].emplace("var", Lead{Lead::Kind::Keyed, value, {{owner, &keyed, true}}});
    }
}

/// The type's own name is the entity itself, so that `settlement.level` may stand in rules of settlements and of what
/// lies below them alike.
void ContextNames::addAncestors(const catalogue::Type& type, Keys& keys)
{
    std::vector<Hop> hops;
    const catalogue::Type* at = &type;
    while (at) {
        const std::string& key = m_texts[static_cast<std::size_t>(m_types.indexOf(*at))];
        keys.emplace(key, Lead{Lead::Kind::Entity, -1, hops});
        const catalogue::Field* parent = at->field(at->parentField);
        at = parent ? m_types.find(parent->target) : nullptr;
        if (at == &type)
            return;
        hops.push_back({parent, at, false});
    }
}

const Lead* ContextNames::find(const catalogue::Type& from, std::string_view key) const
{
    const Keys& keys = m_keys[static_cast<std::size_t>(m_types.indexOf(from))];
    const auto found = keys.find(key);
    return found == keys.end() ? nullptr : &found->second;
}

const Lead* ContextNames::lead(const catalogue::Type& from, std::uint32_t place) const
{
    const std::vector<const Lead*>& leads = m_leads[static_cast<std::size_t>(m_types.indexOf(from))];
    return place < leads.size() ? leads[place] : nullptr;
}

} // namespace campaign
