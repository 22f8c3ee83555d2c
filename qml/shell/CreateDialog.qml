// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Session
import Campaign.Workspace

/// Asks for what something new is, its name and where it belongs.
Dialog {
    id: dialog

    required property Workspace workspace

    function openFor(newType: string) {
        form.session = workspace.session;
        kindRow.visible = newType.length === 0;
        // Nothing asked for: another of what is selected.
        const selected = workspace.session?.selection.type ?? "";
        form.type = newType.length === 0 && form.types.some((one) => one.type === selected) ? selected : newType;
        open();
    }

    objectName: "createDialog"
    title: form.label.length > 0 && !kindRow.visible ? qsTr("New %1").arg(form.label) : qsTr("Create")
    acceptText: qsTr("Create")
    acceptEnabled: field.text.trim().length > 0 && form.obstacle.length === 0
    onAboutToShow: {
        field.clear();
        field.forceActiveFocus();
    }
    onAccepted: form.create(field.text)

    CreateForm { id: form }

    // The ids inside make it immediate, which a dialog this small does not mind.
    contentItem: Column { // qmllint disable deferred-property-id
        spacing: Theme.gap
        Column {
            id: kindRow
            width: parent.width
            spacing: Theme.gapTiny
            Label { kind: "caption"; text: qsTr("Kind") }
            ComboBox {
                id: kind
                objectName: "createKind"
                width: parent.width
                textRole: "label"
                model: form.types
                currentIndex: form.typeIndex
                Accessible.name: qsTr("What to create")
                onActivated: (index) => form.type = form.types[index].type
            }
        }
        Column {
            spacing: Theme.gapTiny
            Label { kind: "caption"; text: qsTr("Name") }
            TextField {
                id: field
                objectName: "createName"
                width: 340
                maximumLength: 200
                Accessible.name: qsTr("Name")
                onAccepted: if (dialog.acceptEnabled) dialog.accept()
            }
        }
        Column {
            width: parent.width
            spacing: Theme.gapTiny
            visible: form.ownerLabel.length > 0
            Label { kind: "caption"; text: form.ownerLabel }
            ComboBox {
                objectName: "createOwner"
                width: parent.width
                visible: form.obstacle.length === 0
                model: form.ownerNames
                currentIndex: form.ownerIndex
                Accessible.name: form.ownerLabel
                onActivated: (index) => form.ownerIndex = index
            }
        }
        Row {
            visible: form.aboutName.length > 0
            spacing: Theme.gapTiny
            Label {
                anchors.verticalCenter: parent.verticalCenter
                kind: "caption"
                text: qsTr("About")
            }
            IconText {
                objectName: "createAbout"
                anchors.verticalCenter: parent.verticalCenter
                iconName: form.aboutIcon
                text: form.aboutName
                room: 260
            }
            IconButton {
                objectName: "createAboutNothing"
                iconName: "close"
                text: qsTr("About nothing in particular")
                onClicked: {
                    form.forgetAbout();
                    field.forceActiveFocus(); // this button goes, and the name is what is still asked for
                }
            }
        }
        IconLabel {
            width: parent.width
            objectName: "createObstacle"
            visible: form.obstacle.length > 0
            iconName: "warning"
            ink: Theme.warning
            text: form.obstacle
        }
    }
}
