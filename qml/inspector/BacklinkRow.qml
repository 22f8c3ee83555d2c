// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// A text that mentions the entity, with the line it does so in; press it to go there.
T.ItemDelegate {
    id: row

    /// The tab is its parent.
    readonly property var tab: parent
    required property var modelData

    width: parent ? parent.width : 280
    objectName: "backlink-" + modelData.name
    implicitHeight: body.implicitHeight + Theme.gap
    focusPolicy: Qt.StrongFocus
    Accessible.name: qsTr("%1: %2").arg(modelData.name).arg(modelData.text)
    onClicked: tab.go(modelData.type, modelData.id)
    Keys.onReturnPressed: clicked()

    background: Rectangle {
        radius: Theme.radius
        color: row.hovered ? Theme.hover : "transparent"
        FocusRing { shown: row.visualFocus }
    }
    contentItem: Item { // qmllint disable deferred-property-id
        Column {
            id: body
            x: Theme.gapTiny
            y: Theme.gapTiny
            width: parent.width - Theme.gap
            Label {
                width: parent.width
                font.weight: Font.DemiBold
                text: row.modelData.name
            }
            Label {
                width: parent.width
                wrapMode: Text.Wrap
                maximumLineCount: 3
                text: row.modelData.text
            }
        }
    }
}
