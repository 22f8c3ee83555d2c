// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rules/OperatorRegistry.h"

#include <set>

namespace campaign::dependencies {

/// Stands in a path for any item of a list: `structures`, anyItem, `type`.
inline constexpr const char* anyItem = "[]";

/// What a rule may read, whichever of its branches it takes. What stands under a path is read as a whole; of a list
/// that is gone through (map, filter, all, none, some, reduce) only who is in it and what is asked of each:
/// `structures.[]` with a last key, or `structures.count` where nothing is asked.
struct RuleReads
{
    std::set<std::vector<std::string>> paths; ///< an empty one: the entity's own fields, all of them
    /// Paths that cannot be told beforehand: anything may be read.
    bool everything = false;
    /// Whether it asks what time it is.
    bool clock = false;
};

RuleReads readsOf(const Value& rule, const rules::OperatorRegistry& operators);

} // namespace campaign::dependencies
