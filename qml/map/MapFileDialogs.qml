// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Dialogs

/// The system's file dialogs of the map. Loaded when first needed.
Item {
    id: pickers

    signal pictureChosen(url file)
    signal exportChosen(url file)

    function pickPicture() { pictureDialog.open(); }
    /// Proposed beside the file, a path, under this name.
    function pickExport(path: string, name: string) {
        const folder = "file://" + path.slice(0, path.lastIndexOf("/"));
        exportDialog.currentFolder = folder;
        exportDialog.selectedFile = folder + "/" + encodeURIComponent(name.replace(/[\/:*?"<>|]/g, "-")) + ".png";
        exportDialog.open();
    }

    FileDialog {
        id: pictureDialog
        title: qsTr("Choose the map's picture")
        nameFilters: [qsTr("Pictures (*.png *.jpg *.jpeg *.webp *.svg)"), qsTr("All files (*)")]
        onAccepted: pickers.pictureChosen(selectedFile)
    }
    FileDialog {
        id: exportDialog
        title: qsTr("Save the map as a picture")
        acceptLabel: qsTr("Save")
        fileMode: FileDialog.SaveFile
        defaultSuffix: "png"
        nameFilters: [qsTr("PNG pictures (*.png)")]
        onAccepted: pickers.exportChosen(selectedFile)
    }
}
