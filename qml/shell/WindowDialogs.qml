// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Shell
import Campaign.Start
import Campaign.Workspace

/// Every dialog that a command may bring up, made when it is first wanted.
Item {
    id: dialogs

    required property Workspace workspace

    signal quitRequested()

    /// A file was dropped on the window.
    function take(file: url) {
        if (file.toString().endsWith(".campaign")) workspace.open(file);
        else importDialog.openFor(file);
    }

    component Lazy: Loader {
        active: false
        function use(what) {
            active = true;
            what(item);
        }
    }

    Connections {
        target: dialogs.workspace.prompts
        function onNewCampaignWanted() { newDialog.open(); }
        function onOpenFileWanted() { pickers.use((one) => one.pickOpen()); }
        function onImportWanted() { pickers.use((one) => one.pickImport()); }
        function onQuitWanted() { dialogs.quitRequested(); }
        function onCreateWanted(type: string) { createDialog.use((one) => one.openFor(type)); }
        function onPaletteWanted(start: string) { palette.use((one) => one.openWith(start)); }
        function onPreferencesWanted() { preferences.use((one) => one.open()); }
        function onShortcutsWanted() { shortcuts.use((one) => one.open()); }
        function onAboutWanted() { about.use((one) => one.open()); }
    }

    NewCampaignDialog {
        id: newDialog
        workspace: dialogs.workspace
        onPlaceRequested: (name) => pickers.use((one) => one.pickPlace(name))
    }
    ImportDialog {
        id: importDialog
        workspace: dialogs.workspace
    }
    ProblemDialog { id: problemDialog }
    Lazy {
        id: createDialog
        sourceComponent: CreateDialog { workspace: dialogs.workspace }
    }
    Lazy {
        id: palette
        sourceComponent: PaletteView { workspace: dialogs.workspace }
    }
    Lazy {
        id: preferences
        sourceComponent: PreferencesDialog { preferences: dialogs.workspace.preferences }
    }
    Lazy {
        id: shortcuts
        sourceComponent: ShortcutsDialog { registry: dialogs.workspace.actions }
    }
    Lazy {
        id: about
        sourceComponent: AboutDialog {}
    }
    // Starting the application does not wait for the system's dialogs.
    Lazy {
        id: pickers
        source: "FilePickers.qml"
    }
    Connections {
        target: pickers.item
        ignoreUnknownSignals: true
        function onOpenChosen(file: url) { dialogs.workspace.open(file); }
        function onImportChosen(file: url) { importDialog.openFor(file); }
        function onPlaceChosen(name: string, file: url) { dialogs.workspace.createAt(name, file); }
    }
    Connections {
        target: dialogs.workspace.notifications
        function onProblem(title: string, sentence: string, advice: string) { problemDialog.show(title, sentence, advice); }
    }
}
