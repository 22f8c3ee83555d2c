// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// Every control once, for the eye and for the tests.
Rectangle {
    id: gallery

    width: 860
    height: 620
    color: Theme.surface
    Component.onCompleted: first.forceActiveFocus(Qt.TabFocusReason)

    Row {
        anchors.fill: parent
        anchors.margins: Theme.gapWide
        spacing: Theme.gapPage
        Column {
            width: 260
            spacing: Theme.gap
            Label { kind: "display"; text: "The Ashen Crown" }
            Label { kind: "title"; text: "Title" }
            Label { kind: "heading"; text: "Heading" }
            Label { text: "Body text of the window" }
            Label { kind: "muted"; text: "Muted text" }
            Label { kind: "caption"; text: "Caption" }
            Button { id: first; objectName: "first"; text: "Normal"; iconName: "add" }
            Button { objectName: "second"; kind: "primary"; text: "Primary" }
            Button { kind: "quiet"; text: "Quiet" }
            Button { kind: "critical"; text: "Delete"; iconName: "remove" }
            Row {
                IconButton { iconName: "undo"; text: "Undo"; shortcutText: "Ctrl+Z" }
                IconButton { iconName: "redo"; text: "Redo" }
                IconButton { iconName: "layers"; text: "Layers"; checked: true; checkable: true }
                IconButton { iconName: "search"; text: "Search"; enabled: false }
            }
            Chip { text: "23 Reap 912"; iconName: "time" }
            ProgressBar { value: 0.4 }
        }
        Column {
            width: 240
            spacing: Theme.gap
            TextField { width: parent.width; placeholderText: "Name" }
            TextField { width: parent.width; placeholderText: "Name"; text: "Harrowford"; problem: "A settlement of this name exists." }
            SearchField { objectName: "search"; width: parent.width; text: "harro" }
            NumberField {
                objectName: "number"
                placeholderText: "Population"
                width: parent.width
                value: 1200
                to: 1250
                stepSize: 100
                onValueModified: (newValue) => value = newValue
            }
            ComboBox { width: parent.width; model: ["Village", "Town", "City"] }
            CheckBox { text: "Has a harbour"; checked: true }
            CheckBox { text: "Walled" }
            Switch { text: "Available now"; checked: true }
            TextArea { width: parent.width; placeholderText: "Description"; text: "The bridge town on the Veld, where four roads meet." }
            TabBar {
                width: parent.width
                TabButton { text: "Summary" }
                TabButton { text: "Links" }
            }
            Toast { visible: true; message: "Harrowford moved"; actionText: "Undo"; status: "positive" }
        }
        Column {
            width: 260
            PanelHeader {
                width: parent.width
                title: "Explorer"
                IconButton { iconName: "add"; text: "New" }
            }
            ListRow { width: parent.width; text: "Veldmark"; iconName: "kingdom"; expandable: true; expanded: true; detail: "12" }
            ListRow { width: parent.width; text: "Harrowford"; iconName: "settlement"; depth: 1; highlighted: true; detail: "1,200" }
            ListRow { width: parent.width; text: "Thornkeep"; iconName: "structure"; depth: 1; secret: true }
            Repeater {
                model: ["world", "map", "region", "party", "character", "event", "encounter", "rule", "branch", "note", "location"]
                delegate: ListRow {
                    required property string modelData
                    width: 260
                    text: modelData
                    iconName: modelData.toLowerCase()
                }
            }
            EmptyState { width: parent.width; iconName: "map"; title: "No map yet"; explanation: "Import a world to see it here."; actionText: "Import" }
        }
    }
}
