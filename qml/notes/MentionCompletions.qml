// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Notes

/// What the @ that is being typed may stand for.
Rectangle {
    id: popup

    required property NoteEditor note
    property int current: 0

    signal chosen(int index)

    /// Whether there was a list to move in.
    function step(by: int): bool {
        if (!visible) return false;
        current = (current + by + note.completions.length) % note.completions.length;
        return true;
    }
    function accept(): bool {
        if (!visible) return false;
        chosen(current);
        return true;
    }

    width: 260
    height: names.height + 2 * Theme.gapTiny
    z: 4
    radius: Theme.radius
    color: Theme.raised
    border.color: Theme.strongOutline
    onVisibleChanged: current = 0

    Column {
        id: names

        readonly property int current: popup.current

        function choose(index: int) { popup.chosen(index); }

        x: Theme.gapTiny
        y: Theme.gapTiny
        width: parent.width - 2 * Theme.gapTiny
        Repeater {
            model: popup.note.completions
            delegate: CompletionRow {}
        }
    }
}
