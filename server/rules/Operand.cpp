// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/Operand.h"

#include "server/core/Json.h"
#include "server/core/Text.h"
#include "server/rules/Path.h"
#include "server/rules/UnitText.h"

#include <cmath>

namespace campaign::rules {

namespace {

Value numberValue(double number)
{
    constexpr double exact = 9007199254740992.0; // 2^53
    if (number == std::trunc(number) && std::fabs(number) <= exact)
        return static_cast<std::int64_t>(number);
    return number;
}

Value stringValue(std::string_view text)
{
    return hasLoneSurrogate(text) ? toUtf8(unitsOf(text)) : std::string(text);
}

Value listValue(const Operand& list)
{
    Value::Array array;
    array.reserve(list.itemCount());
    for (std::size_t i = 0; i < list.itemCount(); ++i)
        array.push_back(toValue(list.item(i)));
    return array;
}

Value objectValue(const Operand& object)
{
    if (object.members())
        return *object.members();
    if (object.record())
        return object.record()->toValue();
    Value::Object members;
    if (!object.pair()->current.isUndefined())
        members.append("current", toValue(object.pair()->current));
    if (!object.pair()->accumulator.isUndefined())
        members.append("accumulator", toValue(object.pair()->accumulator));
    return members;
}

void appendJsonText(std::string& out, std::string_view text)
{
    if (!hasLoneSurrogate(text)) {
        appendJsonString(out, text);
        return;
    }
    static constexpr char hex[] = "0123456789abcdef";
    out += '"';
    std::size_t clean = 0;
    const auto flush = [&](std::size_t end) {
        std::string quoted;
        appendJsonString(quoted, text.substr(clean, end - clean));
        out.append(quoted, 1, quoted.size() - 2);
    };
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {
        if (text[i] != '\xED' || static_cast<unsigned char>(text[i + 1]) < 0xA0)
            continue;
        flush(i);
        const unsigned unit = unitsOf(text.substr(i, 3)).front();
        out += {'\\', 'u', 'd', hex[unit >> 8 & 15], hex[unit >> 4 & 15], hex[unit & 15]};
        clean = i + 3;
        i += 2;
    }
    flush(text.size());
    out += '"';
}

void appendList(std::string& out, const Operand& list)
{
    out += '[';
    for (std::size_t i = 0; i < list.itemCount(); ++i) {
        if (i > 0)
            out += ',';
        appendJson(out, list.item(i));
    }
    out += ']';
}

void appendObject(std::string& out, const Operand& object)
{
    if (object.members()) {
        campaign::appendJson(out, *object.members());
        return;
    }
    if (object.record()) {
        campaign::appendJson(out, object.record()->toValue());
        return;
    }
    const auto member = [&](const char* name, const Operand& operand) {
        if (operand.isUndefined())
            return;
        if (out.back() != '{')
            out += ',';
        appendJsonString(out, name);
        out += ':';
        appendJson(out, operand);
    };
    out += '{';
    member("current", object.pair()->current);
    member("accumulator", object.pair()->accumulator);
    out += '}';
}

} // namespace

std::uint32_t Operand::madeDepth() const
{
    if (origin() != Origin::Made)
        return 0;
    return isArray() ? m_list->depth : m_pair->depth;
}

Value toValue(const Operand& operand)
{
    switch (operand.kind()) {
    case Operand::Kind::Undefined:
    case Operand::Kind::Null:
        return {};
    case Operand::Kind::Boolean:
        return operand.asBoolean();
    case Operand::Kind::Number:
        return numberValue(operand.asNumber());
    case Operand::Kind::String:
        return stringValue(operand.asString());
    case Operand::Kind::Array:
        return listValue(operand);
    case Operand::Kind::Object:
        return objectValue(operand);
    }
    return {};
}

void appendJson(std::string& out, const Operand& operand)
{
    switch (operand.kind()) {
    case Operand::Kind::Undefined:
    case Operand::Kind::Null:
        out += "null";
        break;
    case Operand::Kind::Boolean:
        out += operand.asBoolean() ? "true" : "false";
        break;
    case Operand::Kind::Number:
        campaign::appendJson(out, Value(operand.asNumber()));
        break;
    case Operand::Kind::String:
        appendJsonText(out, operand.asString());
        break;
    case Operand::Kind::Array:
        appendList(out, operand);
        break;
    case Operand::Kind::Object:
        appendObject(out, operand);
        break;
    }
}

} // namespace campaign::rules
