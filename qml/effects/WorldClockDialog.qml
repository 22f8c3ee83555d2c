// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Session
import Campaign.Effects

/// Sets the world's clock forward: to which date or by how much, and what comes due on the way and changes then.
Dialog {
    id: dialog

    required property Session session
    readonly property var due: clock.due
    /// As high as it has been since it was opened: what is under the pointer stays there, and it grows downwards.
    property real tallest: 0

    function take(text: string) {
        field.text = text;
        clock.text = text;
        field.forceActiveFocus();
    }
    function openFor() {
        clock.begin();
        tallest = 0;
        field.clear();
        open();
        field.forceActiveFocus();
    }

    objectName: "worldClockDialog"
    title: qsTr("Set the world clock")
    anchors.centerIn: undefined
    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: parent ? Math.round(parent.height * 0.12) : 0
    height: Math.max(implicitHeight, tallest)
    onImplicitHeightChanged: if (opened) tallest = Math.max(tallest, implicitHeight)
    acceptText: qsTr("Set the clock")
    acceptEnabled: clock.isReady
    onAccepted: clock.set()

    WorldClock {
        id: clock
        session: dialog.session
    }

    // The ids inside make it immediate; the dialog itself is small.
    contentItem: Column { // qmllint disable deferred-property-id
        spacing: Theme.gap
        Label {
            objectName: "worldClockPresent"
            width: 440
            wrapMode: Text.Wrap
            text: clock.present.length > 0 ? qsTr("It is %1 in the world.").arg(clock.present) : qsTr("The world has no date yet: the one you set is its first.")
        }
        Column {
            width: 440
            spacing: Theme.gapTiny
            Label { kind: "caption"; text: qsTr("The new date, or how much later") }
            TextField {
                id: field
                objectName: "worldClockField"
                width: parent.width
                placeholderText: clock.present.length > 0 ? qsTr("Such as %1, or +3 days").arg(clock.example) : qsTr("Such as %1").arg(clock.example)
                Accessible.name: qsTr("The new date, or how much later")
                onTextEdited: clock.text = text
                onAccepted: if (dialog.acceptEnabled) dialog.accept()
            }
        }
        Flow {
            width: 440
            spacing: Theme.gapTiny
            visible: clock.steps.length > 0
            Repeater {
                model: clock.steps
                delegate: Button {
                    required property int index
                    required property var modelData
                    objectName: "worldClockStep-" + index
                    text: modelData.label
                    Accessible.name: qsTr("Move the clock: %1").arg(modelData.label)
                    onClicked: dialog.take(clock.plus(modelData.text)) // qmllint disable unqualified
                    Keys.onReturnPressed: clicked()
                    Keys.onEnterPressed: clicked()
                }
            }
        }
        // The room of three lines, whatever is to be said.
        Item {
            width: 440
            height: Math.max(room.height, goal.height, fault.height)
            Label {
                id: room
                visible: false
                text: "\n\n"
            }
            Label {
                id: goal
                objectName: "worldClockGoal"
                width: parent.width
                visible: clock.goal.length > 0 && clock.problem.length === 0
                wrapMode: Text.Wrap
                text: qsTr("It will be %1.").arg(clock.goal)
            }
            Label {
                id: fault
                objectName: "worldClockProblem"
                width: parent.width
                visible: clock.problem.length > 0
                color: Theme.critical
                wrapMode: Text.Wrap
                text: clock.problem
            }
        }
        Label {
            width: 440
            opacity: clock.isReady ? 1 : 0
            kind: "caption"
            text: dialog.due.length > 0 ? qsTr("Comes due on the way:") : qsTr("Nothing comes due on the way.")
        }
        Flickable {
            id: scroll
            width: 440
            height: Math.min(contentHeight, 200)
            visible: dialog.due.length > 0
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            contentHeight: entries.height
            activeFocusOnTab: contentHeight > height
            Accessible.role: Accessible.List
            Accessible.name: qsTr("What comes due. Up and down scroll.")
            Keys.onUpPressed: contentY = Math.max(0, contentY - Theme.rowHeight)
            Keys.onDownPressed: contentY = Math.max(0, Math.min(contentHeight - height, contentY + Theme.rowHeight))
            T.ScrollBar.vertical: ScrollBar {}
            Column {
                id: entries
                width: scroll.width - Theme.gapWide
                Repeater {
                    model: dialog.due
                    delegate: WorldClockDue {}
                }
                Label {
                    objectName: "worldClockMore"
                    visible: clock.moreDue > 0
                    kind: "caption"
                    text: qsTr("and %Ln more", "", clock.moreDue)
                }
            }
        }
        Label {
            width: 440
            kind: "caption"
            wrapMode: Text.Wrap
            text: qsTr("The clock only goes forward. All of it is one step: undo takes it back.")
        }
    }
}
