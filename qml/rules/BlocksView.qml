// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Rules

/// A rule as blocks: conditions and groups to be chosen, nested and dragged about, each with what it gives.
FocusScope {
    id: view

    required property RuleBlocks blocks

    function add(row: int, operation: string) {
        const made = view.blocks.add(row, operation);
        if (made >= 0) rows.currentIndex = made;
    }

    width: parent ? parent.width : 280
    implicitHeight: bar.height + Theme.gapTiny + rows.height + (hint.visible ? hint.height : 0)

    Flow {
        id: bar
        width: parent.width
        spacing: Theme.gapTiny
        Button {
            objectName: "addCondition"
            kind: "quiet"
            iconName: "add"
            text: qsTr("Condition")
            onClicked: view.add(rows.currentIndex, "")
        }
        Button {
            objectName: "addGroup"
            kind: "quiet"
            iconName: "add"
            text: qsTr("Group")
            onClicked: view.add(rows.currentIndex, "or")
        }
        Button {
            objectName: "addOperation"
            kind: "quiet"
            iconName: "more"
            text: qsTr("More…")
            onClicked: palette.open()
        }
        IconButton {
            objectName: "undoInRule"
            iconName: "undo"
            text: qsTr("Undo in the rule")
            enabled: view.blocks.canUndo
            onClicked: view.blocks.undo()
        }
        IconButton {
            iconName: "redo"
            text: qsTr("Redo in the rule")
            enabled: view.blocks.canRedo
            onClicked: view.blocks.redo()
        }
    }
    ListView {
        id: rows
        objectName: "ruleBlocks"

        readonly property RuleBlocks blocks: view.blocks
        property int dropRow: -1
        property string dropWhere

        function editPart(row: int, part: int, text: string, place: Item) { popup.edit(row, part, text, place); }
        function chooseOperator(row: int, place: Item) { operators.choose(row, place); }
        function showMenu(row: int, place: Item) { menu.showFor(row, place); }
        function step(row: int, by: int) {
            if (view.blocks.move(row, row + by, by < 0 ? "before" : "behind")) currentIndex = row + by;
        }
        /// Where a block dragged to this height would go.
        function hoverAt(y: real) {
            const over = indexAt(width / 2, y + contentY);
            const item = itemAtIndex(over) as BlockRow;
            dropRow = item ? over : -1;
            if (!item) return;
            const part = (y + contentY - item.y) / item.height;
            dropWhere = item.kind === "group" && part > 0.3 ? "into" : part < 0.5 ? "before" : "behind";
        }
        function drop(row: int) {
            if (dropRow >= 0) view.blocks.move(row, dropRow, dropWhere);
            dropRow = -1;
        }

        anchors.top: bar.bottom
        anchors.topMargin: Theme.gapTiny
        width: parent.width
        height: contentHeight
        interactive: false
        focus: true
        activeFocusOnTab: count > 0
        keyNavigationEnabled: true
        model: view.blocks
        spacing: 2
        Accessible.role: Accessible.Tree
        Accessible.name: qsTr("Rule in blocks")
        Keys.onDeletePressed: view.blocks.remove(currentIndex)
        Keys.onMenuPressed: showMenu(currentIndex, currentItem)
        Keys.onPressed: (event) => {
            if (!(event.modifiers & Qt.AltModifier) || (event.key !== Qt.Key_Up && event.key !== Qt.Key_Down)) return;
            step(currentIndex, event.key === Qt.Key_Up ? -1 : 1);
            event.accepted = true;
        }
        delegate: BlockRow {}
    }
    Label {
        id: hint
        anchors.top: rows.bottom
        width: parent.width
        visible: view.blocks.isEmpty
        kind: "muted"
        wrapMode: Text.Wrap
        text: qsTr("Begin with a condition, for example: population is over 1,000.")
    }
    PartPopup {
        id: popup
        blocks: view.blocks
    }
    BlockOperator {
        id: operators
        blocks: view.blocks
    }
    BlockMenu {
        id: menu
        blocks: view.blocks
        onConditionWanted: (row) => view.add(row, "")
        onGroupWanted: (row) => view.add(row, "and")
        onStepWanted: (row, by) => rows.step(row, by)
    }
    OperatorPalette {
        id: palette
        blocks: view.blocks
        onChosen: (operation) => view.add(rows.currentIndex, operation)
    }
}
