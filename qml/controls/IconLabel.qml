// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// A sentence with a mark in front, so that its meaning does not hang on the colour alone.
Item {
    id: row

    required property string iconName
    required property string text
    property color ink: Theme.text

    implicitWidth: mark.width + Theme.gap + label.implicitWidth
    implicitHeight: Math.max(mark.height, label.implicitHeight)

    Icon {
        id: mark
        name: row.iconName
        size: Theme.iconSize
        color: row.ink
    }
    Label {
        id: label
        anchors.left: mark.right
        anchors.leftMargin: Theme.gap
        anchors.right: parent.right
        text: row.text
        color: row.ink
        wrapMode: Text.Wrap
    }
}
