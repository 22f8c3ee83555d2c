// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Shell
import Campaign.Workspace

/// The strip of icons at the window's edge: views and the ways to find things above, what keeps watch below.
Rectangle {
    id: rail

    required property Workspace workspace

    implicitWidth: Theme.controlHeight + 2 * Theme.gapTiny
    color: Theme.sunken
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Activities")

    component RailButton: CommandButton {
        required property var modelData
        command: modelData.action
        objectName: "rail-" + command.actionId
    }

    Column {
        x: Theme.gapTiny
        y: Theme.gapTiny
        spacing: Theme.gapTiny
        Repeater {
            model: rail.workspace.actions.entries("rail")
            delegate: RailButton {}
        }
    }
    Column {
        x: Theme.gapTiny
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gapTiny
        spacing: Theme.gapTiny
        Repeater {
            model: rail.workspace.actions.entries("rail/foot")
            delegate: RailButton {}
        }
    }
    Rectangle {
        anchors.right: parent.right
        width: 1
        height: parent.height
        color: Theme.outline
    }
}
