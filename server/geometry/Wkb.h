// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Result.h"
#include "server/geometry/Geometry.h"

#include <string>

namespace campaign::geometry {

/// Well-known binary, little-endian (OGC 06-103r4 §8.2).
std::string toWkb(const Geometry& geometry);
/// Either byte order; refuses Z/M, collections, truncated and over-long input, and counts larger than the input can
/// hold.
Result<Geometry> fromWkb(std::string_view bytes);

/// A spatial reference number of flat fantasy maps, as SpatiaLite writes "undefined Cartesian".
inline constexpr int flatSrid = -1;

struct SpatialBlob
{
    Geometry geometry;
    int srid = flatSrid;
};

/// SpatiaLite's internal BLOB (https://www.gaia-gis.it/gaia-sins/BLOB-Geometry.html), little-endian; what ST_ functions
/// and R-tree triggers of SpatiaLite take.
std::string toSpatiaLite(const Geometry& geometry, int srid);
/// Either byte order, two dimensions only.
Result<SpatialBlob> fromSpatiaLite(std::string_view bytes);

} // namespace campaign::geometry
