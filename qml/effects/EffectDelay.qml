// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector
import Campaign.Effects

/// Whether an effect is put off, and until when.
Column {
    id: form

    required property EffectDraft draft
    readonly property bool hasAmount: draft.delay === 1 || draft.delay === 3

    width: parent ? parent.width : 280
    spacing: Theme.gapTiny

    FieldRow {
        label: qsTr("Takes effect")
        ComboBox {
            objectName: "effectDelay"
            width: parent.width
            model: form.draft.delays
            currentIndex: form.draft.delay
            Accessible.name: qsTr("When it takes effect")
            onActivated: (index) => form.draft.delay = index
        }
    }
    FieldRow {
        visible: form.hasAmount
        label: qsTr("After")
        Row {
            width: parent.width
            spacing: Theme.gapTiny
            NumberField {
                objectName: "effectDelayAmount"
                width: 72
                value: form.draft.delayAmount
                from: 1
                to: 100000
                Accessible.name: qsTr("How many")
                onValueModified: (newValue) => form.draft.delayAmount = newValue
            }
            ComboBox {
                objectName: "effectDelayUnit"
                width: parent.width - 72 - parent.spacing
                model: form.draft.delayUnits
                currentIndex: form.draft.delayUnit
                Accessible.name: qsTr("Of what")
                onActivated: (index) => form.draft.delayUnit = index
            }
        }
    }
    FieldRow {
        visible: form.draft.delay === 2
        label: qsTr("Not before")
        TextField {
            objectName: "effectDelayTime"
            width: parent.width
            text: form.draft.delayTime
            placeholderText: qsTr("Such as %1").arg(form.draft.delayExample)
            Accessible.name: qsTr("Not before this world time")
            onEditingFinished: form.draft.delayTime = text
        }
    }
    Label {
        width: parent.width
        visible: form.draft.delay === 1 || form.draft.delay === 2
        kind: "caption"
        wrapMode: Text.Wrap
        text: qsTr("It runs when the world's clock gets there: World, Set the world clock.")
    }
    Label {
        objectName: "effectDelayProblem"
        width: parent.width
        visible: form.draft.delayProblem.length > 0
        color: Theme.critical
        wrapMode: Text.Wrap
        text: form.draft.delayProblem
    }
}
