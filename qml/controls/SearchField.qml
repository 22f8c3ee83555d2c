// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// A text field that searches: magnifier in front, Esc or the cross empties it.
TextField {
    id: control

    leftPadding: Theme.gap + Theme.iconSize + Theme.gapTiny
    rightPadding: length > 0 ? Theme.rowHeight : Theme.gap
    placeholderText: qsTr("Search")
    Keys.onEscapePressed: (event) => {
        event.accepted = length > 0;
        clear();
    }

    Icon {
        x: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        name: "search"
        size: Theme.iconSize
        color: Theme.muted
    }

    IconButton {
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        visible: control.length > 0
        focusPolicy: Qt.NoFocus
        iconName: "close"
        text: qsTr("Clear the search")
        onClicked: control.clear()
    }
}
