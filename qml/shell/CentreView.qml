// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Session
import Campaign.Shell
import Campaign.Workspace

/// The middle of the window: panes of tabs side by side.
T.SplitView {
    id: view

    required property Session session
    required property Centre centre

    signal menuRequested(string place)
    signal createRequested(string type)

    orientation: Qt.Horizontal
    handle: SplitHandle {}

    Repeater {
        model: view.centre
        delegate: CentrePaneView {
            required property int index
            required property CentrePane pane
            session: view.session
            centre: view.centre
            model: pane
            paneIndex: index
            T.SplitView.fillWidth: index === view.centre.paneCount - 1
            T.SplitView.preferredWidth: view.width / Math.max(1, view.centre.paneCount)
            T.SplitView.minimumWidth: 240
            onMenuRequested: (place) => view.menuRequested(place)
            onCreateRequested: (type) => view.createRequested(type)
        }
    }
}
