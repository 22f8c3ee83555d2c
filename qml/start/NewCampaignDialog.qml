// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Workspace

/// One question: what the campaign is called. The file is made in the campaign folder, or where the user says.
Dialog {
    id: dialog

    required property Workspace workspace

    signal placeRequested(string name)

    objectName: "newCampaignDialog"
    title: qsTr("New campaign")
    acceptText: qsTr("Create")
    acceptEnabled: nameField.text.trim().length > 0
    onAboutToShow: {
        nameField.clear();
        nameField.forceActiveFocus();
    }
    onAccepted: workspace.create(nameField.text)

    // The ids inside make it immediate, which a dialog this small does not mind.
    contentItem: Column { // qmllint disable deferred-property-id
        spacing: Theme.gap
        Label { text: qsTr("Name") }
        TextField {
            id: nameField
            objectName: "newCampaignName"
            width: 400
            placeholderText: qsTr("What is it called?")
            Accessible.name: qsTr("Name of the campaign")
            maximumLength: 200
            onAccepted: if (dialog.acceptEnabled) dialog.accept()
        }
        Label {
            width: 400
            kind: "caption"
            wrapMode: Text.Wrap
            text: qsTr("The file goes to %1.").arg(dialog.workspace.folder)
        }
        ReasonedButton {
            buttonName: "putElsewhere"
            iconName: "folder"
            text: qsTr("Put it elsewhere…")
            reason: dialog.acceptEnabled ? "" : qsTr("Give it a name first.")
            onClicked: {
                dialog.close();
                dialog.placeRequested(nameField.text);
            }
        }
    }
}
