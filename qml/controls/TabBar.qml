// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// The tabs of a dock or of the centre.
T.TabBar {
    id: control

    implicitWidth: contentItem.implicitWidth
    implicitHeight: Theme.comfortableRow
    spacing: 0
    contentItem: ListView {
        implicitWidth: contentWidth
        model: control.contentModel
        currentIndex: control.currentIndex
        orientation: ListView.Horizontal
        boundsBehavior: Flickable.StopAtBounds
        clip: true
    }
    background: Rectangle {
        color: Theme.surface
        Separator {
            anchors.bottom: parent.bottom
            width: parent.width
        }
    }
}
