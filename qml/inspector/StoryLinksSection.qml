// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// What an event or encounter needs, blocks and triggers, and the place to say so.
Column {
    id: section

    required property Inspector inspector

    function go(type: string, entityId: string) { inspector.go(type, entityId); }
    function take(linkId: string) { links.remove(linkId); }

    width: parent ? parent.width : 280
    spacing: Theme.gapTiny
    visible: links.canLink

    StoryLinks {
        id: links
        session: section.inspector.session
        typeName: section.inspector.typeName
        entityId: section.inspector.entityId
    }
    Repeater {
        model: links.groups
        delegate: StoryLinkGroup {}
    }
    Button {
        objectName: "newLink"
        visible: !form.visible
        iconName: "add"
        text: qsTr("Link with another")
        onClicked: form.begin()
    }
    StoryLinkForm {
        id: form
        visible: false
        links: links
    }
}
