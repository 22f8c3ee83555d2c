// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Explorer
import Campaign.Inspector
import Campaign.Session
import Campaign.Shell
import Campaign.Workspace

/// The main window's content while a campaign is open: context bar, activity rail, explorer, the centre with the dock
/// below it, inspector, status bar.
FocusScope {
    id: view

    required property Workspace workspace
    required property Session session
    readonly property Panels panels: workspace.panels
    readonly property var activeItem: workspace.centre.activeItem
    /// Panels beside the centre grow with the letters, as far as a small window bears it; sizes are kept without it.
    readonly property real widening: Math.min(1.4, Math.max(1, Theme.fontScale))
    readonly property bool isPainted: activeItem !== null && (activeItem.isPainted ?? true)
    /// How much of the foot the dock takes.
    readonly property real dockRoom: dock.visible ? dock.height : 0

    /// The map where there is one by now; null else.
    function picture() : Item { return (workspace.centre.itemOf("map") as MapPane)?.picture ?? null; }

    ContextBar {
        id: context
        width: parent.width
        workspace: view.workspace
        session: view.session
    }
    ActivityRail {
        id: rail
        anchors.top: context.bottom
        anchors.bottom: status.top
        workspace: view.workspace
    }

    T.SplitView {
        anchors.top: context.bottom
        anchors.bottom: status.top
        anchors.left: rail.right
        anchors.right: parent.right
        orientation: Qt.Horizontal
        handle: SplitHandle {}
        onResizingChanged: {
            if (resizing) return;
            view.panels.keepSize("navigator", navigator.width / view.widening);
            view.panels.keepSize("inspector", inspector.width / view.widening);
        }

        ExplorerView {
            id: navigator
            session: view.session
            visible: view.panels.navigatorShown
            T.SplitView.preferredWidth: view.panels.size("navigator", 240) * view.widening
            T.SplitView.minimumWidth: 180
            onCreateRequested: (type) => view.workspace.prompts.createWanted(type)
            onMenuRequested: entityMenu.popup()
        }
        T.SplitView {
            orientation: Qt.Vertical
            handle: SplitHandle {}
            T.SplitView.fillWidth: true
            T.SplitView.minimumWidth: 300
            onResizingChanged: if (!resizing) view.panels.keepSize("dock", dock.height)

            CentreView {
                centre: view.workspace.centre
                focus: true
                T.SplitView.fillHeight: true
                T.SplitView.minimumHeight: 200
            }
            BottomDock {
                id: dock
                workspace: view.workspace
                session: view.session
                visible: view.panels.dockShown
                T.SplitView.preferredHeight: view.panels.size("dock", 180)
                T.SplitView.minimumHeight: 96
            }
        }
        InspectorView {
            id: inspector
            session: view.session
            visible: view.panels.inspectorShown
            T.SplitView.preferredWidth: view.panels.size("inspector", 328) * view.widening
            T.SplitView.minimumWidth: 240
            Component.onCompleted: view.workspace.ladder.addForm(inspector)
        }
    }

    StatusBar {
        id: status
        anchors.bottom: parent.bottom
        width: parent.width
        workspace: view.workspace
        session: view.session
    }

    ActionMenu {
        id: entityMenu
        objectName: "entityMenu"
        registry: view.workspace.actions
        place: "context/entity"
    }
    Connections {
        target: view.workspace.centre
        function onMenuWanted(place: string) { entityMenu.popup(); }
        function onCreateWanted(type: string) { view.workspace.prompts.createWanted(type); }
    }
    Connections {
        target: view.workspace.prompts
        function onInspectorTabWanted(tab: string) { inspector.showTab(tab); }
        function onRuleWanted(isCondition: bool) { inspector.writeRule(isCondition); }
        function onRenameWanted() {
            view.panels.inspectorShown = true;
            inspector.focusName();
        }
    }
}
