// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// What stands in an empty place: what it is for, and the first step.
Column {
    id: empty

    property string iconName
    property string title
    property string explanation
    property string actionText

    signal actionTriggered()

    width: 320
    spacing: Theme.gap

    Icon {
        anchors.horizontalCenter: parent.horizontalCenter
        name: empty.iconName
        size: 32
        color: Theme.muted
    }
    Label {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        kind: "heading"
        text: empty.title
        wrapMode: Text.Wrap
    }
    Label {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        kind: "muted"
        text: empty.explanation
        wrapMode: Text.Wrap
    }
    Button {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: empty.actionText.length > 0
        kind: "primary"
        text: empty.actionText
        onClicked: empty.actionTriggered()
    }
}
