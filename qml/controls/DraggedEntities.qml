// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// Entities on their way from a list to a view, shown under the pointer above everything. The drag stays inside the
/// window: what takes it is a DropArea with the key "application/x-campaign-entities", which finds this as its source.
/// Its parent is the window's overlay.
Rectangle {
    id: ghost

    /// A line "Type id" for each entity.
    property string payload
    /// What is read under the pointer.
    property string text

    function lift(what: string, name: string) {
        payload = what;
        text = name;
        Drag.active = true;
    }
    /// In the window's coordinates.
    function moveTo(position: point) {
        x = position.x - Drag.hotSpot.x;
        y = position.y - Drag.hotSpot.y;
    }
    function drop() {
        Drag.drop();
    }

    visible: Drag.active
    Drag.dragType: Drag.Internal
    Drag.keys: ["application/x-campaign-entities"]
    Drag.hotSpot: Qt.point(-Theme.gap, -Theme.gap)
    width: label.implicitWidth + 2 * Theme.gap
    height: Theme.rowHeight
    radius: Theme.radius
    color: Theme.raised
    border.color: Theme.accent

    Label {
        id: label
        anchors.centerIn: parent
        text: ghost.text
    }
}
