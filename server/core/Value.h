// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace campaign {

class Value;

/// An object's members in the order they were added. Look-up is linear: objects here have few members.
class ValueObject
{
public:
    using Member = std::pair<std::string, Value>;

    ValueObject() = default;
    ValueObject(std::initializer_list<Member> members);

    /// The member's value, or null when there is none.
    const Value* find(std::string_view key) const;
    Value* find(std::string_view key);
    /// Replaces the member of that name or appends it.
    void set(std::string_view key, Value value);
    /// Appends without looking for an earlier member of that name (the caller knows there is none).
    void append(std::string key, Value value);
    bool erase(std::string_view key);

    bool empty() const;
    std::size_t size() const;
    std::vector<Member>::const_iterator begin() const;
    std::vector<Member>::const_iterator end() const;
    std::vector<Member>::iterator begin();
    std::vector<Member>::iterator end();
    void reserve(std::size_t count);

private:
    std::vector<Member> m_members;
};

/// A JSON value: the one value type at module borders. Whole numbers within 64 bits stay integers.
class Value
{
public:
    using Array = std::vector<Value>;
    using Object = ValueObject;
    enum class Kind { Null, Boolean, Integer, Number, String, Array, Object };

    Value() = default;
    Value(std::nullptr_t) {}
    Value(bool value)
        : m_content(value)
    {
    }
    Value(int value)
        : m_content(std::int64_t{value})
    {
    }
    Value(std::int64_t value)
        : m_content(value)
    {
    }
    Value(double value)
        : m_content(value)
    {
    }
    Value(const char* value)
        : m_content(std::string(value))
    {
    }
    Value(std::string value)
        : m_content(std::move(value))
    {
    }
    Value(std::string_view value)
        : m_content(std::string(value))
    {
    }
    Value(Array value)
        : m_content(std::move(value))
    {
    }
    Value(Object value)
        : m_content(std::move(value))
    {
    }

    Kind kind() const { return static_cast<Kind>(m_content.index()); }
    bool isNull() const { return kind() == Kind::Null; }
    bool isBoolean() const { return kind() == Kind::Boolean; }
    bool isInteger() const { return kind() == Kind::Integer; }
    bool isNumber() const { return kind() == Kind::Integer || kind() == Kind::Number; }
    bool isString() const { return kind() == Kind::String; }
    bool isArray() const { return kind() == Kind::Array; }
    bool isObject() const { return kind() == Kind::Object; }

    // The accessors below expect the kind they name; asNumber takes integers too.
    bool asBoolean() const { return *std::get_if<bool>(&m_content); }
    std::int64_t asInteger() const { return *std::get_if<std::int64_t>(&m_content); }
    double asNumber() const;
    const std::string& asString() const { return *std::get_if<std::string>(&m_content); }
    const Array& asArray() const { return *std::get_if<Array>(&m_content); }
    Array& asArray() { return *std::get_if<Array>(&m_content); }
    const Object& asObject() const { return *std::get_if<Object>(&m_content); }
    Object& asObject() { return *std::get_if<Object>(&m_content); }

    /// The member of that name when this is an object that has it, else null.
    const Value* find(std::string_view key) const;
    /// The member's text when it is a string, else `other`.
    std::string stringOr(std::string_view key, std::string_view other) const;

private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> m_content;
};

/// Same kind and content; an integer equals the number of the same value; members are compared without regard to order.
bool operator==(const Value& left, const Value& right);

} // namespace campaign
