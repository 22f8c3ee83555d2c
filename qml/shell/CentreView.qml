// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Shell
import Campaign.Workspace

/// The middle of the window: panes of tabs side by side.
T.SplitView {
    id: view

    required property Centre centre

    orientation: Qt.Horizontal
    handle: SplitHandle {}

    Repeater {
        model: view.centre
        delegate: CentrePaneView {}
    }
}
