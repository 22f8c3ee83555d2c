// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transfer/Import.h"
#include "server/transfer/ImportTarget.h"
#include "server/transfer/csv/CsvMapping.h"

namespace campaign::transfer::csv {

/// Why a cell cannot come in.
struct CellFault
{
    int line = 0;         ///< in the file
    std::size_t row = 0;  ///< in the table
    int column = -1;      ///< in the table; −1: the row as a whole
    std::string sentence; ///< "Level must be between 1 and 10, not 12."
};

struct CsvPlan
{
    ImportPlan plan;               ///< of the rows without a fault
    std::vector<CellFault> faults; ///< the rows they are in stay out
};

/// Plans the rows as entities of the type. A row names its entity by "id" (one of the campaign, else a fault), else by
/// "sourceId", else by its name (two of that name are a fault): importing the same file again, or a later state of it,
/// updates. Empty cells set nothing. References are ids or names; a required one without a column is the only entity there is of its type.
/// Errors: Invalid as checkTargets, and what reading the campaign fails with.
Result<CsvPlan> planCsv(const Table& table, const catalogue::Type& type, const std::vector<Target>& targets,
                        ImportTarget& target);

/// For a mapping screen: {"columns": [{"name","target","sample"}], "choices": [{"target","label"}], "delimiter",
/// "encoding", "faults": [{"line","row","column","message"}], "rows": [[cell, …], …] (the first `mostRows`),
/// "rowCount", "type"}.
Value describeTable(const Table& table, const catalogue::Type& type, const std::vector<Target>& targets,
                    const std::vector<CellFault>& faults, std::size_t mostRows = 50);

} // namespace campaign::transfer::csv
