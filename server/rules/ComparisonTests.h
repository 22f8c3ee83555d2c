// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rules/Coercion.h"

#include <cstring>
#include <optional>

namespace campaign::rules {

struct Operation;

// What the comparisons of the language ask, of numbers, of texts and of anything. Private to the module.

enum class Comparison : std::uint8_t { Equal, Unequal, Same, Different, Less, LessOrEqual, Greater, GreaterOrEqual };

/// That of an operation, be it fused with a variable and a constant or not.
struct ComparisonKind
{
    Comparison comparison;
    bool isFused;
};
std::optional<ComparisonKind> comparisonOf(const Operation& operation);

/// Without a call for the short ones.
inline bool sameBytes(std::string_view left, std::string_view right)
{
    const auto sameAt = [&]<typename Word>(Word, std::size_t at) {
        Word one, other;
        std::memcpy(&one, left.data() + at, sizeof one);
        std::memcpy(&other, right.data() + at, sizeof other);
        return one == other;
    };
    const std::size_t size = left.size();
    if (size != right.size())
        return false;
    if (size >= 8)
        return size > 16 ? left == right : sameAt(std::uint64_t(), 0) && sameAt(std::uint64_t(), size - 8);
    if (size >= 4)
        return sameAt(std::uint32_t(), 0) && sameAt(std::uint32_t(), size - 4);
    return size == 0 || (left[0] == right[0] && left[size / 2] == right[size / 2] && left[size - 1] == right[size - 1]);
}

namespace comparisons {

struct Equal
{
    static constexpr bool numbers(double left, double right) { return left == right; }
    static bool texts(std::string_view left, std::string_view right) { return sameBytes(left, right); }
    static bool any(const Operand& left, const Operand& right, Workspace& workspace)
    {
        return looselyEqual(left, right, workspace);
    }
};
struct Unequal
{
    static constexpr bool numbers(double left, double right) { return left != right; }
    static bool texts(std::string_view left, std::string_view right) { return !sameBytes(left, right); }
    static bool any(const Operand& left, const Operand& right, Workspace& workspace)
    {
        return !looselyEqual(left, right, workspace);
    }
};
struct Same
{
    static constexpr bool numbers(double left, double right) { return left == right; }
    static bool texts(std::string_view left, std::string_view right) { return sameBytes(left, right); }
    static bool any(const Operand& left, const Operand& right, Workspace& workspace)
    {
        return strictlyEqual(left, right, workspace);
    }
};
struct Different
{
    static constexpr bool numbers(double left, double right) { return left != right; }
    static bool texts(std::string_view left, std::string_view right) { return !sameBytes(left, right); }
    static bool any(const Operand& left, const Operand& right, Workspace& workspace)
    {
        return !strictlyEqual(left, right, workspace);
    }
};
struct Less
{
    static constexpr bool numbers(double left, double right) { return left < right; }
    static bool any(const Operand& left, const Operand& right, Workspace& workspace)
    {
        return compare(left, right, workspace) == Order::Less;
    }
};
struct LessOrEqual
{
    static constexpr bool numbers(double left, double right) { return left <= right; }
    static bool any(const Operand& left, const Operand& right, Workspace& workspace)
    {
        const Order order = compare(left, right, workspace);
        return order == Order::Less || order == Order::Equal;
    }
};
struct Greater
{
    static constexpr bool numbers(double left, double right) { return left > right; }
    static bool any(const Operand& left, const Operand& right, Workspace& workspace)
    {
        return compare(left, right, workspace) == Order::Greater;
    }
};
struct GreaterOrEqual
{
    static constexpr bool numbers(double left, double right) { return left >= right; }
    static bool any(const Operand& left, const Operand& right, Workspace& workspace)
    {
        const Order order = compare(left, right, workspace);
        return order == Order::Greater || order == Order::Equal;
    }
};

template <typename Test>
bool holds(const Operand& left, const Operand& right, Workspace& workspace)
{
    if (left.isNumber() && right.isNumber())
        return Test::numbers(left.asNumber(), right.asNumber());
    return Test::any(left, right, workspace);
}

/// Of a value where it lies with a constant.
template <typename Test>
[[gnu::always_inline]] inline bool holds(const Value& left, const Operand& right, Workspace& workspace)
{
    if (left.isNumber() && right.isNumber())
        return Test::numbers(left.asNumber(), right.asNumber());
    if constexpr (requires { &Test::texts; }) {
        if (left.isString() && right.isString() && right.asString().size() < 64)
            return Test::texts(left.asString(), right.asString());
    }
    return Test::any(Operand::of(left), right, workspace);
}

} // namespace comparisons

} // namespace campaign::rules
