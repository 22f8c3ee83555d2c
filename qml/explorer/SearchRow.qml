// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Explorer

/// One thing found.
ListRow {
    readonly property SearchResults list: ListView.view as SearchResults
    required property int index
    required property string name
    required property string icon

    width: list ? list.width : 200
    text: name
    iconName: icon
    highlighted: ListView.isCurrentItem
    focusPolicy: Qt.NoFocus
    onClicked: list.taken(index)
}
