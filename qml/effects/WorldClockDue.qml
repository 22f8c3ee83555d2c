// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// One that would come due on the way: its name and time, and below what it changes.
Column {
    id: entry

    required property int index
    required property var modelData

    width: parent ? parent.width : 400
    bottomPadding: Theme.gapTiny

    Label {
        objectName: "worldClockDue-" + entry.index
        width: parent.width
        wrapMode: Text.Wrap
        text: entry.modelData.title
    }
    Label {
        objectName: "worldClockChanges-" + entry.index
        x: Theme.gapWide
        width: parent.width - x
        visible: entry.modelData.lines.length > 0
        kind: "caption"
        wrapMode: Text.Wrap
        text: entry.modelData.lines.join("\n")
    }
}
