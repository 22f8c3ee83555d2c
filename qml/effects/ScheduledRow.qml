// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Effects

/// Something put off: what it is called, when it runs or why it did not, and the ways to run it at once or call it off.
Rectangle {
    id: row

    /// The tab is its parent.
    readonly property var tab: parent
    required property var modelData
    readonly property bool hasFailed: modelData.problem.length > 0

    objectName: "scheduled-" + modelData.name
    width: parent ? parent.width : 280
    implicitHeight: body.implicitHeight + 2 * Theme.gap
    radius: Theme.radius
    color: Theme.raised
    border.color: Theme.outline

    Column {
        id: body
        x: Theme.gap
        y: Theme.gap
        width: parent.width - 2 * Theme.gap
        Label {
            width: parent.width
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
            maximumLineCount: 3
            text: row.modelData.name
        }
        Label {
            objectName: "scheduledWhen-" + row.modelData.name
            width: parent.width
            kind: row.hasFailed ? "normal" : "muted"
            color: row.hasFailed ? Theme.critical : Theme.muted
            wrapMode: Text.Wrap
            text: row.hasFailed ? row.modelData.problem : row.modelData.when
        }
        ScheduledButtons {
            width: parent.width
            visible: !row.hasFailed
            topPadding: Theme.gapTiny
            entry: row.modelData
            effects: row.tab.deferred
            title: row.modelData.name
        }
    }
}
