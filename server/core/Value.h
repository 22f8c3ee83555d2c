// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/ValueObject.h"

#include <atomic>
#include <cstring>

namespace campaign {

/// A JSON value: the one value type at module borders. Whole numbers within 64 bits stay integers. 16 bytes; copies
/// share their text, which is never changed, and have arrays and objects of their own.
class Value
{
public:
    using Array = std::vector<Value>;
    using Object = ValueObject;
    enum class Kind : std::uint8_t { Null, Boolean, Integer, Number, String, Array, Object };

    Value() {}
    Value(std::nullptr_t) {}
    Value(bool value)
        : m_kind(Kind::Boolean)
        , m_integer(value ? 1 : 0)
    {
    }
    Value(int value)
        : Value(std::int64_t{value})
    {
    }
    Value(std::int64_t value)
        : m_kind(Kind::Integer)
        , m_integer(value)
    {
    }
    Value(double value)
        : m_kind(Kind::Number)
        , m_number(value)
    {
    }
    Value(const char* value)
        : Value(std::string(value))
    {
    }
    Value(std::string value);
    Value(std::string_view value)
        : Value(std::string(value))
    {
    }
    Value(Array value);
    Value(Object value)
        : m_kind(Kind::Object)
        , m_object(std::move(value))
    {
    }
    Value(const Value& other)
    {
        if (other.m_kind < Kind::String)
            take(other);
        else
            copy(other);
    }
    Value(Value&& other) noexcept
    {
        take(other);
        other.m_kind = Kind::Null;
    }
    Value& operator=(const Value& other) { return *this = Value(other); }
    Value& operator=(Value&& other) noexcept
    {
        // What is replaced may hold the other.
        Value replaced;
        replaced.take(*this);
        m_kind = Kind::Null;
        take(other);
        if (&other != this)
            other.m_kind = Kind::Null;
        return *this;
    }
    ~Value()
    {
        if (m_kind >= Kind::String)
            release();
    }

    Kind kind() const { return m_kind; }
    bool isNull() const { return m_kind == Kind::Null; }
    bool isBoolean() const { return m_kind == Kind::Boolean; }
    bool isInteger() const { return m_kind == Kind::Integer; }
    bool isNumber() const { return m_kind == Kind::Integer || m_kind == Kind::Number; }
    bool isString() const { return m_kind == Kind::String; }
    bool isArray() const { return m_kind == Kind::Array; }
    bool isObject() const { return m_kind == Kind::Object; }

    // The accessors below expect the kind they name; asNumber takes integers too.
    bool asBoolean() const { return m_integer != 0; }
    std::int64_t asInteger() const { return m_integer; }
    double asNumber() const { return isInteger() ? static_cast<double>(m_integer) : m_number; }
    const std::string& asString() const { return m_text->text; }
    const Array& asArray() const { return *m_array; }
    Array& asArray() { return *m_array; }
    const Object& asObject() const { return m_object; }
    Object& asObject() { return m_object; }

    /// The member of that name when this is an object that has it, else null.
    const Value* find(std::string_view key) const { return isObject() ? m_object.find(key) : nullptr; }
    /// The member's text when it is a string, else `other`.
    std::string stringOr(std::string_view key, std::string_view other) const;

private:
    struct Text
    {
        std::atomic<std::uint32_t> owners = 1;
        const std::string text;
    };

    /// Becomes the other without asking what either holds.
    void take(const Value& other)
    {
        m_kind = other.m_kind;
        std::memcpy(&m_integer, &other.m_integer, sizeof m_integer);
    }
    void copy(const Value& other);
    void release();

    Kind m_kind = Kind::Null;
    union {
        std::int64_t m_integer = 0;
        double m_number;
        Text* m_text;
        Array* m_array;
        Object m_object;
    };
};

inline const Value* ValueObject::values() const
{
    return valueRow();
}
inline ValueObject::const_iterator ValueObject::begin() const
{
    return m_row ? const_iterator(m_row->shape->names(), valueRow()) : const_iterator();
}
inline ValueObject::const_iterator ValueObject::end() const
{
    return begin() + static_cast<std::ptrdiff_t>(size());
}
inline ValueObject::iterator ValueObject::begin()
{
    return m_row ? iterator(m_row->shape->names(), valueRow()) : iterator();
}
inline ValueObject::iterator ValueObject::end()
{
    return begin() + static_cast<std::ptrdiff_t>(size());
}

/// Same kind and content; an integer equals the number of the same value; members are compared without regard to order.
bool operator==(const Value& left, const Value& right);

} // namespace campaign
