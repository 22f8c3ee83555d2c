// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// A fact of the status bar that leads somewhere when pressed.
T.AbstractButton {
    id: fact

    property string iconName
    property color ink: Theme.warning

    implicitWidth: implicitContentWidth + 2 * Theme.gapTiny
    implicitHeight: Theme.chipHeight
    font.family: Theme.family
    font.pixelSize: Theme.fontCaption
    Accessible.name: text

    contentItem: IconText {
        iconName: fact.iconName
        iconSize: Theme.iconTiny
        text: fact.text
        font: fact.font
        color: fact.ink
    }
    background: Rectangle {
        radius: Theme.radius
        color: fact.hovered ? Theme.hover : "transparent"
        FocusRing {
            shown: fact.visualFocus
            anchors.margins: 1
        }
    }
}
