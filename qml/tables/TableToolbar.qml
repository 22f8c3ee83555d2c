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

    implicitHeight: Theme.comfortableRow + Theme.gapTiny

    ComboBox {
        id: types
        objectName: "tableType"
        anchors.verticalCenter: parent.verticalCenter
        x: Theme.gap
        width: 168
        model: bar.kinds
        textRole: "label"
        currentIndex: bar.kinds.findIndex((one) => one.type === bar.table.typeName)
        Accessible.name: qsTr("Table of")
        onActivated: (index) => bar.table.typeName = bar.kinds[index].type
    }
    Label {
        objectName: "tableCount"
        anchors.left: types.right
        anchors.leftMargin: Theme.gap
        anchors.right: search.left
        anchors.verticalCenter: parent.verticalCenter
        kind: "muted"
        text: bar.table.isLoading && bar.table.loaded === 0 ? qsTr("Reading…") : bar.table.total === 1 ? qsTr("1 entry") : qsTr("%L1 entries").arg(bar.table.total)
    }
    SearchField {
        id: search
        objectName: "tableSearch"
        anchors.right: buttons.left
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(220, bar.width / 4)
        placeholderText: qsTr("Search names")
        text: bar.table.search
        onTextChanged: if (activeFocus || length === 0) bar.table.search = text
    }
    Row {
        id: buttons
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        Button {
            id: columns
            objectName: "tableColumns"
            kind: "quiet"
            iconName: "grid"
            text: qsTr("Columns")
            onClicked: chooser.open()
            ColumnChooser {
                id: chooser
                y: columns.height
                x: columns.width - width
                table: bar.table
            }
        }
        Button {
            kind: "quiet"
            iconName: "add"
            text: qsTr("New")
            onClicked: bar.createRequested()
        }
    }
}
