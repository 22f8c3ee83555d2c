// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector
import Campaign.Session
import Campaign.Tables

/// The editor of the inspector, laid over a cell; it goes when the value is taken or the field is left.
Rectangle {
    id: editor

    required property EntityTable table
    required property Session session
    property int row: -1
    property int column: -1
    property bool isOpen: false

    signal finished()

    function valueOf(role: string): var { return table.cell(row, column, role); }
    function openAt(atRow: int, atColumn: int) {
        row = atRow;
        column = atColumn;
        if (!valueOf("isEditable")) return;
        let left = 0;
        for (let before = 0; before < column; ++before) left += table.columnWidth(before);
        x = left;
        y = row * Theme.rowHeight;
        width = Math.max(120, table.columnWidth(column));
        isOpen = true;
        holder.setSource("CellField.qml", { "place": editor });
        (holder.item as FieldEditor)?.focusControl();
    }
    function take(newValue: var) {
        table.edit(row, column, newValue);
        closing.start();
    }
    function close() {
        if (!isOpen) return;
        isOpen = false;
        holder.source = "";
        finished();
    }

    objectName: "cellEditor"
    visible: isOpen
    z: 3
    height: Math.max(Theme.rowHeight, holder.height)
    color: Theme.raised
    // Before the window's Esc leaves the field, which would take the text.
    Keys.onShortcutOverride: (event) => event.accepted = event.key === Qt.Key_Escape
    Keys.onEscapePressed: close()
    Keys.onReturnPressed: close()
    Keys.onEnterPressed: close()

    // Not at once: the field is still in the middle of telling.
    Timer {
        id: closing
        interval: 0
        onTriggered: editor.close()
    }
    Loader {
        id: holder
        width: editor.width
    }
}
