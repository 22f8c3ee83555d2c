// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Tables

/// The headings, moving with the table: press to sort, drag an edge to resize.
Rectangle {
    id: header

    required property EntityTable table
    property real contentX: 0

    signal resized()

    implicitHeight: Theme.rowHeight
    clip: true
    color: Theme.sunken

    Flickable {
        anchors.fill: parent
        contentX: header.contentX
        contentWidth: cells.width
        interactive: false

        Row {
            id: cells

            readonly property EntityTable table: header.table

            function resized() { header.resized(); }

            height: header.height
            Repeater {
                model: header.table.headers
                delegate: HeaderCell {}
            }
        }
    }
    Separator {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
