// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Flow

/// What the lines of the diagram mean: those that are drawn now.
Item {
    id: key

    required property FlowModel flow
    required property var colors

    implicitHeight: lines.implicitHeight + 2 * Theme.gapTiny

    Separator { width: parent.width }
    Flow {
        id: lines
        x: Theme.gap
        y: Theme.gapTiny
        width: parent.width - 2 * Theme.gap
        spacing: Theme.gapWide
        Repeater {
            model: key.flow.edgeKinds
            Row {
                id: line
                required property var modelData
                spacing: Theme.gapTiny
                FlowSample {
                    anchors.verticalCenter: parent.verticalCenter
                    width: 34
                    height: 14
                    kind: line.modelData.kind
                    colors: key.colors // qmllint disable unqualified
                }
                Label {
                    kind: "muted"
                    text: line.modelData.words
                }
            }
        }
    }
}
