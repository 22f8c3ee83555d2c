// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Workspace

/// Chooses light, dark, or what the system has.
Button {
    required property Preferences preferences
    required property string mode

    objectName: "theme-" + mode
    checked: preferences.theme === mode
    Accessible.checkable: true
    Accessible.checked: checked
    onClicked: preferences.theme = mode
}
