// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history/Snapshot.h"

namespace campaign {

/// Which places a map shows. Empty lists mean all.
struct MapLayerQuery
{
    std::optional<history::Box> box;      ///< none: the whole map
    Id worldId;                           ///< "" for whichever
    Id mapId;                             ///< "" for all maps
    std::vector<std::string> entityTypes; ///< what stands on the place: "Settlement", "Kingdom"; "Location": bare ones
    std::vector<std::string> locationTypes; ///< point, line, region
    std::vector<std::string> kinds;
    std::vector<std::string> tags; ///< any of them
};

/// One place with all that is needed to draw it.
struct MapFeature
{
    history::EntityPtr location;
    std::string properties; ///< a JSON object
};

/// The features of a map, with the facts of what stands on each place and of the realm it belongs to; a number of
/// statements that does not depend on theirs.
Result<std::vector<MapFeature>> readMapLayer(const catalogue::Catalogue& types, history::Snapshot& snapshot,
                                             const MapLayerQuery& query, const Id& branch, const Viewer& viewer);

/// The types of which at most one live entity stands on a place (settlements), with the reference by which it does.
using Occupant = catalogue::Catalogue::Inverse;
std::vector<Occupant> occupantsOfPlaces(const catalogue::Catalogue& types);

/// The occupant of each location, null where there is none.
Result<std::vector<history::EntityPtr>> occupantsAt(const Occupant& occupant, history::Snapshot& snapshot,
                                                    std::span<const Id> locations, const Id& branch,
                                                    const Viewer& viewer);

/// The places, of those given and in their order, on which something of one of the types stands; a place's own type
/// means places on which nothing does.
Result<std::vector<bool>> bearAnyOf(const catalogue::Catalogue& types, const std::vector<std::string>& entityTypes,
                                    history::Snapshot& snapshot, std::span<const Id> locations, const Id& branch,
                                    const Viewer& viewer);

} // namespace campaign
