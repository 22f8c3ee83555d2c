// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/LogCopy.h"

#include <string>
#include <string_view>

namespace campaign::transfer {

// The JSON form of a campaign file with its whole history, version 1:
//
//   {"branches": ["<id>", …], "changes": [<change>, …], "files": [{"base64", "id", "mediaType"}, …],
//    "format": "campaign-manager-history", "version": 1}
//
// A change is {"author", "branch"?, "cause"?, "hash", "id", "kind", "realTime", "reason", "requestKey"?, "seq",
// "undoes"?, "versions", "worldTime"?}; a version is {"branch"?, "hash", "payload", "schema"?}, where the payload is
// the record itself as RFC 8785 has it (or that text as a string, where reading it would not give the same bytes), or
// {"branch"?, "cause"?, "entity", "hash", "schema"?, "type", "worldTime"} where the owner had it erased. Hashes are
// hexadecimal, world times decimal strings, real times microseconds since 1970 UTC. Without "branch" a change or
// version belongs to the campaign-wide part.

inline constexpr std::string_view historyFormatName = "campaign-manager-history";
inline constexpr int historyFormatVersion = 1;

/// Ends with a line break; one change a line. Everything: authors and secrets, too, so for the owner alone.
std::string writeHistory(const history::LogCopy& log);

/// Whether the text starts like a history, without reading it.
bool looksLikeHistory(std::string_view text);

/// Errors: Invalid with a path ("changes[3].versions[0].payload"); payloads must fit their hashes. The chain is for
/// history::writeLog to check.
Result<history::LogCopy> readHistory(std::string_view text);

} // namespace campaign::transfer
