// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/DrivenWindow.h"
#include "ui/map/MapItem.h"
#include "ui/map/MapTool.h"

namespace campaign::support {

/// The real window, 1280 by 720, before the map of a small world: a few kingdoms and towns. GUI thread.
class MapWindow : protected DrivenWindow
{
protected:
    /// Imports the world and waits until its map is painted. False when it is not; the reason has been printed.
    bool startOnMap();

    map::MapItem* map() const { return qobject_cast<map::MapItem*>(item("map")); }
    map::MapTool* tool() const { return qobject_cast<map::MapTool*>(item("mapTool")); }
};

} // namespace campaign::support
