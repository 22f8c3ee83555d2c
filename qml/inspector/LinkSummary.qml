// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// A link met by itself, as a sentence of its two ends, each a way there.
Column {
    id: view

    required property Inspector inspector

    width: parent ? parent.width : 280
    topPadding: Theme.gapTiny
    bottomPadding: Theme.gapTiny
    spacing: Theme.gapTiny
    visible: ends.isLink

    LinkEnds {
        id: ends
        session: view.inspector.session
        typeName: view.inspector.typeName
        entityId: view.inspector.entityId
    }
    Chip {
        objectName: "linkSource"
        visible: ends.sourceName.length > 0
        width: Math.min(implicitWidth, parent.width)
        iconName: ends.sourceIcon
        text: ends.sourceName
        onClicked: view.inspector.go(ends.sourceType, ends.sourceId)
    }
    Label {
        leftPadding: Theme.gap
        visible: ends.sourceName.length > 0
        kind: "muted"
        text: ends.relation
    }
    Chip {
        objectName: "linkTarget"
        visible: ends.targetName.length > 0
        width: Math.min(implicitWidth, parent.width)
        iconName: ends.targetIcon
        text: ends.targetName
        onClicked: view.inspector.go(ends.targetType, ends.targetId)
    }
}
