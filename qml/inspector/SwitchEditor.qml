// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// Yes or no, at once.
Switch {
    id: field

    required property FieldEditor editor

    objectName: "field-" + editor.name
    checked: editor.value === true
    text: checked ? qsTr("Yes") : qsTr("No")
    Accessible.name: editor.label
    onToggled: {
        editor.edited(checked);
        checked = Qt.binding(() => editor.value === true);
    }
}
