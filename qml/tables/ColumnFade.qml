// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// At an edge of the table: there are more columns that way.
Rectangle {
    id: fade

    required property bool shown
    property bool isLeft: false
    readonly property color clear: Qt.rgba(Theme.surface.r, Theme.surface.g, Theme.surface.b, 0)

    width: 36
    visible: shown
    gradient: Gradient {
        orientation: Gradient.Horizontal
        GradientStop {
            position: fade.isLeft ? 0.5 : 0
            color: fade.isLeft ? Theme.surface : fade.clear
        }
        GradientStop {
            position: fade.isLeft ? 1 : 0.5 // nothing shows through under the arrow
            color: fade.isLeft ? fade.clear : Theme.surface
        }
    }
    Icon {
        anchors.left: fade.isLeft ? parent.left : undefined
        anchors.right: fade.isLeft ? undefined : parent.right
        y: (Theme.rowHeight - height) / 2
        name: fade.isLeft ? "chevron-left" : "chevron-right"
        size: Theme.iconSmall
        color: Theme.accent
    }
}
