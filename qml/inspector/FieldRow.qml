// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// A label and, beside or below it, what edits the value.
Item {
    id: row

    required property string label
    property string hint
    /// Wide values stand below their label.
    property bool stacked: false
    // Words are not broken as long as larger letters leave room for the value.
    property real labelWidth: Math.max(108, Math.min(108 * Theme.fontScale, width * 0.42))
    default property alias content: holder.data

    width: parent ? parent.width : 280
    implicitHeight: stacked ? labelText.height + holder.childrenRect.height + 6 : Math.max(labelText.height, holder.childrenRect.height) + 4

    Label {
        id: labelText
        width: row.stacked ? row.width : row.labelWidth - Theme.gap
        height: row.stacked ? Math.max(20, implicitHeight) : Math.max(Theme.rowHeight, implicitHeight)
        wrapMode: row.stacked ? Text.NoWrap : Text.Wrap
        verticalAlignment: Text.AlignVCenter
        kind: "muted"
        text: row.label
        HoverHandler { id: hover }
        ToolTip {
            visible: hover.hovered && row.hint.length > 0
            text: row.hint
        }
    }
    Item {
        id: holder
        x: row.stacked ? 0 : row.labelWidth
        y: row.stacked ? labelText.height : 0
        width: row.width - x
        height: childrenRect.height
    }
}
