// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Session
import Campaign.Explorer

/// The tree of everything in the campaign.
Rectangle {
    id: view

    required property Session session

    signal createRequested(string type)
    signal menuRequested()

    color: Theme.surface

    ExplorerModel {
        id: model
        session: view.session
        onSelectedRowChanged: tree.showSelected()
    }

    PanelHeader {
        id: header
        width: parent.width
        title: qsTr("Explorer")
        IconButton {
            objectName: "createButton"
            iconName: "add"
            text: qsTr("Create")
            shortcutText: "Ctrl+N"
            onClicked: view.createRequested("")
        }
    }

    ExplorerFilter {
        id: sieve
        session: view.session
    }
    ExplorerFilterBar {
        id: filterBar
        anchors.top: header.bottom
        width: parent.width
        filter: sieve
    }
    FilteredList {
        objectName: "filteredList"
        anchors.top: filterBar.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        visible: sieve.isActive
        filter: sieve
        onMenuRequested: view.menuRequested()
    }
    ExplorerTreeView {
        id: tree
        objectName: "explorerTree"
        anchors.top: filterBar.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        focus: true
        visible: !sieve.isActive && !model.isEmpty
        explorer: model
        onMenuRequested: view.menuRequested()
    }

    EmptyState {
        objectName: "explorerEmpty"
        anchors.centerIn: parent
        width: Math.min(280, parent.width - 2 * Theme.gapWide)
        visible: model.isEmpty && !sieve.isActive
        iconName: "kingdom"
        title: qsTr("Nothing here yet")
        explanation: qsTr("Kingdoms, places and notes of the campaign stand here.")
        actionText: qsTr("Create a kingdom")
        onActionTriggered: view.createRequested("Kingdom")
    }
}
