// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Workspace
import Campaign.Start

/// What stands there while no campaign is open: the ways in on the left, the campaigns opened lately on the right.
Rectangle {
    id: view

    required property Workspace workspace

    signal newRequested()
    signal openRequested()
    signal importRequested()
    signal restoreRequested()

    color: Theme.surface
    Component.onCompleted: newButton.forceActiveFocus()


    Rectangle {
        id: side
        width: Math.round(260 * Math.min(1.6, Math.max(1, Theme.fontScale)))
        height: parent.height
        color: Theme.sunken

        Flickable {
            id: ways
            anchors.fill: parent
            contentHeight: entries.height + 3 * Theme.gapPage
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: ScrollBar {}

            // What the keyboard comes to is shown.
            readonly property Item focused: Window.activeFocusItem
            onFocusedChanged: {
                if (focused === null || focused.parent !== entries) return;
                contentY = Math.max(0, Math.min(contentHeight - height, Math.max(contentY, entries.y + focused.y + focused.height + Theme.gapPage - height)));
            }

            Column {
                id: entries
                x: Theme.gapPage
                y: 2 * Theme.gapPage
                width: ways.width - 2 * Theme.gapPage
                spacing: Theme.gap

                Label {
                    width: parent.width
                    kind: "display"
                    text: qsTr("Campaign Manager")
                    wrapMode: Text.Wrap
                    lineHeight: 0.95
                }
                Label {
                    width: parent.width
                    kind: "muted"
                    bottomPadding: Theme.gapWide
                    wrapMode: Text.Wrap
                    text: qsTr("Worlds, kingdoms and what becomes of them. One file holds a campaign.")
                }
                Button {
                    id: newButton
                    objectName: "newCampaign"
                    width: parent.width
                    implicitHeight: Theme.comfortableRow
                    kind: "primary"
                    iconName: "add"
                    text: qsTr("New campaign")
                    onClicked: view.newRequested()
                }
                Button {
                    objectName: "openSample"
                    width: parent.width
                    implicitHeight: Theme.comfortableRow
                    iconName: "map"
                    text: qsTr("Open the sample")
                    onClicked: view.workspace.openSample()
                }
                Button {
                    objectName: "importWorld"
                    width: parent.width
                    implicitHeight: Theme.comfortableRow
                    iconName: "import"
                    text: qsTr("Import a world")
                    onClicked: view.importRequested()
                }
                Button {
                    objectName: "openCampaign"
                    width: parent.width
                    implicitHeight: Theme.comfortableRow
                    iconName: "open"
                    text: qsTr("Open a file")
                    onClicked: view.openRequested()
                }
                Button {
                    objectName: "restoreBackup"
                    width: parent.width
                    implicitHeight: Theme.comfortableRow
                    iconName: "archive"
                    text: qsTr("Restore a backup")
                    onClicked: view.restoreRequested()
                }
                Label {
                    width: parent.width
                    topPadding: Theme.gapWide
                    kind: "caption"
                    wrapMode: Text.Wrap
                    text: qsTr("A world saved by Azgaar's Fantasy Map Generator (.map) can also be dropped on this window.")
                }
            }
        }
        Rectangle {
            anchors.right: parent.right
            width: 1
            height: parent.height
            color: Theme.outline
        }
    }

    Label {
        id: recentTitle
        anchors.left: side.right
        anchors.leftMargin: Theme.gapPage
        y: 2 * Theme.gapPage
        kind: "section"
        text: qsTr("Recent campaigns")
        visible: view.workspace.recent.count > 0
    }

    RecentGrid {
        id: grid
        objectName: "recentGrid"
        anchors.left: side.right
        anchors.right: parent.right
        anchors.top: recentTitle.bottom
        anchors.bottom: parent.bottom
        anchors.leftMargin: Theme.gapPage
        anchors.topMargin: Theme.gap
        workspace: view.workspace
        Accessible.name: recentTitle.text
    }

    EmptyState {
        anchors.horizontalCenter: grid.horizontalCenter
        anchors.verticalCenter: parent.verticalCenter
        visible: view.workspace.recent.count === 0
        iconName: "map"
        title: qsTr("No campaigns yet")
        explanation: qsTr("Look around in the sample: a small kingdom with a stolen crown, ready to play. Or bring a world you have, or begin with an empty page.")
        actionText: qsTr("Open the sample")
        onActionTriggered: view.workspace.openSample()
    }
}
