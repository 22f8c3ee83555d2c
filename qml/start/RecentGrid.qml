// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Start
import Campaign.Workspace

/// The campaigns opened lately as cards. Enter opens, Delete takes off the list.
GridView {
    id: grid

    required property Workspace workspace

    function openAt(row: int) { workspace.openPath(workspace.recent.pathAt(row)); }

    cellWidth: 264
    cellHeight: 240
    clip: true
    activeFocusOnTab: true
    keyNavigationEnabled: true
    boundsBehavior: Flickable.StopAtBounds
    model: workspace.recent
    delegate: RecentCard {}
    Accessible.role: Accessible.List
    T.ScrollBar.vertical: ScrollBar {}
    Keys.onReturnPressed: openAt(currentIndex)
    Keys.onDeletePressed: workspace.recent.remove(currentIndex)
}
