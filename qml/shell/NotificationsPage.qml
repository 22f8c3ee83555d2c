// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Shell
import Campaign.Workspace

/// What the application said, newest first.
Item {
    id: page

    required property Notifications notifications

    onVisibleChanged: if (visible) notifications.markRead()

    DockList {
        objectName: "notificationsList"
        anchors.fill: parent
        title: qsTr("Notifications")
        model: page.notifications
        delegate: ListRow {
            required property string message
            required property string status
            required property string clock
            required property int times
            width: ListView.view ? ListView.view.width : 200
            flat: true
            text: message
            detail: times > 1 ? qsTr("%L1 times, last %2").arg(times).arg(clock) : clock
            iconName: status === "positive" ? "check" : status
            focusPolicy: Qt.NoFocus
        }
    }
    EmptyState {
        anchors.centerIn: parent
        visible: page.notifications.count === 0
        iconName: "bell"
        title: qsTr("Nothing to tell")
        explanation: qsTr("What was done, refused or went wrong is kept here.")
    }
}
