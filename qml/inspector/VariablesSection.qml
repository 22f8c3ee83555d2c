// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// Variables with an editor of their declared type, and a line to add one.
Column {
    id: section

    required property Inspector inspector

    width: parent ? parent.width : 280

    SectionTitle { text: qsTr("Variables") }

    Repeater {
        model: section.inspector.variables
        delegate: VariableRow {}
    }
    Item {
        width: parent.width
        height: Theme.rowHeight + 4
        TextField {
            id: keyField
            objectName: "newVariableName"
            width: 100
            placeholderText: qsTr("New variable")
            onAccepted: valueField.forceActiveFocus()
        }
        TextField {
            id: valueField
            objectName: "newVariableValue"
            anchors.left: keyField.right
            anchors.leftMargin: Theme.gap
            anchors.right: addButton.left
            anchors.rightMargin: Theme.gapTiny
            placeholderText: qsTr("Value")
            onAccepted: addButton.add()
        }
        IconButton {
            id: addButton
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
