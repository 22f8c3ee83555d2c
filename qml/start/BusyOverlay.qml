// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Workspace

/// Covers the window while a file is made, opened or filled, with the way out.
Rectangle {
    id: overlay

    required property Workspace workspace

    visible: workspace.busyWith.length > 0
    color: Theme.shade

    MouseArea {
        anchors.fill: parent
        hoverEnabled: true
        acceptedButtons: Qt.AllButtons
    }
    Panel {
        anchors.centerIn: parent
        padding: Theme.gapPage
        contentItem: Column {
            spacing: Theme.gap
            Label {
                kind: "heading"
                text: overlay.workspace.busyWith
                Accessible.role: Accessible.AlertMessage
            }
            ProgressBar {
                width: 320
                indeterminate: overlay.workspace.busyFraction < 0
                value: Math.max(0, overlay.workspace.busyFraction)
            }
            Button {
                anchors.right: parent.right
                visible: overlay.workspace.busyFraction >= 0
                text: qsTr("Cancel")
                onClicked: overlay.workspace.cancel()
            }
        }
    }
}
