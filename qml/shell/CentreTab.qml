// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Shell
import Campaign.Workspace

/// One tab of a pane of the centre.
TabFace {
    id: tab

    required property int index
    required property CentrePane pane
    required property string title
    required iconName
    readonly property Centre centre: pane.centre as Centre

    room: (parent as TabRow)?.share ?? 10000
    text: title
    isCurrent: index === pane.currentIndex
    isActive: isCurrent && centre.activePane === centre.indexOf(pane)
    canClose: pane.count > 1 || centre.paneCount > 1
    onClicked: centre.activate(centre.indexOf(pane), index)
    onCloseRequested: centre.close(centre.indexOf(pane), index)
}
