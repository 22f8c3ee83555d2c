// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// Something put off: what it is called, when it runs or why it did not, and the way to call it off.
Rectangle {
    id: row

    /// The tab is its parent.
    readonly property var tab: parent
    required property var modelData
    readonly property bool hasFailed: modelData.problem.length > 0

    objectName: "scheduled-" + modelData.name
    width: parent ? parent.width : 280
    implicitHeight: body.implicitHeight + 2 * Theme.gap
    radius: Theme.radius
    color: Theme.raised
    border.color: Theme.outline

    Column {
        id: body
        x: Theme.gap
        y: Theme.gap
        width: parent.width - 2 * Theme.gap
        Item {
            width: parent.width
            height: Math.max(Theme.rowHeight, title.implicitHeight)
            Label {
                id: title
                anchors.verticalCenter: parent.verticalCenter
                anchors.left: parent.left
                anchors.right: cancel.left
                font.weight: Font.DemiBold
                wrapMode: Text.Wrap
                maximumLineCount: 3
                text: row.modelData.name
            }
            IconButton {
                id: cancel
                objectName: "cancelScheduled-" + row.modelData.name
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                visible: !row.hasFailed
                iconName: "close"
                text: qsTr("Cancel %1").arg(row.modelData.name)
                onClicked: row.tab.cancelScheduled(row.modelData.id)
            }
        }
        Label {
            objectName: "scheduledWhen-" + row.modelData.name
            width: parent.width
            kind: row.hasFailed ? "normal" : "muted"
            color: row.hasFailed ? Theme.critical : Theme.muted
            wrapMode: Text.Wrap
            text: row.hasFailed ? row.modelData.problem : row.modelData.when
        }
    }
}
