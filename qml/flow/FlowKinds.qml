// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Flow

/// Which kinds of things are drawn, and how many there are of each.
T.Popup {
    id: popup

    required property FlowModel flow

    width: Math.round(250 * Math.max(1, Theme.fontScale))
    height: implicitContentHeight + 2 * padding
    padding: Theme.gap
    focus: true
    background: Rectangle {
        color: Theme.raised
        radius: Theme.radius
        border.color: Theme.strongOutline
    }
    contentItem: Column {
        spacing: Theme.gapTiny
        Repeater {
            model: popup.flow.kinds
            CheckBox {
                required property var modelData
                objectName: "flowKind-" + modelData.kind
                text: qsTr("%1 (%L2)").arg(modelData.label).arg(modelData.count)
                checked: modelData.shown
                onToggled: popup.flow.showKind(modelData.kind, checked) // qmllint disable unqualified
            }
        }
        Button {
            objectName: "flowReset"
            kind: "quiet"
            enabled: popup.flow.hidden > 0
            text: qsTr("Show everything")
            onClicked: popup.flow.reset()
        }
    }
}
