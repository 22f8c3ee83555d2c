// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// A computed value and the rule that gave it.
FieldRow {
    id: row

    /// The section is its parent.
    readonly property var section: parent
    readonly property Inspector inspector: section?.inspector ?? null
    required property var modelData

    label: modelData.label

    Label {
        id: valueLabel
        objectName: "computed-" + row.modelData.label
        width: row.width - row.labelWidth
        height: Theme.rowHeight
        verticalAlignment: Text.AlignVCenter
        font.weight: Font.DemiBold
        text: row.modelData.value.length > 0 ? row.modelData.value : qsTr("No value")
    }
    Item {
        anchors.top: valueLabel.bottom
        width: row.width - row.labelWidth
        height: 20
        visible: row.modelData.ruleId.length > 0
        Accessible.role: Accessible.Link
        Accessible.name: qsTr("Computed by the rule %1. Go there").arg(row.modelData.rule)
        Icon {
            id: mark
            anchors.verticalCenter: parent.verticalCenter
            size: Theme.iconSmall
            name: "rule"
            color: Theme.accent
        }
        Label {
            anchors.left: mark.right
            anchors.leftMargin: Theme.gapTiny
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            kind: "caption"
            color: Theme.accent
            text: row.modelData.rule
        }
        HoverHandler { id: hover }
        ToolTip {
            visible: hover.hovered
            text: qsTr("Computed by the rule %1").arg(row.modelData.rule)
        }
        TapHandler { onTapped: row.inspector.go("FieldCondition", row.modelData.ruleId) }
    }
    Label {
        anchors.top: valueLabel.bottom
        width: row.width - row.labelWidth
        visible: row.modelData.ruleId.length === 0 && row.modelData.problem.length > 0
        kind: "caption"
        color: Theme.critical
        wrapMode: Text.Wrap
        text: row.modelData.problem
    }
}
