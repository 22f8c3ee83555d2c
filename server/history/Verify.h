// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/catalogue/Catalogue.h"
#include "server/database/sqlite/Connection.h"

#include <string>
#include <vector>

namespace campaign::history {

/// Adds a sentence for each thing that is wrong: pages, hash chain, derived tables against what the versions say
/// (derived anew in a copy in memory), search and spatial index. Reads only.
Result<void> verifyFile(database::Connection& connection, const catalogue::Catalogue& types,
                        std::vector<std::string>& problems);

/// Recreates every derived table by replaying the log, in one transaction. Row numbers go on from `lastRow`: none that
/// was ever given is given again, as readers know content by them.
Result<void> rebuildDerived(database::Connection& connection, const catalogue::Catalogue& types, std::int64_t& lastRow);

} // namespace campaign::history
