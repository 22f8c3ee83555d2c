// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Store.h"
#include "server/transfer/csv/CsvMapping.h"

namespace campaign::transfer::csv {

/// The list of a type as CSV that spreadsheets open and planCsv reads back: UTF-8 with a byte order mark, CRLF, texts
/// that look like formulas guarded, references by name where the name is unique, else by id. `columns` are targets as
/// in CsvMapping.h; empty means "id", every writable field and each variable that any entity has. Errors: Invalid for
/// an unknown column.
Result<std::string> exportCsv(history::Store& store, const catalogue::Type& type, const Id& branch,
                              const history::ListQuery& which, const std::vector<Target>& columns,
                              const Viewer& viewer);

} // namespace campaign::transfer::csv
