// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// A phase's heading, or one effect: a handle to drag it by, what it is called and does, on or off.
Item {
    id: row

    readonly property var list: ListView.view
    required property int index
    required property var modelData
    readonly property bool isPhase: modelData.isPhase
    readonly property string name: modelData.name ?? ""
    readonly property bool isCurrent: ListView.isCurrentItem && (list?.activeFocus ?? false)
    readonly property bool isTarget: list ? list.dropRow === index : false

    objectName: isPhase ? "effectPhase-" + modelData.phase : "effectRow-" + name
    width: list ? list.width : 280
    implicitHeight: isPhase ? Theme.rowHeight : frame.implicitHeight
    Accessible.role: isPhase ? Accessible.Heading : Accessible.ListItem
    Accessible.name: isPhase ? modelData.label : name
    Accessible.description: isPhase ? "" : modelData.sentence

    Label {
        visible: row.isPhase
        anchors.verticalCenter: parent.verticalCenter
        kind: "caption"
        text: row.isPhase ? (row.modelData.count > 0 ? row.modelData.label : qsTr("%1: nothing").arg(row.modelData.label)) : ""
        Accessible.ignored: true
    }
    Rectangle {
        y: row.isPhase ? parent.height - 2 : 0
        width: parent.width
        height: 2
        z: 1
        visible: row.isTarget
        color: Theme.accent
    }
    Rectangle {
        id: frame
        visible: !row.isPhase
        width: parent.width
        implicitHeight: body.implicitHeight + 2 * Theme.gap
        radius: Theme.radius
        color: row.isCurrent || hover.hovered ? Theme.hover : Theme.raised
        border.color: row.isCurrent ? Theme.focus : Theme.outline
        opacity: row.isPhase || row.modelData.isActive ? 1 : 0.65

        Icon {
            id: handle
            x: Theme.gapTiny
            y: Theme.gap + 6
            name: "menu"
            size: Theme.iconSmall
            color: Theme.muted
            MouseArea {
                objectName: "effectHandle-" + row.name
                anchors.fill: parent
                anchors.margins: -5
                cursorShape: pressed ? Qt.ClosedHandCursor : Qt.OpenHandCursor
                preventStealing: true
                onPressed: row.list.currentIndex = row.index
                onPositionChanged: (mouse) => row.list.hoverAt(mapToItem(row.list, mouse.x, mouse.y).y)
                onReleased: row.list.drop(row.index)
                onCanceled: row.list.dropRow = -1
            }
        }
        Column {
            id: body
            x: handle.x + handle.width + Theme.gapTiny + 2
            y: Theme.gap
            width: parent.width - x - Theme.gap
            Item {
                width: parent.width
                height: Math.max(Theme.rowHeight, title.implicitHeight)
                Label {
                    id: title
                    anchors.verticalCenter: parent.verticalCenter
                    anchors.left: parent.left
                    anchors.right: actions.left
                    font.weight: Font.DemiBold
                    wrapMode: Text.Wrap
                    maximumLineCount: 3
                    text: row.name
                }
                Row {
                    id: actions
                    anchors.right: parent.right
                    IconButton {
                        objectName: "editEffect-" + row.name
                        iconName: "edit"
                        text: qsTr("Edit %1").arg(row.name)
                        onClicked: row.list.edit(row.modelData.id)
                    }
                    IconButton {
                        objectName: "duplicateEffect-" + row.name
                        iconName: "copy"
                        text: qsTr("Duplicate %1").arg(row.name)
                        onClicked: row.list.effects.duplicate(row.modelData.id)
                    }
                    IconButton {
                        iconName: "remove"
                        text: qsTr("Delete %1").arg(row.name)
                        onClicked: row.list.effects.remove(row.modelData.id)
                    }
                    Switch {
                        checked: row.modelData.isActive ?? false
                        Accessible.name: qsTr("%1 is active").arg(row.name)
                        onToggled: row.list.effects.setActive(row.modelData.id, checked)
                    }
                }
            }
            Label {
                width: parent.width
                visible: text.length > 0 && text !== row.name
                kind: "muted"
                wrapMode: Text.Wrap
                maximumLineCount: 4
                text: row.modelData.sentence ?? ""
                Accessible.ignored: true
            }
        }
        HoverHandler { id: hover }
    }
}
