// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// One thing found.
ListRow {
    readonly property var list: ListView.view
    required property int index
    required property string name
    required iconName
    required detail

    width: list ? list.width : 200
    text: name
    highlighted: ListView.isCurrentItem
    focusPolicy: Qt.NoFocus
    onClicked: list.taken(index)
}
