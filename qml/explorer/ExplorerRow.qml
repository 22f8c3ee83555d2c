// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// A line of the explorer's tree.
ListRow {
    id: row

    readonly property var tree: ListView.view
    required property int index
    required property string name
    required iconName
    required depth
    required detail
    required property bool isExpandable
    required property bool isExpanded
    required property bool isHeading
    required property bool isSecret
    required property bool isSelected
    required property bool isFavourite
    required property string entityId

    width: tree ? tree.width : 200
    // Clear of the scroll bar.
    rightPadding: Theme.gap + Theme.gapTiny + 2
    text: name
    secret: isSecret
    starred: isFavourite
    expandable: isExpandable
    expanded: isExpanded
    font.weight: isHeading && depth === 0 ? Font.DemiBold : Font.Normal
    highlighted: isSelected
    focusPolicy: Qt.NoFocus
    Accessible.role: Accessible.TreeItem

    // One hand for the arrow and the rest of the row: two of them would both answer.
    TapHandler {
        acceptedModifiers: Qt.NoModifier
        onTapped: (eventPoint) => row.isArrowAt(eventPoint.position.x) ? row.tree.fold(row.index) : row.tree.press(row.index)
        onDoubleTapped: (eventPoint) => {
            if (!row.isHeading && !row.isArrowAt(eventPoint.position.x)) row.tree.fold(row.index);
        }
    }
    TapHandler {
        acceptedModifiers: Qt.ControlModifier
        onTapped: row.tree.pressWithControl(row.index)
    }
    TapHandler {
        acceptedModifiers: Qt.ShiftModifier
        onTapped: row.tree.pressWithShift(row.index)
    }
    TapHandler {
        acceptedButtons: Qt.RightButton
        enabled: !row.isHeading
        onTapped: {
            if (!row.isSelected) row.tree.press(row.index);
            row.tree.menuRequested();
        }
    }
    RowDrag {
        enabled: row.entityId.length > 0
        ghost: row.tree?.ghost ?? null
        onLifted: ghost.lift(row.tree.explorer.dragText(row.index), row.tree.explorer.dragLabel(row.index))
    }

    Rectangle {
        anchors.fill: parent
        color: "transparent"
        border.color: Theme.focus
        visible: row.tree !== null && row.tree.activeFocus && row.ListView.isCurrentItem
        radius: 2
    }
}
