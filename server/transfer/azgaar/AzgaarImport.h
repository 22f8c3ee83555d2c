// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transfer/Import.h"
#include "server/transfer/azgaar/World.h"

namespace campaign::transfer::azgaar {

/// What a world of the generator becomes here: world, campaign and map; states as kingdoms with their territory; burgs
/// as settlements on locations with typed variables and structures; provinces, cultures and religions as regions,
/// rivers and routes as lines, markers and regiments as points, legends as notes. Positions stay the file's own, y to
/// the south, and the map's extent says so (north < south). Source ids are "azgaar:<seed>:burg:12". Pure.
ImportPlan planImport(const World& world);

} // namespace campaign::transfer::azgaar
