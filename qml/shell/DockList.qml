// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// A list of the dock: up and down move, Enter takes the row.
ListView {
    id: list

    required property string title
    signal taken(int row)

    clip: true
    activeFocusOnTab: true
    boundsBehavior: Flickable.StopAtBounds
    highlightMoveDuration: 0
    topMargin: Theme.gapTiny
    Accessible.role: Accessible.List
    Accessible.name: title
    T.ScrollBar.vertical: ScrollBar {}
    // Another page came: the keys would stay in what nobody sees, and Tab with them.
    onVisibleChanged: if (!visible) focus = false
    Keys.onReturnPressed: list.taken(currentIndex)
    Keys.onEnterPressed: list.taken(currentIndex)
    Keys.onSpacePressed: list.taken(currentIndex)
}
