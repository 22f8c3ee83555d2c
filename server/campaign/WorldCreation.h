// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/campaign/EntityService.h"

namespace campaign {

/// What a new world starts with. Empty names are filled from the world's.
struct NewWorld
{
    std::string name;
    std::string description;
    std::string campaignName;
    std::string mapName;
    Value mapExtent; ///< {west, south, east, north}; null: 1000 by 1000
    Value settings;
};

struct CreatedWorld
{
    Id world;
    Id map;
    Id campaign;
    history::Receipt receipt;
};

/// A new world with one map and one campaign (and its main branch) in one change.
Result<CreatedWorld> createWorld(EntityService& entities, history::Store& store, const NewWorld& wanted,
                                 history::ChangeRequest request);

} // namespace campaign
