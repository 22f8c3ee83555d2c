// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// What a variable is, for all entities of the type: its name, type, choices and usual value.
Column {
    id: form

    required property Inspector inspector
    property string schemaId
    readonly property var kinds: [
        { "value": "number", "label": qsTr("Number") },
        { "value": "string", "label": qsTr("Text") },
        { "value": "boolean", "label": qsTr("Yes or no") },
        { "value": "enum", "label": qsTr("One of a few") }
    ]
    readonly property string kind: kinds[Math.max(0, kindBox.currentIndex)].value

    signal finished()

    function load(id: string) {
        const known = inspector.variables.declaration(id);
        schemaId = id;
        nameField.text = known.name ?? "";
        kindBox.currentIndex = Math.max(0, kinds.findIndex((one) => one.value === known.type));
        choicesField.text = known.choices ?? "";
        usualField.text = known.usual ?? "";
        hintField.text = known.description ?? "";
        problem.text = "";
        nameField.forceActiveFocus();
    }
    function save() {
        problem.text = inspector.declareVariable(schemaId, {
            "name": nameField.text, "type": kind, "choices": choicesField.text, "usual": usualField.text, "description": hintField.text
        });
        if (problem.text.length === 0) finished();
    }

    width: parent ? parent.width : 280
    spacing: Theme.gapTiny

    SectionTitle { text: form.schemaId.length > 0 ? qsTr("Change a variable of every %1").arg(form.inspector.typeLabel.toLowerCase()) : qsTr("A variable of every %1").arg(form.inspector.typeLabel.toLowerCase()) }
    FieldRow {
        label: qsTr("Name")
        TextField {
            id: nameField
            objectName: "declaredName"
            width: parent.width
            onAccepted: form.save()
            placeholderText: qsTr("population")
            Accessible.name: qsTr("Name of the variable")
        }
    }
    FieldRow {
        label: qsTr("Type")
        ComboBox {
            id: kindBox
            objectName: "declaredType"
            width: parent.width
            model: form.kinds
            textRole: "label"
            Accessible.name: qsTr("Type of the variable")
        }
    }
    FieldRow {
        label: qsTr("Choices")
        visible: form.kind === "enum"
        TextField {
            id: choicesField
            objectName: "declaredChoices"
            width: parent.width
            onAccepted: form.save()
            placeholderText: qsTr("calm, restless, in revolt")
            Accessible.name: qsTr("Choices, separated by commas")
        }
    }
    FieldRow {
        label: qsTr("Usually")
        hint: qsTr("Holds for every one that has no value of its own")
        TextField {
            id: usualField
            objectName: "declaredUsual"
            width: parent.width
            onAccepted: form.save()
            placeholderText: qsTr("Nothing")
            Accessible.name: qsTr("Usual value")
        }
    }
    FieldRow {
        label: qsTr("Meaning")
        TextField {
            id: hintField
            width: parent.width
            onAccepted: form.save()
            placeholderText: qsTr("Shown beside the name")
            Accessible.name: qsTr("Meaning of the variable")
        }
    }
    Label {
        id: problem
        width: parent.width
        visible: text.length > 0
        color: Theme.critical
        wrapMode: Text.Wrap
    }
    Row {
        spacing: Theme.gap
        Button {
            objectName: "saveDeclaration"
            kind: "primary"
            text: form.schemaId.length > 0 ? qsTr("Change") : qsTr("Declare")
            onClicked: form.save()
        }
        Button {
            text: qsTr("Cancel")
            onClicked: form.finished()
        }
        Button {
            visible: form.schemaId.length > 0
            kind: "quiet"
            text: qsTr("Forget it")
            onClicked: {
                form.inspector.forgetDeclaration(form.schemaId);
                form.finished();
            }
        }
    }
}
