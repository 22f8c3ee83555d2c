// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// Variables with an editor of their declared type; in full also a line to add one and the declarations.
Column {
    id: section

    required property Inspector inspector
    property bool showsDeclarations: false

    /// Beside every editor, so that they end alike: one button takes the variable away, one tells what it is.
    readonly property real roomForButtons: showsDeclarations ? 2 * Theme.controlHeight + Theme.gapTiny : 0

    signal declarationRequested(string schemaId)

    width: parent ? parent.width : 280

    SectionTitle { text: qsTr("Variables") }

    Repeater {
        model: section.inspector.variables
        delegate: VariableRow {}
    }
    Label {
        width: parent.width
        visible: section.inspector.variables.count === 0
        kind: "muted"
        wrapMode: Text.Wrap
        text: qsTr("Population, morale, wealth: whatever counts in your world. Rules can read variables.")
    }
    Item {
        width: parent.width
        height: Theme.rowHeight + Theme.gap
        TextField {
            id: keyField
            objectName: "newVariableName"
            y: Theme.gapTiny
            width: 100
            placeholderText: qsTr("Name")
            Accessible.name: qsTr("Name of a new variable")
            onAccepted: valueField.forceActiveFocus()
        }
        TextField {
            id: valueField
            objectName: "newVariableValue"
            y: Theme.gapTiny
            anchors.left: keyField.right
            anchors.leftMargin: Theme.gap
            anchors.right: addButton.left
            anchors.rightMargin: Theme.gapTiny
            placeholderText: qsTr("Value")
            Accessible.name: qsTr("Value of a new variable")
            onAccepted: addButton.add()
        }
        IconButton {
            id: addButton
            y: Theme.gapTiny
            anchors.right: parent.right
            enabled: keyField.text.trim().length > 0 && valueField.text.trim().length > 0
            iconName: "add"
            text: qsTr("Add the variable")
            onClicked: add()

            function add() {
                if (!enabled) return;
                section.inspector.addVariable(keyField.text, valueField.text);
                keyField.clear();
                valueField.clear();
                keyField.forceActiveFocus();
            }
        }
    }
}
