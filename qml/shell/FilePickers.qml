// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Dialogs
import Campaign.Workspace

/// The system's file dialogs. Loaded when first needed: starting the application does not wait for them.
Item {
    id: pickers

    required property Workspace workspace
    property string newName
    property string exportFormat
    property string exportType

    signal openChosen(url file)
    signal importChosen(url file)
    signal listChosen(url file)
    signal restoreChosen(url file)
    signal exportChosen(url file, string format, string type)
    signal placeChosen(string name, url file)

    function show(dialog: FileDialog) {
        dialog.currentFolder = workspace.filesFolder();
        dialog.open();
    }
    function pickOpen() { show(openDialog); }
    function pickImport() { show(importDialog); }
    function pickList() { show(listDialog); }
    function pickRestore() { show(restoreDialog); }
    function pickExport(format: string, type: string) {
        exportFormat = format;
        exportType = type;
        show(exportDialog);
    }
    function pickPlace(name: string) {
        newName = name;
        show(placeDialog);
    }

    FileDialog {
        id: openDialog
        title: qsTr("Open a campaign")
        nameFilters: [qsTr("Campaigns (*.campaign)"), qsTr("All files (*)")]
        onAccepted: pickers.openChosen(selectedFile)
    }
    FileDialog {
        id: importDialog
        title: qsTr("Import a world")
        nameFilters: [qsTr("Worlds and exports (*.map *.json *.geojson)"), qsTr("All files (*)")]
        onAccepted: pickers.importChosen(selectedFile)
    }
    FileDialog {
        id: listDialog
        title: qsTr("Import into this campaign")
        nameFilters: [qsTr("Lists, places, calendars (*.csv *.tsv *.txt *.geojson *.json)"), qsTr("All files (*)")]
        onAccepted: pickers.listChosen(selectedFile)
    }
    FileDialog {
        id: restoreDialog
        title: qsTr("Whose copies?")
        nameFilters: [qsTr("Campaigns (*.campaign)"), qsTr("All files (*)")]
        onAccepted: pickers.restoreChosen(selectedFile)
    }
    FileDialog {
        id: exportDialog
        title: qsTr("Export to a file")
        fileMode: FileDialog.SaveFile
        defaultSuffix: pickers.exportFormat
        nameFilters: [pickers.exportFormat.toUpperCase() + " (*." + pickers.exportFormat + ")"]
        onAccepted: pickers.exportChosen(selectedFile, pickers.exportFormat, pickers.exportType)
    }
    FileDialog {
        id: placeDialog
        title: qsTr("Where to keep the campaign")
        fileMode: FileDialog.SaveFile
        defaultSuffix: "campaign"
        nameFilters: [qsTr("Campaigns (*.campaign)")]
        onAccepted: pickers.placeChosen(pickers.newName, selectedFile)
    }
}
