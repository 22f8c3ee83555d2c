// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// One part of a rule in words: its mark, what it gives, and below it what it read.
Item {
    id: row

    required property int index
    required property var modelData
    readonly property bool isTruth: modelData.truth.length > 0
    readonly property color ink: modelData.truth === "true" ? Theme.positive : Theme.muted

    objectName: "reason-" + index
    width: parent ? parent.width : 280
    implicitHeight: words.height + (detail.visible ? detail.height : 0) + Theme.gapTiny
    Accessible.role: Accessible.StaticText
    Accessible.name: modelData.result.length > 0 ? qsTr("%1: %2").arg(modelData.words).arg(modelData.result) : modelData.words
    Accessible.description: modelData.detail

    Icon {
        id: mark
        x: row.modelData.depth * 12
        y: (Math.min(words.height, 20) - height) / 2
        name: row.modelData.truth === "true" ? "check" : "close"
        size: Theme.iconSmall
        opacity: row.isTruth ? 1 : 0
        color: row.ink
    }
    Label {
        id: words
        anchors.left: mark.right
        anchors.leftMargin: Theme.gapTiny
        anchors.right: result.left
        anchors.rightMargin: Theme.gap
        wrapMode: Text.Wrap
        text: row.modelData.words
        Accessible.ignored: true
    }
    Label {
        id: result
        anchors.right: parent.right
        width: Math.min(implicitWidth, row.width * 0.4)
        horizontalAlignment: Text.AlignRight
        font.weight: Font.DemiBold
        color: row.ink
        text: row.modelData.result
        Accessible.ignored: true
    }
    Label {
        id: detail
        anchors.top: words.bottom
        anchors.left: words.left
        anchors.right: parent.right
        visible: text.length > 0
        kind: "caption"
        wrapMode: Text.Wrap
        text: row.modelData.detail
        Accessible.ignored: true
    }
}
