// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Entity.h"

#include <span>
#include <string>
#include <vector>

namespace campaign {

/// Takes conditions off a process that has many of them to evaluate at once; made by whoever knows of another process
/// that does. Safe from any thread.
class BulkConditions
{
public:
    /// What one condition came to.
    struct Verdict
    {
        bool holds = false;
        std::string failure; ///< why it could not be evaluated; "" when it could
    };

    virtual ~BulkConditions() = default;
    /// From how many conditions on it is worth asking.
    virtual std::size_t least() const = 0;
    /// One for each condition, evaluated on its own entity in the state after change `seq`; nothing when the caller has
    /// to do it.
    virtual std::optional<std::vector<Verdict>> judge(std::span<const history::EntityPtr> conditions, const Id& branch,
                                                      std::int64_t seq) = 0;
};

} // namespace campaign
