// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// A campaign opened lately: picture of its map, name, world, when and where; missing files say so.
Item {
    id: card

    readonly property var grid: GridView.view
    required property int index
    required property string name
    required property string worldName
    required property string path
    required property string opened
    required property url thumbnail
    required property bool isMissing
    readonly property bool isCurrent: GridView.isCurrentItem && grid !== null && grid.activeFocus

    function openRequested() { grid.openAt(index); }
    function forgetRequested() { grid.workspace.recent.remove(index); }

    width: 248
    height: 224
    Accessible.role: Accessible.Button
    Accessible.name: isMissing ? qsTr("%1, file missing").arg(name) : name
    Accessible.description: path
    Accessible.onPressAction: openRequested()

    Rectangle {
        anchors.fill: parent
        color: hover.hovered ? Theme.hover : Theme.raised
        radius: Theme.radius
        border.width: card.isCurrent ? 2 : 1
        border.color: card.isCurrent ? Theme.focus : Theme.outline

        HoverHandler { id: hover }
        TapHandler {
            enabled: !card.isMissing
            onTapped: card.openRequested()
        }

        Rectangle {
            id: picture
            x: 1
            y: 1
            width: parent.width - 2
            height: 132
            color: Theme.mapWater
            clip: true
            Image {
                id: shot
                anchors.fill: parent
                source: card.thumbnail
                fillMode: Image.PreserveAspectCrop
                asynchronous: true
                opacity: card.isMissing ? 0.35 : 1
            }
            Icon {
                anchors.centerIn: parent
                visible: shot.status !== Image.Ready
                name: card.isMissing ? "warning" : "map"
                size: Theme.iconHuge
                color: Theme.muted
            }
        }
        Column {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: picture.bottom
            anchors.margins: Theme.gap
            spacing: 2
            Label {
                width: parent.width
                kind: "heading"
                text: card.name
            }
            Label {
                width: parent.width
                kind: "caption"
                text: card.worldName.length > 0 && card.worldName !== card.name ? qsTr("%1, opened %2").arg(card.worldName).arg(card.opened) : qsTr("Opened %1").arg(card.opened)
            }
            Label {
                width: parent.width
                kind: "caption"
                color: card.isMissing ? Theme.critical : Theme.muted
                elide: card.isMissing ? Text.ElideRight : Text.ElideMiddle
                text: card.isMissing ? qsTr("The file is not there any more") : card.path
            }
        }
        IconButton {
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            anchors.margins: 2
            visible: hover.hovered || card.isCurrent || card.isMissing
            iconName: "close"
            text: qsTr("Remove from this list")
            onClicked: card.forgetRequested()
        }
    }
}
