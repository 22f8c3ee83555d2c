// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// Yes or no, at once.
Switch {
    id: field

    required property FieldEditor editor
    readonly property bool isSet: typeof editor.value === "boolean"

    objectName: "field-" + editor.name
    checked: editor.value === true
    text: isSet ? (checked ? qsTr("Yes") : qsTr("No")) : (editor.placeholder.length > 0 ? editor.placeholder : qsTr("Not set"))
    opacity: isSet ? 1 : 0.7
    Accessible.name: editor.label
    onToggled: {
        editor.edited(checked);
        checked = Qt.binding(() => editor.value === true);
    }
}
