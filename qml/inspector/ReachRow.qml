// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// One entity a rule is for, with what it gives there.
ListRow {
    id: row

    required property string entityId
    required property string name
    required property string outcome
    required property string shown
    required property string currentId

    signal chosen(string entityId)

    objectName: "reach-" + name
    width: parent ? parent.width : 280
    flat: true
    iconName: outcome === "TRUE" ? "check" : outcome === "FALSE" ? "close" : outcome === "FAILED" ? "warning" : "rule"
    highlighted: entityId === currentId
    text: name
    detail: shown
    Accessible.name: qsTr("%1: %2").arg(name).arg(shown)
    onClicked: chosen(entityId)
}
