// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Inspector

/// A chip with the name of what is referred to: press it to go there, the pencil to point elsewhere.
Item {
    id: field

    required property FieldEditor editor
    readonly property string entityId: editor.value ?? ""

    objectName: "field-" + editor.name
    width: editor.width
    implicitHeight: Theme.rowHeight

    function choose() { picker.open(); }

    ReferenceChoices {
        id: offered
        session: field.editor.session
        typeName: field.editor.targetType
        search: filter.text
        isWanted: picker.visible
    }
    Chip {
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, field.width - change.width - Theme.gapTiny)
        visible: field.entityId.length > 0
        iconName: field.editor.session.iconOf(field.editor.targetType)
        text: field.editor.shown.length > 0 ? field.editor.shown : qsTr("Unknown")
        Accessible.name: qsTr("%1: %2. Go there").arg(field.editor.label).arg(text)
        onClicked: field.editor.session.selection.select(field.editor.targetType, field.entityId)
    }
    Label {
        anchors.verticalCenter: parent.verticalCenter
        visible: field.entityId.length === 0
        kind: "muted"
        text: field.editor.shown || field.editor.placeholder || qsTr("None")
    }
    IconButton {
        id: change
        objectName: "choose-" + field.editor.name
        anchors.right: parent.right
        visible: field.editor.targetType.length > 0
        iconName: "edit"
        text: qsTr("Choose another")
        Accessible.name: qsTr("Choose another: %1").arg(field.editor.label)
        onClicked: field.choose()
    }
    T.Popup {
        id: picker
        y: field.height
        width: Math.max(200, field.width)
        height: Math.min(320, Math.max(Theme.rowHeight, list.contentHeight) + filter.height + 3 * Theme.gapTiny + 2)
        padding: Theme.gapTiny
        onOpened: filter.forceActiveFocus()
        onClosed: filter.clear()
        background: Rectangle {
            color: Theme.raised
            radius: Theme.radius
            border.color: Theme.strongOutline
        }
        SearchField {
            id: filter
            width: parent.width
            Keys.onDownPressed: list.forceActiveFocus()
            onAccepted: if (offered.choices.length > 0) list.chosen(offered.choices[Math.max(0, list.currentIndex)].id)
        }
        CandidateList {
            id: list
            anchors.top: filter.bottom
            anchors.topMargin: Theme.gapTiny
            anchors.bottom: parent.bottom
            width: parent.width
            iconName: field.editor.session.iconOf(field.editor.targetType)
            model: offered.choices
            onChosen: (entityId) => {
                picker.close();
                field.editor.edited(entityId);
            }
        }
    }
}
