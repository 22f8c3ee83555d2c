// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Session
import Campaign.Shell
import Campaign.Workspace

/// Where we are: campaign and world, branch; undo and redo; the way to find anything.
Rectangle {
    id: bar

    required property Workspace workspace
    required property Session session

    implicitHeight: Theme.comfortableRow + Theme.gapTiny
    color: Theme.surface

    Row {
        id: place
        anchors.left: parent.left
        anchors.leftMargin: Theme.gapTiny
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap

        Row {
            anchors.verticalCenter: parent.verticalCenter
            CommandButton { objectName: "backButton"; command: bar.workspace.actions.action("view.back") }
            CommandButton { objectName: "forwardButton"; command: bar.workspace.actions.action("view.forward") }
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, bar.width * 0.24)
            font.family: Theme.titleFamily
            font.pixelSize: Theme.fontHeading
            font.weight: Font.DemiBold
            text: bar.session.campaignName
        }
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: "chevron-right"
            size: Theme.iconTiny
            color: Theme.muted
        }
        Chip {
            objectName: "worldChip"
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, bar.width * 0.16)
            iconName: "world"
            text: bar.session.worldName
            Accessible.description: qsTr("Shows the world in the inspector")
            onClicked: bar.workspace.actions.action("world.about").trigger()
        }
        Row {
            id: branch
            anchors.verticalCenter: parent.verticalCenter
            visible: bar.session.hasBranches
            spacing: Theme.gapTiny
            HoverHandler { id: branchHover }
            ToolTip {
                objectName: "branchMeaning"
                parent: branch
                visible: branchHover.hovered
                text: qsTr("The branch of the story that is open. “main” is the campaign as it is played.")
            }
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("Branch %1").arg(bar.session.branchName)
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: "branch"
                size: Theme.iconSize
                color: Theme.muted
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                kind: "muted"
                text: bar.session.branchName
            }
        }
    }
    Row {
        anchors.right: search.left
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        CommandButton { objectName: "undoButton"; command: bar.workspace.actions.action("edit.undo") }
        CommandButton { objectName: "redoButton"; command: bar.workspace.actions.action("edit.redo") }
    }
    SearchButton {
        id: search
        objectName: "searchField"
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(300 * Math.max(1, Theme.fontScale), bar.width * 0.26)
        text: qsTr("Find or do anything")
        keys: bar.workspace.actions.action("edit.palette").shortcutText
        onClicked: bar.workspace.prompts.paletteWanted("")
    }
    Separator {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
