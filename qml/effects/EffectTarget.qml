// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector
import Campaign.Effects

/// What an effect works on.
Column {
    id: form

    required property EffectDraft draft
    readonly property bool isOne: draft.target === 3
    readonly property var types: draft.targetTypes
    readonly property int typeIndex: types.findIndex((one) => one.type === draft.targetType)

    width: parent ? parent.width : 280
    spacing: Theme.gapTiny

    FieldRow {
        stacked: true
        label: qsTr("On")
        ComboBox {
            objectName: "effectTarget"
            width: parent.width
            model: form.draft.targets
            currentIndex: form.draft.target
            Accessible.name: qsTr("What it works on")
            onActivated: (index) => form.draft.target = index
        }
    }
    FieldRow {
        visible: form.isOne
        label: qsTr("Kind")
        ComboBox {
            objectName: "effectTargetType"
            width: parent.width
            model: form.types.map((one) => one.label)
            currentIndex: form.typeIndex
            Accessible.name: qsTr("Kind of thing")
            onActivated: (index) => form.draft.targetType = form.types[index].type
        }
    }
    FieldRow {
        visible: form.isOne && form.draft.targetType.length > 0
        label: qsTr("Which")
        FieldEditor {
            control: "reference"
            name: "effectTarget"
            label: qsTr("Which")
            value: form.draft.targetId
            shown: form.draft.targetName
            targetType: form.draft.targetType
            session: form.draft.session
            onEdited: (newValue) => form.draft.targetId = newValue
        }
    }
    FieldRow {
        visible: form.draft.target === 4
        label: qsTr("Tag")
        TextField {
            objectName: "effectTag"
            width: parent.width
            text: form.draft.targetTag
            placeholderText: qsTr("coast")
            Accessible.name: qsTr("Tag")
            onTextEdited: form.draft.targetTag = text
        }
    }
}
