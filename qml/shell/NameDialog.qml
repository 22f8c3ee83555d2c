// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Session

/// Asks for the name of something new.
Dialog {
    id: dialog

    required property Session session
    property string type
    property string label

    function openFor(newType: string, newLabel: string) {
        type = newType;
        label = newLabel;
        open();
    }

    objectName: "nameDialog"
    title: label.length > 0 ? qsTr("New %1").arg(label.toLowerCase()) : ""
    acceptText: qsTr("Create")
    acceptEnabled: field.text.trim().length > 0
    onAboutToShow: {
        field.clear();
        field.forceActiveFocus();
    }
    onAccepted: session.create(type, field.text)

    // The ids inside make it immediate, which a dialog this small does not mind.
    contentItem: Column { // qmllint disable deferred-property-id
        spacing: Theme.gap
        TextField {
            id: field
            objectName: "nameDialogField"
            width: 340
            placeholderText: qsTr("Name")
            maximumLength: 200
            onAccepted: if (dialog.acceptEnabled) dialog.accept()
        }
    }
}
