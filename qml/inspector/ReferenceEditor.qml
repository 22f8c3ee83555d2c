// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
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
        visible: field.editor.targetType.length > 0 || field.editor.takesAnyType
        iconName: "edit"
        text: field.entityId.length > 0 ? qsTr("Choose another") : qsTr("Choose")
        Accessible.name: qsTr("%1: %2").arg(text).arg(field.editor.label)
        onClicked: field.choose()
    }
    EntityPicker {
        id: picker
        y: field.height
        width: Math.max(200, field.width)
        session: field.editor.session
        typeName: field.editor.takesAnyType ? "" : field.editor.targetType
        nothingText: field.editor.takesAnyType && field.entityId.length > 0 ? qsTr("Nothing in particular") : ""
        onChosen: (type, entityId) => field.editor.takesAnyType ? field.editor.referred(type, entityId) : field.editor.edited(entityId)
    }
}
