// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// On or off, at once.
T.Switch {
    id: control

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: Theme.controlHeight
    spacing: Theme.gap
    opacity: enabled ? 1 : 0.5
    font.family: Theme.family
    font.pixelSize: Theme.fontBody
    Accessible.name: text

    indicator: Rectangle {
        x: control.leftPadding
        y: (control.height - height) / 2
        width: 30
        height: 16
        radius: 8
        color: control.checked ? Theme.accent : Theme.sunken
        border.width: control.checked ? 0 : 1
        border.color: Theme.strongOutline
        Rectangle {
            x: 2 + control.visualPosition * 14
            y: 2
            width: 12
            height: 12
            radius: 6
            color: control.checked ? Theme.accentText : Theme.muted
            Behavior on x { NumberAnimation { duration: Theme.motion } }
        }
        FocusRing {
            shown: control.visualFocus
        }
    }

    contentItem: Text {
        leftPadding: control.indicator.width + (control.text.length > 0 ? control.spacing : 0)
        text: control.text
        font: control.font
        color: Theme.text
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideRight
    }
}
