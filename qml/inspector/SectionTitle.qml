// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// The head of a part of the inspector.
Item {
    id: head

    required property string text
    property string hint
    /// The tabs' line is above the first one already.
    readonly property bool isFirst: y === 0 && (parent?.y ?? 0) === 0

    implicitHeight: isFirst ? Theme.rowHeight : Theme.comfortableRow + Theme.gapTiny
    width: parent ? parent.width : 200

    Separator {
        y: Theme.gap
        width: parent.width
        visible: !head.isFirst
    }
    Label {
        anchors.left: parent.left
        anchors.right: hintLabel.left
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gapTiny
        kind: "section"
        text: head.text
        Accessible.role: Accessible.Heading
    }
    Label {
        id: hintLabel
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gapTiny
        kind: "caption"
        text: head.hint
    }
}
