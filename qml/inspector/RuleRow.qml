// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// A rule: what it computes, how, for whom and with which priority, on or off.
Rectangle {
    id: row

    /// The tab is its parent.
    readonly property var tab: parent
    required property var modelData

    width: parent ? parent.width : 280
    implicitHeight: body.implicitHeight + 2 * Theme.gap
    radius: Theme.radius
    color: hover.hovered ? Theme.hover : Theme.raised
    border.color: Theme.outline
    opacity: modelData.isActive ? 1 : 0.65

    Column {
        id: body
        x: Theme.gap
        y: Theme.gap
        width: parent.width - 2 * Theme.gap
        Item {
            width: parent.width
            height: Theme.rowHeight
            Label {
                anchors.verticalCenter: parent.verticalCenter
                anchors.left: parent.left
                anchors.right: actions.left
                font.weight: Font.DemiBold
                text: row.modelData.name
            }
            Row {
                id: actions
                anchors.right: parent.right
                IconButton {
                    iconName: "edit"
                    text: qsTr("Edit %1").arg(row.modelData.name)
                    onClicked: row.tab.edit(row.modelData.id, row.modelData.isCondition)
                }
                spacing: Theme.gapTiny
                IconButton {
                    iconName: "remove"
                    text: qsTr("Delete %1").arg(row.modelData.name)
                    onClicked: row.tab.removeRule(row.modelData.id)
                }
                Switch {
                    checked: row.modelData.isActive
                    Accessible.name: qsTr("%1 is active").arg(row.modelData.name)
                    onToggled: row.tab.setActive(row.modelData.id, checked)
                }
            }
        }
        Label {
            width: parent.width
            visible: !row.modelData.isCondition
            kind: "caption"
            text: qsTr("%1 · %2 · priority %3").arg(row.modelData.field).arg(row.modelData.isOwn ? qsTr("this one alone") : qsTr("every %1").arg(row.modelData.subject)).arg(row.modelData.priority)
        }
        Label {
            width: parent.width
            topPadding: Theme.gapTiny
            wrapMode: Text.Wrap
            maximumLineCount: 4
            text: row.modelData.sentence || qsTr("A rule with parts that only its source shows")
            color: row.modelData.sentence.length > 0 ? Theme.text : Theme.muted
        }
    }
    HoverHandler { id: hover }
}
