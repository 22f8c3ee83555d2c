// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// The head of a part of the inspector.
Item {
    id: head

    required property string text
    property string hint

    implicitHeight: Theme.comfortableRow
    width: parent ? parent.width : 200

    Separator {
        width: parent.width
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
