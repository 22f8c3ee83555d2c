// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/database/sqlite/Connection.h"

#include <cstdint>
#include <string>

namespace campaign::history {

/// What a campaign file says of itself before it is opened for work.
struct FileMarks
{
    std::int64_t format = 0; ///< its schema number; 0: empty
    std::int64_t seq = 0;    ///< of its last change
};

/// NotFound, Invalid (no campaign, or from a newer Campaign Manager; in a sentence).
Result<FileMarks> readMarks(const std::string& path);
/// The same of a file that is open already.
Result<FileMarks> marksOf(database::Connection& file, const std::string& path);
/// Whether the file was written by an earlier release and will be migrated when it is opened.
bool needsMigration(const FileMarks& marks);

/// A whole copy of a campaign file through SQLite's online backup, beside whoever has it open: the state at one moment,
/// durable when this returns. Replaces `target`; an interrupted copy leaves what was there and a file ending in .part.
/// https://www.sqlite.org/backup.html
Result<void> copyFile(const std::string& path, const std::string& target);

/// Opens the copy, checks it whole (hash chain, derived tables) and puts it in the place of a file that nobody has
/// open. Nothing is changed when the copy is damaged.
Result<void> checkCopy(const std::string& copy);
Result<void> restoreFile(const std::string& copy, const std::string& path);

} // namespace campaign::history
