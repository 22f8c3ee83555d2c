// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Inspector

/// The control that fits a field: it shows the value and says what the user wants instead.
Loader {
    id: editor

    required property string control
    required property var value
    required property string shown
    required property string label
    property real from: -1e15
    property real to: 1e15
    property int decimals: 0
    property var choices: []
    property string targetType
    property string name
    property Inspector inspector

    /// The user asked for this value.
    signal edited(var newValue)

    readonly property var files: ({
        "text": "TextEditor.qml",
        "tags": "TextEditor.qml",
        "longText": "LongTextEditor.qml",
        "number": "NumberEditor.qml",
        "switch": "SwitchEditor.qml",
        "choice": "ChoiceEditor.qml",
        "reference": "ReferenceEditor.qml",
        "colour": "ColourEditor.qml"
    })

    width: parent ? parent.width : 160
    Component.onCompleted: setSource(files[control] ?? "FactEditor.qml", { "editor": editor })
}
