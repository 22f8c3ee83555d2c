// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// The head of a dock: its title on the left, its actions (children) on the right, a line below.
Rectangle {
    id: header

    property string title
    default property alias actions: actionRow.data

    implicitHeight: Theme.comfortableRow
    implicitWidth: 160
    color: Theme.surface

    Label {
        anchors.left: parent.left
        anchors.leftMargin: Theme.gap + Theme.gapTiny
        anchors.right: actionRow.left
        anchors.verticalCenter: parent.verticalCenter
        kind: "section"
        text: header.title
        Accessible.role: Accessible.Heading
    }
    Row {
        id: actionRow
        anchors.right: parent.right
        anchors.rightMargin: Theme.gapTiny
        anchors.verticalCenter: parent.verticalCenter
        spacing: 2
    }
    Separator {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
