// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Store.h"

namespace campaign::transfer::geojson {

/// Which locations go out.
struct Selection
{
    Id branch;
    Id mapId;            ///< "" for every map
    std::vector<Id> ids; ///< empty for all
};

/// The locations as a FeatureCollection of RFC 7946, one feature a line, by id: properties name, description, kind,
/// tags, color, icon, locationType, sourceId, and each variable as "variables.<key>". The foreign member
/// "coordinateSystem" says "planar", "EPSG:4326" or "EPSG:3857"; with a planar map readers must not take the numbers
/// for longitude and latitude.
Result<std::string> exportGeoJson(history::Store& store, const Selection& selection, const Viewer& viewer);

} // namespace campaign::transfer::geojson
