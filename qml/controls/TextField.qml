// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// One line of text. A problem (a sentence) colours the frame, shows a mark and is read out.
T.TextField {
    id: control

    property string problem

    implicitWidth: Math.max(120, contentWidth + leftPadding + rightPadding)
    implicitHeight: Theme.controlHeight
    leftPadding: Theme.gap
    rightPadding: Theme.gap + (problem ? Theme.iconSize : 0)
    verticalAlignment: TextInput.AlignVCenter
    color: Theme.text
    placeholderTextColor: Theme.muted
    selectionColor: Theme.accent
    selectedTextColor: Theme.accentText
    selectByMouse: true
    opacity: enabled ? 1 : 0.5
    font.family: Theme.family
    font.pixelSize: Theme.fontBody
    Accessible.name: placeholderText
    Accessible.description: problem

    Text {
        x: control.leftPadding
        width: control.width - control.leftPadding - control.rightPadding
        height: control.height
        verticalAlignment: Text.AlignVCenter
        text: control.placeholderText
        font: control.font
        color: control.placeholderTextColor
        elide: Text.ElideRight
        visible: control.length === 0 && control.preeditText.length === 0
    }

    Icon {
        anchors.right: parent.right
        anchors.rightMargin: Theme.gapTiny
        anchors.verticalCenter: parent.verticalCenter
        visible: control.problem.length > 0
        name: "warning"
        size: Theme.iconSize
        color: Theme.critical
        ToolTip { visible: control.hovered && control.problem.length > 0; text: control.problem }
    }

    background: Rectangle {
        radius: Theme.radius
        color: control.readOnly ? "transparent" : Theme.raised
        border.width: control.activeFocus ? 2 : 1
        border.color: control.problem ? Theme.critical : (control.activeFocus ? Theme.focus : Theme.strongOutline)
    }
}
