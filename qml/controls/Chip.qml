// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// A small rounded fact that can be pressed: the branch, the world's date, a tag, a filter.
T.Button {
    id: control

    property string iconName
    property color ink: Theme.text

    implicitWidth: implicitContentWidth + 2 * Theme.gap
    implicitHeight: Theme.chipHeight
    font.family: Theme.family
    font.pixelSize: Theme.fontCaption
    Accessible.name: text

    contentItem: IconText {
        iconName: control.iconName
        iconSize: Theme.iconSmall
        room: control.width - 2 * Theme.gap - (control.iconName.length > 0 ? iconSize + 6 : 0)
        text: control.text
        font: control.font
        color: control.ink
    }
    background: Rectangle {
        radius: height / 2
        color: control.down ? Theme.selected : (control.hovered ? Theme.hover : Theme.raised)
        border.color: Theme.outline
        FocusRing {
            shown: control.visualFocus
            radius: height / 2
        }
    }
}
