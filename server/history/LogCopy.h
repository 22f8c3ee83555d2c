// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/ChangeLog.h"

#include <string>
#include <vector>

namespace campaign::history {

/// A row of the version table as it lies in the file. What stands beside the payload stands in the payload, too.
struct CopiedVersion
{
    Id branch; ///< "" for the campaign-wide part
    std::string type;
    Id entity;
    WorldTime worldTime = catalogue::always;
    std::string cause;
    std::int64_t schema = 1;
    std::optional<std::string> payload; ///< nothing: erased on the owner's demand
    std::string payloadHash;            ///< 32 raw bytes

    bool operator==(const CopiedVersion&) const = default;
};

struct CopiedChange
{
    ChangeHeader header; ///< without `branch`, which is a number of the file's own
    Id branch;           ///< "" for the campaign-wide part
    std::string hash;    ///< 32 raw bytes
    std::vector<CopiedVersion> versions;
};

struct CopiedFile
{
    Id id;
    std::string mediaType;
    std::string bytes;
};

/// Everything of a campaign file that is truth and not derived: the whole record of its stream. A value; any thread.
struct LogCopy
{
    std::vector<Id> branches; ///< in the order in which they were made, the root first
    std::vector<CopiedChange> changes;
    std::vector<CopiedFile> files;
};

/// Reads the record of a campaign file, which may be open elsewhere. NotFound, Invalid (no campaign, a newer one).
Result<LogCopy> readLog(const std::string& path);

/// Makes a campaign file from a record: it is written beside the target, verified (hash chain) and derived anew, then
/// put in its place. Conflict when the target holds anything but an empty stream or is open elsewhere; Invalid when the
/// chain does not fit. Errors leave the target as it was.
Result<void> writeLog(const std::string& path, const catalogue::Catalogue& types, const LogCopy& log);

} // namespace campaign::history
