// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/JsonLayout.h"

#include "server/core/Json.h"
#include "ui/client/Conversion.h"

#include <QStringList>

namespace campaign::client {

namespace {

QString indented(const Value& value, int depth)
{
    const QString indent(2 * (depth + 1), ' ');
    const bool isArray = value.isArray();
    if (!isArray && !value.isObject())
        return toQString(toJson(value));
    const QString flat = toQString(toJson(value));
    constexpr qsizetype shortEnough = 48;
    if (flat.size() <= shortEnough)
        return flat;
    QStringList parts;
    if (isArray) {
        for (const Value& element : value.asArray())
            parts.append(indent + indented(element, depth + 1));
    } else {
        for (const auto& [key, member] : value.asObject())
            parts.append(indent + toQString(toJson(Value(key))) + ": " + indented(member, depth + 1));
    }
    const QString close = '\n' + QString(2 * depth, ' ');
    return (isArray ? '[' : '{') + QString("\n") + parts.join(",\n") + close + (isArray ? ']' : '}');
}

} // namespace

QString laidOut(const Value& value)
{
    return indented(value, 0);
}

} // namespace campaign::client
