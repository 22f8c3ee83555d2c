// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/database/sqlite/Connection.h"

#include <functional>
#include <span>

namespace campaign::history {

/// Leads from one schema number to the next: numbered, forward only, never changed after its release. Derived tables
/// need none: they are rebuilt.
struct Migration
{
    std::int64_t to = 0;
    std::function<Result<void>(database::Connection&)> run;
};

/// All migrations of this release, in order.
std::span<const Migration> migrations();

/// Brings the file to the last of them and marks it so. Within the caller's transaction; Internal when the steps from
/// the file's number on are not complete.
Result<void> migrate(database::Connection& connection, std::span<const Migration> steps, std::int64_t target);

} // namespace campaign::history
