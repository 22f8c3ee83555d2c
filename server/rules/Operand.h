// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Value.h"

#include <span>

namespace campaign {
struct Error;
}

namespace campaign::rules {

class Operand;

class KeptColumns;

/// An array an evaluation made; lives in its Workspace, or with its owner, who then may keep columns for it. `depth`
/// counts nested made lists, so that none grows without end.
struct MadeList
{
    const Operand* items = nullptr;
    std::uint32_t size = 0;
    std::uint32_t depth = 0;
    KeptColumns* columns = nullptr;
};

struct MadePair;
class Record;

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
    static constexpr Operand boolean(bool value) { return Operand(Kind::Boolean, Origin::Stored, value ? 1 : 0); }
    static constexpr Operand number(double value)
    {
        Operand operand(Kind::Number);
        operand.m_number = value;
        return operand;
    }
    /// Refers to the bytes; at most 4 GiB.
    static Operand string(std::string_view text)
    {
        Operand operand(Kind::String, Origin::Stored, static_cast<std::uint32_t>(text.size()));
        operand.m_text = text.data();
        return operand;
    }
    /// Refers to the value's content; integers become doubles, as in ECMAScript.
    static Operand of(const Value& value);
    static Operand of(const Value::Array& array, std::uint32_t serial = 0);
    static Operand of(const MadeList& list);
    static Operand of(const MadePair& pair);
    static Operand of(const Record& record);

    Kind kind() const { return static_cast<Kind>(m_head & 0xFF); }
    bool isUndefined() const { return kind() == Kind::Undefined; }
    bool isNull() const { return kind() == Kind::Null; }
    bool isNullish() const { return kind() <= Kind::Null; }
    bool isNumber() const { return kind() == Kind::Number; }
    bool isString() const { return kind() == Kind::String; }
    bool isArray() const { return kind() == Kind::Array; }
    bool isObject() const { return kind() == Kind::Object; }

    // The accessors below expect the kind they name.
    bool asBoolean() const { return size() != 0; }
    double asNumber() const { return m_number; }
    std::string_view asString() const { return {m_text, size()}; }

    /// Number of items; only of an array.
    std::size_t itemCount() const { return origin() == Origin::Made ? m_list->size : m_array->size(); }
    Operand item(std::size_t index) const
    {
        return origin() == Origin::Made ? m_list->items[index] : of((*m_array)[index]);
    }

    /// Where an array's columns are kept, as far as it says so; only of an array.
    KeptColumns* keptColumns() const { return origin() == Origin::Made ? m_list->columns : nullptr; }

    // An object is one of three: it stems from a Value, is the pair that `reduce` makes, or a record of the context.
    // Each answers null for the others; only of an object.
    const Value::Object* members() const { return origin() == Origin::Stored ? m_object : nullptr; }
    /// The members of an object that stems from a Value and has some, null for all else.
    const Value::Object* plainMembers() const
    {
        constexpr std::uint64_t mask = 0xFFFF; // kind and origin at once
        return (m_head & mask) == static_cast<std::uint64_t>(Kind::Object) ? m_object : nullptr;
    }
    const MadePair* pair() const { return origin() == Origin::Made ? m_pair : nullptr; }
    const Record* record() const { return origin() == Origin::Record ? m_record : nullptr; }

    /// Whether both are the same array or object (not equal ones).
    bool sameReference(const Operand& other) const
    {
        return kind() == other.kind() && size() == other.size() && m_address == other.m_address;
    }
    /// Nesting of what the evaluation made; 0 for everything that stems from data or the rule.
    std::uint32_t madeDepth() const;

    /// A slot that nobody has asked for yet. Never leaves the evaluator.
    static constexpr Operand pending() { return Operand(Kind::Undefined, Origin::Pending); }
    bool isPending() const { return origin() == Origin::Pending; }
    /// What stands for the value of an evaluation that failed. Leaves the evaluator only within an Answer.
    static Operand failed(const Error& error)
    {
        Operand operand(Kind::Undefined, Origin::Failed);
        operand.m_error = &error;
        return operand;
    }
    const Error* failure() const { return origin() == Origin::Failed ? m_error : nullptr; }

private:
    enum class Origin : std::uint8_t { Stored, Made, Record, Pending, Failed };

    explicit constexpr Operand(Kind kind, Origin origin = Origin::Stored, std::uint32_t size = 0)
        : m_head(static_cast<std::uint64_t>(kind) | static_cast<std::uint64_t>(origin) << 8 | std::uint64_t{size} << 32)
    {
    }
    Origin origin() const { return static_cast<Origin>(m_head >> 8 & 0xFF); }
    /// Bytes of a string; truth; serial of a constant array, which is new at each evaluation.
    std::uint32_t size() const { return static_cast<std::uint32_t>(m_head >> 32); }

    // Kind, origin and size in one word: what is written in parts and read as a whole makes the processor wait.
    std::uint64_t m_head = 0;
    union {
        double m_number;
        const char* m_text;
        const Value::Array* m_array;
        const Value::Object* m_object;
        const MadeList* m_list;
        const MadePair* m_pair;
        const rules::Record* m_record;
        const Error* m_error;
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
    Operand operand(Kind::Array, Origin::Stored, serial);
    operand.m_array = &array;
    return operand;
}

inline Operand Operand::of(const MadeList& list)
{
    Operand operand(Kind::Array, Origin::Made);
    operand.m_list = &list;
    return operand;
}

inline Operand Operand::of(const MadePair& pair)
{
    Operand operand(Kind::Object, Origin::Made);
    operand.m_pair = &pair;
    return operand;
}

inline Operand Operand::of(const rules::Record& record)
{
    Operand operand(Kind::Object, Origin::Record);
    operand.m_record = &record;
    return operand;
}

inline Operand Operand::of(const Value& value)
{
    if (value.isNumber()) // mostly
        return number(value.asNumber());
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
