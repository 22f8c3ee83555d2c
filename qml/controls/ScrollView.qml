// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// Scrolls its single child, with our scroll bars.
T.ScrollView {
    id: control

    implicitWidth: Math.max(contentWidth, 100) + leftPadding + rightPadding
    implicitHeight: Math.max(contentHeight, 100) + topPadding + bottomPadding
    T.ScrollBar.vertical: ScrollBar {
        parent: control
        x: control.width - width
        height: control.height
    }
    T.ScrollBar.horizontal: ScrollBar {
        parent: control
        y: control.height - height
        width: control.width
        orientation: Qt.Horizontal
    }
}
