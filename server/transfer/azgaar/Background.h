// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transfer/azgaar/World.h"

#include <string>

namespace campaign::transfer::azgaar {

/// The world as a quiet picture to lay under a map: sea, land tinted by biome and height, lakes, rivers, coast. SVG
/// Tiny 1.2 (https://www.w3.org/TR/SVGTiny12/) with paths, fills, strokes and opacity only, viewBox 0 0 width height;
/// below one megabyte (outlines are simplified as far as that needs).
std::string backgroundSvg(const World& world);

} // namespace campaign::transfer::azgaar
