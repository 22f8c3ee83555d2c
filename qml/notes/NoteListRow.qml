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
    implicitHeight: lines.implicitHeight + Theme.gap
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
    contentItem: Column { // qmllint disable deferred-property-id
        id: lines
        readonly property real room: row.width - Theme.gap - Theme.gapWide // the scroll bar's
        leftPadding: Theme.gap
        topPadding: Theme.gapTiny
        Label {
            width: lines.room
            font.weight: Font.DemiBold
            text: row.name
        }
        Label {
            width: lines.room
            visible: row.about.length > 0
            kind: "caption"
            text: qsTr("About %1").arg(row.about)
        }
        Label {
            width: lines.room
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
