// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Rules

/// What can be done with a block.
Menu {
    id: menu

    required property RuleBlocks blocks
    property int row: -1

    signal conditionWanted(int row)
    signal groupWanted(int row)
    signal stepWanted(int row, int by)

    function showFor(atRow: int, place: Item) {
        row = atRow;
        popup(place, 0, place.height);
    }

    objectName: "blockMenu"
    MenuItem {
        text: qsTr("Add a &condition")
        onTriggered: menu.conditionWanted(menu.row)
    }
    MenuItem {
        text: qsTr("Add a &group")
        onTriggered: menu.groupWanted(menu.row)
    }
    MenuSeparator {}
    MenuItem {
        text: qsTr("Put into &all of")
        onTriggered: menu.blocks.wrap(menu.row, "and")
    }
    MenuItem {
        text: qsTr("Put into a&ny of")
        onTriggered: menu.blocks.wrap(menu.row, "or")
    }
    MenuItem {
        text: qsTr("Ne&gate")
        onTriggered: menu.blocks.wrap(menu.row, "!")
    }
    MenuItem {
        text: qsTr("&Take the group away")
        onTriggered: menu.blocks.unwrap(menu.row)
    }
    MenuSeparator {}
    MenuItem {
        text: qsTr("Move &up")
        onTriggered: menu.stepWanted(menu.row, -1)
    }
    MenuItem {
        text: qsTr("Move &down")
        onTriggered: menu.stepWanted(menu.row, 1)
    }
    MenuItem {
        text: qsTr("Du&plicate")
        onTriggered: menu.blocks.duplicate(menu.row)
    }
    MenuItem {
        text: qsTr("De&lete")
        onTriggered: menu.blocks.remove(menu.row)
    }
}
