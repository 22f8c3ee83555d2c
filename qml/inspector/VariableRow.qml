// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// A variable with the editor of its type; the cross takes it away.
FieldRow {
    id: row

    /// The section is its parent.
    readonly property var section: parent
    readonly property Inspector inspector: section?.inspector ?? null
    required property string key
    required property string control
    required property var value
    required property string shown
    required property var choices
    required property bool isSet
    required property string usual
    required property string schemaId
    required property string problem
    required property string refused
    required hint

    FieldEditor {
        width: row.width - row.labelWidth - (row.section?.roomForButtons ?? 0)
        name: row.key
        control: row.control
        value: row.value
        shown: row.shown
        label: row.label
        choices: row.choices
        session: row.inspector?.session ?? null
        problem: row.problem
        refused: row.refused
        placeholder: row.usual.length > 0 ? qsTr("%1 (usual)").arg(row.usual) : qsTr("Not set")
        onEdited: (newValue) => row.inspector.setVariable(row.key, newValue)
        onTakenBack: row.inspector.forgetProblem(row.key)
    }
    IconButton {
        anchors.right: forget.visible ? forget.left : parent.right
        visible: row.section?.showsDeclarations === true && row.schemaId.length > 0
        iconName: "settings"
        text: qsTr("Change what %1 is").arg(row.label)
        onClicked: row.section.declarationRequested(row.schemaId)
    }
    IconButton {
        id: forget
        anchors.right: parent.right
        visible: row.section?.showsDeclarations === true
        opacity: row.isSet ? 1 : 0
        enabled: row.isSet
        iconName: "close"
        text: qsTr("Remove %1").arg(row.label)
        onClicked: row.inspector.removeVariable(row.key)
    }
}
