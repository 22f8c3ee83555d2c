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
    required property string entityId

    width: tree ? tree.width : 200
    // Clear of the scroll bar.
    rightPadding: Theme.gap + Theme.gapTiny + 2
    text: name
    secret: isSecret
    expandable: isExpandable
    expanded: isExpanded
    font.weight: isHeading && depth === 0 ? Font.DemiBold : Font.Normal
    highlighted: tree !== null && entityId.length > 0 && entityId === tree.selectedId
    focusPolicy: Qt.NoFocus
    Accessible.role: Accessible.TreeItem
    onToggled: tree.explorer.toggle(index)
    onClicked: tree.press(index)
    onDoubleClicked: if (!isHeading) tree.explorer.toggle(index)

    TapHandler {
        acceptedButtons: Qt.RightButton
        enabled: !row.isHeading
        onTapped: {
            row.tree.press(row.index);
            row.tree.menuRequested();
        }
    }
    Rectangle {
        anchors.fill: parent
        color: "transparent"
        border.color: Theme.focus
        visible: row.tree !== null && row.tree.activeFocus && row.ListView.isCurrentItem
        radius: 2
    }
}
