// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// What is dragged between two panels.
Rectangle {
    implicitWidth: 5
    implicitHeight: 5
    color: T.SplitHandle.pressed || T.SplitHandle.hovered ? Theme.accent : Theme.surface
    Rectangle {
        anchors.centerIn: parent
        width: Math.min(parent.width, Math.max(1, parent.width - 4))
        height: Math.min(parent.height, Math.max(1, parent.height - 4))
        color: Theme.outline
    }
}
