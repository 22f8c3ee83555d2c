// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// The ring around whatever the keyboard is on; fills its parent unless told otherwise.
Rectangle {
    /// Usually the control's visualFocus.
    required property bool shown

    anchors.fill: parent
    anchors.margins: -2
    color: "transparent"
    radius: Theme.radius + 2
    border.width: 2
    border.color: Theme.focus
    visible: shown
}
