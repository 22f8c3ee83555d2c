// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transfer/Import.h"
#include "ui/client/CampaignFiles.h"

#include <functional>
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
};

Result<WorldFile> readWorldFile(const std::string& path, const transfer::ImportProgress& progress);
/// For the dialog that asks before importing.
client::ImportPlan describe(const WorldFile& world, const std::string& path);
/// Reads and writes it all as one change.
Result<> importWorldFile(history::Store& store, const std::string& path, const transfer::ImportProgress& progress);

} // namespace campaign::desktop
