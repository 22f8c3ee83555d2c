// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// The notes about the entity, and a line to begin another.
Column {
    id: section

    required property Inspector inspector

    width: parent ? parent.width : 280
    spacing: 2

    SectionTitle { text: qsTr("Notes") }

    Repeater {
        model: section.inspector.notes
        delegate: NoteRow {}
    }
    TextField {
        objectName: "newNote"
        width: parent.width
        placeholderText: qsTr("Add a note: its title")
        onAccepted: {
            section.inspector.addNote(text);
            clear();
        }
    }
}
