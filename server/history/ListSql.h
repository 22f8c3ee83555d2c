// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "server/database/sqlite/Connection.h"
#include "server/history/Cursor.h"
#include "server/history/Query.h"

#include <span>

namespace campaign::history {

// The parts of a list's statement; alias s is the state table. Names come from the catalogue, values are bound.

/// Refuses fields that cannot be filtered or sorted by.
Result<void> checkQuery(const catalogue::Type& type, const ListQuery& query);

/// " AND …" for one filter; takes one value, bound by `bindCondition`, unless it asks for null.
std::string conditionText(const catalogue::Type& type, const Condition& condition);
void bindCondition(database::Statement& statement, const Condition& condition);

/// The field beside the name by which a list is ordered, null when it is by name alone.
const catalogue::Field* sortField(const catalogue::Type& type, const ListQuery& query);
bool isDescending(const ListQuery& query);
std::string orderText(const catalogue::Field* sort, bool descending);
/// A column that a list is ordered by, as the cursor holds it.
Value keyOf(const database::Statement& row, int column);

/// "Comes after the cursor", for either direction; the tie-break by name and id always rises.
std::string cursorText(const catalogue::Field* sort, bool descending, const Cursor& cursor);
void bindCursor(database::Statement& statement, const catalogue::Field* sort, bool descending, const Cursor& cursor);

/// JSON arrays for json_each.
std::string rowSet(const std::vector<std::int64_t>& rows);
std::string idSet(std::span<const Id> ids);

} // namespace campaign::history
