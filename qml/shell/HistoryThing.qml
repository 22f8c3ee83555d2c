// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// One of the things that a step of the history changed, and how.
Column {
    id: thing

    required property int index
    required property var modelData

    objectName: "historyThing-" + index
    width: parent ? parent.width : 280
    topPadding: Theme.gapTiny
    IconLabel {
        width: parent.width
        iconName: thing.modelData.icon
        text: thing.modelData.title
    }
    Repeater {
        model: thing.modelData.lines
        delegate: Label {
            required property string modelData
            width: parent ? parent.width : 280
            leftPadding: Theme.iconSize + Theme.gapTiny
            kind: "muted"
            wrapMode: Text.Wrap
            maximumLineCount: 3
            textFormat: Text.PlainText
            text: modelData
        }
    }
}
