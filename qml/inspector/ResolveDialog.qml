// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// Lets an event or encounter happen: how it ended, and everything this changes, before it does.
Dialog {
    id: dialog

    required property Resolution resolution
    property string name
    readonly property var phases: resolution.phases
    readonly property var triggered: resolution.triggered
    readonly property var computed: resolution.computed

    function openFor() {
        resolution.begin();
        outcome.clear();
        open();
        outcome.forceActiveFocus();
    }

    objectName: "resolveDialog"
    title: qsTr("Resolve %1").arg(name)
    acceptText: qsTr("Resolve")
    acceptEnabled: resolution.isReady
    onAccepted: resolution.resolve()

    // The ids inside make it immediate; the dialog itself is small.
    contentItem: ScrollView { // qmllint disable deferred-property-id
        implicitWidth: 520
        implicitHeight: Math.min(420, body.implicitHeight)
        contentWidth: availableWidth
        Column {
            id: body
            width: parent.width
            spacing: Theme.gap
            Label { kind: "caption"; text: qsTr("Outcome") }
            TextField {
                id: outcome
                objectName: "resolveOutcome"
                width: parent.width
                placeholderText: qsTr("How did it end? Written down with it")
                Accessible.name: qsTr("How it ended")
                onTextEdited: dialog.resolution.outcome = text
                onAccepted: if (dialog.acceptEnabled) dialog.accept()
            }
            CheckBox {
                objectName: "resolveOverride"
                visible: !dialog.resolution.isAvailable
                text: qsTr("Though something stands in its way")
                checked: dialog.resolution.isOverridden
                onToggled: dialog.resolution.isOverridden = checked
            }
            Label {
                objectName: "resolveProblem"
                width: parent.width
                visible: dialog.resolution.problem.length > 0
                color: Theme.critical
                wrapMode: Text.Wrap
                text: dialog.resolution.problem
            }
            Button {
                objectName: "goToFailingEffect"
                visible: dialog.resolution.failingEffect.length > 0
                iconName: "edit"
                text: qsTr("Go to that effect")
                onClicked: {
                    const effectId = dialog.resolution.failingEffect;
                    dialog.close();
                    dialog.resolution.session.selection.select("Effect", effectId);
                }
            }
            Label {
                width: parent.width
                visible: dialog.resolution.isReady && dialog.phases.length === 0
                kind: "muted"
                wrapMode: Text.Wrap
                text: qsTr("It has no effects: it will be marked as done.")
            }
            Repeater {
                model: dialog.phases
                delegate: ResolvePhase {}
            }
            SectionTitle {
                visible: dialog.computed.length > 0
                text: qsTr("Rules then give")
            }
            Repeater {
                model: dialog.computed
                delegate: Label {
                    required property int index
                    required property string modelData
                    objectName: "resolveComputed-" + index
                    width: parent ? parent.width : 400
                    wrapMode: Text.Wrap
                    text: modelData
                }
            }
            SectionTitle {
                visible: dialog.triggered.length > 0
                text: qsTr("It sets off")
            }
            Repeater {
                model: dialog.triggered
                delegate: Label {
                    required property string modelData
                    width: parent ? parent.width : 400
                    wrapMode: Text.Wrap
                    text: modelData
                }
            }
            Label {
                width: parent.width
                visible: dialog.resolution.problem.length === 0
                kind: "caption"
                text: qsTr("All of it is one step: undo takes it back.")
            }
        }
    }
}
