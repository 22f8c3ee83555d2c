// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Actions
import Campaign.Controls

/// A command as a button.
IconButton {
    required property Action command

    iconName: command ? command.iconName : ""
    text: command ? command.text : ""
    shortcutText: command ? command.shortcutText : ""
    enabled: command !== null && command.enabled
    checked: command !== null && command.checkable && command.checked
    onClicked: command.trigger()
}
