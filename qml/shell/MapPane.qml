// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Map
import Campaign.MapView
import Campaign.Session
import Campaign.Shell
import Campaign.Workspace

/// The map in the middle of the window.
FocusScope {
    id: pane

    required property Session session
    readonly property string cursorText: map.cursorInside ? world.coordinates(map.cursorPosition) : ""
    readonly property string scaleText: world.isEmpty ? "" : qsTr("%1 %").arg(map.item.sizePercent)
    readonly property bool canEditShape: world.selectedIds.length > 0 && editing.canEditShape(world.selectedIds[world.selectedIds.length - 1])
    readonly property bool isPainted: !world.isLoading && !map.busy
    readonly property Item picture: map
    /// A tool is in hand: Esc puts it away before it clears the selection.
    readonly property bool toolActive: map.tool.kind !== MapTool.Select || map.layersShown

    /// What the next click puts on the map, as it is dragged: "Type id"; "" for something new.
    property string placing

    signal createRequested(string type)
    signal menuRequested(string place)

    function fit() { map.fit(); }
    function zoomIn() { map.zoomIn(); }
    function zoomOut() { map.zoomOut(); }
    function cancelTool() { map.layersShown ? map.hideLayers() : map.tool.cancel(); }
    function placePoint() { map.tool.kind = MapTool.Point; }
    /// The next click is where the selected entity stands.
    function placeSelected() {
        placing = session.selection.type + " " + session.selection.entityId;
        map.tool.kind = MapTool.Point;
        say(qsTr("Click where %1 stands. Esc leaves it.").arg(session.selectedName), "positive");
    }
    function placeAt(position: point) {
        const payload = placing;
        if (payload.length === 0) return newPlaceAt(position, true);
        map.tool.kind = MapTool.Select;
        editing.placeDragged(payload, position);
    }
    function drawRegion() { map.tool.kind = MapTool.Region; }
    function drawRoute() { map.tool.kind = MapTool.Route; }
    function measure() { map.tool.kind = MapTool.Measure; }
    function exportImage() { files.use((one) => one.pickExport(pane.session.path, pane.session.worldName)); }
    function choosePicture() { files.use((one) => one.pickPicture()); }
    function calibrate() { map.tool.kind = MapTool.Calibrate; }
    function editShape() { editing.editShape(world.selectedIds[world.selectedIds.length - 1]); }
    function newPlaceAt(position: point, asSettlement: bool) { placeDialog.openAt(position, editing.kingdomAt(position), asSettlement); }

    WorldMap {
        id: world
        objectName: "worldMap"
        session: pane.session
        onMoveRefused: map.revertMoves()
        onRevealWanted: (locationId) => map.reveal(locationId)
        onExported: (path, problem) => problem.length > 0 ? pane.say(problem, "warning") : pane.say(qsTr("The map was saved as %1.").arg(path), "positive")
        onPlaceChanged: map.standAt(place)
    }
    WorldEditing {
        id: editing
        world: world
        tool: map.tool
        onProblem: (sentence) => pane.say(sentence, "warning")
    }
    Connections {
        target: map.tool
        function onKindChanged() {
            if (map.tool.kind === MapTool.Point) return;
            pane.placing = "";
            toast.visible = false; // what it asked for is done or given up
        }
    }
    Connections {
        target: pane.session
        function onMapRevealWanted() {
            if (world.selectedIds.length > 0) return;
            pane.say(qsTr("%1 has no place on the map yet. “Put on the map” in its menu gives it one.").arg(pane.session.selectedName), "warning");
        }
    }
    // The view has come to rest somewhere: the next time it starts there.
    Timer {
        id: rest
        interval: 400
        onTriggered: world.rememberPlace(map.place)
    }

    MapView {
        id: map
        objectName: "mapView"
        anchors.fill: parent
        focus: true
        visible: !world.isEmpty
        scene: world.scene
        selectedIds: world.selectedIds
        hiddenKinds: world.hiddenKinds
        layers: world.layers
        pictureOpacity: world.pictureOpacity
        tint: world.tint
        subjectName: editing.subjectName
        whyNotPlaced: (payload) => editing.whyNotPlaced(payload)
        onPlaceChanged: rest.restart()
        onLayerToggled: (key, shown) => world.showLayer(key, shown)
        onPictureOpacityPicked: (opacity) => world.pictureOpacity = opacity
        onTintPicked: (tint) => world.tint = tint
        onShapeNamed: (name) => editing.name = name
        onPointPlaced: (position) => pane.placeAt(position)
        onLineDrawn: scaleDialog.openFor(false)
        onEntitiesDropped: (payload, position) => editing.placeDragged(payload, position)
        onMapMenuRequested: (at) => mapMenu.popup(at, at.width + Theme.gap, 0)
        onSelectionRequested: (ids) => world.select(ids)
        onPointMoved: (id, x, y) => world.move(id, x, y)
        onContextMenuRequested: (id, mapPosition, itemPosition) => {
            if (id.length > 0) world.select([id]);
            // A town or a marker has its own menu; land is ground to put things on.
            if (id.length > 0 && map.isPoint(id)) pane.menuRequested("context/entity");
            else groundMenu.openAt(id, mapPosition, itemPosition);
        }
    }

    Menu {
        id: groundMenu
        objectName: "groundMenu"
        property string placeId
        property point position

        function openAt(id: string, mapPosition: point, itemPosition: point) {
            placeId = id;
            position = mapPosition;
            popup(map, itemPosition.x, itemPosition.y);
        }
        MenuItem {
            iconName: "settlement"
            text: qsTr("New settlement here…")
            onTriggered: pane.newPlaceAt(groundMenu.position, true)
        }
        MenuItem {
            iconName: "pin"
            text: qsTr("New marker here…")
            onTriggered: pane.newPlaceAt(groundMenu.position, false)
        }
        MenuItem {
            objectName: "editShape"
            iconName: "region"
            text: qsTr("Edit the shape")
            beginsGroup: true
            enabled: groundMenu.placeId.length > 0 && editing.canEditShape(groundMenu.placeId)
            onTriggered: editing.editShape(groundMenu.placeId)
        }
        MenuItem {
            iconName: "measure"
            text: qsTr("Measure from here")
            onTriggered: map.tool.measureFrom(groundMenu.position)
        }
        MenuItem {
            iconName: "more"
            text: qsTr("Commands for %1…").arg(map.nameOf(groundMenu.placeId))
            beginsGroup: true
            enabled: groundMenu.placeId.length > 0
            onTriggered: pane.menuRequested("context/entity")
        }
    }
    Menu {
        id: mapMenu
        objectName: "mapMenu"
        MenuItem {
            iconName: "image"
            text: qsTr("Choose the map's picture…")
            onTriggered: pane.choosePicture()
        }
        MenuItem {
            iconName: "measure"
            text: qsTr("Set the scale by two places…")
            onTriggered: pane.calibrate()
        }
        MenuItem {
            iconName: "measure"
            text: qsTr("Set the scale by the map's width…")
            onTriggered: scaleDialog.openFor(true)
        }
        MenuItem {
            iconName: "export"
            text: qsTr("Save the map as a picture…")
            beginsGroup: true
            onTriggered: pane.exportImage()
        }
    }
    PlaceDialog {
        id: placeDialog
        kingdoms: editing.kingdoms
        placeKinds: editing.placeKinds
        onSettlementWanted: (name, kingdomId, position) => editing.createSettlement(name, kingdomId, position)
        onPlaceWanted: (name, kind, position) => editing.createPlace(name, kind, position)
        onClosed: map.forceActiveFocus()
    }
    ScaleDialog {
        id: scaleDialog
        unit: world.scene.distanceUnit
        onDistanceGiven: (distance, unit, isWidth) => isWidth ? editing.calibrateWidth(distance, unit) : editing.calibrate(distance, unit)
        onRejected: map.tool.kind = MapTool.Select
    }
    // Showing the map does not wait for the system's dialogs.
    Loader {
        id: files
        active: false
        source: "qrc:/qt/qml/Campaign/MapView/MapFileDialogs.qml"
        function use(what) {
            active = true;
            what(item);
        }
    }
    Connections {
        target: files.item
        ignoreUnknownSignals: true
        function onPictureChosen(file: url) { editing.setBackground(file); }
        function onExportChosen(file: url) { world.exportImage(file, map.item.palette, 3000); }
    }
    Toast {
        id: toast
        objectName: "mapToast"
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gapPage
    }
    function say(sentence: string, status: string) { toast.show(sentence, "", status); }

    Rectangle {
        anchors.fill: parent
        visible: world.isEmpty
        color: Theme.sunken
        EmptyState {
            anchors.centerIn: parent
            width: 360
            iconName: "map"
            title: qsTr("The map is still empty")
            explanation: qsTr("Kingdoms, towns and regions with a place in the world are drawn here. Begin with a picture of your map, import a world from the File menu, or create the first kingdom.")
            actionText: qsTr("Choose a picture…")
            secondText: qsTr("Create something")
            onActionTriggered: pane.choosePicture()
            onSecondTriggered: pane.createRequested("")
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
