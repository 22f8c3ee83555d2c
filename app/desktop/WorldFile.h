// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/LogCopy.h"
#include "server/transfer/Import.h"
#include "ui/client/CampaignFiles.h"

#include <functional>
#include <optional>
#include <string>

namespace campaign::desktop {

/// A world file as an importer of the server reads it. Any thread.
struct WorldFile
{
    QString format;
    transfer::ImportPlan plan;     ///< of another program's world
    transfer::ImportReport counts; ///< what it makes of an empty file
    bool isOwnExport = false;      ///< then the plan is empty: the bytes are imported as they are
    std::string bytes;
    std::optional<history::LogCopy> history; ///< a whole file's record; then plan and bytes are empty
};

/// By its name, which says more about a list than its first bytes.
bool looksLikeList(const std::string& path);
Result<WorldFile> readWorldFile(const std::string& path, const transfer::ImportProgress& progress);
/// For the dialog that asks before importing.
client::ImportPlan describe(const WorldFile& world, const std::string& path);
/// Writes it all as one change; not a history.
Result<> importWorldFile(history::Store& store, const WorldFile& world, const transfer::ImportProgress& progress);
/// Makes the campaign file that the record tells of; nothing is left of it when that fails.
Result<> writeHistoryFile(const history::LogCopy& record, const std::string& path);

} // namespace campaign::desktop
