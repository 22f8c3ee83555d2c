// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// Several lines, taken when the field is left.
TextArea {
    id: field

    required property FieldEditor editor

    objectName: "field-" + editor.name
    width: editor.width
    implicitHeight: Math.max(2 * Theme.rowHeight, contentHeight + topPadding + bottomPadding)
    text: editor.shown
    Accessible.name: editor.label
    onActiveFocusChanged: {
        if (activeFocus) return;
        if (text !== editor.shown) editor.edited(text);
        text = Qt.binding(() => editor.shown);
    }
    Keys.onEscapePressed: (event) => {
        event.accepted = text !== editor.shown;
        text = Qt.binding(() => editor.shown);
    }
}
