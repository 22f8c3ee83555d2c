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
    onToggled: tree.explorer.toggle(index)
    onDoubleClicked: if (!isHeading) tree.explorer.toggle(index)

    TapHandler {
        acceptedModifiers: Qt.NoModifier
        onTapped: row.tree.press(row.index)
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
    // Dragged onto the map or another view; the lines are "Type id".
    DragHandler {
        id: dragging
        target: null
        enabled: row.entityId.length > 0
        grabPermissions: PointerHandler.CanTakeOverFromAnything
    }
    Drag.active: dragging.active
    Drag.dragType: Drag.Automatic
    Drag.supportedActions: Qt.LinkAction | Qt.MoveAction
    Drag.mimeData: dragging.active ? ({ "application/x-campaign-entities": row.tree.explorer.dragText(row.index), "text/plain": row.name }) : ({})

    Rectangle {
        anchors.fill: parent
        color: "transparent"
        border.color: Theme.focus
        visible: row.tree !== null && row.tree.activeFocus && row.ListView.isCurrentItem
        radius: 2
    }
}
