// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// What the entity refers to and what refers to it.
Column {
    id: tab

    required property Inspector inspector

    function go(type: string, entityId: string) { inspector.go(type, entityId); }

    EntityLinks {
        id: links
        session: tab.inspector.session
        typeName: tab.inspector.typeName
        entityId: tab.inspector.entityId
    }
    StoryLinksSection { inspector: tab.inspector }
    Repeater {
        model: links.groups
        delegate: LinkGroup {}
    }
    Label {
        width: parent.width
        visible: links.isKnown && links.groups.length === 0
        topPadding: Theme.gapWide
        kind: "muted"
        wrapMode: Text.Wrap
        text: qsTr("Nothing is linked with it yet.")
    }
}
