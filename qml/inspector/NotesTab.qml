// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// The notes about the entity, and those that mention it.
Column {
    id: tab

    required property Inspector inspector

    function go(type: string, entityId: string) { inspector.go(type, entityId); }

    NotesSection {
        inspector: tab.inspector
        visible: tab.inspector.typeName !== "Note"
    }
    EntityMentions {
        id: mentions
        session: tab.inspector.session
        typeName: tab.inspector.typeName
        entityId: tab.inspector.entityId
    }
    SectionTitle { text: qsTr("Mentioned in") }
    Label {
        width: parent.width
        visible: mentions.isKnown && mentions.backlinks.length === 0
        kind: "muted"
        wrapMode: Text.Wrap
        text: qsTr("No text mentions it yet. Type @ in a note to name something.")
    }
    Repeater {
        model: mentions.backlinks
        delegate: BacklinkRow {}
    }
}
