// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// One line; Enter or leaving the field takes it, Esc puts it back. A text that is longer than the field shows its
/// beginning.
TextField {
    id: field

    required property FieldEditor editor
    readonly property bool isUnsaved: text !== editor.shown

    /// What was refused stays to be mended.
    function take() {
        if (text !== editor.shown) editor.edited(text);
        else if (editor.problem.length > 0) editor.takenBack();
        if (editor.problem.length === 0) text = Qt.binding(() => editor.shown);
    }
    function putBack() {
        text = Qt.binding(() => editor.shown);
        editor.takenBack();
    }

    objectName: "field-" + editor.name
    width: editor.width
    text: editor.shown
    problem: editor.problem
    placeholderText: editor.placeholder.length > 0 ? editor.placeholder : (editor.control === "tags" ? qsTr("Comma-separated") : "")
    Accessible.name: editor.label
    onTextChanged: if (!activeFocus) cursorPosition = 0
    onActiveFocusChanged: if (!activeFocus) cursorPosition = 0
    Component.onCompleted: {
        if (editor.problem.length > 0) text = editor.refused;
        cursorPosition = 0;
    }
    onEditingFinished: take()
    // Before the window's Esc leaves the field, which would take the text.
    Keys.onShortcutOverride: (event) => event.accepted = event.key === Qt.Key_Escape && text !== editor.shown
    Keys.onEscapePressed: (event) => {
        event.accepted = false;
        putBack();
    }
}
