// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector
import Campaign.Effects

/// The form of an effect: what it does to what, and when.
Column {
    id: form

    required property EffectDraft draft
    readonly property bool isPatch: draft.action === 0
    readonly property bool isMaking: draft.action === 1

    width: parent ? parent.width : 280
    spacing: Theme.gapTiny

    FieldRow {
        stacked: true
        label: qsTr("Does")
        ComboBox {
            objectName: "effectAction"
            width: parent.width
            model: form.draft.actions
            currentIndex: form.draft.action
            Accessible.name: qsTr("What it does")
            onActivated: (index) => form.draft.action = index
        }
    }
    EffectTarget {
        visible: form.draft.action !== 3
        draft: form.draft
    }
    EffectMaking {
        visible: form.isMaking
        draft: form.draft
    }
    Repeater {
        model: form.isPatch || form.isMaking ? form.draft.changes : 0
        delegate: EffectChangeRow {
            draft: form.draft // qmllint disable unqualified
        }
    }
    Button {
        objectName: "addChange"
        visible: form.isPatch || (form.isMaking && form.draft.madeType.length > 0)
        kind: "quiet"
        iconName: "add"
        text: form.isPatch ? qsTr("A field or variable") : qsTr("A value of it")
        onClicked: form.draft.changes.add("")
    }
    FieldRow {
        visible: form.draft.action === 2
        label: qsTr("By")
        hint: qsTr("Levels; below zero it falls")
        NumberField {
            objectName: "effectLevels"
            width: 96
            value: form.draft.levels
            from: -100
            to: 100
            Accessible.name: qsTr("By how many levels")
            onValueModified: (newValue) => form.draft.levels = newValue
        }
    }
    TextArea {
        objectName: "effectLog"
        visible: form.draft.action === 3
        width: parent.width
        implicitHeight: Math.max(72, contentHeight + 2 * Theme.gap)
        text: form.draft.logText
        placeholderText: qsTr("What the session log says about it")
        Accessible.name: qsTr("Text for the session log")
        onTextChanged: if (activeFocus) form.draft.logText = text
    }
    Separator { width: parent.width }
    FieldRow {
        label: qsTr("When")
        ComboBox {
            objectName: "effectPhase"
            width: parent.width
            model: form.draft.phases
            currentIndex: form.draft.phase
            Accessible.name: qsTr("When it runs")
            onActivated: (index) => form.draft.phase = index
        }
    }
    EffectDelay { draft: form.draft }
    FieldRow {
        label: qsTr("Name")
        TextField {
            objectName: "effectName"
            width: parent.width
            text: form.draft.name
            placeholderText: form.draft.usualName
            Accessible.name: qsTr("Name of the effect")
            onTextEdited: form.draft.name = text
        }
    }
    CheckBox {
        text: qsTr("Active")
        checked: form.draft.isActive
        onToggled: form.draft.isActive = checked
    }
}
