// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// A field with the control its declaration implies.
FieldRow {
    id: row

    /// The section is its parent.
    readonly property var section: parent
    readonly property Inspector inspector: section?.inspector ?? null
    required hint
    required property string name
    required property string control
    required property var value
    required property string shown
    required property real from
    required property real to
    required property string problem
    required property string refused
    required property var choices
    required property string targetType
    required property bool takesAnyType
    required property string example

    // Names of what is referred to are longer than half a line of large letters.
    stacked: control === "longText" || (control === "reference" && Theme.fontScale > 1.4)

    FieldEditor {
        width: row.stacked ? row.width : row.width - row.labelWidth
        session: row.inspector?.session ?? null
        problem: row.problem
        refused: row.refused
        name: row.name
        control: row.control
        value: row.value
        shown: row.shown
        label: row.label
        from: row.from
        to: row.to
        choices: row.choices
        targetType: row.targetType
        takesAnyType: row.takesAnyType
        placeholder: row.example
        onEdited: (newValue) => row.control === "tags" ? row.inspector.setTags(newValue) : row.inspector.setField(row.name, newValue)
        onReferred: (type, entityId) => row.inspector.refer(row.name, type, entityId)
        onTakenBack: row.inspector.forgetProblem(row.name)
    }
}
