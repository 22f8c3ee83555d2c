// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Explorer
import Campaign.Session
import Campaign.Shell

/// Where we are: campaign and world, branch, undo and redo, search.
Rectangle {
    id: bar

    required property Session session
    required property Actions actions

    function focusSearch() { search.forceActiveFocus(); }

    implicitHeight: Theme.comfortableRow + Theme.gapTiny
    color: Theme.surface

    Row {
        anchors.left: parent.left
        anchors.leftMargin: Theme.gap + Theme.gapTiny
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap

        Label {
            anchors.verticalCenter: parent.verticalCenter
            font.family: Theme.titleFamily
            font.pixelSize: Theme.fontHeading
            font.weight: Font.DemiBold
            text: bar.session.campaignName
        }
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: worldChip.visible
            name: "chevron-right"
            size: 12
            color: Theme.muted
        }
        Chip {
            id: worldChip
            anchors.verticalCenter: parent.verticalCenter
            iconName: "world"
            text: bar.session.worldName
            Accessible.description: qsTr("Shows the world in the inspector")
            onClicked: bar.session.selectWorld()
        }
        Chip {
            anchors.verticalCenter: parent.verticalCenter
            visible: bar.session.branchName.length > 0
            iconName: "branch"
            text: bar.session.branchName
            Accessible.name: qsTr("Branch %1").arg(text)
            focusPolicy: Qt.NoFocus
        }
    }
    Row {
        anchors.right: search.left
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        IconButton {
            objectName: "undoButton"
            iconName: "undo"
            enabled: bar.actions.undo.enabled
            text: bar.actions.undo.text.replace("&", "")
            shortcutText: "Ctrl+Z"
            onClicked: bar.actions.undo.trigger()
        }
        IconButton {
            objectName: "redoButton"
            iconName: "redo"
            enabled: bar.actions.redo.enabled
            text: bar.actions.redo.text.replace("&", "")
            shortcutText: "Ctrl+Shift+Z"
            onClicked: bar.actions.redo.trigger()
        }
    }
    SearchBox {
        id: search
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(320, bar.width * 0.28)
        session: bar.session
    }
    Separator {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
