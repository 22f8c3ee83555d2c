// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// What changed in the entity, newest first.
Column {
    id: tab

    required property Inspector inspector

    function undo(seq: var) { history.undo(seq); }

    spacing: Theme.gapTiny

    EntityHistory {
        id: history
        session: tab.inspector.session
        typeName: tab.inspector.typeName
        entityId: tab.inspector.entityId
    }
    SectionTitle { text: qsTr("History") }
    Repeater {
        model: history.entries
        delegate: HistoryRow {}
    }
    Button {
        visible: history.hasMore
        kind: "quiet"
        text: qsTr("Older changes")
        onClicked: history.more()
    }
}
