// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/MapScene.h"

namespace campaign::map {

/// A made-up world: an island continent of kingdoms cut into provinces, with towns that have capitals and ports.
/// The same numbers give the same world. Map units 0..1600 x 0..900.
MapScene syntheticWorld(int points, int regions, unsigned seed = 7);

} // namespace campaign::map
