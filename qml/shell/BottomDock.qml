// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Session
import Campaign.Shell
import Campaign.Workspace

/// The dock below the centre: what was done and can be undone, and what the application said.
FocusScope {
    id: dock

    required property Workspace workspace
    required property Session session
    readonly property string page: workspace.panels.dockPage

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
    }
    Row {
        id: tabs
        height: Theme.rowHeight
        Repeater {
            model: [
                { "page": "history", "title": qsTr("History"), "icon": "time" },
                { "page": "notifications", "title": qsTr("Notifications"), "icon": "bell" }
            ]
            delegate: CentreTab {
                required property var modelData
                objectName: "dock-" + modelData.page
                height: tabs.height
                title: modelData.title
                iconName: modelData.icon
                isCurrent: dock.page === modelData.page
                isActive: isCurrent
                canClose: false
                onClicked: dock.workspace.panels.openDock(modelData.page)
            }
        }
    }
    IconButton {
        anchors.right: parent.right
        objectName: "closeDock"
        iconName: "close"
        text: qsTr("Close the dock")
        onClicked: dock.workspace.panels.dockShown = false
    }
    Separator {
        anchors.top: tabs.bottom
        width: parent.width
    }
    HistoryPage {
        anchors.top: tabs.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        visible: dock.page === "history"
        session: dock.session
    }
    NotificationsPage {
        anchors.top: tabs.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        visible: dock.page === "notifications"
        notifications: dock.workspace.notifications
    }
}
