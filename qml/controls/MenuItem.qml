// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// One line of a menu: icon or tick, text, shortcut at the end.
T.MenuItem {
    id: control

    property string iconName
    /// Draws a line above.
    property bool beginsGroup: false
    property string shortcutText: action && action.shortcut ? action.shortcut : ""

    implicitWidth: Math.max(220, leftPadding + rightPadding + mark.width + words.implicitWidth + keys.implicitWidth + 4 * Theme.gap)
    implicitHeight: Theme.rowHeight + topPadding
    topPadding: beginsGroup ? 2 * Theme.gapTiny + 1 : 0
    leftPadding: Theme.gap
    rightPadding: Theme.gap
    readonly property real ink: enabled ? 1 : 0.45
    font.family: Theme.family
    font.pixelSize: Theme.fontBody
    Accessible.name: words.text
    Accessible.description: shortcutText

    // The ids inside only anchor siblings; an immediate content item is what a row wants.
    // The line above a group is as strong above a command that cannot be given now.
    contentItem: Item { // qmllint disable deferred-property-id
        opacity: control.ink
        Icon {
            id: mark
            anchors.verticalCenter: parent.verticalCenter
            name: control.checked ? "check" : control.iconName
            size: Theme.iconSize
            color: Theme.muted
        }
        Text {
            id: words
            anchors.left: mark.right
            anchors.leftMargin: Theme.gap
            anchors.right: keys.left
            anchors.rightMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            // The ampersand marks the mnemonic; it is not part of the words.
            text: control.text.replace(/&(?!&)/, "")
            font: control.font
            color: Theme.text
            elide: Text.ElideRight
        }
        Text {
            id: keys
            anchors.right: parent.right
            anchors.rightMargin: control.subMenu ? 16 : 0
            anchors.verticalCenter: parent.verticalCenter
            text: control.shortcutText
            font.pixelSize: Theme.fontCaption
            color: Theme.muted
        }
    }
    arrow: Icon {
        x: control.width - width - Theme.gapTiny
        y: (control.height - height) / 2
        visible: control.subMenu
        opacity: control.ink
        name: "chevron-right"
        size: 14
        color: Theme.muted
    }
    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.topMargin: control.topPadding
            radius: Theme.radius - 1
            color: control.highlighted ? Theme.selected : "transparent"
        }
        Separator {
            y: Theme.gapTiny
            width: parent.width
            visible: control.beginsGroup
        }
    }
}
