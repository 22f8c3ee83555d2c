// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// A note's title and the beginning of its text; press it to go there.
Rectangle {
    id: note

    /// The section is its parent.
    readonly property var section: parent
    readonly property Inspector inspector: section?.inspector ?? null
    required property var modelData

    width: parent ? parent.width : 280
    implicitHeight: body.implicitHeight + Theme.gap
    radius: Theme.radius
    color: hover.hovered ? Theme.hover : "transparent"
    Accessible.role: Accessible.Button
    Accessible.name: modelData.name
    Accessible.onPressAction: inspector.go("Note", modelData.id)

    Column {
        id: body
        x: Theme.gapTiny
        y: Theme.gapTiny
        width: parent.width - Theme.gap
        Label {
            width: parent.width
            font.weight: Font.DemiBold
            text: note.modelData.name
        }
        Label {
            width: parent.width
            visible: text.length > 0
            wrapMode: Text.Wrap
            maximumLineCount: 6
            text: note.modelData.text
        }
    }
    HoverHandler { id: hover }
    TapHandler { onTapped: note.inspector.go("Note", note.modelData.id) }
}
