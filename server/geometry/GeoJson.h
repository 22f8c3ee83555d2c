// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "server/core/Value.h"
#include "server/geometry/Geometry.h"

namespace campaign::geometry {

/// Beyond these a geometry is refused with ErrorCode::Limit.
struct GeoJsonLimits
{
    std::size_t positions = 200000;
    std::size_t parts = 20000; ///< rings, lines and polygons together
};

/// Reads a GeoJSON geometry (RFC 7946 §3.1). Altitude and further numbers of a position are dropped. Refused with
/// ErrorCode::Invalid: Feature, FeatureCollection and GeometryCollection, unknown or misspelt types, missing
/// coordinates, wrong nesting, positions that are not two finite numbers, lines shorter than two positions, rings
/// shorter than four or not closed. The message says where in words ("ring 2, position 5"), Error::path in steps
/// ("coordinates[1][4]"). Crossings are not looked for here; see Validity.h.
Result<Geometry> fromGeoJson(const Value& value, const GeoJsonLimits& limits = {});
/// The same from JSON text.
Result<Geometry> parseGeoJson(std::string_view text, const GeoJsonLimits& limits = {});

/// The geometry as a GeoJSON object; shells counter-clockwise, holes clockwise; numbers as they are.
Value toGeoJson(const Geometry& geometry);

} // namespace campaign::geometry
