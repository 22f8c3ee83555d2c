// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// One kind of relation with the entities at its other end.
Column {
    id: group

    /// The tab is its parent.
    readonly property var tab: parent
    required property var modelData

    function go(type: string, entityId: string) { tab.go(type, entityId); }

    width: parent ? parent.width : 280

    SectionTitle {
        text: group.modelData.label
        hint: group.modelData.isList ? group.modelData.count.toLocaleString(Qt.locale(), "f", 0) : ""
    }
    Repeater {
        model: group.modelData.items
        delegate: LinkRow {}
    }
    Label {
        width: group.width
        visible: group.modelData.count > group.modelData.items.length
        leftPadding: Theme.gapWide
        kind: "caption"
        text: qsTr("and %1 more: open the table to see all").arg(group.modelData.count - group.modelData.items.length)
    }
}
