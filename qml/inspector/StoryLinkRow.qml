// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// What is linked; press it to go there.
Item {
    id: row

    /// The group is its parent.
    readonly property var group: parent
    required property var modelData

    width: parent ? parent.width : 280
    implicitHeight: Theme.rowHeight

    ListRow {
        objectName: "storyLink-" + row.modelData.name
        width: parent.width - take.width
        flat: true
        text: row.modelData.name
        iconName: row.modelData.icon
        focusPolicy: Qt.StrongFocus
        onClicked: row.group.go(row.modelData.type, row.modelData.id)
        Keys.onReturnPressed: clicked()
    }
    IconButton {
        id: take
        anchors.right: parent.right
        iconName: "close"
        text: qsTr("Take the link with %1 away").arg(row.modelData.name)
        onClicked: row.group.take(row.modelData.linkId)
    }
}
