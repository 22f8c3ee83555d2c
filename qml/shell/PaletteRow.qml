// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// One thing found by the palette.
ListRow {
    id: row

    readonly property var list: ListView.view
    required property int index
    required property string name
    required iconName
    required detail
    required property string keys
    required property bool isCommand
    required property string passage
    required property string whyNot

    width: list ? list.width : 200
    rightPadding: Theme.gap + Theme.gapTiny + 2 // clear of the scroll bar
    text: name
    shortcutText: keys
    note: whyNot.length > 0 ? whyNot : passage
    dimmed: whyNot.length > 0
    keepsIconRoom: true
    flat: true
    highlighted: ListView.isCurrentItem
    focusPolicy: Qt.NoFocus
    onClicked: list.taken(index)
    Accessible.description: {
        if (whyNot.length > 0) return qsTr("Command, not now: %1").arg(whyNot);
        return isCommand ? qsTr("Command, %1 %2").arg(detail).arg(keys) : detail;
    }
}
