// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Session
import Campaign.Tables

/// The cells. Arrows move, Shift extends, Ctrl+A chooses all, F2 or Enter edits the cell, Ctrl+C copies.
FocusScope {
    id: grid

    required property EntityTable table
    required property Session session
    readonly property alias contentX: cells.contentX
    /// How much of the columns is out of sight to the right.
    readonly property real beyond: cells.contentWidth - cells.width - cells.contentX
    property int currentColumn: 0
    readonly property int currentRow: table.currentRow

    signal menuRequested()

    function forceLayout() { cells.forceLayout(); }
    function go(row: int, extend: bool) {
        const target = Math.max(0, Math.min(table.loaded - 1, row));
        table.chooseRow(target, extend, false);
        cells.positionViewAtRow(target, TableView.Contain);
    }
    function goColumn(column: int) {
        currentColumn = Math.max(0, Math.min(table.headers.length - 1, column));
        cells.positionViewAtColumn(currentColumn, TableView.Contain);
    }
    function beginEdit() {
        if (currentRow >= 0) editor.openAt(currentRow, currentColumn);
    }

    Accessible.role: Accessible.Table
    Accessible.name: table.pluralLabel
    Accessible.description: table.nameAt(currentRow)
    Keys.onUpPressed: (event) => go(currentRow - 1, event.modifiers & Qt.ShiftModifier)
    Keys.onDownPressed: (event) => go(currentRow + 1, event.modifiers & Qt.ShiftModifier)
    Keys.onLeftPressed: goColumn(currentColumn - 1)
    Keys.onRightPressed: goColumn(currentColumn + 1)
    Keys.onReturnPressed: beginEdit()
    Keys.onEnterPressed: beginEdit()
    Keys.onPressed: (event) => {
        const page = Math.max(1, Math.floor(cells.height / Theme.rowHeight) - 1);
        const steps = ({ [Qt.Key_PageDown]: page, [Qt.Key_PageUp]: -page, [Qt.Key_End]: table.loaded, [Qt.Key_Home]: -table.loaded });
        event.accepted = true;
        if (event.key in steps) go(currentRow + steps[event.key], event.modifiers & Qt.ShiftModifier);
        else if (event.key === Qt.Key_Menu) menuRequested();
        else if (event.matches(StandardKey.SelectAll)) table.chooseAll();
        else if (event.matches(StandardKey.Copy)) table.copy();
        else event.accepted = false;
    }
    Keys.onShortcutOverride: (event) => {
        event.accepted = event.key === Qt.Key_F2 || event.matches(StandardKey.SelectAll) || event.matches(StandardKey.Copy);
    }
    Keys.onReleased: (event) => {
        if (event.key === Qt.Key_F2) beginEdit();
    }

    TableView {
        id: cells

        readonly property int focusRow: grid.activeFocus ? grid.currentRow : -1
        readonly property int focusColumn: grid.currentColumn

        function choose(row: int, column: int, extend: bool, toggle: bool) {
            grid.forceActiveFocus();
            grid.currentColumn = column;
            grid.table.chooseRow(row, extend, toggle);
        }
        function edit() { grid.beginEdit(); }
        function menu(row: int, column: int, isChosen: bool) {
            if (!isChosen) choose(row, column, false, false);
            grid.menuRequested();
        }

        anchors.fill: parent
        clip: true
        model: grid.table
        boundsBehavior: Flickable.StopAtBounds
        reuseItems: true
        rowHeightProvider: () => Theme.rowHeight
        columnWidthProvider: (column) => grid.table.columnWidth(column)
        T.ScrollBar.vertical: ScrollBar {}
        T.ScrollBar.horizontal: ScrollBar {}
        delegate: TableCell {}
        CellEditor {
            id: editor
            table: grid.table
            session: grid.session
            onFinished: grid.forceActiveFocus()
        }
    }
    Connections {
        target: grid.table
        function onColumnsChanged() {
            editor.close();
            cells.forceLayout();
        }
        function onTypeChanged() {
            cells.contentX = 0;
            cells.contentY = 0;
        }
    }
}
