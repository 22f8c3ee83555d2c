// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Value.h"

#include <span>

namespace campaign::rules {

class Operand;

/// An array an evaluation made; lives in its Workspace. `depth` counts nested made lists, so that none grows without
/// end.
struct MadeList
{
    const Operand* items = nullptr;
    std::uint32_t size = 0;
    std::uint32_t depth = 0;
};

struct MadePair;

/// A value inside an evaluation: 16 bytes that refer into the context's data, the program's constants or the Workspace,
/// and never own. Undefined is not null. Strings are UTF-8 that may hold a lone surrogate as three bytes (WTF-8,
/// https://simonsapin.github.io/wtf-8/), since `substr` cuts between UTF-16 units. Arrays and objects have an identity,
/// which `===` compares.
class Operand
{
public:
    enum class Kind : std::uint8_t { Undefined, Null, Boolean, Number, String, Array, Object };

    constexpr Operand() = default;
    static constexpr Operand null() { return Operand(Kind::Null); }
    static constexpr Operand boolean(bool value)
    {
        Operand operand(Kind::Boolean);
        operand.m_size = value ? 1 : 0;
        return operand;
    }
    static constexpr Operand number(double value)
    {
        Operand operand(Kind::Number);
        operand.m_number = value;
        return operand;
    }
    /// Refers to the bytes; at most 4 GiB.
    static Operand string(std::string_view text)
    {
        Operand operand(Kind::String);
        operand.m_size = static_cast<std::uint32_t>(text.size());
        operand.m_text = text.data();
        return operand;
    }
    /// Refers to the value's content; integers become doubles, as in ECMAScript.
    static Operand of(const Value& value);
    static Operand of(const Value::Array& array, std::uint32_t serial = 0);
    static Operand of(const MadeList& list);
    static Operand of(const MadePair& pair);

    Kind kind() const { return m_kind; }
    bool isUndefined() const { return m_kind == Kind::Undefined; }
    bool isNull() const { return m_kind == Kind::Null; }
    bool isNullish() const { return m_kind <= Kind::Null; }
    bool isNumber() const { return m_kind == Kind::Number; }
    bool isString() const { return m_kind == Kind::String; }
    bool isArray() const { return m_kind == Kind::Array; }
    bool isObject() const { return m_kind == Kind::Object; }

    // The accessors below expect the kind they name.
    bool asBoolean() const { return m_size != 0; }
    double asNumber() const { return m_number; }
    std::string_view asString() const { return {m_text, m_size}; }

    /// Number of items; only of an array.
    std::size_t itemCount() const { return m_origin == Origin::Made ? m_list->size : m_array->size(); }
    Operand item(std::size_t index) const
    {
        return m_origin == Origin::Made ? m_list->items[index] : of((*m_array)[index]);
    }

    /// The members when the object stems from a Value; null for the pair that `reduce` makes.
    const Value::Object* members() const { return m_origin == Origin::Stored ? m_object : nullptr; }
    const MadePair* pair() const { return m_origin == Origin::Made ? m_pair : nullptr; }

    /// Whether both are the same array or object (not equal ones).
    bool sameReference(const Operand& other) const
    {
        return m_kind == other.m_kind && m_address == other.m_address && m_size == other.m_size;
    }
    /// Nesting of what the evaluation made; 0 for everything that stems from data or the rule.
    std::uint32_t madeDepth() const;

    /// A slot that nobody has asked for yet. Never leaves the evaluator.
    static constexpr Operand pending()
    {
        Operand operand;
        operand.m_origin = Origin::Pending;
        return operand;
    }
    bool isPending() const { return m_origin == Origin::Pending; }

private:
    enum class Origin : std::uint8_t { Stored, Made, Pending };

    explicit constexpr Operand(Kind kind)
        : m_kind(kind)
    {
    }

    Kind m_kind = Kind::Undefined;
    Origin m_origin = Origin::Stored;
    std::uint32_t m_size = 0; // bytes of a string; truth; serial of a constant array, which is new at each evaluation
    union {
        double m_number;
        const char* m_text;
        const Value::Array* m_array;
        const Value::Object* m_object;
        const MadeList* m_list;
        const MadePair* m_pair;
        const void* m_address = nullptr;
    };
};
static_assert(sizeof(Operand) == 16);

/// What `reduce` gives its body as data.
struct MadePair
{
    Operand current;
    Operand accumulator;
    std::uint32_t depth = 0;
};

/// A value that owns its content. Undefined becomes null (left out as a member), whole numbers within 2^53 integers,
/// lone surrogates U+FFFD.
Value toValue(const Operand& operand);

/// JSON as JSON.stringify writes it: undefined, NaN and infinities as null, lone surrogates escaped.
void appendJson(std::string& out, const Operand& operand);

inline Operand Operand::of(const Value::Array& array, std::uint32_t serial)
{
    Operand operand(Kind::Array);
    operand.m_size = serial;
    operand.m_array = &array;
    return operand;
}

inline Operand Operand::of(const MadeList& list)
{
    Operand operand(Kind::Array);
    operand.m_origin = Origin::Made;
    operand.m_list = &list;
    return operand;
}

inline Operand Operand::of(const MadePair& pair)
{
    Operand operand(Kind::Object);
    operand.m_origin = Origin::Made;
    operand.m_pair = &pair;
    return operand;
}

inline Operand Operand::of(const Value& value)
{
    switch (value.kind()) {
    case Value::Kind::Null:
        return null();
    case Value::Kind::Boolean:
        return boolean(value.asBoolean());
    case Value::Kind::Integer:
        return number(static_cast<double>(value.asInteger()));
    case Value::Kind::Number:
        return number(value.asNumber());
    case Value::Kind::String:
        return string(value.asString());
    case Value::Kind::Array:
        return of(value.asArray());
    case Value::Kind::Object:
        break;
    }
    Operand operand(Kind::Object);
    operand.m_object = &value.asObject();
    return operand;
}

} // namespace campaign::rules
