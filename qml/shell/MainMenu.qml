// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Shell

/// The menu bar: only what works.
MenuBar {
    id: bar

    required property Actions actions

    Menu {
        title: qsTr("&File")
        MenuItem { action: bar.actions.newCampaign; iconName: "add" }
        MenuItem { action: bar.actions.open; iconName: "open" }
        MenuItem { action: bar.actions.importWorld; iconName: "import" }
        MenuSeparator {}
        MenuItem { action: bar.actions.close; iconName: "close" }
        MenuItem { action: bar.actions.quit }
    }
    Menu {
        title: qsTr("&Edit")
        objectName: "editMenu"
        MenuItem { action: bar.actions.undo; iconName: "undo" }
        MenuItem { action: bar.actions.redo; iconName: "redo" }
        MenuSeparator {}
        MenuItem { action: bar.actions.create; iconName: "add" }
        MenuItem { action: bar.actions.rename; iconName: "edit" }
        MenuItem { action: bar.actions.remove; iconName: "remove" }
        MenuSeparator {}
        MenuItem { action: bar.actions.deselect }
        MenuItem { action: bar.actions.search; iconName: "search" }
    }
    Menu {
        title: qsTr("&View")
        MenuItem { action: bar.actions.fit; iconName: "fit" }
        MenuItem { action: bar.actions.zoomIn; iconName: "zoom-in" }
        MenuItem { action: bar.actions.zoomOut; iconName: "zoom-out" }
        MenuSeparator {}
        MenuItem { action: bar.actions.explorer }
        MenuItem { action: bar.actions.inspector }
        MenuSeparator {}
        MenuItem { action: bar.actions.back; iconName: "chevron-left" }
        MenuItem { action: bar.actions.forward; iconName: "chevron-right" }
        MenuSeparator {}
        Menu {
            title: qsTr("&Theme")
            MenuItem { action: bar.actions.systemTheme }
            MenuItem { action: bar.actions.lightTheme; iconName: "sun" }
            MenuItem { action: bar.actions.darkTheme; iconName: "moon" }
        }
    }
    Menu {
        title: qsTr("&World")
        MenuItem { action: bar.actions.world; iconName: "world" }
    }
}
