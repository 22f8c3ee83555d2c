// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// One column to show or not, and its place among those shown.
Item {
    id: row

    readonly property var list: ListView.view
    required property var modelData

    width: list ? list.width : 200
    implicitHeight: Theme.rowHeight

    CheckBox {
        objectName: "column-" + row.modelData.key
        anchors.left: parent.left
        anchors.right: arrows.left
        checked: row.modelData.isShown
        text: row.modelData.isComputed ? qsTr("%1 (computed)").arg(row.modelData.label) : row.modelData.label
        onToggled: row.list.showColumn(row.modelData.key, checked)
    }
    Row {
        id: arrows
        anchors.right: parent.right
        visible: row.modelData.isShown
        IconButton {
            iconName: "chevron-up"
            enabled: row.list?.firstShown !== row.modelData.key
            text: qsTr("Move %1 to the left").arg(row.modelData.label)
            onClicked: row.list.moveColumn(row.modelData.key, -1)
        }
        IconButton {
            iconName: "chevron-down"
            enabled: row.list?.lastShown !== row.modelData.key
            text: qsTr("Move %1 to the right").arg(row.modelData.label)
            onClicked: row.list.moveColumn(row.modelData.key, 1)
        }
    }
}
