// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Explorer

/// The rows of the explorer and their keys: up and down move, right and left fold, Enter selects, with
/// Shift a range, with Ctrl one more.
ListView {
    id: tree

    required property ExplorerModel explorer
    /// Where a range begins.
    property int anchorRow: -1
    readonly property DraggedEntities ghost: DraggedEntities { parent: tree.T.Overlay.overlay }

    signal menuRequested()

    function press(row: int) {
        forceActiveFocus();
        currentIndex = row;
        anchorRow = row;
        explorer.activate(row);
    }
    /// Without a word to the selection.
    function fold(row: int) {
        forceActiveFocus();
        currentIndex = row;
        explorer.toggle(row);
    }
    function pressWithControl(row: int) {
        forceActiveFocus();
        currentIndex = row;
        anchorRow = row;
        explorer.toggleSelected(row);
    }
    function pressWithShift(row: int) {
        forceActiveFocus();
        explorer.selectRange(anchorRow < 0 ? row : anchorRow, row);
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
    Keys.onMenuPressed: menuRequested()
    Keys.onPressed: (event) => {
        const isRange = event.modifiers & Qt.ShiftModifier && (event.key === Qt.Key_Up || event.key === Qt.Key_Down);
        if (!isRange) return;
        event.accepted = true;
        if (anchorRow < 0) anchorRow = currentIndex;
        event.key === Qt.Key_Up ? decrementCurrentIndex() : incrementCurrentIndex();
        explorer.selectRange(anchorRow, currentIndex);
    }
}
