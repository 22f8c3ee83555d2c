// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transfer/csv/CsvImport.h"

#include <cstdint>
#include <cstdlib>

using namespace campaign;
using namespace campaign::transfer;

/// Any bytes are a table or a sentence about why not; a table can be planned as anything, and what is written back is
/// read the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    static const catalogue::Catalogue types = catalogue::Catalogue::standard();
    const auto table = csv::readTable({reinterpret_cast<const char*>(bytes), size});
    if (!table)
        return 0;
    std::string again = csv::writeRecord(table->columns);
    for (const csv::Table::Row& row : table->rows)
        again += csv::writeRecord(row.cells);
    if (table->columns.size() > 1 && !table->columns.front().starts_with("sep=")) {
        const auto reread = csv::readTable(again, {',', "UTF-8"});
        if (!reread || reread->columns != table->columns || reread->rows.size() != table->rows.size())
            std::abort();
    }
    for (const char* name : {"Location", "Settlement"}) {
        const catalogue::Type& type = *types.find(name);
        ImportTarget target(types);
        const auto targets = csv::guessTargets(type, table->columns);
        const auto plan = csv::planCsv(*table, type, targets, target);
        if (plan)
            (void)csv::describeTable(*table, type, targets, plan->faults);
    }
    (void)csv::guessType(types, table->columns);
    return 0;
}
