// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Inspector

/// The editor of a field of all that is chosen.
FieldEditor {
    id: editor

    /// The MultiValue.
    required property var holder

    width: holder.width
    session: holder.session
    name: "multiValue"
    control: holder.field?.control ?? "fact"
    value: holder.field?.value
    shown: holder.field?.shown ?? ""
    label: holder.field?.label ?? ""
    choices: holder.field?.choices ?? []
    from: holder.field?.from ?? -1e15
    to: holder.field?.to ?? 1e15
    targetType: holder.field?.targetType ?? ""
    placeholder: holder.field?.isMixed ? qsTr("They differ") : ""
    onEdited: (newValue) => holder.edited(newValue)
}
