// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/Migrations.h"

namespace campaign::history {

std::span<const Migration> migrations()
{
    return {}; // format 1 is the first
}

Result<void> migrate(database::Connection& connection, std::span<const Migration> steps, std::int64_t target)
{
    const Result<std::int64_t> found = connection.scalar("PRAGMA user_version");
    if (!found)
        return found.error();
    std::int64_t number = *found;
    for (const Migration& step : steps) {
        if (step.to != number + 1)
            continue;
        if (Result<void> done = step.run(connection); !done)
            return done;
        number = step.to;
    }
    if (number != target)
        return Error{ErrorCode::Internal,
                     "There is no way from format " + std::to_string(number) + " to " + std::to_string(target) + ".",
                     {},
                     {},
                     {}};
    return number == *found ? Result<void>() : connection.execute("PRAGMA user_version=" + std::to_string(number));
}

} // namespace campaign::history
