// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Inspector
import Campaign.Session
import Campaign.Tables

/// A filter in the making: column, comparison, and what to compare with.
T.Popup {
    id: popup

    required property EntityTable table
    required property Session session
    readonly property string key: table.columns[columnBox.currentIndex]?.key ?? ""
    readonly property var comparisons: table.comparisons(key)
    readonly property var comparison: comparisons[Math.max(0, Math.min(comparisonBox.currentIndex, comparisons.length - 1))] ?? ({})
    readonly property var operand: table.operandOf(key)
    property string chosenId
    property string chosenName

    function add() {
        let value = field.text;
        if (operand.control === "choice") value = operand.choices[choiceBox.currentIndex]?.value;
        if (operand.control === "reference") value = chosenId;
        problem.text = table.addFilter(key, comparison.value ?? "", value);
        if (problem.text.length === 0) popup.close();
    }

    objectName: "filterMaker"
    width: Math.round(300 * Math.max(1, Theme.fontScale))
    height: lines.implicitHeight + 2 * padding
    padding: Theme.gap
    focus: true
    // The first column is there already: what is typed is the value.
    onOpened: field.visible ? field.forceActiveFocus() : columnBox.forceActiveFocus()
    onKeyChanged: {
        comparisonBox.currentIndex = 0;
        chosenId = "";
        chosenName = "";
        field.clear();
    }
    background: Rectangle {
        objectName: "filterGround"
        color: Theme.raised
        radius: Theme.radius
        border.color: Theme.strongOutline
    }

    ReferenceChoices {
        id: offered
        session: popup.session
        typeName: popup.operand.targetType ?? ""
        search: referenceField.text
        isWanted: popup.visible && popup.operand.control === "reference"
    }
    Column {
        id: lines
        width: popup.availableWidth
        spacing: Theme.gapTiny

        ComboBox {
            id: columnBox
            objectName: "filterColumn"
            width: parent.width
            model: popup.table.columns
            textRole: "label"
            Accessible.name: qsTr("Column")
        }
        ComboBox {
            id: comparisonBox
            objectName: "filterComparison"
            width: parent.width
            model: popup.comparisons
            textRole: "label"
            Accessible.name: qsTr("Comparison")
        }
        TextField {
            id: field
            objectName: "filterValue"
            width: parent.width
            visible: popup.comparison.needsOperand === true && popup.operand.control === "text"
            placeholderText: qsTr("Value")
            onAccepted: popup.add()
        }
        ComboBox {
            id: choiceBox
            width: parent.width
            visible: popup.comparison.needsOperand === true && popup.operand.control === "choice"
            model: popup.operand.choices ?? []
            textRole: "label"
            Accessible.name: qsTr("Value")
        }
        SearchField {
            id: referenceField
            width: parent.width
            visible: popup.comparison.needsOperand === true && popup.operand.control === "reference"
            placeholderText: popup.chosenName.length > 0 ? popup.chosenName : qsTr("Type a name")
        }
        CandidateList {
            id: names
            width: parent.width
            height: referenceField.visible ? Math.min(160, contentHeight) : 0
            visible: referenceField.visible
            model: offered.choices
            onChosen: (entityId) => {
                popup.chosenId = entityId;
                popup.chosenName = offered.choices.find((one) => one.id === entityId)?.name ?? "";
                popup.add();
            }
        }
        Label {
            id: problem
            width: parent.width
            visible: text.length > 0
            color: Theme.critical
            wrapMode: Text.Wrap
        }
        Button {
            objectName: "filterAdd"
            kind: "primary"
            text: qsTr("Filter")
            onClicked: popup.add()
        }
    }
}
