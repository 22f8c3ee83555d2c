// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// Lets the row it stands in be dragged out of its list; `lifted` asks the row to say what it carries.
DragHandler {
    id: handler

    property DraggedEntities ghost

    signal lifted()

    target: null
    grabPermissions: PointerHandler.CanTakeOverFromAnything
    onActiveChanged: active ? lifted() : ghost.drop()
    onCentroidChanged: if (active) ghost.moveTo(centroid.scenePosition)
}
