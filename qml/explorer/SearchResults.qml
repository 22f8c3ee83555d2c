// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Explorer

/// What was found, best first.
ListView {
    id: list

    property bool foundNothing: false

    signal taken(int row)

    implicitHeight: foundNothing ? Theme.comfortableRow : Math.min(contentHeight, 12 * Theme.rowHeight)
    clip: true
    delegate: SearchRow {}

    Label {
        anchors.centerIn: parent
        visible: list.foundNothing
        kind: "muted"
        text: qsTr("Nothing by that name or text.")
    }
}
