// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// A number, with fractions where the field has them; empty while there is none. Up and down step by one.
TextField {
    id: field

    required property FieldEditor editor
    readonly property var value: editor.value

    /// The user asked for this number.
    signal valueModified(real newValue)

    function step(by: int) {
        const wanted = Number(editor.value ?? 0) + by;
        if (wanted >= editor.from && wanted <= editor.to) valueModified(wanted);
    }

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
    width: Math.min(editor.width, 140)
    horizontalAlignment: TextInput.AlignRight
    inputMethodHints: Qt.ImhFormattedNumbersOnly
    text: editor.shown
    problem: editor.problem
    placeholderText: editor.placeholder
    Accessible.name: editor.label
    Accessible.role: Accessible.SpinBox
    onValueModified: (newValue) => editor.edited(newValue)
    Component.onCompleted: if (editor.problem.length > 0) text = editor.refused
    onEditingFinished: take()
    onTextEdited: {
        if (!editor.isLive) return;
        text = String(text); // stays as it is typed until the field is left
        editor.edited(text);
    }
    Keys.onUpPressed: step(1)
    Keys.onDownPressed: step(-1)
    // Before the window's Esc leaves the field, which would take the text.
    Keys.onShortcutOverride: (event) => event.accepted = event.key === Qt.Key_Escape && text !== editor.shown
    Keys.onEscapePressed: (event) => {
        event.accepted = false;
        putBack();
    }
}
