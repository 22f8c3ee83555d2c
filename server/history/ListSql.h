// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "server/database/sqlite/Connection.h"
#include "server/history/Cursor.h"
#include "server/history/Query.h"

#include <optional>
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
/// A column that a list is ordered by, as the cursor holds it.
Value keyOf(const database::Statement& row, int column);

/// A part of a list that an index gives in the list's order, or of which only a page's worth has to be sorted.
struct Stretch
{
    std::string text;          ///< " AND … ORDER BY …"
    std::vector<Value> values; ///< to bind
};

/// One after the other they make the list after the cursor (null: from its beginning); the tie-break by name and id
/// always rises. A falling list is cut at a boundary: above it few rows, at it those that an index holds by name.
std::vector<Stretch> stretches(const catalogue::Field* sort, bool descending, const Cursor* after,
                               const Value& boundary);
/// The boundary of a falling list: give it the number of the page's rows less one (OFFSET); one row of one column at
/// most, none where the page goes on to the rows without a value. Nullopt where no boundary is needed.
std::optional<Stretch> boundaryStretch(const catalogue::Field* sort, bool descending, const Cursor* after);
void bindValues(database::Statement& statement, std::span<const Value> values);

/// JSON arrays for json_each.
std::string rowSet(const std::vector<std::int64_t>& rows);
std::string idSet(std::span<const Id> ids);

} // namespace campaign::history
