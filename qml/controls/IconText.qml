// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// An icon and a word side by side, centred: the face of buttons, chips and tabs.
Item {
    id: face

    property string iconName
    property real iconSize: Theme.iconSize
    property string text
    property font font
    property color color: Theme.text
    /// The most that the words may take.
    property real room: 10000

    implicitWidth: words.implicitWidth + (iconName.length > 0 ? iconSize + row.spacing : 0)
    implicitHeight: row.implicitHeight

    Row {
        id: row
        anchors.centerIn: parent
        spacing: face.iconName.length > 0 && face.text.length > 0 ? 6 : 0
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: face.iconName.length > 0
            name: face.iconName
            size: face.iconName.length > 0 ? face.iconSize : 0
            color: face.color
        }
        Text {
            id: words
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, face.room)
            elide: Text.ElideRight
            text: face.text
            font: face.font
            color: face.color
        }
    }
}
