// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Effects
import Campaign.Session
import Campaign.Shell

/// All that was put off and waits, or failed when its time came; a row leads to what it belongs to, its buttons run it
/// or call it off. Tab gets to those of the current row.
Item {
    id: page

    required property Session session
    readonly property var rows: scheduled.rows
    readonly property int count: rows.length

    signal chosen(string type, string entityId)

    ScheduledEffects {
        id: scheduled
        session: page.session
        typeName: "World"
        entityId: page.session.worldId
    }
    DockList {
        objectName: "putOffList"

        readonly property ScheduledEffects effects: scheduled
        /// The current one, which stays it when the rows are read again; of one that is gone the next.
        property int held: 0

        anchors.fill: parent
        title: qsTr("Put off. Enter goes to what it belongs to, Tab to the ways to run it or call it off.")
        model: page.rows
        onModelChanged: if (count > 0) currentIndex = Math.min(held, count - 1)
        Keys.onReleased: if (count > 0) held = currentIndex
        onTaken: (row) => page.chosen(page.rows[row].ofType, page.rows[row].ofId)
        delegate: ListRow {
            id: row
            readonly property var list: ListView.view
            required property int index
            required property var modelData
            readonly property bool hasFailed: modelData.problem.length > 0
            objectName: "putOff-" + modelData.name
            width: list ? list.width : 200
            flat: true
            elide: Text.ElideMiddle
            text: modelData.ofName.length > 0 ? qsTr("%1, of %2").arg(modelData.name).arg(modelData.ofName) : modelData.name
            detail: hasFailed ? qsTr("Failed: %1").arg(modelData.problem) : modelData.waits ? qsTr("waits for you to run it or call it off") : modelData.when
            iconName: hasFailed || modelData.waits ? "warning" : "time"
            focusPolicy: Qt.NoFocus
            highlighted: ListView.isCurrentItem
            rightPadding: Theme.gap + (buttons.visible ? buttons.width + Theme.gap : 0)
            onClicked: list.taken(index)
            ToolTip {
                objectName: "wholeName"
                visible: row.hovered && row.isCut
                text: row.text
            }
            ListView.onIsCurrentItemChanged: if (!ListView.isCurrentItem) buttons.letGo()

            ScheduledButtons {
                id: buttons
                anchors.right: parent.right
                anchors.rightMargin: Theme.gap
                anchors.verticalCenter: parent.verticalCenter
                z: 1
                visible: !row.hasFailed
                entry: row.modelData
                effects: row.list.effects
                title: row.text
                prefix: "dock-"
                isStop: row.highlighted
            }
        }
    }
    EmptyState {
        anchors.centerIn: parent
        visible: page.count === 0
        iconName: "time"
        title: qsTr("Nothing is put off")
        explanation: qsTr("Effects that wait for their time are listed here.")
    }
}
