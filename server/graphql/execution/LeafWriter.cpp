// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/graphql/execution/LeafWriter.h"

#include "server/core/Json.h"
#include "server/graphql/schema/Type.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace campaign::graphql {

namespace {

void appendInteger(std::string& out, std::int64_t value)
{
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, end);
}

bool fitsInt(double value)
{
    return value >= std::numeric_limits<std::int32_t>::min() && value <= std::numeric_limits<std::int32_t>::max();
}

} // namespace

void LeafWriter::fail(Error error)
{
    m_state = State::Failed;
    m_error = std::move(error);
}

void LeafWriter::misfit(std::string_view what)
{
    fail(Error{ErrorCode::Internal, m_type.type->name + " cannot represent " + std::string(what) + ".", {}, {}, {}});
}

void LeafWriter::null()
{
    if (m_state != State::Failed)
        m_state = State::Null;
}

void LeafWriter::json(std::string_view text)
{
    m_out += text;
    m_state = State::Written;
}

void LeafWriter::boolean(bool value)
{
    if (m_type.type->builtIn != BuiltIn::Boolean || m_type.isList())
        return this->value(Value(value));
    m_out += value ? "true" : "false";
    m_state = State::Written;
}

void LeafWriter::integer(std::int64_t value)
{
    const BuiltIn kind = m_type.type->builtIn;
    const bool fits = kind == BuiltIn::Float || (kind == BuiltIn::Int && fitsInt(static_cast<double>(value)));
    if (!fits || m_type.isList())
        return this->value(Value(value));
    appendInteger(m_out, value);
    m_state = State::Written;
}

void LeafWriter::number(double value)
{
    if (m_type.type->builtIn != BuiltIn::Float || m_type.isList() || !std::isfinite(value))
        return this->value(Value(value));
    appendNumber(m_out, value);
    m_state = State::Written;
}

void LeafWriter::string(std::string_view value)
{
    const BuiltIn kind = m_type.type->builtIn;
    if ((kind != BuiltIn::String && kind != BuiltIn::Id) || m_type.isList())
        return this->value(Value(value));
    appendJsonString(m_out, value);
    m_state = State::Written;
}

void LeafWriter::value(const Value& value)
{
    if (value.isNull())
        return null();
    m_state = State::Written;
    leaf(m_type, value);
}

void LeafWriter::list(const TypeRef& type, const Value::Array& items)
{
    m_out += '[';
    for (std::size_t i = 0; i < items.size() && m_state != State::Failed; ++i) {
        if (i > 0)
            m_out += ',';
        leaf(type, items[i]);
    }
    m_out += ']';
}

void LeafWriter::leaf(const TypeRef& type, const Value& value)
{
    if (value.isNull()) {
        m_out += "null";
        if (type.isNonNull())
            misfit("null in a list of non-null items");
        return;
    }
    if (type.isList()) {
        if (!value.isArray())
            return misfit("a single value where a list is due");
        return list(type.item(), value.asArray());
    }
    scalar(*type.type, value);
}

void LeafWriter::scalar(const Type& type, const Value& value)
{
    const double number = value.isNumber() ? value.asNumber() : std::nan("");
    switch (type.builtIn) {
    case BuiltIn::Int:
        if (std::trunc(number) != number || !fitsInt(number))
            return misfit("non 32-bit signed integer value: " + toJson(value));
        return appendInteger(m_out, static_cast<std::int64_t>(number));
    case BuiltIn::Float:
        if (!std::isfinite(number))
            return misfit("non numeric value: " + toJson(value));
        return appendNumber(m_out, number);
    case BuiltIn::Boolean:
        if (!value.isBoolean())
            return misfit("non boolean value: " + toJson(value));
        break;
    case BuiltIn::String:
    case BuiltIn::Id:
        if (value.isInteger())
            return appendJsonString(m_out, std::to_string(value.asInteger()));
        if (!value.isString())
            return misfit("value: " + toJson(value));
        break;
    case BuiltIn::None:
        return custom(type, value);
    }
    appendJson(m_out, value);
}

void LeafWriter::custom(const Type& type, const Value& value)
{
    if (type.kind == TypeKind::Enum) {
        if (!value.isString() || !type.findEnumValue(value.asString()))
            return misfit("value: " + toJson(value));
        return appendJson(m_out, value);
    }
    if (!type.scalar.serialise)
        return appendJson(m_out, value);
    const Result<Value> written = type.scalar.serialise(value);
    if (!written)
        return fail(written.error());
    appendJson(m_out, *written);
}

} // namespace campaign::graphql
