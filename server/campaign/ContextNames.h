// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Catalogue.h"

#include <unordered_map>

namespace campaign {

/// One step from an entity to others: up along its own reference field, or down to those whose reference names it.
struct Hop
{
    const catalogue::Field* field = nullptr; ///< the reference
    const catalogue::Type* type = nullptr;   ///< the type arrived at
    bool isDown = false;

    bool operator==(const Hop&) const = default;
};

/// Where a key of a rule's path leads from an entity: to a field of its own, or over hops to another entity (none: it
/// stays where it is), a list of them, the mean of a field of theirs, or the value of the one with the next key.
struct Lead
{
    enum class Kind { OwnField, Entity, List, Average, Keyed, OwnId, Version };
    Kind kind = Kind::OwnField;
    int field = -1;
    std::vector<Hop> hops;
    std::uint32_t place = 0; ///< own number on its type: the field's, for others one beyond all fields
};

/// What every key means on every type; the language of the paths in rules (README.md). Immutable, any thread.
class ContextNames
{
public:
    /// The catalogue outlives it.
    explicit ContextNames(const catalogue::Catalogue& types);

    /// Null when the key means nothing on this type.
    const Lead* find(const catalogue::Type& from, std::string_view key) const;
    /// The lead of that number; null when there is none.
    const Lead* lead(const catalogue::Type& from, std::uint32_t place) const;
    /// How notes in paths (rules::Record) tell records of this type from all others.
    std::uint32_t layout(const catalogue::Type& type) const
    {
        return m_firstLayout + static_cast<std::uint32_t>(m_types.indexOf(type));
    }
    const catalogue::Catalogue& types() const { return m_types; }

private:
    using Keys = std::unordered_map<std::string_view, Lead>;
    void addOwn(const catalogue::Type& type, Keys& keys);
    void addAncestors(const catalogue::Type& type, Keys& keys);
    void addKeyed(const catalogue::Type& keyed);
    void number();

    const catalogue::Catalogue& m_types;
    std::vector<std::string> m_texts;              // keys that stand in no declaration
    std::vector<Keys> m_keys;                      // by index of the type
    std::vector<std::vector<const Lead*>> m_leads; // the same, by their place
    std::uint32_t m_firstLayout;
};

/// The list whose mean a field is, as a step down; a hop to nowhere for ordinary fields.
Hop averagedList(const catalogue::Catalogue& types, const catalogue::Type& type, const catalogue::Field& field);

/// `kingdomId` → `kingdom`: the name under which the entity behind a reference is reached, in rules and in the API.
std::string relationName(const catalogue::Field& reference);

} // namespace campaign
