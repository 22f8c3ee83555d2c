// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Explorer

/// The rows of the explorer and their keys: up and down move, right and left fold, Enter selects.
ListView {
    id: tree

    required property ExplorerModel explorer
    required property string selectedId

    signal menuRequested()

    function press(row: int) {
        forceActiveFocus();
        currentIndex = row;
        explorer.activate(row);
    }
    function showSelected() {
        if (explorer.selectedRow < 0) return;
        currentIndex = explorer.selectedRow;
        positionViewAtIndex(currentIndex, ListView.Contain);
    }
    function foldOrGoUp() {
        const row = currentItem as ExplorerRow;
        if (row && row.isExpanded) explorer.setExpanded(currentIndex, false);
        else if (explorer.parentRow(currentIndex) >= 0) currentIndex = explorer.parentRow(currentIndex);
    }

    clip: true
    activeFocusOnTab: true
    boundsBehavior: Flickable.StopAtBounds
    model: explorer
    currentIndex: -1
    highlightMoveDuration: 0
    reuseItems: true
    Accessible.role: Accessible.Tree
    Accessible.name: qsTr("Explorer")
    T.ScrollBar.vertical: ScrollBar {}
    delegate: ExplorerRow {}

    Keys.onReturnPressed: explorer.activate(currentIndex)
    Keys.onEnterPressed: explorer.activate(currentIndex)
    Keys.onSpacePressed: explorer.activate(currentIndex)
    Keys.onRightPressed: explorer.setExpanded(currentIndex, true)
    Keys.onLeftPressed: foldOrGoUp()
}
