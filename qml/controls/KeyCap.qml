// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// The keys of a shortcut in a small frame; nothing when there are none.
Rectangle {
    property alias text: label.text

    width: visible ? label.implicitWidth + 2 * Theme.gapTiny : 0
    height: label.implicitHeight + 2
    visible: text.length > 0
    radius: 3
    color: "transparent"
    border.color: Theme.outline

    Label {
        id: label
        anchors.centerIn: parent
        kind: "caption"
        Accessible.ignored: true
    }
}
