// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// A column of the file: its name, what it holds, its first values, and whether cells of it are wrong.
Item {
    id: row

    readonly property var list: ListView.view
    required property int index
    required property string name
    required property string samples
    required property var choices
    required property int choice
    required property int faults

    width: list ? list.width - Theme.gap : 400
    height: Theme.rowHeight + Theme.gapTiny

    Label {
        id: nameLabel
        width: parent.width * 0.26
        anchors.verticalCenter: parent.verticalCenter
        text: row.name
    }
    ComboBox {
        id: box
        objectName: "importColumn-" + row.index
        anchors.left: nameLabel.right
        anchors.leftMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width * 0.32
        model: row.choices
        currentIndex: row.choice
        Accessible.name: qsTr("What %1 holds").arg(row.name)
        onActivated: (chosen) => row.list.choiceMade(row.index, chosen)
        onActiveFocusChanged: if (activeFocus) row.list.currentIndex = row.index
    }
    Icon {
        id: mark
        anchors.left: box.right
        anchors.leftMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        visible: row.faults > 0
        name: "warning"
        size: Theme.iconSize
        color: Theme.warning
        Accessible.name: qsTr("Wrong cells: %1").arg(row.faults)
    }
    Label {
        anchors.left: mark.visible ? mark.right : box.right
        anchors.leftMargin: Theme.gap
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        kind: row.choice === 0 ? "muted" : "body"
        text: row.samples
    }
}
