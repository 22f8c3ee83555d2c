// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Value.h"

#include <algorithm>

namespace campaign {

ValueObject::ValueObject(std::initializer_list<Member> members)
    : m_members(members)
{
}

const Value* ValueObject::find(std::string_view key) const
{
    for (const Member& member : m_members) {
        if (member.first == key)
            return &member.second;
    }
    return nullptr;
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
        m_members.emplace_back(std::string(key), std::move(value));
}

void ValueObject::append(std::string key, Value value)
{
    m_members.emplace_back(std::move(key), std::move(value));
}

bool ValueObject::erase(std::string_view key)
{
    return std::erase_if(m_members, [&](const Member& member) { return member.first == key; }) > 0;
}

bool ValueObject::empty() const
{
    return m_members.empty();
}
std::size_t ValueObject::size() const
{
    return m_members.size();
}
std::vector<ValueObject::Member>::const_iterator ValueObject::begin() const
{
    return m_members.begin();
}
std::vector<ValueObject::Member>::const_iterator ValueObject::end() const
{
    return m_members.end();
}
std::vector<ValueObject::Member>::iterator ValueObject::begin()
{
    return m_members.begin();
}
std::vector<ValueObject::Member>::iterator ValueObject::end()
{
    return m_members.end();
}
void ValueObject::reserve(std::size_t count)
{
    m_members.reserve(count);
}

double Value::asNumber() const
{
    return isInteger() ? static_cast<double>(asInteger()) : *std::get_if<double>(&m_content);
}

const Value* Value::find(std::string_view key) const
{
    return isObject() ? asObject().find(key) : nullptr;
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
