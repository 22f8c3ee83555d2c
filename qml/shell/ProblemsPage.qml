// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Shell
import Campaign.Workspace

/// What is wrong in the campaign; a row leads to the entity it is about.
Item {
    id: page

    required property Problems problems

    DockList {
        objectName: "problemsList"
        anchors.fill: parent
        title: qsTr("Problems")
        model: page.problems
        onTaken: (row) => page.problems.choose(row)
        delegate: ListRow {
            readonly property var list: ListView.view
            required property int index
            required property string name
            required property string message
            required property string typeLabel
            width: list ? list.width : 200
            flat: true
            text: qsTr("%1: %2").arg(name).arg(message)
            detail: typeLabel
            iconName: "warning"
            focusPolicy: Qt.NoFocus
            onClicked: list.taken(index)
        }
    }
    EmptyState {
        anchors.centerIn: parent
        visible: page.problems.count === 0
        iconName: "check"
        title: qsTr("No problems")
        explanation: qsTr("References that lead nowhere and rules that fail are listed here.")
    }
}
