// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "server/graphql/schema/Coercion.h"

#include <algorithm>
#include <utility>

namespace campaign::graphql {

namespace {

bool isWholeNumber(const std::string& text)
{
    const std::size_t first = text.rfind('-', 0) == 0 ? 1 : 0;
    const bool digits = text.size() > first && std::all_of(text.begin() + static_cast<std::ptrdiff_t>(first),
                                                           text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits && (text[first] != '0' || text.size() == first + 1);
}

/// Members of an input object follow its type; those of a custom scalar have none.
std::string objectText(const ValueObject& object, const TypeRef& type)
{
    std::string text = "{";
    const char* separator = "";
    for (const auto& [name, value] : object) {
        const InputValue* field = type.type->findInput(name);
        text += std::exchange(separator, ", ") + name + ": " + toLiteralText(value, field ? field->type : type);
    }
    return text + "}";
}

} // namespace

std::string toLiteralText(const Value& value, const TypeRef& type)
{
    const bool bare = type.type->kind == TypeKind::Enum || type.type->builtIn == BuiltIn::Id;
    if (value.isArray()) {
        std::string text = "[";
        const char* separator = "";
        for (const Value& item : value.asArray())
            text += std::exchange(separator, ", ") + toLiteralText(item, type.isList() ? type.item() : type);
        return text + "]";
    }
    if (value.isObject())
        return objectText(value.asObject(), type);
    if (value.isString() && bare && (type.type->kind == TypeKind::Enum || isWholeNumber(value.asString())))
        return value.asString();
    return toJson(value);
}

} // namespace campaign::graphql
