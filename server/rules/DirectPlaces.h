// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rules/Direct.h"

namespace campaign::rules::directSteps {

// Where the places that a rule reads lie. A step notes where it found its place, as the key of the row with the place
// in it, for each of two keys; what lies in a row of that key again is found without looking at a name.

/// Where the place of two keys lies whose first leads to another record; null when that is not known.
const Value* knownElsewhere(const DirectStep& at, const ContextSource& context);

/// The place's value, found the long way, which is noted where it can be.
Operand sought(const DirectStep& at, Direct::Frame& frame);

/// Where the place of one or two keys lies; null when that is not known, and for longer ones.
template <int keys>
[[gnu::always_inline]] inline const Value* known(const DirectStep& at, const ContextSource& context)
{
    if constexpr (keys == 0)
        return nullptr;
    const std::uint64_t first = at.first.load(std::memory_order_relaxed);
    if (keys == 2 && first == context.inner().place) [[likely]] {
        const std::uint64_t below = at.second.load(std::memory_order_relaxed) ^ context.inner().key;
        return below < Direct::elsewhere ? context.inner().row + below : nullptr;
    }
    const std::uint64_t place = first ^ context.rowKey();
    if (place >= Direct::elsewhere) [[unlikely]]
        return keys == 2 ? knownElsewhere(at, context) : nullptr;
    const Value* found = context.row() + place;
    if constexpr (keys == 2) {
        if (!found->isObject()) [[unlikely]]
            return nullptr;
        const Value::Object& object = found->asObject();
        const std::uint64_t below =
            at.second.load(std::memory_order_relaxed) ^ ContextSource::rowKeyOf(object.shapeAddress());
        if (below >= Direct::elsewhere) [[unlikely]]
            return nullptr;
        found = object.values() + below;
    }
    return found;
}

} // namespace campaign::rules::directSteps
