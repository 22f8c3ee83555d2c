// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// A note's title, its first words and what it is about.
T.ItemDelegate {
    id: row

    required property string noteId
    required property string name
    required property string excerpt
    required property string about
    required property bool isShared
    readonly property var list: ListView.view
    readonly property bool isChosen: list?.noteId === noteId

    width: list ? list.width : 200
    objectName: "note-" + name
    implicitHeight: 48
    Accessible.name: about.length > 0 ? qsTr("%1, about %2").arg(name).arg(about) : name
    Accessible.description: excerpt
    onClicked: list.choose(noteId)

    background: Rectangle {
        color: row.isChosen ? Theme.selected : (row.hovered ? Theme.hover : "transparent")
        Rectangle {
            width: 2
            height: parent.height
            color: Theme.accent
            visible: row.isChosen
        }
    }
    contentItem: Item { // qmllint disable deferred-property-id
        Label {
            id: nameLabel
            x: Theme.gap
            y: Theme.gapTiny
            width: parent.width - Theme.gap - Theme.gapWide - (aboutLabel.visible ? aboutLabel.width : 0)
            font.weight: Font.DemiBold
            text: row.name
        }
        Label {
            id: aboutLabel
            anchors.right: parent.right
            anchors.rightMargin: Theme.gapWide // the scroll bar's
            anchors.baseline: nameLabel.baseline
            width: Math.min(implicitWidth, parent.width / 2)
            visible: text.length > 0
            kind: "caption"
            text: row.about
        }
        Label {
            x: Theme.gap
            anchors.top: nameLabel.bottom
            width: parent.width - Theme.gap - Theme.gapWide
            kind: "muted"
            textFormat: Text.PlainText
            text: row.excerpt.length > 0 ? row.excerpt : qsTr("Empty")
        }
    }
    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: row.list.menu(row.noteId)
    }
}
