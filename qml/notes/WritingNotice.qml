// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// Under a note's text: how to end writing, and that there is text which was never saved.
Item {
    id: notice

    required property bool isWriting
    required property bool isResumed
    required property bool isUnfinished
    readonly property bool isOffered: isWriting ? isResumed && isUnfinished : isUnfinished

    signal writingWanted()
    signal givenUp()

    visible: isWriting || isUnfinished
    height: visible ? Theme.rowHeight : 0

    // Elsewhere Esc gives back what stood there; nobody wants to lose a page by it.
    Label {
        objectName: "writingNotice"
        anchors.verticalCenter: parent.verticalCenter
        width: (offers.visible ? offers.x - Theme.gap : parent.width)
        kind: "caption"
        text: notice.isOffered ? qsTr("This was written earlier and is not saved yet.") : qsTr("Esc ends writing and keeps the text; undo takes it back.")
    }
    Row {
        id: offers
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        visible: notice.isOffered
        spacing: Theme.gapTiny
        Chip {
            objectName: "goOnWriting"
            visible: !notice.isWriting
            text: qsTr("Go on writing")
            onClicked: notice.writingWanted()
        }
        Chip {
            objectName: "giveUpWriting"
            text: qsTr("Give it up")
            onClicked: notice.givenUp()
        }
    }
}
