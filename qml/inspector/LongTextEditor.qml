// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// Several lines, taken when the field is left.
TextArea {
    id: field

    required property FieldEditor editor
    readonly property bool isUnsaved: text !== editor.shown

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
    // Before the window's Esc leaves the field, which would take the text.
    Keys.onShortcutOverride: (event) => event.accepted = event.key === Qt.Key_Escape && text !== editor.shown
    Keys.onEscapePressed: (event) => {
        event.accepted = false;
        text = Qt.binding(() => editor.shown);
        editor.takenBack();
    }
}
