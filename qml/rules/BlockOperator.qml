// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Rules

/// The operators that may take the place of a block's.
Menu {
    id: menu

    required property RuleBlocks blocks
    property int row: -1
    property var names: []

    function choose(atRow: int, place: Item) {
        row = atRow;
        names = blocks.alternatives(atRow);
        popup(place, 0, place.height);
    }

    function take(name: string) { blocks.setOperator(row, name); }

    objectName: "operatorMenu"
    Repeater {
        model: menu.names
        delegate: MenuItem {
            required property var modelData
            objectName: "operator-" + modelData.name
            text: modelData.title
            onTriggered: menu.take(modelData.name)
        }
    }
}
