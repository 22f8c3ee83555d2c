// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector
import Campaign.Effects

/// What an effect makes: a kind of thing and its name.
Column {
    id: form

    required property EffectDraft draft
    readonly property var types: draft.madeTypes
    readonly property int typeIndex: types.findIndex((one) => one.type === draft.madeType)

    width: parent ? parent.width : 280
    spacing: Theme.gapTiny

    FieldRow {
        label: qsTr("Makes a")
        ComboBox {
            objectName: "effectMadeType"
            width: parent.width
            model: form.types.map((one) => one.label)
            currentIndex: form.typeIndex
            displayText: form.typeIndex < 0 ? qsTr("Choose…") : currentText
            Accessible.name: qsTr("What it makes")
            onActivated: (index) => form.draft.madeType = form.types[index].type
        }
    }
    FieldRow {
        visible: form.draft.madeType.length > 0
        label: qsTr("Called")
        TextField {
            objectName: "effectMadeName"
            width: parent.width
            text: form.draft.madeName
            placeholderText: qsTr("Name")
            Accessible.name: qsTr("What the new one is called")
            onTextEdited: form.draft.madeName = text
        }
    }
}
