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
    signal closeRequested()

    component Lazy: Loader {
        function use(file: url, properties, what) {
            if (item === null) setSource(file, properties);
            what(item);
        }
    }

    Connections {
        target: dialogs.workspace.prompts
        function onNewCampaignWanted() { newDialog.open(); }
        function onOpenFileWanted() { pickers.use("FilePickers.qml", { "workspace": dialogs.workspace }, (one) => one.pickOpen()); }
        function onImportWanted() { pickers.use("FilePickers.qml", { "workspace": dialogs.workspace }, (one) => one.pickImport()); }
        function onWorldImportWanted(file: url) { importDialog.openFor(file); }
        function onListImportWanted(file: url) {
            if (file.toString().length === 0) pickers.use("FilePickers.qml", { "workspace": dialogs.workspace }, (one) => one.pickList());
            else listImport.use("qrc:/qt/qml/Campaign/Tables/ListImportDialog.qml", { "session": dialogs.workspace.session }, (one) => one.openFor(file));
        }
        function onExportWanted(format: string, type: string) { pickers.use("FilePickers.qml", { "workspace": dialogs.workspace }, (one) => one.pickExport(format, type)); }
        function onRestoreWanted() { restore.use("qrc:/qt/qml/Campaign/Start/RestoreDialog.qml", { "workspace": dialogs.workspace }, (one) => one.openDialog()); }
        function onQuitWanted() { dialogs.quitRequested(); }
        function onCloseWanted() { dialogs.closeRequested(); }
        function onCreateWanted(type: string) { createDialog.use("CreateDialog.qml", { "workspace": dialogs.workspace }, (one) => one.openFor(type)); }
        function onWorldClockWanted() { worldClock.use("qrc:/qt/qml/Campaign/Effects/WorldClockDialog.qml", { "session": dialogs.workspace.session }, (one) => one.openFor()); }
        function onPaletteWanted(start: string) { palette.use("PaletteView.qml", { "workspace": dialogs.workspace }, (one) => one.openWith(start)); }
        function onPreferencesWanted() { preferences.use("PreferencesDialog.qml", { "preferences": dialogs.workspace.preferences }, (one) => one.open()); }
        function onShortcutsWanted() { shortcuts.use("ShortcutsDialog.qml", { "registry": dialogs.workspace.actions }, (one) => one.open()); }
        function onGuideWanted() { guide.use("GuideDialog.qml", {}, (one) => one.open()); }
        function onAboutWanted() { about.use("AboutDialog.qml", {}, (one) => one.open()); }
    }

    NewCampaignDialog {
        id: newDialog
        workspace: dialogs.workspace
        onPlaceRequested: (name) => pickers.use("FilePickers.qml", { "workspace": dialogs.workspace }, (one) => one.pickPlace(name))
    }
    ImportDialog {
        id: importDialog
        workspace: dialogs.workspace
        onFileWanted: pickers.use("FilePickers.qml", { "workspace": dialogs.workspace }, (one) => one.pickImport())
    }
    ProblemDialog { id: problemDialog }
    Lazy { id: createDialog }
    Lazy {
        id: worldClock
        // It belongs to the campaign that is open.
        active: dialogs.workspace.session !== null
    }
    Lazy { id: restore }
    Lazy {
        id: listImport
        // It belongs to the campaign that is open.
        active: dialogs.workspace.session !== null
    }
    Connections {
        target: restore.item
        ignoreUnknownSignals: true
        function onFileWanted() { pickers.use("FilePickers.qml", { "workspace": dialogs.workspace }, (one) => one.pickRestore()); }
    }
    Lazy { id: palette }
    Lazy { id: preferences }
    Lazy { id: shortcuts }
    Lazy { id: guide }
    Lazy { id: about }
    // Starting the application does not wait for the system's dialogs.
    Lazy { id: pickers }
    Connections {
        target: pickers.item
        ignoreUnknownSignals: true
        function onOpenChosen(file: url) { dialogs.workspace.open(file); }
        function onListChosen(file: url) { dialogs.workspace.prompts.listImportWanted(file); }
        function onExportChosen(file: url, format: string, type: string) { dialogs.workspace.exportTo(file, format, type); }
        function onRestoreChosen(file: url) { restore.use("", {}, (one) => one.choose(file)); }
        function onImportChosen(file: url) { importDialog.openFor(file); }
        function onPlaceChosen(name: string, file: url) { dialogs.workspace.createAt(name, file); }
    }
    Connections {
        target: dialogs.workspace.notifications
        function onProblem(title: string, sentence: string, advice: string) { problemDialog.show(title, sentence, advice); }
    }
}
