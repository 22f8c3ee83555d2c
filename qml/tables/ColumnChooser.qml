// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Tables

/// Which columns are shown; those of variables and rules among them.
T.Popup {
    id: popup

    required property EntityTable table

    width: Math.round(280 * Math.max(1, Theme.fontScale))
    height: Math.min(420, list.contentHeight + 2 * padding)
    padding: Theme.gap
    focus: true
    background: Rectangle {
        color: Theme.raised
        radius: Theme.radius
        border.color: Theme.strongOutline
    }
    contentItem: Item { // qmllint disable deferred-property-id
        ListView {
            id: list

            anchors.fill: parent
            function showColumn(key: string, shown: bool) { popup.table.showColumn(key, shown); }
            function moveColumn(key: string, by: int) { popup.table.moveColumn(key, by); }

            readonly property string firstShown: popup.table.headers.length > 0 ? popup.table.headers[0].key : ""
            readonly property string lastShown: popup.table.headers.length > 0 ? popup.table.headers[popup.table.headers.length - 1].key : ""

            clip: true
            model: popup.table.columns
            keyNavigationEnabled: true
            T.ScrollBar.vertical: ScrollBar {}
            delegate: ColumnChoice {}
        }
        ListFade { list: list }
    }
}
