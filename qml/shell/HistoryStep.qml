// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Inspector
import Campaign.Session
import Campaign.Shell
import Campaign.Workspace

/// What the chosen step of the history did, and the way to it.
Item {
    id: view

    required property HistoryModel steps
    required property Session session
    readonly property var things: content.things

    ChangeContent {
        id: content
        session: view.session
        change: view.steps.chosenChange
    }
    Flickable {
        id: scroll
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        anchors.top: parent.top
        anchors.bottom: foot.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.gapWide
        contentHeight: body.height
        T.ScrollBar.vertical: ScrollBar {}
        Column {
            id: body
            width: scroll.width - Theme.gapWide
            topPadding: Theme.gap
            bottomPadding: Theme.gap
            spacing: Theme.gapTiny
            Label {
                objectName: "historyStepReason"
                width: parent.width
                font.weight: Font.DemiBold
                wrapMode: Text.Wrap
                text: view.steps.chosenReason
            }
            Label {
                objectName: "historyStepStanding"
                width: parent.width
                kind: "caption"
                wrapMode: Text.Wrap
                text: view.steps.chosenStanding
            }
            Repeater {
                model: view.things
                delegate: HistoryThing {}
            }
            Label {
                width: parent.width
                visible: content.more > 0
                kind: "caption"
                text: qsTr("and %Ln more", "", content.more)
            }
        }
    }
    Item {
        id: foot
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        height: goThere.visible ? goThere.height + 2 * Theme.gap : 0
        Button {
            id: goThere
            objectName: "goToStep"
            x: Theme.gapWide
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, parent.width - 2 * Theme.gapWide)
            visible: text.length > 0
            iconName: "time"
            text: view.steps.wayThere
            onClicked: view.steps.goTo(view.steps.chosenRow)
        }
    }
}
