// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Session
import Campaign.Tables

/// What narrows the table, as chips to be taken away, and how much it hides.
Item {
    id: bar

    required property EntityTable table
    required property Session session

    implicitHeight: chips.implicitHeight + Theme.gap

    Flow {
        id: chips

        function removeFilter(index: int) { bar.table.removeFilter(index); }

        x: Theme.gap
        width: parent.width - 2 * Theme.gap
        spacing: Theme.gapTiny

        Repeater {
            model: bar.table.filters
            delegate: Chip {
                readonly property var flow: parent
                required property string modelData
                required property int index
                objectName: "filter-" + index
                iconName: "close"
                text: modelData
                Accessible.name: qsTr("Remove the filter %1").arg(modelData)
                onClicked: flow.removeFilter(index)
            }
        }
        Chip {
            id: add
            objectName: "addFilter"
            iconName: "add"
            text: qsTr("Filter")
            onClicked: maker.open()
            FilterMaker {
                id: maker
                y: add.height + 2
                table: bar.table
                session: bar.session
            }
        }
        Row {
            visible: bar.table.hidden > 0
            spacing: Theme.gapTiny
            Label {
                objectName: "tableHiddenCount"
                height: 24
                verticalAlignment: Text.AlignVCenter
                kind: "caption"
                text: qsTr("%L1 hidden").arg(bar.table.hidden)
            }
            Chip {
                objectName: "resetFilters"
                text: qsTr("Reset")
                onClicked: bar.table.reset()
            }
        }
    }
}
