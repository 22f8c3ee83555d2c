// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// One cell: the value in words; computed ones quieter; an edit that was refused shows why.
Rectangle {
    id: cell

    required property int row
    required property int column
    required property string display
    required property bool isNumber
    required property bool isEditable
    required property bool isChosen
    required property string problem
    required property bool isShared
    readonly property var grid: TableView.view
    readonly property bool isCurrent: grid?.focusRow === row && grid?.focusColumn === column

    objectName: "cell-" + row + "-" + column
    implicitHeight: Theme.rowHeight
    implicitWidth: 100
    color: isChosen ? Theme.selected : (row % 2 === 1 ? Theme.raised : Theme.surface)
    Accessible.role: Accessible.Cell
    Accessible.name: display
    Accessible.description: problem

    Label {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap
        anchors.rightMargin: warning.visible ? 22 : Theme.gap
        verticalAlignment: Text.AlignVCenter
        horizontalAlignment: cell.isNumber ? Text.AlignRight : Text.AlignLeft
        textFormat: Text.PlainText
        text: cell.display
        Accessible.ignored: true
    }
    Icon {
        id: warning
        anchors.right: parent.right
        anchors.rightMargin: Theme.gapTiny
        anchors.verticalCenter: parent.verticalCenter
        visible: cell.problem.length > 0
        name: "warning"
        size: Theme.iconSize
        color: Theme.critical
        ToolTip {
            visible: hover.hovered && cell.problem.length > 0
            text: cell.problem
        }
    }
    Rectangle {
        anchors.right: parent.right
        width: 1
        height: parent.height
        color: Theme.outline
        opacity: 0.5
    }
    Rectangle {
        anchors.fill: parent
        visible: cell.isCurrent || cell.problem.length > 0
        color: "transparent"
        border.width: 2
        border.color: cell.problem.length > 0 ? Theme.critical : Theme.focus
    }
    HoverHandler { id: hover }
    MouseArea {
        anchors.fill: parent
        acceptedButtons: Qt.LeftButton | Qt.RightButton
        onClicked: (mouse) => {
            if (mouse.button === Qt.RightButton) cell.grid.menu(cell.row, cell.column, cell.isChosen);
            else cell.grid.choose(cell.row, cell.column, mouse.modifiers & Qt.ShiftModifier, mouse.modifiers & Qt.ControlModifier);
        }
        onDoubleClicked: cell.grid.edit()
    }
}
