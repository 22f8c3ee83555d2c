// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/Conversion.h"

#include <cmath>

namespace campaign::client {

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::string fromQString(const QString& text)
{
    return text.toStdString();
}

namespace {

QVariant listOf(const Value::Array& array)
{
    QVariantList list;
    list.reserve(static_cast<qsizetype>(array.size()));
    for (const Value& element : array)
        list.append(toVariant(element));
    return list;
}

QVariant mapOf(const Value::Object& object)
{
    QVariantMap map;
    for (const auto& [key, member] : object)
        map.insert(toQString(key), toVariant(member));
    return map;
}

Value numberFrom(double number)
{
    constexpr double exactIntegers = 9007199254740992.0; // 2^53
    if (number == std::floor(number) && std::fabs(number) <= exactIntegers)
        return Value(static_cast<std::int64_t>(number));
    return Value(number);
}

Value arrayFrom(const QVariantList& list)
{
    Value::Array array;
    for (const QVariant& element : list)
        array.push_back(fromVariant(element));
    return Value(std::move(array));
}

Value objectFrom(const QVariantMap& map)
{
    Value::Object object;
    for (auto member = map.begin(); member != map.end(); ++member)
        object.append(fromQString(member.key()), fromVariant(member.value()));
    return Value(std::move(object));
}

} // namespace

QVariant toVariant(const Value& value)
{
    switch (value.kind()) {
    case Value::Kind::Null:
        return {};
    case Value::Kind::Boolean:
        return value.asBoolean();
    case Value::Kind::Integer:
        return static_cast<qlonglong>(value.asInteger());
    case Value::Kind::Number:
        return value.asNumber();
    case Value::Kind::String:
        return toQString(value.asString());
    case Value::Kind::Array:
        return listOf(value.asArray());
    case Value::Kind::Object:
        return mapOf(value.asObject());
    }
    return {};
}

Value fromVariant(const QVariant& variant)
{
    switch (variant.typeId()) {
    case QMetaType::Bool:
        return Value(variant.toBool());
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
    case QMetaType::ULongLong:
        return Value(std::int64_t{variant.toLongLong()});
    case QMetaType::Double:
    case QMetaType::Float:
        return numberFrom(variant.toDouble());
    case QMetaType::QString:
        return Value(fromQString(variant.toString()));
    case QMetaType::QStringList:
    case QMetaType::QVariantList:
        return arrayFrom(variant.toList());
    case QMetaType::QVariantMap:
        return objectFrom(variant.toMap());
    default:
        return Value(nullptr);
    }
}

QString textOf(const Value& object, std::string_view key)
{
    const Value* member = object.find(key);
    return member && member->isString() ? toQString(member->asString()) : QString();
}

} // namespace campaign::client
