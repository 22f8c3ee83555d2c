// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "server/transfer/azgaar/World.h"

#include <string_view>

namespace campaign::transfer::azgaar {

/// The lines of an SVG path of M, L, H, V, C, S, Q and Z, absolute or relative
/// (https://www.w3.org/TR/SVGTiny12/paths.html), curves as short straight pieces. Invalid for anything else.
Result<std::vector<geometry::LineString>> linesOfPath(std::string_view path);

/// Roads, trails and sea routes as the drawing shows them; counts paths it cannot read.
std::vector<Route> routesInDrawing(std::string_view drawing, int& unreadable);
int zonesInDrawing(std::string_view drawing);

} // namespace campaign::transfer::azgaar
