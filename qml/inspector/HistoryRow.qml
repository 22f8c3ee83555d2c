// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// One change: when, what, from what to what; it can be undone by itself.
Item {
    id: row

    /// The tab is its parent.
    readonly property var tab: parent
    required property var modelData

    width: parent ? parent.width : 280
    implicitHeight: body.implicitHeight + Theme.gapTiny

    Column {
        id: body
        width: parent.width
        opacity: row.modelData.isUndone ? 0.6 : 1
        Item {
            width: parent.width
            height: Theme.rowHeight
            Label {
                anchors.left: parent.left
                anchors.right: when.left
                anchors.rightMargin: Theme.gapTiny
                anchors.verticalCenter: parent.verticalCenter
                font.weight: Font.DemiBold
                font.strikeout: row.modelData.isUndone
                text: row.modelData.reason
            }
            Label {
                id: when
                anchors.right: undoButton.left
                anchors.verticalCenter: parent.verticalCenter
                kind: "caption"
                text: row.modelData.isUndone ? qsTr("undone") : row.modelData.when
            }
            IconButton {
                id: undoButton
                anchors.right: parent.right
                visible: row.modelData.canUndo
                iconName: "undo"
                text: qsTr("Undo this: %1").arg(row.modelData.reason)
                onClicked: row.tab.undo(row.modelData.seq)
            }
        }
        Repeater {
            model: row.modelData.fields
            delegate: Label {
                required property var modelData
                width: parent ? parent.width : 280
                wrapMode: Text.Wrap
                maximumLineCount: 3
                textFormat: Text.PlainText
                kind: "muted"
                text: modelData.before.length > 0 ? qsTr("%1: %2 → %3").arg(modelData.label).arg(modelData.before).arg(modelData.after.length > 0 ? modelData.after : qsTr("nothing")) : qsTr("%1: %2").arg(modelData.label).arg(modelData.after.length > 0 ? modelData.after : qsTr("nothing"))
            }
        }
        Item {
            width: parent.width
            height: Theme.gap
            Separator {
                anchors.bottom: parent.bottom
                width: parent.width
            }
        }
    }
}
