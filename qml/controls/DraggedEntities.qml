// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// Entities on their way from a list to a view, shown under the pointer above everything. The drag stays inside the
/// window: what takes it is a DropArea with the key "application/x-campaign-entities", which finds this as its source.
/// Its parent is the window's overlay.
Rectangle {
    id: ghost

    objectName: "draggedEntities"

    /// A line "Type id" for each entity.
    property string payload
    /// What is read under the pointer.
    property string text
    /// Why what is below the pointer does not take them, said by it; "" when it does.
    property string refusal

    function lift(what: string, name: string) {
        payload = what;
        text = name;
        refusal = "";
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
    opacity: 0.95
    height: Theme.rowHeight
    radius: Theme.radius
    color: Theme.raised
    border.color: refusal.length > 0 ? Theme.warning : Theme.accent

    IconText {
        id: label
        anchors.centerIn: parent
        iconName: ghost.refusal.length > 0 ? "warning" : ""
        text: ghost.refusal.length > 0 ? ghost.refusal : ghost.text
        font.family: Theme.family
        font.pixelSize: Theme.fontBody
        color: ghost.refusal.length > 0 ? Theme.warning : Theme.text
    }
}
