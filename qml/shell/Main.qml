// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Shell
import Campaign.Start
import Campaign.Workspace

/// The window: the start screen or the open campaign, and what floats above both.
T.ApplicationWindow {
    id: window

    required property Workspace workspace
    /// "system", "light" or "dark"
    property string themeMode: "system"
    /// What is shown has been read and drawn.
    readonly property bool isPainted: workspace.busyWith.length === 0 && (workspace.session === null || (campaignView.item as WorkspaceView)?.isPainted === true)

    width: 1280
    height: 800
    minimumWidth: 900
    minimumHeight: 560
    visible: true
    color: Theme.surface
    title: workspace.session ? qsTr("%1 — Campaign Manager").arg(workspace.session.campaignName) : qsTr("Campaign Manager")

    onThemeModeChanged: Theme.mode = themeMode
    Component.onCompleted: Theme.mode = themeMode
    onClosing: (close) => {
        if (workspace.session === null) return;
        close.accepted = false;
        window.leave(true);
    }

    property bool isLeaving: false

    /// Keeps a picture of the map for the start screen, then closes the campaign.
    function leave(quits: bool) {
        const target = workspace.pictureTarget();
        const picture = (campaignView.item as WorkspaceView)?.picture;
        const done = () => {
            workspace.closeCampaign();
            if (quits) window.close();
        };
        const isGrabbed = picture && picture.grabToImage((result) => {
            if (result.saveToFile(target)) workspace.pictureWritten();
            done();
        }, Qt.size(512, 512 * picture.height / picture.width));
        if (!isGrabbed) done();
    }

    menuBar: MainMenu { actions: actions }

    Actions {
        id: actions
        workspace: window.workspace
        onNewRequested: newDialog.open()
        onOpenRequested: pickers.use((picker) => picker.pickOpen())
        onImportRequested: pickers.use((picker) => picker.pickImport())
        onQuitRequested: window.close()
    }

    StartView {
        anchors.fill: parent
        visible: window.workspace.session === null
        workspace: window.workspace
        onNewRequested: newDialog.open()
        onOpenRequested: actions.openRequested()
        onImportRequested: actions.importRequested()
    }
    Loader {
        id: campaignView

        function follow() {
            if (window.workspace.session) setSource("WorkspaceView.qml", { "session": window.workspace.session, "actions": actions });
            else source = "";
        }

        anchors.fill: parent
        focus: true
        Component.onCompleted: follow()
    }
    Connections {
        target: window.workspace
        function onSessionChanged() { campaignView.follow(); }
    }

    DropArea {
        anchors.fill: parent
        onDropped: (drop) => {
            if (!drop.hasUrls) return;
            const file = drop.urls[0];
            if (file.toString().endsWith(".campaign")) window.workspace.open(file);
            else importDialog.openFor(file);
        }
    }

    Toast {
        id: toast
        objectName: "toast"
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gapPage + Theme.rowHeight
        z: 5
        onActionTriggered: actions.undo.trigger()
    }
    BusyOverlay {
        anchors.fill: parent
        z: 10
        workspace: window.workspace
    }
    NewCampaignDialog {
        id: newDialog
        workspace: window.workspace
        onPlaceRequested: (name) => pickers.use((picker) => picker.pickPlace(name))
    }
    ImportDialog {
        id: importDialog
        workspace: window.workspace
    }
    ProblemDialog { id: problemDialog }

    Loader {
        id: pickers

        function use(what) {
            active = true;
            what(item);
        }

        active: false
        source: "FilePickers.qml"
    }
    Connections {
        target: pickers.item
        ignoreUnknownSignals: true
        function onOpenChosen(file: url) { window.workspace.open(file); }
        function onImportChosen(file: url) { importDialog.openFor(file); }
        function onPlaceChosen(name: string, file: url) { window.workspace.createAt(name, file); }
    }
    Connections {
        target: window.workspace.notifications
        function onToast(message: string, action: string, status: string) { toast.show(message, action, status); }
        function onProblem(title: string, sentence: string, advice: string) { problemDialog.show(title, sentence, advice); }
    }
    Shortcut {
        sequence: "Escape"
        enabled: window.workspace.session !== null && !window.workspace.session.selection.isEmpty
        onActivated: window.workspace.session.selection.clear()
    }
}
