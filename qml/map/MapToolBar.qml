// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Map
import Campaign.MapView

/// The tools that may be taken in hand, and what else the map offers.
Panel {
    id: bar

    required property MapTool tool
    property bool layersShown: false
    /// What is around it leaves this much height: where that is little, the tools stand in several columns.
    required property real room
    readonly property int tools: 7
    readonly property int rows: Math.max(2, Math.min(tools + 1, Math.floor((room - 2 * padding) / (Theme.controlHeight + 1))))

    readonly property int columns: rows > tools ? 1 : Math.ceil(tools / rows)

    signal layersToggled()
    signal menuRequested(Item at)

    padding: 2
    // Reckoned, not asked of the grid, which stays wide when the letters have become small again.
    implicitWidth: columns * (Theme.controlHeight + 1) - 1 + 2 * padding

    component Choice: IconButton {
        required property MapTool tool
        required property int kind
        checked: tool.kind === kind
        checkable: false
        onClicked: tool.kind = checked ? MapTool.Select : kind
    }

    contentItem: Grid {
        flow: Grid.TopToBottom
        rows: bar.rows > bar.tools ? bar.tools + 1 : bar.rows
        spacing: 1
        Choice {
            objectName: "toolSelect"
            tool: bar.tool
            kind: MapTool.Select
            iconName: "select"
            text: qsTr("Select and move")
        }
        Choice {
            objectName: "toolPoint"
            tool: bar.tool
            kind: MapTool.Point
            iconName: "pin"
            text: qsTr("Place a settlement or a marker")
        }
        Choice {
            objectName: "toolRegion"
            tool: bar.tool
            kind: MapTool.Region
            iconName: "region"
            text: qsTr("Draw a region")
        }
        Choice {
            objectName: "toolRoute"
            tool: bar.tool
            kind: MapTool.Route
            iconName: "route"
            text: qsTr("Draw a route")
        }
        Choice {
            objectName: "toolMeasure"
            tool: bar.tool
            kind: MapTool.Measure
            iconName: "measure"
            text: qsTr("Measure a distance")
        }
        Separator {
            width: Theme.controlHeight
            visible: bar.rows > bar.tools
        }
        IconButton {
            objectName: "layersButton"
            iconName: "layers"
            text: qsTr("Layers")
            checked: bar.layersShown
            onClicked: bar.layersToggled()
        }
        IconButton {
            objectName: "mapMenuButton"
            iconName: "image"
            text: qsTr("Picture, scale and export")
            onClicked: bar.menuRequested(bar)
        }
    }
}
