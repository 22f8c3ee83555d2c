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
    Keys.onReturnPressed: list.taken(currentIndex)
    Keys.onEnterPressed: list.taken(currentIndex)
    Keys.onSpacePressed: list.taken(currentIndex)
}
