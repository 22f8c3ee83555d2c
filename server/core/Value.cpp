// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Value.h"

#include <algorithm>
#include <memory>
#include <new>
#include <numeric>

namespace campaign {

static_assert(sizeof(Value) == 16);

ValueObject::ValueObject(std::initializer_list<Member> members)
{
    reserve(members.size());
    for (const auto& [name, value] : members)
        append(name, value);
}

ValueObject::ValueObject(const ValueObject& other)
{
    if (other.empty())
        return;
    reserve(other.size());
    const ObjectShape& shape = other.shape();
    m_row->shape = shape.isShared() ? &shape : ObjectShape::ownCopy(shape);
    std::uninitialized_copy_n(other.values(), other.size(), valueRow());
    m_row->size = static_cast<std::uint32_t>(other.size());
}

void ValueObject::release()
{
    std::destroy_n(valueRow(), m_row->size);
    if (!m_row->shape->isShared())
        delete m_row->shape;
    ::operator delete(m_row);
}

void ValueObject::reserve(std::size_t count)
{
    if (count <= (m_row ? m_row->capacity : 0))
        return;
    void* memory = ::operator new(sizeof(Row) + count * sizeof(Value));
    Row* grown = new (memory) Row{&shape(), static_cast<std::uint32_t>(size()), static_cast<std::uint32_t>(count)};
    if (m_row) {
        std::uninitialized_move_n(valueRow(), size(), reinterpret_cast<Value*>(grown + 1));
        ::operator delete(m_row); // moved-from values hold nothing
    }
    m_row = grown;
}

const Value* ValueObject::find(std::string_view key) const
{
    const std::uint32_t place = shape().find(key);
    return place == ObjectShape::nowhere ? nullptr : values() + place;
}

Value* ValueObject::find(std::string_view key)
{
    return const_cast<Value*>(std::as_const(*this).find(key));
}

void ValueObject::set(std::string_view key, Value value)
{
    if (Value* present = find(key))
        *present = std::move(value);
    else
        append(key, std::move(value));
}

/// Gives the row's shape one name more.
void ValueObject::nameNext(std::string_view key)
{
    const ObjectShape* shape = m_row->shape;
    if (shape->isShared()) {
        if (const ObjectShape* next = shape->with(key)) {
            m_row->shape = next;
            return;
        }
        m_row->shape = ObjectShape::ownCopy(*shape);
    }
    const_cast<ObjectShape*>(m_row->shape)->append(key); // its own, which only it sees
}

void ValueObject::append(std::string_view key, Value value)
{
    constexpr std::size_t few = 2;
    if (!m_row || m_row->size == m_row->capacity)
        reserve(std::max(few, size() * 2));
    nameNext(key);
    new (valueRow() + m_row->size) Value(std::move(value));
    ++m_row->size;
}

bool ValueObject::erase(std::string_view key)
{
    ValueObject kept;
    kept.reserve(size());
    for (auto [name, value] : *this) {
        if (name != key)
            kept.append(name, std::move(value));
    }
    const bool found = kept.size() < size();
    *this = std::move(kept);
    return found;
}

void ValueObject::sortByName()
{
    const ObjectShape::Name* names = shape().names();
    std::vector<std::size_t> places(size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    const auto isLess = [&](std::size_t left, std::size_t right) { return *names[left].text < *names[right].text; };
    if (std::is_sorted(places.begin(), places.end(), isLess))
        return;
    std::sort(places.begin(), places.end(), isLess);
    ValueObject sorted;
    sorted.reserve(size());
    for (const std::size_t place : places)
        sorted.append(*names[place].text, std::move(valueRow()[place]));
    *this = std::move(sorted);
}

Value::Value(std::string value)
    : m_kind(Kind::String)
    , m_text(new Text{1, std::move(value)})
{
}

Value::Value(Array value)
    : m_kind(Kind::Array)
    , m_array(new Array(std::move(value)))
{
}

void Value::copy(const Value& other)
{
    if (other.isString()) {
        other.m_text->owners.fetch_add(1, std::memory_order_relaxed);
        m_text = other.m_text;
    } else if (other.isArray()) {
        m_array = new Array(*other.m_array);
    } else {
        new (&m_object) Object(other.m_object);
    }
    m_kind = other.m_kind;
}

void Value::release()
{
    if (isObject()) {
        m_object.~Object();
    } else if (isArray()) {
        delete m_array;
    } else if (m_text->owners.load(std::memory_order_acquire) == 1 ||
               m_text->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) {
        delete m_text;
    }
}

std::string Value::stringOr(std::string_view key, std::string_view other) const
{
    const Value* member = find(key);
    return member && member->isString() ? member->asString() : std::string(other);
}

namespace {

bool sameMembers(const Value::Object& left, const Value::Object& right)
{
    return left.size() == right.size() && std::all_of(left.begin(), left.end(), [&](const auto& member) {
               const Value* other = right.find(member.first);
               return other && *other == member.second;
           });
}

} // namespace

bool operator==(const Value& left, const Value& right)
{
    if (left.kind() != right.kind())
        return left.isNumber() && right.isNumber() && left.asNumber() == right.asNumber();
    switch (left.kind()) {
    case Value::Kind::Null:
        return true;
    case Value::Kind::Boolean:
        return left.asBoolean() == right.asBoolean();
    case Value::Kind::Integer:
        return left.asInteger() == right.asInteger();
    case Value::Kind::Number:
        return left.asNumber() == right.asNumber();
    case Value::Kind::String:
        return left.asString() == right.asString();
    case Value::Kind::Array:
        return left.asArray() == right.asArray();
    case Value::Kind::Object:
        return sameMembers(left.asObject(), right.asObject());
    }
    return false;
}

} // namespace campaign
