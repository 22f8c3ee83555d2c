// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/azgaar/Field.h"

#include <algorithm>
#include <charconv>

namespace campaign::transfer::azgaar {

bool isPlace(const geometry::Point& point)
{
    return std::abs(point.x) < 1e7 && std::abs(point.y) < 1e7; // false for NaN too
}

double toNumber(std::string_view text, double other)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '+'))
        text.remove_prefix(1);
    double number = other;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
    return result.ec == std::errc() && std::isfinite(number) ? number : other;
}

double numberField(const Value& object, std::string_view key, double other)
{
    const Value* value = object.find(key);
    if (!value)
        return other;
    if (value->isNumber())
        return std::isfinite(value->asNumber()) ? value->asNumber() : other;
    if (value->isString())
        return toNumber(value->asString(), other);
    return value->isBoolean() ? value->asBoolean() : other;
}

int wholeField(const Value& object, std::string_view key, int other)
{
    const double number = numberField(object, key, other);
    return std::abs(number) < std::numeric_limits<int>::max() ? static_cast<int>(number) : other;
}

bool flagField(const Value& object, std::string_view key)
{
    const Value* value = object.find(key);
    if (value && value->isString())
        return !value->asString().empty() && value->asString() != "0" && value->asString() != "false";
    return numberField(object, key) != 0;
}

std::string textField(const Value& object, std::string_view key)
{
    std::string text = object.stringOr(key, "");
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && isBlank(text.back()))
        text.pop_back();
    text.erase(text.begin(), std::find_if_not(text.begin(), text.end(), isBlank));
    return text;
}

std::string colourField(const Value& object, std::string_view key)
{
    std::string text = textField(object, key);
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'F' ? char(c | 32) : c; });
    const auto isHex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    const bool isColour = text.size() == 7 && text[0] == '#' && std::all_of(text.begin() + 1, text.end(), isHex);
    return isColour ? text : std::string();
}

} // namespace campaign::transfer::azgaar
