// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Catalogue.h"
#include "server/database/sqlite/Connection.h"

#include <string>

namespace campaign::history {

using BranchKey = std::int64_t;
/// The campaign-wide part of the stream, the same on every branch.
inline constexpr BranchKey streamScope = 0;
inline constexpr BranchKey rootKey = 1;
/// `seq_to` of a row that still holds.
inline constexpr std::int64_t openEnd = INT64_MAX;

/// Marks a file as a campaign ("CMPN"), see https://www.sqlite.org/fileformat2.html#application_id.
inline constexpr std::int64_t applicationId = 0x434D504E;
inline constexpr std::int64_t schemaNumber = 1;

std::string stateTable(const catalogue::Type& type);
/// Columns of a state table that stand before those of the fields, in their order.
inline constexpr const char* stateColumns = "row, branch, id, seq_from, seq_to, alive, archived, version, "
                                            "change_seq, created_at, updated_at, audience, sort_name";
inline constexpr int stateColumnCount = 13;
/// Column names of all fields, separated by ", " and each with a leading one.
std::string fieldColumns(const catalogue::Type& type);
/// The type whose entities have a place on the map (the first with a Geometry field) and that field's index.
struct SpatialType
{
    const catalogue::Type* type = nullptr;
    int field = -1;
};
SpatialType spatialType(const catalogue::Catalogue& types);

/// Makes every table, index and view of an empty file.
Result<void> createSchema(database::Connection& connection, const catalogue::Catalogue& types);
/// Adds what a newer catalogue has and the file has not yet (tables, columns).
Result<void> extendSchema(database::Connection& connection, const catalogue::Catalogue& types);
/// Empties everything that is derived from the versions.
Result<void> clearDerived(database::Connection& connection, const catalogue::Catalogue& types);

} // namespace campaign::history
