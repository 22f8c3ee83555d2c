// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// How many a rule has one outcome for; a press lists these alone.
Chip {
    id: chip

    required property var modelData
    required property string only
    readonly property bool isChosen: only === modelData.outcome

    signal chosen(string outcome)

    objectName: "reach-" + modelData.outcome
    iconName: isChosen ? "filter" : ""
    ink: isChosen ? Theme.accent : Theme.text
    text: qsTr("%1 %L2").arg(modelData.label).arg(modelData.count)
    Accessible.name: isChosen ? qsTr("%1, only these are listed").arg(text) : text
    onClicked: chosen(modelData.outcome)
}
