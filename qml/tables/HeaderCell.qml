// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Tables

/// One heading: its name, the mark of a computed column, which way it is sorted.
T.AbstractButton {
    id: cell

    /// The row of headings is its parent.
    readonly property var strip: parent
    readonly property EntityTable table: strip?.table ?? null
    required property var modelData
    required property int index
    readonly property bool isSorted: table?.sortKey === modelData.key
    property int chosenWidth: table ? table.columnWidth(index) : 100

    objectName: "header-" + modelData.key
    width: chosenWidth
    height: parent ? parent.height : 28
    text: modelData.label
    focusPolicy: Qt.TabFocus
    Accessible.name: isSorted ? (table.sortDescending ? qsTr("%1, sorted downwards").arg(text) : qsTr("%1, sorted upwards").arg(text)) : text
    Accessible.role: Accessible.ColumnHeader
    onClicked: table.sortBy(modelData.key)

    contentItem: Item { // qmllint disable deferred-property-id
        Label {
            id: title
            x: cell.modelData.isNumber ? parent.width - Theme.gap - width : Theme.gap
            width: Math.min(implicitWidth, parent.width - 2 * Theme.gap - (marks.width > 0 ? marks.width + Theme.gapTiny : 0))
            height: parent.height
            verticalAlignment: Text.AlignVCenter
            kind: "caption"
            font.weight: cell.isSorted ? Font.DemiBold : Font.Normal
            color: cell.isSorted ? Theme.text : Theme.muted
            text: cell.text
        }
        Row {
            id: marks
            // Before the heading of numbers, which stands above their ends.
            x: cell.modelData.isNumber ? title.x - width - Theme.gapTiny : title.x + title.width + Theme.gapTiny
            anchors.verticalCenter: parent.verticalCenter
            Label {
                visible: cell.modelData.isComputed
                kind: "caption"
                font.italic: true
                color: Theme.accent
                text: "fx"
            }
            Icon {
                visible: cell.isSorted
                name: cell.table.sortDescending ? "chevron-down" : "chevron-up"
                size: Theme.iconTiny
                color: Theme.accent
            }
        }
    }
    background: Rectangle {
        color: cell.hovered ? Theme.hover : "transparent"
        FocusRing {
            shown: cell.visualFocus
            anchors.margins: 1
        }
    }
    ToolTip {
        visible: cell.hovered && cell.modelData.isComputed
        text: qsTr("Computed by rules")
    }
    Rectangle {
        anchors.right: parent.right
        width: 1
        height: parent.height
        color: Theme.outline
    }
    MouseArea {
        anchors.right: parent.right
        width: 7
        height: parent.height
        cursorShape: Qt.SplitHCursor
        preventStealing: true
        onPositionChanged: (mouse) => {
            cell.chosenWidth = Math.max(48, cell.chosenWidth + mouse.x - 3);
            cell.table.setColumnWidth(cell.index, cell.chosenWidth);
            cell.strip.resized();
        }
    }
}
