// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Value.h"

#include <map>
#include <string>

namespace campaign {

/// What each operation of a rule came to, by its JSON pointer, out of the answer of `tryRule(explain: true)`. Refers to
/// the answer.
class ExplainedRule
{
public:
    explicit ExplainedRule(const Value& trial);

    /// Null for what is no operation.
    const Value* part(const std::string& pointer) const;
    /// Null where it failed, was not reached or is no operation.
    const Value* valueOf(const std::string& pointer) const;
    /// Whether the evaluation got there.
    bool isReached(const std::string& pointer) const;
    /// Whether it stands in the body of a list operator, and its value is a list: one for each item.
    bool isEach(const std::string& pointer) const;
    /// The items of the list whose body it stands in, null when they cannot be told
    /// (a list within a list).
    const Value* itemsAround(const std::string& pointer) const;

private:
    void note(const Value& part);

    std::map<std::string, const Value*> m_parts;
};

} // namespace campaign
