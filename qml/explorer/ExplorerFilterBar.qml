// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Explorer

/// What the explorer is filtered by, and the way back to everything.
Column {
    id: bar

    required property ExplorerFilter filter
    property bool isOpen: false

    padding: Theme.gapTiny
    spacing: Theme.gapTiny

    Row {
        width: bar.width - 2 * bar.padding
        spacing: 2
        SearchField {
            id: words
            objectName: "explorerFilter"
            width: parent.width - options.width - marked.width - 4
            placeholderText: qsTr("Filter")
            text: bar.filter.text
            onTextEdited: bar.filter.text = text
            onTextChanged: if (text.length === 0) bar.filter.text = ""
        }
        IconButton {
            id: marked
            objectName: "favouritesOnly"
            iconName: "star"
            text: qsTr("Favourites alone")
            checkable: true
            checked: bar.filter.favouritesOnly
            onToggled: bar.filter.favouritesOnly = checked
        }
        IconButton {
            id: options
            objectName: "filterOptions"
            iconName: "filter"
            text: qsTr("Filter by type and tag")
            checkable: true
            checked: bar.isOpen
            onToggled: bar.isOpen = checked
        }
    }
    ComboBox {
        objectName: "filterType"
        visible: bar.isOpen
        width: bar.width - 2 * bar.padding
        textRole: "label"
        model: bar.filter.types
        currentIndex: model.findIndex((one) => one.type === bar.filter.type)
        Accessible.name: qsTr("Type")
        onActivated: (index) => bar.filter.type = model[index].type
    }
    TextField {
        objectName: "filterTag"
        visible: bar.isOpen
        width: bar.width - 2 * bar.padding
        placeholderText: qsTr("Tag")
        text: bar.filter.tag
        onTextEdited: bar.filter.tag = text
    }
    Row {
        visible: bar.filter.isActive
        width: bar.width - 2 * bar.padding
        Label {
            objectName: "hiddenCount"
            width: parent.width - resetButton.width
            anchors.verticalCenter: parent.verticalCenter
            kind: "caption"
            leftPadding: Theme.gap
            text: qsTr("%1 shown, %2 hidden").arg(bar.filter.count).arg(bar.filter.hidden)
        }
        Button {
            id: resetButton
            objectName: "resetFilter"
            kind: "quiet"
            text: qsTr("Reset")
            onClicked: bar.filter.reset()
        }
    }
}
