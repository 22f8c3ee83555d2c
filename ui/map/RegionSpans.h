// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/MapScene.h"

#include <vector>

namespace campaign::map {

/// A horizontal stretch inside a region, in map units.
struct RegionSpan
{
    double y = 0;
    double left = 0;
    double right = 0;

    bool operator==(const RegionSpan&) const = default;
};

/// The region's stretches on so many lines at equal distances from its top to its bottom (even-odd over all rings):
/// where a name may stand inside it. Pure, any thread.
std::vector<RegionSpan> spansOf(const MapRegion& region, int lines);

} // namespace campaign::map
