// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// One line; Enter or leaving the field takes it, Esc puts it back.
TextField {
    id: field

    required property FieldEditor editor

    objectName: "field-" + editor.name
    width: editor.width
    text: editor.shown
    placeholderText: editor.control === "tags" ? qsTr("None; separate with commas") : ""
    Accessible.name: editor.label
    onEditingFinished: {
        if (text !== editor.shown) editor.edited(text);
        text = Qt.binding(() => editor.shown);
    }
    Keys.onEscapePressed: (event) => {
        event.accepted = text !== editor.shown;
        text = Qt.binding(() => editor.shown);
    }
}
