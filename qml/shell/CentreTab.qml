// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// One tab of a pane of the centre.
T.AbstractButton {
    id: tab

    required property string title
    required property string iconName
    required property bool isCurrent
    required property bool isActive
    required property bool canClose

    signal closeRequested()

    implicitWidth: face.implicitWidth + 2 * Theme.gapWide + (canClose ? closer.width : 0)
    font.family: Theme.family
    font.pixelSize: Theme.fontBody
    text: title
    Accessible.role: Accessible.PageTab
    Accessible.name: title
    Accessible.selected: isCurrent

    IconText {
        id: face
        x: Theme.gapWide
        anchors.verticalCenter: parent.verticalCenter
        iconName: tab.iconName
        text: tab.title
        font: tab.font
        color: tab.isCurrent ? Theme.text : Theme.muted
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
        text: qsTr("Close %1").arg(tab.title)
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
