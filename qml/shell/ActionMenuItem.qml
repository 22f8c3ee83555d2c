// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Actions
import Campaign.Controls

/// One command in a menu.
MenuItem {
    id: item

    required property var modelData
    readonly property Action command: modelData.action

    beginsGroup: modelData.beginsGroup
    text: command ? command.title : ""
    iconName: command ? command.iconName : ""
    shortcutText: command ? command.shortcutText : ""
    enabled: command !== null && command.enabled
    checkable: command !== null && command.checkable
    checked: command !== null && command.checked
    onTriggered: {
        command.trigger();
        // A press has torn the binding off.
        checked = Qt.binding(() => item.command !== null && item.command.checked);
    }
}
