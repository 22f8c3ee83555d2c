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
    /// Another way to begin, "" for none.
    property string secondText

    /// The height there is: the explanation makes way when that is too little for all.
    property real room: 10000

    signal actionTriggered()
    signal secondTriggered()

    width: 320
    spacing: Theme.gap

    Icon {
        id: picture
        anchors.horizontalCenter: parent.horizontalCenter
        name: empty.iconName
        size: Theme.iconHuge
        color: Theme.muted
    }
    Label {
        id: heading
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        kind: "heading"
        text: empty.title
        wrapMode: Text.Wrap
    }
    Label {
        id: words
        width: parent.width
        visible: empty.room > picture.height + heading.height + implicitHeight + button.height + 3 * empty.spacing
        horizontalAlignment: Text.AlignHCenter
        kind: "muted"
        text: empty.explanation
        wrapMode: Text.Wrap
    }
    Button {
        id: button
        anchors.horizontalCenter: parent.horizontalCenter
        visible: empty.actionText.length > 0
        kind: "primary"
        text: empty.actionText
        onClicked: empty.actionTriggered()
    }
    Button {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: empty.secondText.length > 0
        kind: "quiet"
        text: empty.secondText
        onClicked: empty.secondTriggered()
    }
}
