// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Inspector

/// The editor that stands over a cell.
FieldEditor {
    id: field

    /// The CellEditor.
    required property var place

    width: place.width
    session: place.session
    name: "cell"
    control: place.valueOf("control")
    value: place.valueOf("value")
    shown: place.valueOf("display")
    label: place.table.headers[place.column]?.label ?? ""
    from: place.valueOf("from")
    to: place.valueOf("to")
    choices: place.valueOf("choices")
    targetType: place.valueOf("targetType")
    onEdited: (newValue) => place.take(newValue)
}
