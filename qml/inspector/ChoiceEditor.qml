// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// One of a few: plain texts, or {value, label}.
ComboBox {
    id: field

    required property FieldEditor editor

    objectName: "field-" + editor.name
    width: editor.width
    model: editor.choices
    textRole: typeof editor.choices[0] === "object" ? "label" : ""
    currentIndex: editor.choices.findIndex((one) => (one.value ?? one) === editor.value)
    displayText: currentIndex >= 0 ? currentText : (editor.placeholder.length > 0 ? editor.placeholder : qsTr("Not set"))
    Accessible.name: editor.label
    onActivated: (index) => {
        editor.edited(editor.choices[index].value ?? editor.choices[index]);
        currentIndex = Qt.binding(() => editor.choices.findIndex((one) => (one.value ?? one) === editor.value));
    }
}
