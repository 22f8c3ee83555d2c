// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Value.h"

#include <cmath>
#include <string>

namespace campaign::transfer::calendars {

// Reading other programs' files, where anything may be missing or of another kind.

inline const Value& at(const Value& object, std::string_view name)
{
    static const Value nothing;
    const Value* found = object.find(name);
    return found ? *found : nothing;
}

inline const Value::Array& listOf(const Value& value)
{
    static const Value::Array none;
    return value.isArray() ? value.asArray() : none;
}

inline std::int64_t wholeOr(const Value& value, std::int64_t other)
{
    if (value.isInteger())
        return value.asInteger();
    const bool isUsable = value.isNumber() && std::fabs(value.asNumber()) < 1e15;
    return isUsable ? static_cast<std::int64_t>(std::floor(value.asNumber())) : other;
}

inline double numberOr(const Value& value, double other)
{
    return value.isNumber() && std::isfinite(value.asNumber()) ? value.asNumber() : other;
}

inline bool isTrue(const Value& value)
{
    return value.isBoolean() && value.asBoolean();
}

} // namespace campaign::transfer::calendars
