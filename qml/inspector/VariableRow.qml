// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// A variable with the editor of its type; the cross takes it away.
FieldRow {
    id: row

    /// The section is its parent.
    readonly property var section: parent
    readonly property Inspector inspector: section?.inspector ?? null
    required property string key
    required property string control
    required property var value
    required property string shown
    required property var choices
    required property bool isSet
    required property int decimals

    FieldEditor {
        width: row.width - row.labelWidth - forget.width - Theme.gapTiny
        name: row.key
        control: row.control
        value: row.value
        shown: row.shown
        label: row.label
        choices: row.choices
        decimals: row.decimals
        inspector: row.inspector
        onEdited: (newValue) => row.inspector.setVariable(row.key, newValue)
    }
    IconButton {
        id: forget
        anchors.right: parent.right
        opacity: row.isSet && hover.hovered || activeFocus ? 1 : 0
        iconName: "close"
        text: qsTr("Remove %1").arg(row.label)
        onClicked: row.inspector.removeVariable(row.key)
    }
    HoverHandler { id: hover }
}
