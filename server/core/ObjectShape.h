// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace campaign {

/// The names of an object's members, in their order. Objects that were given the same names in the same order share
/// one shape, so that a name is stored once and whoever knows a shape knows where its members are. Shared shapes are
/// immutable, live as long as the process and are few: once they have become too many, or for an object of many or
/// long names (ids as keys), the object has a shape of its own, which it changes and deletes. Shared ones may be used
/// by any thread.
class ObjectShape
{
public:
    struct Name
    {
        const std::string* text;
        std::uint64_t mark; ///< length and first letters: different marks, different names
    };
    static constexpr std::uint32_t nowhere = 0xFFFFFFFF;

    /// That of an object without members; shared.
    static const ObjectShape& none();
    /// A shape of its own with the same names.
    static ObjectShape* ownCopy(const ObjectShape& shape);
    ~ObjectShape();
    ObjectShape(const ObjectShape&) = delete;
    ObjectShape& operator=(const ObjectShape&) = delete;

    bool isShared() const { return m_isShared; }
    std::size_t size() const { return m_names.size(); }
    const Name* names() const { return m_names.data(); }
    /// The place of the name, or nowhere.
    std::uint32_t find(std::string_view name) const;

    /// The shared shape with one name more; null when it cannot be shared. Only of a shared one.
    const ObjectShape* with(std::string_view name) const;
    /// Only of an object's own.
    void append(std::string_view name);

private:
    friend class SharedShapes;

    explicit ObjectShape(bool isShared)
        : m_isShared(isShared)
    {
    }

    std::vector<Name> m_names;
    const ObjectShape* m_before = nullptr; // of a shared one: the same without the last name
    const bool m_isShared;
};

} // namespace campaign
