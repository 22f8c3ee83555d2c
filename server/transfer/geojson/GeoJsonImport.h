// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transfer/Import.h"
#include "server/transfer/ImportTarget.h"

namespace campaign::transfer::geojson {

/// Whether the text starts like a GeoJSON document (RFC 7946), without reading it.
bool looksLikeGeoJson(std::string_view text);

/// Plans the features of a document (FeatureCollection, Feature or bare geometry) as locations of the campaign's only
/// world and map, which are planned, too, where there are none. Properties become name, description, kind and tags by
/// their usual names, other plain ones variables. A feature's id (or an "id" property) names its location for good: of
/// this campaign when it is an id of a location here, else as a source id; without one its name and place in the file
/// do. Features that cannot come in are left out, each with its reason. `title` names the file for people and programs.
/// Errors: Invalid (no JSON, no GeoJSON), with a path; Limit over 200,000 features.
Result<ImportPlan> planGeoJson(std::string_view text, const std::string& title, ImportTarget& target);

} // namespace campaign::transfer::geojson
