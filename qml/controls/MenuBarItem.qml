// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// One title in the menu bar.
T.MenuBarItem {
    id: control

    objectName: "title-" + text.replace("&", "")
    implicitWidth: implicitContentWidth + 2 * Theme.gap
    implicitHeight: Theme.rowHeight
    font.family: Theme.family
    font.pixelSize: Theme.fontBody
    Accessible.name: text.replace("&", "")

    contentItem: IconText {
        text: control.text.replace("&", "")
        font: control.font
    }
    background: Rectangle { color: control.highlighted ? Theme.selected : (control.hovered ? Theme.hover : "transparent") }
}
