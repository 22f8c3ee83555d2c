// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Explorer
import Campaign.Inspector
import Campaign.Session
import Campaign.Shell

/// The main window's content while a campaign is open: context bar, explorer, map, inspector, status bar.
FocusScope {
    id: view

    required property Session session
    required property Actions actions
    readonly property bool isPainted: map.isPainted
    readonly property Item picture: map.picture

    signal importRequested()

    function askWhatToCreate(item: Item) { createMenu.popup(item, 0, item.height); }

    ContextBar {
        id: context
        width: parent.width
        session: view.session
        actions: view.actions
    }

    T.SplitView {
        id: split
        anchors.top: context.bottom
        anchors.bottom: status.top
        width: parent.width
        orientation: Qt.Horizontal
        handle: Rectangle {
            implicitWidth: 5
            implicitHeight: 5
            color: T.SplitHandle.pressed || T.SplitHandle.hovered ? Theme.accent : Theme.surface
            Rectangle {
                anchors.centerIn: parent
                width: 1
                height: parent.height
                color: Theme.outline
            }
        }
        onResizingChanged: {
            if (resizing) return;
            view.session.remember("explorerWidth", explorer.width);
            view.session.remember("inspectorWidth", inspector.width);
        }

        ExplorerView {
            id: explorer
            session: view.session
            T.SplitView.preferredWidth: view.session.recall("explorerWidth", 248)
            T.SplitView.minimumWidth: 180
            onCreateRequested: view.askWhatToCreate(explorer)
            onMenuRequested: entityMenu.popup()
            onDeleteRequested: view.actions.remove.trigger()
        }
        MapPane {
            id: map
            session: view.session
            focus: true
            T.SplitView.fillWidth: true
            T.SplitView.minimumWidth: 300
            onCreateRequested: view.askWhatToCreate(explorer)
            onImportRequested: view.importRequested()
            onMenuRequested: entityMenu.popup()
        }
        InspectorView {
            id: inspector
            session: view.session
            T.SplitView.preferredWidth: view.session.recall("inspectorWidth", 304)
            T.SplitView.minimumWidth: 240
        }
    }

    StatusBar {
        id: status
        anchors.bottom: parent.bottom
        width: parent.width
        session: view.session
        coordinates: map.coordinates
        zoomPercent: map.zoomPercent
    }

    CreateMenu {
        id: createMenu
        session: view.session
        onChosen: (type, label) => nameDialog.openFor(type, label)
    }
    Menu {
        id: entityMenu
        MenuItem { action: view.actions.rename; iconName: "edit" }
        MenuItem { action: view.actions.create; iconName: "add" }
        MenuSeparator {}
        MenuItem { action: view.actions.remove; iconName: "remove" }
    }
    NameDialog {
        id: nameDialog
        session: view.session
    }

    Connections {
        target: view.actions
        function onCreateRequested() { view.askWhatToCreate(explorer); }
        function onRenameRequested() {
            inspector.visible = true;
            inspector.focusName();
        }
        function onDeleteRequested() { view.session.removeSelected(); }
        function onSearchRequested() { context.focusSearch(); }
        function onFitRequested() { map.fit(); }
        function onZoomRequested(factor: real) { factor > 1 ? map.zoomIn() : map.zoomOut(); }
        function onPanelsToggled(panel: string) {
            if (panel === "explorer") explorer.visible = !explorer.visible;
            else inspector.visible = !inspector.visible;
        }
    }
}
