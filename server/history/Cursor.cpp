// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/Cursor.h"

#include "server/core/Json.h"
#include "server/core/Sha256.h"

namespace campaign::history {

std::string makeCursor(const Value& key, const std::string& sortName, const Id& id)
{
    const std::string text = toJson(Value::Array{key, sortName, id});
    return toHex(text) + toHex(sha256("cursor" + text).substr(0, 4));
}

Result<Cursor> readCursor(const std::string& text)
{
    const Error unknown{
        ErrorCode::Invalid, "This cursor is not one of ours; start from the beginning of the list.", "after", {}, {}};
    constexpr std::size_t checkLength = 8;
    if (text.size() <= checkLength || text.size() % 2 != 0)
        return unknown;
    const auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; };
    std::string bytes;
    for (std::size_t i = 0; i + checkLength < text.size(); i += 2) {
        const int high = digit(text[i]);
        const int low = digit(text[i + 1]);
        if (high < 0 || low < 0)
            return unknown;
        bytes += static_cast<char>(high * 16 + low);
    }
    if (toHex(sha256("cursor" + bytes).substr(0, 4)) != text.substr(text.size() - checkLength))
        return unknown;
    Result<Value> parts = parseJson(bytes);
    if (!parts || !parts->isArray() || parts->asArray().size() != 3)
        return unknown;
    const Value::Array& array = parts->asArray();
    return Cursor{array[0], array[1].isString() ? array[1].asString() : "",
                  array[2].isString() ? array[2].asString() : ""};
}

} // namespace campaign::history
