// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Value.h"
#include "ui/map/MapScene.h"

#include <QHash>

namespace campaign {

/// What stands for a mark of the map when it is selected: the settlement on a point, the kingdom of a region.
struct MapSubject
{
    QString type;
    QString id;
    QString name;
    bool operator==(const MapSubject&) const = default;
};

/// The map's scene with what its marks stand for.
struct WorldScene
{
    map::MapScene scene;
    QHash<QString, MapSubject> subjects; ///< by location
    bool isYDown = true;                 ///< the map's own y grows to the south
    std::string backgroundFile;          ///< id of the stored file, "" for none
    QString mapId;                       ///< "" when the world has no map yet
    QList<MapSubject> kingdoms;
};

/// Builds a scene from replies: the map ({extent, scale, distanceUnit, backgroundImage, name} or null), its locations,
/// and the settlements and kingdoms that refer to them. Places whose geometry cannot be read are left out. Pure; any
/// thread.
WorldScene buildScene(const Value& map, const Value& locations, const Value& settlements, const Value& kingdoms);

} // namespace campaign
