// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// A number within its limits.
NumberField {
    id: field

    required property FieldEditor editor

    objectName: "field-" + editor.name
    width: Math.min(editor.width, 140)
    value: Number(editor.value ?? 0)
    from: editor.from
    to: editor.to
    decimals: editor.decimals
    Accessible.name: editor.label
    onValueModified: (newValue) => editor.edited(newValue)
}
