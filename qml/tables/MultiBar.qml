// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector
import Campaign.Session

/// What can be done to all chosen rows at once, each as one step of undo.
Rectangle {
    id: bar

    required property Session session
    required property string typeName
    readonly property bool isShown: many.count > 1

    height: isShown ? actions.implicitHeight + 2 * Theme.gapTiny : 0
    visible: isShown
    color: Theme.raised

    MultiEdit {
        id: many
        session: bar.session
    }
    Separator { width: parent.width }
    Flow {
        id: actions
        x: Theme.gap
        y: Theme.gapTiny
        width: parent.width - 2 * Theme.gap
        spacing: Theme.gapTiny

        Label {
            objectName: "chosenCount"
            height: Theme.controlHeight
            verticalAlignment: Text.AlignVCenter
            font.weight: Font.DemiBold
            text: qsTr("%L1 selected").arg(many.count)
        }
        ComboBox {
            id: fieldBox
            objectName: "multiField"
            width: 150
            visible: many.fields.length > 0
            model: many.fields
            textRole: "label"
            Accessible.name: qsTr("Field to set")
        }
        MultiValue {
            width: 170
            visible: fieldBox.visible
            session: bar.session
            field: many.fields[fieldBox.currentIndex] ?? null
            onEdited: (newValue) => many.setField(many.fields[fieldBox.currentIndex].key, newValue)
        }
        TextField {
            id: variableField
            objectName: "multiVariable"
            width: 170
            placeholderText: qsTr("Set variable: morale = 5")
            Accessible.name: qsTr("Set a variable, name = value")
            onAccepted: {
                const parts = text.split("=");
                if (parts.length < 2) return;
                many.setVariable(parts[0], parts.slice(1).join("=").trim());
                clear();
            }
        }
        TextField {
            objectName: "multiTagField"
            width: 110
            placeholderText: qsTr("Add tag")
            onAccepted: {
                many.addTags(text);
                clear();
            }
        }
        Button {
            objectName: "multiArchive"
            iconName: "archive"
            text: qsTr("Archive")
            onClicked: many.archive()
        }
        Button {
            objectName: "multiDelete"
            iconName: "remove"
            text: qsTr("Delete")
            onClicked: many.remove()
        }
        Label {
            height: Theme.controlHeight
            visible: many.problem.length > 0
            verticalAlignment: Text.AlignVCenter
            color: Theme.critical
            text: many.problem
        }
    }
}
