// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Store.h"

#include <string>
#include <vector>

namespace campaign::transfer {

struct JsonExport
{
    std::string text;                  ///< see JsonFormat.h; ends with a line break
    std::vector<std::string> warnings; ///< what stays behind
};

/// The whole current content of a campaign file, of every branch. Reads at one sequence number, on the caller's thread.
/// Earlier states, what is planned for later times and memberships stay behind; HistoryFormat.h has those.
Result<JsonExport> exportJson(history::Store& store, const Viewer& viewer);

} // namespace campaign::transfer
