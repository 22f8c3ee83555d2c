// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Session
import Campaign.Workspace

/// Every command of the window with its words and its key: the one place where shortcuts are given away.
QtObject {
    id: actions

    required property Workspace workspace
    readonly property Session session: workspace.session
    readonly property bool isOpen: session !== null && workspace.busyWith.length === 0
    readonly property bool hasSelection: isOpen && !session.selection.isEmpty

    signal newRequested()
    signal openRequested()
    signal importRequested()
    signal quitRequested()
    signal createRequested()
    signal renameRequested()
    signal deleteRequested()
    signal searchRequested()
    signal fitRequested()
    signal zoomRequested(real factor)
    signal panelsToggled(string panel)

    readonly property T.Action newCampaign: T.Action {
        text: qsTr("&New campaign…")
        shortcut: "Ctrl+Shift+N"
        onTriggered: actions.newRequested()
    }
    readonly property T.Action open: T.Action {
        text: qsTr("&Open…")
        shortcut: "Ctrl+O"
        onTriggered: actions.openRequested()
    }
    readonly property T.Action importWorld: T.Action {
        text: qsTr("&Import a world…")
        shortcut: "Ctrl+Shift+I"
        onTriggered: actions.importRequested()
    }
    readonly property T.Action close: T.Action {
        text: qsTr("&Close campaign")
        shortcut: "Ctrl+W"
        enabled: actions.isOpen
        onTriggered: actions.workspace.closeCampaign()
    }
    readonly property T.Action quit: T.Action {
        text: qsTr("&Quit")
        shortcut: "Ctrl+Q"
        onTriggered: actions.quitRequested()
    }
    readonly property T.Action undo: T.Action {
        readonly property string step: actions.isOpen ? actions.session.steps.undoName : ""
        text: step.length > 0 ? qsTr("&Undo %1").arg(step) : qsTr("&Undo")
        shortcut: "Ctrl+Z"
        enabled: step.length > 0
        onTriggered: actions.session.steps.undo()
    }
    readonly property T.Action redo: T.Action {
        readonly property string step: actions.isOpen ? actions.session.steps.redoName : ""
        text: step.length > 0 ? qsTr("&Redo %1").arg(step) : qsTr("&Redo")
        shortcut: "Ctrl+Shift+Z"
        enabled: step.length > 0
        onTriggered: actions.session.steps.redo()
    }
    readonly property T.Action create: T.Action {
        text: qsTr("&Create…")
        shortcut: "Ctrl+N"
        enabled: actions.isOpen
        onTriggered: actions.createRequested()
    }
    readonly property T.Action rename: T.Action {
        text: actions.hasSelection && actions.session.selectedName.length > 0 ? qsTr("Re&name %1").arg(actions.session.selectedName) : qsTr("Re&name")
        shortcut: "F2"
        enabled: actions.hasSelection
        onTriggered: actions.renameRequested()
    }
    readonly property T.Action remove: T.Action {
        text: actions.hasSelection && actions.session.selectedName.length > 0 ? qsTr("&Delete %1").arg(actions.session.selectedName) : qsTr("&Delete")
        enabled: actions.hasSelection
        onTriggered: actions.deleteRequested()
    }
    readonly property T.Action deselect: T.Action {
        text: qsTr("Clear the &selection")
        enabled: actions.hasSelection
        onTriggered: actions.session.selection.clear()
    }
    readonly property T.Action search: T.Action {
        text: qsTr("&Find…")
        shortcut: "Ctrl+F"
        enabled: actions.isOpen
        onTriggered: actions.searchRequested()
    }
    readonly property T.Action back: T.Action {
        text: qsTr("&Back")
        shortcut: "Alt+Left"
        enabled: actions.isOpen && actions.session.selection.canGoBack
        onTriggered: actions.session.selection.goBack()
    }
    readonly property T.Action forward: T.Action {
        text: qsTr("&Forward")
        shortcut: "Alt+Right"
        enabled: actions.isOpen && actions.session.selection.canGoForward
        onTriggered: actions.session.selection.goForward()
    }
    readonly property T.Action fit: T.Action {
        text: qsTr("Show the &whole map")
        shortcut: "Ctrl+0"
        enabled: actions.isOpen
        onTriggered: actions.fitRequested()
    }
    readonly property T.Action zoomIn: T.Action {
        text: qsTr("Zoom &in")
        shortcut: "Ctrl++"
        enabled: actions.isOpen
        onTriggered: actions.zoomRequested(1.25)
    }
    readonly property T.Action zoomOut: T.Action {
        text: qsTr("Zoom &out")
        shortcut: "Ctrl+-"
        enabled: actions.isOpen
        onTriggered: actions.zoomRequested(0.8)
    }
    readonly property T.Action explorer: T.Action {
        text: qsTr("&Explorer")
        shortcut: "Ctrl+B"
        enabled: actions.isOpen
        onTriggered: actions.panelsToggled("explorer")
    }
    readonly property T.Action inspector: T.Action {
        text: qsTr("&Inspector")
        shortcut: "Ctrl+I"
        enabled: actions.isOpen
        onTriggered: actions.panelsToggled("inspector")
    }
    readonly property T.Action world: T.Action {
        text: qsTr("&World and its description")
        enabled: actions.isOpen
        onTriggered: actions.session.selectWorld()
    }
    readonly property T.Action lightTheme: T.Action {
        text: qsTr("&Light")
        checkable: true
        checked: Theme.mode === "light"
        onTriggered: Theme.mode = "light"
    }
    readonly property T.Action darkTheme: T.Action {
        text: qsTr("&Dark")
        checkable: true
        checked: Theme.mode === "dark"
        onTriggered: Theme.mode = "dark"
    }
    readonly property T.Action systemTheme: T.Action {
        text: qsTr("As the &system")
        checkable: true
        checked: Theme.mode === "system"
        onTriggered: Theme.mode = "system"
    }
}
