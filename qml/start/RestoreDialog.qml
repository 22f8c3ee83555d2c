// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Workspace
import Campaign.Start

/// Goes back to one of the copies kept of a campaign.
Dialog {
    id: dialog

    required property Workspace workspace
    readonly property int column: Math.min(520 * Math.max(1, Theme.fontScale), parent ? parent.width - 4 * Theme.gapPage : 520)

    signal fileWanted()

    function openDialog() {
        form.open();
        open();
        list.forceActiveFocus();
    }
    function choose(file: url) { form.choose(file); }

    objectName: "restoreDialog"
    title: qsTr("Restore a backup")
    acceptText: qsTr("Restore")
    acceptEnabled: list.count > 0 && list.currentIndex >= 0
    onAccepted: form.restore(list.currentIndex)

    RestoreForm {
        id: form
        workspace: dialog.workspace
        onChanged: list.currentIndex = 0
    }

    // The ids inside make it immediate; the dialog itself is made on demand.
    contentItem: Column { // qmllint disable deferred-property-id
        spacing: Theme.gap
        width: dialog.column

        Row {
            spacing: Theme.gap
            ComboBox {
                objectName: "restoreCampaign"
                width: dialog.column - elsewhere.width - Theme.gap
                visible: form.campaigns.length > 0
                model: form.campaigns
                currentIndex: form.campaignIndex
                Accessible.name: qsTr("Campaign")
                onActivated: (index) => form.campaignIndex = index
            }
            Button {
                id: elsewhere
                visible: form.campaigns.length > 0
                iconName: "open"
                text: qsTr("Another file…")
                onClicked: dialog.fileWanted()
            }
        }
        Label {
            width: dialog.column
            kind: "caption"
            elide: Text.ElideMiddle
            text: form.path
            visible: text.length > 0
        }
        ListView {
            id: list
            objectName: "restoreCopies"
            width: dialog.column
            height: Math.min(6, count) * Theme.rowHeight
            visible: count > 0
            clip: true
            activeFocusOnTab: true
            boundsBehavior: Flickable.StopAtBounds
            model: form.copies
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Copies")
            Keys.onReturnPressed: if (dialog.acceptEnabled) dialog.accept()
            Keys.onEnterPressed: if (dialog.acceptEnabled) dialog.accept()
            T.ScrollBar.vertical: ScrollBar {}
            delegate: CopyRow {}
        }
        EmptyState {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: list.count === 0 && !form.isReading
            iconName: "archive"
            title: form.path.length > 0 ? qsTr("No copies of this campaign") : qsTr("No campaign was opened here yet")
            explanation: qsTr("A copy is kept each time a campaign is opened and every hour while it is. They lie in a folder beside its file.")
            actionText: form.campaigns.length > 0 ? "" : qsTr("Choose a campaign file…")
            onActionTriggered: dialog.fileWanted()
        }
        Label {
            width: dialog.column
            visible: list.count > 0
            kind: "muted"
            wrapMode: Text.Wrap
            text: qsTr("The campaign goes back to that moment. The present state is kept as a copy first.")
        }
    }
}
