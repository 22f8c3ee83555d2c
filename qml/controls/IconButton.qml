// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// A square button with an icon; its text is the accessible name and the tooltip.
T.ToolButton {
    id: control

    required property string iconName
    /// Shown after the text in the tooltip, for example "Ctrl+Z".
    property string shortcutText
    /// It was pressed: what that opened is not to be covered by the tooltip.
    property bool wasPressed: false

    implicitWidth: Theme.controlHeight
    implicitHeight: Theme.controlHeight
    opacity: enabled ? 1 : 0.4
    focusPolicy: Qt.StrongFocus
    Accessible.name: text
    onPressed: wasPressed = true
    onHoveredChanged: if (!hovered) wasPressed = false
    Accessible.description: shortcutText

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: control.iconName
            size: Theme.iconSize
            color: control.checked ? Theme.accent : Theme.text
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: control.down || control.checked ? Theme.selected : (control.hovered ? Theme.hover : "transparent")
        FocusRing { shown: control.visualFocus }
    }

    ToolTip {
        visible: control.hovered && control.text.length > 0 && !control.wasPressed
        text: control.shortcutText ? qsTr("%1 (%2)").arg(control.text).arg(control.shortcutText) : control.text
    }
}
