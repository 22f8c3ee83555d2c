// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// One block: a handle to drag it by, its operator between its arguments, and what it gives.
Rectangle {
    id: row

    readonly property var list: ListView.view
    required property int index
    required property int depth
    required property string kind
    required property string operation
    required property string title
    required property string place
    required property var parts
    required property bool isBetween
    required property bool canAdd
    required property string result
    required property string truth
    readonly property bool isCurrent: ListView.isCurrentItem && list.activeFocus
    readonly property bool isTarget: list ? list.dropRow === index : false
    readonly property string spoken: {
        const words = parts.map((part) => part.shown);
        if (kind === "line") return isBetween ? words.join(" " + title + " ") : (title + " " + words.join(", ")).trim();
        return kind === "value" ? words.join(", ") : title;
    }

    objectName: "block-" + index
    width: list ? list.width : 280
    implicitHeight: Math.max(Theme.rowHeight, content.implicitHeight + Theme.gapTiny)
    color: isTarget && list.dropWhere === "into" ? Theme.selected : isCurrent ? Theme.hover : "transparent"
    radius: Theme.radius
    Accessible.role: Accessible.TreeItem
    Accessible.name: (place.length > 0 ? place + ": " : "") + spoken
    Accessible.description: result.length > 0 ? qsTr("gives %1").arg(result) : ""

    TapHandler { onTapped: row.list.currentIndex = row.index }
    Rectangle {
        x: row.depth * 12
        y: row.list?.dropWhere === "before" ? -1 : parent.height - 1
        width: parent.width - x
        height: 2
        visible: row.isTarget && row.list.dropWhere !== "into"
        color: Theme.accent
    }
    Icon {
        id: handle
        x: row.depth * 12
        anchors.verticalCenter: parent.verticalCenter
        name: "menu"
        size: Theme.iconSmall
        color: Theme.muted
        MouseArea {
            objectName: "blockHandle-" + row.index
            anchors.fill: parent
            anchors.margins: -4
            cursorShape: pressed ? Qt.ClosedHandCursor : Qt.OpenHandCursor
            preventStealing: true
            onPressed: row.list.currentIndex = row.index
            onPositionChanged: (mouse) => row.list.hoverAt(mapToItem(row.list, mouse.x, mouse.y).y)
            onReleased: row.list.drop(row.index)
            onCanceled: row.list.dropRow = -1
        }
    }
    Flow {
        id: content

        function edit(part: int, text: string, chip: Item) { row.list.editPart(row.index, part, text, chip); }
        function choose(chip: Item) { row.list.chooseOperator(row.index, chip); }

        readonly property int row: row.index
        readonly property string kind: row.kind
        readonly property string title: row.title
        readonly property bool isBetween: row.isBetween

        anchors.left: handle.right
        anchors.leftMargin: Theme.gapTiny
        anchors.right: outcome.left
        anchors.verticalCenter: parent.verticalCenter
        spacing: 3
        Label {
            visible: row.place.length > 0
            height: Theme.chipHeight
            verticalAlignment: Text.AlignVCenter
            kind: "caption"
            text: row.place
        }
        Chip {
            objectName: "blockOperator-" + row.index
            visible: row.kind === "group" || row.kind === "opaque" || (row.kind === "line" && !row.isBetween)
            ink: Theme.accent
            text: row.kind === "opaque" ? qsTr("%1, kept as it is").arg(row.title) : row.title
            onClicked: content.choose(this)
        }
        Repeater {
            model: row.parts
            delegate: BlockPart {}
        }
        IconButton {
            objectName: "blockAdd-" + row.index
            visible: row.canAdd
            iconName: "add"
            text: qsTr("Add a condition to: %1").arg(row.title)
            implicitHeight: Theme.chipHeight
            implicitWidth: Theme.chipHeight
            onClicked: {
                row.list.currentIndex = row.index;
                row.list.blocks.add(row.index, "");
            }
        }
    }
    Row {
        id: outcome
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: 2
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: row.truth.length > 0
            name: row.truth === "true" ? "check" : "close"
            size: visible ? Theme.iconSmall : 0
            color: row.truth === "true" ? Theme.positive : Theme.muted
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, 72)
            elide: Text.ElideRight
            kind: "caption"
            color: row.truth === "true" ? Theme.positive : Theme.muted
            text: row.result
        }
        IconButton {
            objectName: "blockMenu-" + row.index
            iconName: "more"
            text: qsTr("More for: %1").arg(row.spoken)
            implicitHeight: Theme.chipHeight
            implicitWidth: Theme.chipHeight
            onClicked: row.list.showMenu(row.index, this)
        }
    }
}
