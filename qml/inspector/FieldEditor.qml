// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Session
import Campaign.Inspector

/// The control that fits a field: it shows the value and says what the user wants instead. Inspector, tables and edits
/// of many use the same.
Loader {
    id: editor

    required property string control
    required property var value
    required property string shown
    required property string label
    property real from: -1e15
    property real to: 1e15
    property var choices: []
    property string targetType
    /// A reference that may point to whatever there is: the user chooses by `referred`.
    property bool takesAnyType: false
    property string name
    /// Shown while there is no value: the usual one, "differs".
    property string placeholder
    /// Whether a number is told while it is typed, not only when the field is left.
    property bool isLive: false
    /// Why the last edit was refused.
    property string problem
    /// What was typed then: shown again when the control is made anew.
    property string refused
    property Session session

    /// The user asked for this value.
    signal edited(var newValue)
    signal referred(string type, string entityId)
    /// The user went back to what stands there: what was refused is forgotten.
    signal takenBack()

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

    function show() { setSource(files[control] ?? "FactEditor.qml", { "editor": editor }); }
    /// Keyboard focus to the control.
    function focusControl() { (item as Item)?.forceActiveFocus(); }

    width: parent ? parent.width : 160
    onControlChanged: if (item) show()
    Component.onCompleted: show()
}
