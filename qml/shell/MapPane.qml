// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.MapView
import Campaign.Session
import Campaign.Shell
import Campaign.Workspace

/// The map in the middle of the window.
FocusScope {
    id: pane

    required property Session session
    readonly property string cursorText: map.cursorInside ? world.coordinates(map.cursorPosition) : ""
    readonly property string scaleText: qsTr("%1 %").arg(map.zoomPercent)
    readonly property bool isPainted: !world.isLoading && !map.busy
    readonly property Item picture: map

    signal createRequested(string type)
    signal menuRequested(string place)

    function fit() { map.fit(); }
    function zoomIn() { map.zoomIn(); }
    function zoomOut() { map.zoomOut(); }

    WorldMap {
        id: world
        session: pane.session
        onMoveRefused: map.revertMoves()
        onRevealWanted: (locationId) => map.reveal(locationId)
    }

    MapView {
        id: map
        objectName: "mapView"
        anchors.fill: parent
        focus: true
        visible: !world.isEmpty
        scene: world.scene
        selectedIds: world.selectedIds
        hiddenKinds: ["culture", "religion"]
        onSelectionRequested: (ids) => world.select(ids)
        onPointMoved: (id, x, y) => world.move(id, x, y)
        onContextMenuRequested: (id) => {
            if (id.length === 0) return;
            world.select([id]);
            pane.menuRequested("context/entity");
        }
    }

    Rectangle {
        anchors.fill: parent
        visible: world.isEmpty
        color: Theme.sunken
        EmptyState {
            anchors.centerIn: parent
            width: 360
            iconName: "map"
            title: qsTr("The map is still empty")
            explanation: qsTr("Kingdoms, towns and regions with a place in the world are drawn here. Import a world to begin with, or create the first kingdom.")
            actionText: qsTr("Create something")
            onActionTriggered: pane.createRequested("")
        }
    }
    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.gap
        visible: world.isLoading && !world.hasScene
        width: loadingLabel.implicitWidth + 2 * Theme.gapWide
        height: Theme.rowHeight
        radius: height / 2
        color: Theme.raised
        border.color: Theme.outline
        Label {
            id: loadingLabel
            anchors.centerIn: parent
            kind: "muted"
            text: qsTr("Drawing the map…")
        }
    }
}
