// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Explorer

/// What the filter of the explorer lets through.
ListView {
    id: list

    required property ExplorerFilter filter
    readonly property DraggedEntities ghost: DraggedEntities { parent: list.T.Overlay.overlay }

    signal menuRequested()

    clip: true
    activeFocusOnTab: true
    boundsBehavior: Flickable.StopAtBounds
    highlightMoveDuration: 0
    model: filter
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Filtered entries")
    T.ScrollBar.vertical: ScrollBar {}
    delegate: FilteredRow {}
    Keys.onReturnPressed: filter.choose(currentIndex, false)
    Keys.onEnterPressed: filter.choose(currentIndex, false)
    Keys.onSpacePressed: filter.choose(currentIndex, false)
}
