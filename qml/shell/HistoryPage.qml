// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Session
import Campaign.Shell
import Campaign.Workspace

/// The steps of undo, newest first. One that is chosen shows what it did; going back or forth to it is a second act.
Item {
    id: page

    required property Session session

    HistoryModel {
        id: steps
        session: page.session
        onChosenChanged: list.currentIndex = chosenRow
    }
    DockList {
        id: list
        objectName: "historyList"
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        width: Math.round(parent.width * 0.55)
        title: qsTr("History. Enter goes back or forth to the step chosen.")
        model: steps
        onTaken: (row) => steps.goTo(row)
        function look(row: int) { steps.chosenRow = row; }
        // The model keeps the choice: rows are read again after each step.
        Keys.onUpPressed: look(currentIndex - 1)
        Keys.onDownPressed: look(currentIndex + 1)
        delegate: ListRow {
            id: row
            readonly property var list: ListView.view
            required property int index
            required property string reason
            required property string clock
            required property bool isUndone
            required property bool isPresent
            required property bool isOverwritten
            readonly property string standing: isPresent ? qsTr("current") : isOverwritten ? qsTr("undone, newer work stands") : isUndone ? qsTr("undone") : ""
            objectName: "historyRow-" + index
            width: list ? list.width : 200
            flat: true
            elide: Text.ElideMiddle
            text: reason
            detail: standing.length > 0 ? qsTr("%1 · %2").arg(standing).arg(clock) : clock
            iconName: isPresent ? "chevron-right" : isOverwritten ? "" : isUndone ? "redo" : "undo"
            keepsIconRoom: true
            font.strikeout: isOverwritten
            font.weight: isPresent ? Font.DemiBold : Font.Normal
            opacity: isUndone ? 0.7 : 1
            highlighted: ListView.isCurrentItem
            focusPolicy: Qt.NoFocus
            Accessible.description: detail
            ToolTip {
                objectName: "wholeName"
                visible: row.hovered && row.isCut
                text: row.text
            }
            onClicked: {
                list.look(index);
                list.forceActiveFocus();
            }
            onDoubleClicked: list.taken(index)
        }
    }
    Separator {
        id: line
        anchors.left: list.right
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        width: 1
    }
    HistoryStep {
        anchors.left: line.right
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        visible: steps.count > 0
        steps: steps
        session: page.session
    }
    EmptyState {
        anchors.centerIn: parent
        visible: steps.count === 0
        iconName: "time"
        title: qsTr("Nothing has been changed yet")
        explanation: qsTr("Every change stands here by name, with what it did and the way back to it.")
    }
}
