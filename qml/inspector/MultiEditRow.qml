// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// A field of all that is selected; where they differ it says so.
FieldRow {
    id: row

    /// The form is its parent.
    readonly property var form: parent
    required property var modelData

    label: modelData.label

    FieldEditor {
        width: row.width - row.labelWidth
        session: row.form?.session ?? null
        name: "all-" + row.modelData.key
        control: row.modelData.control
        value: row.modelData.value
        shown: row.modelData.shown
        label: row.modelData.label
        from: row.modelData.from
        to: row.modelData.to
        choices: row.modelData.choices
        targetType: row.modelData.targetType
        placeholder: row.modelData.isMixed ? qsTr("They differ") : ""
        onEdited: (newValue) => row.form.setField(row.modelData.key, newValue)
    }
}
