// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// One thing an @ may stand for.
ListRow {
    /// The list is its parent.
    readonly property var list: parent
    required property var modelData
    required property int index

    objectName: "completion-" + modelData.name
    width: parent ? parent.width : 240
    text: modelData.name
    detail: modelData.detail
    iconName: modelData.icon
    highlighted: index === list?.current
    focusPolicy: Qt.NoFocus
    onClicked: list.choose(index)
}
