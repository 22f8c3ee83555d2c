// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// A copy of a campaign: when and why it was made, how large it is.
ListRow {
    id: row

    required property int index
    required property var modelData

    width: ListView.view ? ListView.view.width : 200
    flat: true
    iconName: "archive"
    text: qsTr("%1, %2").arg(modelData.when).arg(modelData.why)
    detail: modelData.size
    highlighted: ListView.isCurrentItem
    focusPolicy: Qt.NoFocus
    onClicked: ListView.view.currentIndex = index
}
