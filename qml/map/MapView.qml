// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Map
import Campaign.MapView

/// The map with what stands around it: scale bar, zoom buttons, the name under the pointer. Bind scene and
/// selectedIds, answer selectionRequested, opened, pointMoved and contextMenuRequested.
FocusScope {
    id: view

    property alias scene: map.scene
    property alias selectedIds: map.selectedIds
    property alias hiddenKinds: map.hiddenKinds
    property alias movable: map.movable
    readonly property alias hoveredId: map.hoveredId
    readonly property alias hoveredName: map.hoveredName
    readonly property alias cursorPosition: map.cursorPosition
    readonly property alias cursorInside: map.cursorInside
    readonly property alias zoomPercent: map.zoomPercent
    readonly property alias busy: map.busy
    readonly property alias place: map.place
    readonly property MapItem item: map
    readonly property MapTool tool: mapTool
    readonly property alias layersShown: layersPanel.visible

    function hideLayers() { layersPanel.visible = false; }

    property var layers: []
    property real pictureOpacity: 1
    property real tint: 1
    /// What is redrawn, by name.
    property string subjectName
    /// Why what is dragged here (lines of "Type id") cannot stand on a map, "" when it can.
    property var whyNotPlaced: (payload) => ""

    signal selectionRequested(var ids)
    signal opened(string id)
    signal pointMoved(string id, real x, real y)
    signal contextMenuRequested(string id, point mapPosition, point itemPosition)
    signal pointPlaced(point position)
    signal lineDrawn()
    signal shapeNamed(string name)
    signal layerToggled(string key, bool shown)
    signal pictureOpacityPicked(real opacity)
    signal tintPicked(real tint)
    signal mapMenuRequested(Item at)
    /// Entities were dragged here: lines of "Type id".
    signal entitiesDropped(string payload, point position)

    function standAt(place: string) { map.place = place; }
    function fit() { map.fit(); }
    function zoomIn() { map.zoomBy(1.25); }
    function zoomOut() { map.zoomBy(0.8); }
    function reveal(id: string) { map.reveal(id); }
    function revertMoves() { map.revertMoves(); }
    function isPoint(id: string): bool { return map.isPoint(id); }
    function nameOf(id: string): string { return map.nameOf(id); }

    MapItem {
        id: map
        objectName: "map"
        anchors.fill: parent
        focus: true
        reservedAreas: [Qt.rect(toolBar.x, toolBar.y, toolBar.width, toolBar.height), Qt.rect(scaleBar.x, scaleBar.y, scaleBar.width, scaleBar.height), Qt.rect(zoomButtons.x, zoomButtons.y, zoomButtons.width, zoomButtons.height)]
        sideInsets: Qt.point(toolBar.x + toolBar.width + Theme.gap, view.width - zoomButtons.x + Theme.gap)
        letterScale: Theme.fontScale
        palette: MapPalette {
            dark: Theme.dark
            water: Theme.mapWater
            land: Theme.mapLand
            label: Theme.mapLabel
            halo: Theme.mapHalo
            regionLabel: Theme.mapRegionLabel
            accent: Theme.accent
            secret: Theme.secret
        }
        Accessible.role: Accessible.Graphic
        Accessible.focusable: true
        Accessible.name: scene.name.length > 0 ? qsTr("Map of %1").arg(scene.name) : qsTr("Map")
        Accessible.description: focusedName
        onSelectionRequested: (ids) => view.selectionRequested(ids)
        onOpened: (id) => view.opened(id)
        onPointMoved: (id, x, y) => view.pointMoved(id, x, y)
        onContextMenuRequested: (id, mapPosition, itemPosition) => view.contextMenuRequested(id, mapPosition, itemPosition)

        PinchHandler {
            property real last: 1
            target: null
            onActiveChanged: last = 1
            onActiveScaleChanged: {
                map.zoomAbout(centroid.position, activeScale / last);
                last = activeScale;
            }
        }
    }

    MapTool {
        id: mapTool
        objectName: "mapTool"
        anchors.fill: parent
        map: map
        onPointPlaced: (position) => view.pointPlaced(position)
        onLineDrawn: view.lineDrawn()
    }
    DropArea {
        anchors.fill: parent
        keys: ["application/x-campaign-entities"]
        onEntered: (drag) => {
            const dragged = drag.source as DraggedEntities;
            dragged.refusal = view.whyNotPlaced(dragged.payload);
        }
        onExited: if (drag.source) (drag.source as DraggedEntities).refusal = ""
        onDropped: (drop) => {
            const dragged = drop.source as DraggedEntities;
            if (dragged.refusal.length === 0) view.entitiesDropped(dragged.payload, map.toMap(Qt.point(drop.x, drop.y)));
            dragged.refusal = "";
            drop.accept();
        }
        Rectangle {
            readonly property DropArea ground: parent as DropArea
            objectName: "dropFrame"
            anchors.fill: parent
            visible: ground.containsDrag && (ground.drag.source as DraggedEntities)?.refusal === ""
            color: "transparent"
            border.width: 3
            border.color: Theme.accent
        }
    }

    Rectangle {
        anchors.fill: parent
        color: "transparent"
        border.width: 2
        border.color: Theme.focus
        visible: map.activeFocus && map.focusedId.length > 0
    }

    Rectangle {
        readonly property point anchor: map.hoveredPosition

        visible: map.hoveredName.length > 0 && !map.dragging
        x: Math.max(4, Math.min(view.width - width - 4, anchor.x - width / 2))
        y: anchor.y > height + 28 ? anchor.y - height - 20 : anchor.y + 20
        width: hoverText.implicitWidth + 2 * Theme.gap
        height: hoverText.implicitHeight + Theme.gap
        color: Theme.raised
        radius: Theme.radius
        border.color: Theme.strongOutline
        Label {
            id: hoverText
            anchors.centerIn: parent
            text: map.hoveredName
        }
    }

    MapToolBar {
        id: toolBar
        x: Theme.gap
        y: Theme.gap
        room: scaleBar.y - y - Theme.gap
        tool: mapTool
        layersShown: layersPanel.visible
        onLayersToggled: layersPanel.visible = !layersPanel.visible
        onMenuRequested: (at) => view.mapMenuRequested(at)
    }
    MapEditBar {
        anchors.left: toolBar.right
        anchors.leftMargin: Theme.gap
        room: parent.width - x - Theme.gap
        y: Theme.gap
        visible: mapTool.kind !== MapTool.Select
        tool: mapTool
        subjectName: view.subjectName
        onNameEdited: (name) => view.shapeNamed(name)
    }
    LayersPanel {
        id: layersPanel
        objectName: "layersPanel"
        anchors.left: toolBar.right
        anchors.leftMargin: Theme.gap
        y: mapTool.kind === MapTool.Select ? Theme.gap : 120
        visible: false
        room: view.height - y - Theme.gap
        layers: view.layers
        pictureOpacity: view.pictureOpacity
        tint: view.tint
        onLayerToggled: (key, shown) => view.layerToggled(key, shown)
        onPictureOpacityPicked: (opacity) => view.pictureOpacityPicked(opacity)
        onTintPicked: (tint) => view.tintPicked(tint)
    }

    ScaleBar {
        id: scaleBar
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        anchors.margins: Theme.gapWide
        barLength: map.scaleBarLength
        text: map.scaleBarText
    }

    Rectangle {
        id: zoomButtons
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.gapWide
        width: buttons.implicitWidth + 4
        height: buttons.implicitHeight + 4
        color: Theme.raised
        radius: Theme.radius
        border.color: Theme.outline
        Column {
            id: buttons
            anchors.centerIn: parent
            IconButton {
                iconName: "zoom-in"
                text: qsTr("Zoom in")
                shortcutText: "+"
                onClicked: map.zoomBy(1.25)
            }
            IconButton {
                iconName: "zoom-out"
                text: qsTr("Zoom out")
                shortcutText: "-"
                onClicked: map.zoomBy(0.8)
            }
            IconButton {
                iconName: "fit"
                text: qsTr("Show the whole map")
                shortcutText: "0"
                onClicked: map.fit()
            }
        }
    }
}
