// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Workspace

/// Chooses an accent and shows it.
Button {
    id: button

    required property Preferences preferences
    required property string accent

    objectName: "accent-" + accent
    checked: preferences.accent === accent
    Accessible.checkable: true
    Accessible.checked: checked
    onClicked: preferences.accent = accent

    Rectangle {
        width: parent.width - 2 * Theme.gap
        height: 2
        x: Theme.gap
        y: parent.height - 4
        color: Theme.accents[button.accent][Theme.dark ? "dark" : "light"]
    }
}
