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
    /// What is shown has been read and drawn.
    readonly property bool isPainted: workspace.busyWith.length === 0 && (workspace.session === null || workspaceView?.isPainted === true)
    readonly property WorkspaceView workspaceView: campaignView.item as WorkspaceView

    width: 1280
    height: 800
    minimumWidth: 900
    minimumHeight: 560
    visible: true
    visibility: workspace.isFullScreen ? Window.FullScreen : Window.AutomaticVisibility
    color: Theme.surface
    title: workspace.session ? qsTr("%1 — Campaign Manager").arg(workspace.session.campaignName) : qsTr("Campaign Manager")

    // What is not drawn by our own controls, the dialogs for files where the system has none, follows the theme.
    font.family: Theme.family
    font.pixelSize: Theme.fontBody
    palette {
        window: Theme.surface
        windowText: Theme.text
        base: Theme.sunken
        alternateBase: Theme.surface
        text: Theme.text
        placeholderText: Theme.muted
        button: Theme.raised
        buttonText: Theme.text
        brightText: Theme.text
        toolTipBase: Theme.raised
        toolTipText: Theme.text
        highlight: Theme.accent
        highlightedText: Theme.accentText
        light: Theme.raised
        midlight: Theme.selected
        mid: Theme.outline
        dark: Theme.strongOutline
        shadow: "#000000"
        link: Theme.accent
    }

    onClosing: (close) => {
        if (workspace.session === null) return;
        close.accepted = false;
        window.leave(true);
    }

    Component.onCompleted: {
        workspace.ladder.addPopups(T.Overlay.overlay);
        workspace.ladder.addNotice(toast);
    }

    Binding { target: Theme; property: "mode"; value: window.workspace.preferences.theme }
    Binding { target: Theme; property: "accentName"; value: window.workspace.preferences.accent }
    Binding { target: Theme; property: "fontScale"; value: window.workspace.preferences.fontScale }
    Binding { target: Theme; property: "reducedMotion"; value: window.workspace.preferences.reducedMotion }

    /// Keeps a picture of the map for the start screen, where there is a map.
    function keepPicture(done) {
        const target = workspace.pictureTarget();
        const picture = workspaceView?.picture() ?? null;
        const isGrabbed = picture && picture.visible && picture.grabToImage((result) => {
            if (result.saveToFile(target)) workspace.pictureWritten();
            done();
        }, Qt.size(512, 512 * picture.height / picture.width));
        if (!isGrabbed) done();
    }
    /// With a last picture, and with what is being typed.
    function leave(quits: bool) {
        leaving.quits = quits;
        leaving.patience = 100;
        nowhere.forceActiveFocus(); // a field that is left is taken
        keepPicture(() => leaving.start());
    }
    Item { id: nowhere }
    // Closing does not wait for what is on its way.
    Timer {
        id: leaving
        property bool quits: false
        property int patience: 100
        interval: 20
        repeat: true
        onTriggered: {
            if (window.workspace.session?.isSaving && --patience > 0) return;
            stop();
            window.workspace.closeCampaign();
            closing.running = quits;
        }
    }
    // Not within the closing that asked for it, where it would do nothing.
    Timer {
        id: closing
        interval: 0
        onTriggered: window.close()
    }
    // So that there is one even when the window is never closed in order, or another campaign is opened over it.
    Timer {
        interval: 4000
        running: window.workspace.session !== null
        onTriggered: window.keepPicture(() => {})
    }

    menuBar: MainMenu {
        registry: window.workspace.actions
        ladder: window.workspace.ladder
    }

    WindowShortcuts {
        workspace: window.workspace
    }

    StartView {
        anchors.fill: parent
        visible: window.workspace.session === null
        workspace: window.workspace
        onNewRequested: window.workspace.prompts.newCampaignWanted()
        onOpenRequested: window.workspace.prompts.openFileWanted()
        onImportRequested: window.workspace.prompts.importWanted()
        onRestoreRequested: window.workspace.prompts.restoreWanted()
    }
    Loader {
        id: campaignView

        function follow() {
            if (window.workspace.session) setSource("WorkspaceView.qml", { "workspace": window.workspace, "session": window.workspace.session });
            else source = "";
        }

        anchors.fill: parent
        focus: true
        Component.onCompleted: follow()
    }
    Connections {
        target: window.workspace
        function onSessionChanged() { campaignView.follow(); }
        function onFieldLeft() { campaignView.forceActiveFocus(); }
    }

    // Files from outside; what is dragged within the window goes on to the view below.
    DropArea {
        anchors.fill: parent
        keys: ["text/uri-list"]
        onDropped: (drop) => {
            if (drop.hasUrls) window.workspace.take(drop.urls[0]);
        }
    }

    Toast {
        id: toast
        objectName: "toast"
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        // The dock is where one reads what it speaks of.
        anchors.bottomMargin: Theme.gapPage + Theme.rowHeight + (window.workspaceView?.dockRoom ?? 0)
        room: Math.min(900, parent.width - 2 * Theme.gapPage)
        z: 5
        onActionTriggered: window.workspace.undoOffered()
    }
    BusyOverlay {
        anchors.fill: parent
        z: 10
        workspace: window.workspace
    }
    WindowDialogs {
        id: dialogs
        workspace: window.workspace
        onQuitRequested: window.close()
        onCloseRequested: window.leave(false)
    }
    Connections {
        target: window.workspace.notifications
        function onToast(message: string, action: string, status: string) { toast.show(message, action, status); }
    }
}
