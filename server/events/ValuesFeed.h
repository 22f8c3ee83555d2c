// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Id.h"
#include "server/core/Value.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace campaign::events {

/// One computed value that is no longer what it was.
struct ChangedValue
{
    enum class Kind { Field, Variable, Condition };
    Kind kind = Kind::Field;
    std::string type; ///< of what it is a value of: the entity, the variable, the condition
    Id id;
    std::string field; ///< Field: the computed field; Variable: its key
    Value value;       ///< what it is now
    bool isGone = false;
};

/// What came out otherwise on a branch after committed changes. Below the audience gate: for game masters only.
struct ValuesEvent
{
    std::int64_t seq = 0; ///< of the last change the values show
    Id branchId;
    bool isEverything = false; ///< any value may be another, and none is listed
    std::vector<ChangedValue> values;
};

using ValuesEventPtr = std::shared_ptr<const ValuesEvent>;

/// Tells which computed values become others. Safe from any thread.
class ValuesFeed
{
public:
    using Listener = std::function<void(const ValuesEventPtr&)>;

    virtual ~ValuesFeed() = default;
    /// The listener hears of the branch until unwatch() with the number returned: first, when all its values have been
    /// computed in the background, of everything, then of each change of values, in order. It is called on a thread of
    /// the feed's, must return at once, and may be called a last time while unwatch() runs.
    virtual int watch(const Id& branch, Listener listener) = 0;
    virtual void unwatch(int number) = 0;
};

} // namespace campaign::events
