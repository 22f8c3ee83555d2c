// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Dialogs

/// Where the picture of the flow is saved: the system's dialog.
Item {
    id: picker

    signal chosen(url file)
    signal closed()

    /// Proposed beside the file, a path, under this name.
    function pick(path: string, name: string) {
        const folder = "file://" + path.slice(0, path.lastIndexOf("/"));
        dialog.currentFolder = folder;
        dialog.selectedFile = folder + "/" + encodeURIComponent(name.replace(/[\/:*?"<>|]/g, "-")) + ".png";
        dialog.open();
    }

    FileDialog {
        id: dialog
        title: qsTr("Save the flow as a picture")
        acceptLabel: qsTr("Save")
        fileMode: FileDialog.SaveFile
        defaultSuffix: "png"
        nameFilters: [qsTr("PNG pictures (*.png)")]
        onAccepted: {
            picker.chosen(selectedFile);
            picker.closed();
        }
        onRejected: picker.closed()
    }
}
