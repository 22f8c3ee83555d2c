// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// One tab of a TabBar.
T.TabButton {
    id: control

    implicitWidth: implicitContentWidth + 2 * Theme.gapWide
    implicitHeight: Theme.comfortableRow
    width: implicitWidth
    font.family: Theme.family
    font.pixelSize: Theme.fontBody
    Accessible.name: text

    contentItem: IconText {
        text: control.text
        font: control.font
        color: control.checked ? Theme.text : Theme.muted
    }
    background: Rectangle {
        color: control.hovered && !control.checked ? Theme.hover : "transparent"
        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: 2
            color: Theme.accent
            visible: control.checked
        }
        FocusRing {
            shown: control.visualFocus
            anchors.margins: 1
        }
    }
}
