// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// A note that is not made yet: its title is asked for where it will stand; the text comes after it.
FocusScope {
    id: page

    signal named(string title)
    signal givenUp()

    function begin() {
        title.clear();
        title.forceActiveFocus();
    }
    function end() {
        const name = title.text.trim();
        title.clear();
        if (name.length > 0) named(name);
        else givenUp();
    }

    // Beside the title: as leaving it.
    MouseArea {
        anchors.fill: parent
        onClicked: page.end()
    }
    Column {
        x: Theme.gapWide
        y: Theme.gap
        width: Math.min(720, parent.width - 2 * Theme.gapWide)
        spacing: Theme.gap
        TextField {
            id: title
            readonly property bool isUnsaved: length > 0
            objectName: "newNoteTitle"
            width: parent.width
            implicitHeight: Theme.comfortableRow
            font.pixelSize: Theme.fontTitle
            font.weight: Font.DemiBold
            focus: true
            placeholderText: qsTr("Title of the new note")
            onEditingFinished: if (page.visible) page.end()
            // Before the window's Esc leaves the field, which would make the note.
            Keys.onShortcutOverride: (event) => event.accepted = event.key === Qt.Key_Escape
            Keys.onEscapePressed: {
                clear();
                page.end();
            }
        }
        Separator { width: parent.width }
        Label {
            width: parent.width
            kind: "muted"
            font.pixelSize: Theme.fontHeading
            text: qsTr("Enter makes the note and goes on with its text.")
        }
    }
}
