// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace campaign::graphql {

struct Type;

/// A named type with its wrappers: `listDepth` brackets, and bit i of `nonNull` set when level i (0 = outermost) is
/// non-null.
struct TypeRef
{
    const Type* type = nullptr;
    int listDepth = 0;
    std::uint32_t nonNull = 0;

    bool isNonNull() const { return (nonNull & 1u) != 0; }
    bool isList() const { return listDepth > 0; }
    TypeRef nullable() const { return {type, listDepth, nonNull & ~1u}; }
    /// The type of a list's items; only for lists.
    TypeRef item() const { return {type, listDepth - 1, nonNull >> 1}; }
    std::string toString() const;

    friend bool operator==(const TypeRef&, const TypeRef&) = default;
};

} // namespace campaign::graphql
