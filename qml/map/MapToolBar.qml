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

    signal layersToggled()
    signal menuRequested(Item at)

    padding: 2

    component Choice: IconButton {
        required property MapTool tool
        required property int kind
        checked: tool.kind === kind
        checkable: false
        onClicked: tool.kind = checked ? MapTool.Select : kind
    }

    contentItem: Column {
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
        Separator { width: parent.width }
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
