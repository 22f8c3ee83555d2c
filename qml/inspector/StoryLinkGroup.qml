// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// One way of being linked with the entities at the other ends.
Column {
    id: group

    /// The section is its parent.
    readonly property var section: parent
    required property var modelData

    function go(type: string, entityId: string) { section.go(type, entityId); }
    function take(linkId: string) { section.take(linkId); }

    width: parent ? parent.width : 280

    SectionTitle { text: group.modelData.label }
    Repeater {
        model: group.modelData.items
        delegate: StoryLinkRow {}
    }
}
