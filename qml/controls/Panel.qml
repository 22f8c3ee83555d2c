// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// A raised ground with an outline, for cards and popups inside a view.
T.Pane {
    padding: Theme.gap
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    background: Rectangle {
        color: Theme.raised
        radius: Theme.radius
        border.color: Theme.outline
    }
}
