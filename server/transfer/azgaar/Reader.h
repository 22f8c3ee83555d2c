// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "server/transfer/azgaar/World.h"

#include <functional>
#include <string_view>

namespace campaign::transfer::azgaar {

/// Told how far the reading is (0…100); false cancels it.
using Progress = std::function<bool(int percent)>;

/// Whether the bytes start like a saved world (.map) or a full JSON export, without reading them.
bool looksLikeWorld(std::string_view bytes);

/// Reads a saved world (.map from version 1.0 on, records ended by CRLF or LF) or a full JSON export. Pure; memory is a
/// small multiple of the input. Errors: Invalid (another format, damaged, truncated: the message names the part),
/// Limit (over 256 MiB or a million cells), Cancelled. Formats: the generator's own modules/io/save.js and load.js
/// (https://github.com/Azgaar/Fantasy-Map-Generator).
Result<World> readWorld(std::string_view bytes, const Progress& progress = {});

} // namespace campaign::transfer::azgaar
