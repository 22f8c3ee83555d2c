// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// The lower edge of a list that goes on: its last row fades, instead of looking cut off. Stands in the list's place.
Rectangle {
    id: fade

    required property Flickable list
    /// What the list lies on.
    property color ground: Theme.raised

    anchors.bottom: list.bottom
    anchors.left: list.left
    width: list.width - Theme.gapWide // the scroll bar's
    height: Theme.rowHeight
    visible: !list.atYEnd
    gradient: Gradient {
        GradientStop {
            position: 0
            color: Qt.rgba(fade.ground.r, fade.ground.g, fade.ground.b, 0)
        }
        GradientStop {
            position: 0.85
            color: fade.ground
        }
    }
    Icon {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        name: "chevron-down"
        size: Theme.iconSmall
        color: Theme.accent
    }
}
