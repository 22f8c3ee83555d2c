// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Session
import Campaign.Effects

/// Sets the world's clock forward: to which date, and what comes due on the way, before it does.
Dialog {
    id: dialog

    required property Session session
    readonly property var due: clock.due

    function openFor() {
        clock.begin();
        field.clear();
        open();
        field.forceActiveFocus();
    }

    objectName: "worldClockDialog"
    title: qsTr("Set the world clock")
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
            Label { kind: "caption"; text: qsTr("The new date") }
            TextField {
                id: field
                objectName: "worldClockField"
                width: parent.width
                placeholderText: qsTr("Such as %1").arg(clock.example)
                Accessible.name: qsTr("The new date")
                onTextEdited: clock.text = text
                onAccepted: if (dialog.acceptEnabled) dialog.accept()
            }
        }
        Label {
            objectName: "worldClockProblem"
            width: 440
            visible: clock.problem.length > 0
            color: Theme.critical
            wrapMode: Text.Wrap
            text: clock.problem
        }
        Label {
            width: 440
            visible: clock.isReady
            kind: "caption"
            text: dialog.due.length > 0 ? qsTr("Comes due on the way:") : qsTr("Nothing comes due on the way.")
        }
        ListView {
            width: 440
            height: Math.min(contentHeight, 200)
            clip: true
            model: dialog.due
            delegate: Label {
                required property int index
                required property string modelData
                objectName: "worldClockDue-" + index
                width: ListView.view ? ListView.view.width : 400
                wrapMode: Text.Wrap
                text: modelData
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
