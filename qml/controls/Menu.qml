// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// A drop-down or context menu.
T.Menu {
    id: control

    implicitWidth: {
        let widest = 220;
        for (let i = 0; i < count; ++i) widest = Math.max(widest, itemAt(i)?.implicitWidth ?? 0);
        return widest + leftPadding + rightPadding;
    }
    implicitHeight: contentItem.implicitHeight + topPadding + bottomPadding
    padding: Theme.gapTiny
    margins: 0
    overlap: 1
    delegate: MenuItem {}
    contentItem: ListView {
        implicitHeight: contentHeight
        model: control.contentModel
        interactive: contentHeight > height
        clip: true
        currentIndex: control.currentIndex
        T.ScrollBar.vertical: ScrollBar {}
    }
    background: Rectangle {
        color: Theme.raised
        radius: Theme.radius
        border.color: Theme.strongOutline
    }
}
