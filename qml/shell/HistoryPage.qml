// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Session
import Campaign.Shell
import Campaign.Workspace

/// The steps of undo, newest first; pressing one goes back (or forth again) to it.
Item {
    id: page

    required property Session session

    HistoryModel {
        id: steps
        session: page.session
    }
    DockList {
        objectName: "historyList"
        anchors.fill: parent
        title: qsTr("History")
        model: steps
        onTaken: (row) => steps.goTo(row)
        delegate: ListRow {
            readonly property var list: ListView.view
            required property int index
            required property string reason
            required property string clock
            required property bool isUndone
            required property bool isPresent
            required property bool isOverwritten
            readonly property string standing: isPresent ? qsTr("current") : isOverwritten ? qsTr("undone, newer work stands") : isUndone ? qsTr("undone") : ""
            width: list ? list.width : 200
            flat: true
            text: reason
            detail: standing.length > 0 ? qsTr("%1 · %2").arg(standing).arg(clock) : clock
            iconName: isPresent ? "chevron-right" : isOverwritten ? "" : isUndone ? "redo" : "undo"
            keepsIconRoom: true
            font.strikeout: isOverwritten
            hoverEnabled: !isOverwritten
            opacity: isUndone ? 0.7 : 1
            highlighted: isPresent
            focusPolicy: Qt.NoFocus
            Accessible.description: detail
            onClicked: list.taken(index)
        }
    }
    EmptyState {
        anchors.centerIn: parent
        visible: steps.count === 0
        iconName: "time"
        title: qsTr("Nothing has been changed yet")
        explanation: qsTr("Every change stands here by name; pressing one takes the campaign back to it.")
    }
}
