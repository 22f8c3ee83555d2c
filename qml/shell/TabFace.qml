// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// What a tab of the centre or of the dock looks like.
T.AbstractButton {
    id: tab

    property string iconName
    property bool isCurrent: false
    property bool isActive: isCurrent
    property bool canClose: false
    /// In a small frame behind the words, "" for none.
    property string badge

    /// Beside other tabs there may be no more room than this.
    property real room: 10000
    /// Of those not shown only the icon stands then.
    readonly property bool isShort: room < 10000 && !isCurrent
    readonly property real extras: (cap.visible ? cap.width + Theme.gapTiny : 0) + (canClose ? closer.width : 0)
    readonly property real shortWidth: 2 * Theme.gapTiny + Theme.iconSize + extras
    readonly property real wholeWidth: 2 * Theme.gapWide + Theme.iconSize + 6 + metrics.advanceWidth + extras
    readonly property real side: isShort ? Theme.gapTiny : room < 10000 ? Theme.gap : Theme.gapWide

    signal closeRequested()

    implicitWidth: Math.min(room, face.implicitWidth + 2 * side + extras)
    clip: room < 10000
    implicitHeight: Theme.rowHeight + Theme.gapTiny
    font.family: Theme.family
    font.pixelSize: Theme.fontBody
    Accessible.role: Accessible.PageTab
    Accessible.name: text
    Accessible.selected: isCurrent

    TextMetrics {
        id: metrics
        font: tab.font
        text: tab.text
    }
    IconText {
        id: face
        x: tab.side
        anchors.verticalCenter: parent.verticalCenter
        iconName: tab.iconName
        text: tab.isShort ? "" : tab.text
        room: Math.max(0, tab.room - 2 * tab.side - Theme.iconSize - tab.extras - 6)
        font: tab.font
        color: tab.isCurrent ? Theme.text : Theme.muted
    }
    KeyCap {
        id: cap
        anchors.left: face.right
        anchors.leftMargin: Theme.gapTiny
        anchors.verticalCenter: parent.verticalCenter
        text: tab.badge
    }
    IconButton {
        id: closer
        anchors.right: parent.right
        anchors.rightMargin: 2
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.chipHeight
        height: Theme.chipHeight
        visible: tab.canClose
        focusPolicy: Qt.NoFocus
        iconName: "close"
        text: qsTr("Close %1").arg(tab.text)
        onClicked: tab.closeRequested()
    }
    background: Rectangle {
        color: tab.isCurrent ? Theme.surface : (tab.hovered ? Theme.hover : "transparent")
        Rectangle {
            width: parent.width
            height: 2
            color: tab.isActive ? Theme.accent : Theme.strongOutline
            visible: tab.isCurrent
        }
        FocusRing {
            shown: tab.visualFocus
            anchors.margins: 1
        }
    }
}
