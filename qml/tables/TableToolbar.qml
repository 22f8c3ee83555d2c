// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Tables

/// Which type is shown, how many there are, the search, and which columns.
Item {
    id: bar

    required property EntityTable table
    readonly property var kinds: table.types

    signal createRequested()

    function focusSearch() { search.forceActiveFocus(); }

    /// Not enough for all in one line: the search stands below then.
    readonly property bool isNarrow: width < 36 * Theme.fontBody

    implicitHeight: Theme.comfortableRow + Theme.gapTiny + (isNarrow ? Theme.controlHeight + Theme.gapTiny : 0)

    ComboBox {
        id: types
        objectName: "tableType"
        y: (Theme.comfortableRow + Theme.gapTiny - height) / 2
        x: Theme.gap
        width: Math.min(168 * Math.max(1, Theme.fontScale), bar.width / 2)
        model: bar.kinds
        textRole: "label"
        currentIndex: bar.kinds.findIndex((one) => one.type === bar.table.typeName)
        Accessible.name: qsTr("Table of")
        onActivated: (index) => bar.table.typeName = bar.kinds[index].type
    }
    Label {
        objectName: "tableCount"
        visible: !bar.isNarrow
        anchors.left: types.right
        anchors.leftMargin: Theme.gap
        anchors.right: search.left
        anchors.verticalCenter: types.verticalCenter
        kind: "muted"
        text: bar.table.isLoading && bar.table.loaded === 0 ? qsTr("Reading…") : bar.table.total === 1 ? qsTr("1 entry") : qsTr("%L1 entries").arg(bar.table.total)
    }
    SearchField {
        id: search
        objectName: "tableSearch"
        x: bar.isNarrow ? Theme.gap : buttons.x - width - Theme.gap
        y: bar.isNarrow ? types.y + types.height + Theme.gapTiny : types.y
        width: bar.isNarrow ? parent.width - 2 * Theme.gap : Math.min(220, bar.width / 4)
        placeholderText: qsTr("Search names")
        text: bar.table.search
        onTextChanged: if (activeFocus || length === 0) bar.table.search = text
    }
    Row {
        id: buttons
        anchors.right: parent.right
        anchors.rightMargin: bar.isNarrow ? 0 : Theme.gap
        anchors.verticalCenter: types.verticalCenter
        Button {
            id: columns
            objectName: "tableColumns"
            kind: "quiet"
            iconName: "grid"
            text: bar.isNarrow ? "" : qsTr("Columns")
            Accessible.name: qsTr("Columns")
            onClicked: chooser.open()
            ColumnChooser {
                id: chooser
                y: columns.height
                x: columns.width - width
                table: bar.table
            }
        }
        Button {
            objectName: "tableNew"
            visible: bar.table.isCreatable
            kind: "quiet"
            iconName: "add"
            text: bar.isNarrow ? "" : qsTr("New")
            Accessible.name: qsTr("New")
            onClicked: bar.createRequested()
        }
    }
}
