// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// Looks like a search field and opens the place where one searches.
T.AbstractButton {
    id: control

    property alias keys: cap.text
    /// The words go first where there is no room for the keys, too.
    readonly property bool hasRoom: width > glass.width + words.implicitWidth + measure.width + 5 * Theme.gap

    implicitWidth: 240
    implicitHeight: Theme.controlHeight
    Accessible.name: text
    Accessible.description: keys

    TextMetrics {
        id: measure
        font.family: Theme.family
        font.pixelSize: Theme.fontCaption
        text: control.keys
    }
    Icon {
        id: glass
        x: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        name: "search"
        size: Theme.iconSize
        color: Theme.muted
    }
    Label {
        id: words
        anchors.left: glass.right
        anchors.leftMargin: Theme.gapTiny
        anchors.right: control.hasRoom ? cap.left : parent.right
        anchors.verticalCenter: parent.verticalCenter
        kind: "muted"
        text: control.text
        Accessible.ignored: true
    }
    KeyCap {
        id: cap
        visible: control.hasRoom && text.length > 0
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
    }
    background: Rectangle {
        radius: Theme.radius
        color: control.hovered ? Theme.hover : Theme.raised
        border.color: Theme.strongOutline
        FocusRing { shown: control.visualFocus }
    }
}
