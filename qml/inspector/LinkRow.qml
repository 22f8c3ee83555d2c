// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// One entity at the other end of a relation; press it to go there.
ListRow {
    /// The group is its parent.
    readonly property var group: parent
    required property var modelData

    objectName: "link-" + modelData.name
    width: parent ? parent.width : 280
    text: modelData.name
    iconName: modelData.icon
    focusPolicy: Qt.StrongFocus
    onClicked: group.go(modelData.type, modelData.id)
    Keys.onReturnPressed: clicked()
}
