// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Session
import Campaign.Tables

/// A table of every type: choose one, narrow it, sort it, edit it in place or many at once.
FocusScope {
    id: view

    required property Session session
    readonly property bool isPainted: !table.isLoading || table.loaded > 0

    signal menuRequested(string place)
    signal createRequested(string type)

    function find() { toolbar.focusSearch(); }

    EntityTable {
        id: table
        session: view.session
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.surface
    }
    TableToolbar {
        id: toolbar
        width: parent.width
        table: table
        onCreateRequested: view.createRequested(table.typeName)
    }
    TableFilters {
        id: filters
        anchors.top: toolbar.bottom
        width: parent.width
        table: table
        session: view.session
    }
    TableHeader {
        id: header
        anchors.top: filters.bottom
        width: parent.width
        table: table
        contentX: grid.contentX
        onResized: grid.forceLayout()
    }
    TableGrid {
        id: grid
        objectName: "tableGrid"
        anchors.top: header.bottom
        anchors.bottom: many.top
        width: parent.width
        focus: true
        table: table
        session: view.session
        onMenuRequested: view.menuRequested("context/entity")
    }
    ColumnFade {
        anchors.top: header.top
        anchors.bottom: grid.bottom
        anchors.left: grid.left
        shown: table.loaded > 0 && grid.contentX > 1
        isLeft: true
    }
    ColumnFade {
        objectName: "moreColumns"
        anchors.top: header.top
        anchors.bottom: grid.bottom
        anchors.right: grid.right
        shown: table.loaded > 0 && grid.beyond > 1
    }
    MultiBar {
        id: many
        anchors.bottom: parent.bottom
        width: parent.width
        session: view.session
        typeName: table.typeName
    }
    EmptyState {
        anchors.centerIn: grid
        width: Math.min(360, parent.width - 2 * Theme.gapPage)
        visible: table.loaded === 0 && !table.isLoading
        iconName: view.session.iconOf(table.typeName)
        title: table.problem.length > 0 ? qsTr("The table could not be read") : table.hidden > 0 ? qsTr("Nothing matches") : qsTr("None yet")
        explanation: table.problem.length > 0 ? table.problem : table.hidden > 0 ? qsTr("%1 are hidden by the search and the filters.").arg(table.hidden) : table.isCreatable ? qsTr("What you create appears here, one row each, to be compared and changed in place.") : qsTr("These are made in the inspector of what they belong to. All of them appear here, one row each.")
        actionText: table.hidden > 0 ? qsTr("Show everything") : table.isCreatable ? qsTr("Create one") : ""
        onActionTriggered: table.hidden > 0 ? table.reset() : view.createRequested(table.typeName)
    }
}
