// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// One entity that passed the filter.
ListRow {
    id: row

    readonly property var list: ListView.view
    required property int index
    required property string name
    required iconName
    required detail
    required property bool isSelected

    width: list ? list.width : 200
    rightPadding: Theme.gap + Theme.gapTiny + 2
    flat: true
    text: name
    highlighted: isSelected
    focusPolicy: Qt.NoFocus

    RowDrag {
        ghost: row.list?.ghost ?? null
        onLifted: ghost.lift(row.list.filter.dragText(row.index), row.name)
    }
    TapHandler {
        acceptedModifiers: Qt.NoModifier
        onTapped: row.list.filter.choose(row.index, false)
    }
    TapHandler {
        acceptedModifiers: Qt.ControlModifier
        onTapped: row.list.filter.choose(row.index, true)
    }
    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: {
            if (!row.isSelected) row.list.filter.choose(row.index, false);
            row.list.menuRequested();
        }
    }
}
