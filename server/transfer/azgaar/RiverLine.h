// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Value.h"
#include "server/transfer/azgaar/Source.h"

#include <optional>

namespace campaign::transfer::azgaar {

/// A river's centre line through its cells with the bends the generator draws between them: one or two further points
/// a step, pushed aside, wildest near the source. Nothing when the file does not say through which cells it runs.
std::optional<geometry::LineString> riverLine(const Value& river, const Source& source);

} // namespace campaign::transfer::azgaar
