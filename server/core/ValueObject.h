// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/ObjectShape.h"

#include <initializer_list>
#include <iterator>
#include <type_traits>
#include <utility>

// Included by Value.h, which defines what needs to know what a value is.

namespace campaign {

class Value;

/// An object's members in the order they were added; the values lie in a row behind the shape that names them. Look-up
/// is linear: objects here have few members.
class ValueObject
{
public:
    using Member = std::pair<std::string, Value>;

    /// A member as iterators hand it out: it refers, so bind it by value or as a constant.
    template <typename Content>
    struct Reference
    {
        const std::string& first;
        Content& second;
    };
    template <typename Content>
    class Iterator;
    using iterator = Iterator<Value>;
    using const_iterator = Iterator<const Value>;

    ValueObject() = default;
    ValueObject(std::initializer_list<Member> members);
    ValueObject(const ValueObject& other);
    ValueObject(ValueObject&& other) noexcept
        : m_row(std::exchange(other.m_row, nullptr))
    {
    }
    ValueObject& operator=(ValueObject other) noexcept
    {
        std::swap(m_row, other.m_row);
        return *this;
    }
    ~ValueObject()
    {
        if (m_row)
            release();
    }

    /// The member's value, or null when there is none.
    const Value* find(std::string_view key) const;
    Value* find(std::string_view key);
    /// Replaces the member of that name or appends it.
    void set(std::string_view key, Value value);
    /// Appends without looking for an earlier member of that name (the caller knows there is none).
    void append(std::string_view key, Value value);
    bool erase(std::string_view key);
    void sortByName();

    bool empty() const { return size() == 0; }
    std::size_t size() const { return m_row ? m_row->size : 0; }
    inline const_iterator begin() const;
    inline const_iterator end() const;
    inline iterator begin();
    inline iterator end();
    void reserve(std::size_t count);

    /// The names and values by their place.
    const ObjectShape& shape() const { return m_row ? *m_row->shape : ObjectShape::none(); }
    /// What to know an object's shape again by, null for one that never had members. Only shared shapes may be
    /// remembered.
    const ObjectShape* shapeAddress() const { return m_row ? m_row->shape : nullptr; }
    inline const Value* values() const;

private:
    /// Followed by the values.
    struct alignas(16) Row
    {
        const ObjectShape* shape;
        std::uint32_t size;
        std::uint32_t capacity;
    };

    /// Not to be looked into when there are no members.
    Value* valueRow() const { return reinterpret_cast<Value*>(m_row + 1); }
    void nameNext(std::string_view key);
    void release();

    Row* m_row = nullptr;
};

template <typename Content>
class ValueObject::Iterator
{
public:
    using value_type = Reference<Content>;
    using reference = Reference<Content>;
    using difference_type = std::ptrdiff_t;
    using iterator_category = std::input_iterator_tag;
    class pointer
    {
    public:
        explicit pointer(const reference& member)
            : m_member(member)
        {
        }
        const reference* operator->() const { return &m_member; }

    private:
        reference m_member;
    };

    Iterator() = default;
    Iterator(const ObjectShape::Name* name, Content* value)
        : m_name(name)
        , m_value(value)
    {
    }
    /// Constant ones are made of the others.
    template <typename Other>
    requires std::is_same_v<const Other, Content> Iterator(const Iterator<Other>& other)
        : m_name(other.m_name)
        , m_value(other.m_value)
    {
    }

    reference operator*() const { return {*m_name->text, *m_value}; }
    pointer operator->() const { return pointer(**this); }
    Iterator& operator++() { return *this = *this + 1; }
    Iterator operator++(int) { return std::exchange(*this, *this + 1); }
    Iterator operator+(difference_type count) const { return {m_name + count, m_value + count}; }
    difference_type operator-(const Iterator& other) const { return m_value - other.m_value; }
    bool operator==(const Iterator& other) const { return m_value == other.m_value; }

private:
    template <typename Other>
    friend class Iterator;

    const ObjectShape::Name* m_name = nullptr;
    Content* m_value = nullptr;
};

} // namespace campaign
