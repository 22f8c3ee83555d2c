// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Session
import Campaign.Shell
import Campaign.Workspace

/// The dock below the centre: what is wrong, what was done and can be undone, and what the application said.
FocusScope {
    id: dock

    required property Workspace workspace
    required property Session session
    readonly property Panels panels: workspace.panels
    readonly property string page: panels.dockPage

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
    }
    TabRow {
        id: tabs
        available: dock.width - closer.width - Theme.gap
        TabFace {
            room: tabs.share
            objectName: "dock-problems"
            text: qsTr("Problems")
            iconName: "warning"
            badge: dock.workspace.problems.count > 0 ? dock.workspace.problems.count : ""
            isCurrent: dock.page === "problems"
            onClicked: dock.panels.openDock("problems")
        }
        TabFace {
            room: tabs.share
            objectName: "dock-history"
            text: qsTr("History")
            iconName: "time"
            isCurrent: dock.page === "history"
            onClicked: dock.panels.openDock("history")
        }
        TabFace {
            room: tabs.share
            objectName: "dock-putOff"
            text: qsTr("Put off")
            iconName: "event"
            badge: putOff.count > 0 ? putOff.count : ""
            isCurrent: dock.page === "putOff"
            onClicked: dock.panels.openDock("putOff")
        }
        TabFace {
            room: tabs.share
            objectName: "dock-notifications"
            text: qsTr("Notifications")
            iconName: "bell"
            badge: dock.workspace.notifications.unread > 0 ? dock.workspace.notifications.unread : ""
            isCurrent: dock.page === "notifications"
            onClicked: dock.panels.openDock("notifications")
        }
    }
    IconButton {
        id: closer
        anchors.right: parent.right
        anchors.rightMargin: Theme.gapTiny
        objectName: "closeDock"
        iconName: "close"
        text: qsTr("Close the dock")
        onClicked: dock.panels.dockShown = false
    }
    Separator {
        anchors.top: tabs.bottom
        width: parent.width
    }
    ProblemsPage {
        anchors.top: tabs.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        visible: dock.page === "problems"
        problems: dock.workspace.problems
    }
    HistoryPage {
        anchors.top: tabs.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        visible: dock.page === "history"
        session: dock.session
    }
    PutOffPage {
        id: putOff
        anchors.top: tabs.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        visible: dock.page === "putOff"
        session: dock.session
        onChosen: (type, entityId) => {
            dock.session.selection.select(type, entityId);
            dock.panels.inspectorShown = true;
            dock.workspace.prompts.inspectorTabWanted("effects");
        }
    }
    NotificationsPage {
        anchors.top: tabs.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        visible: dock.page === "notifications"
        notifications: dock.workspace.notifications
    }
}
