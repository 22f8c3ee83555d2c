// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Inspector

/// One choice of a list that is too long to look through: what is typed narrows it, also before it is open.
T.AbstractButton {
    id: field

    /// What it is a choice of, for who does not see it.
    required property string label
    /// A list of {id, name}.
    property var choices: []
    property string displayText

    signal chosen(string choice)

    function answering(typed) {
        const words = typed.toLowerCase().split(" ").filter((word) => word.length > 0);
        return choices.filter((one) => words.every((word) => one.name.toLowerCase().includes(word)));
    }

    implicitWidth: 160
    implicitHeight: Theme.controlHeight
    leftPadding: Theme.gap
    rightPadding: Theme.rowHeight
    opacity: enabled ? 1 : 0.5
    Accessible.name: qsTr("%1: %2").arg(label).arg(displayText)
    onClicked: picker.open()
    Keys.onDownPressed: picker.open()
    Keys.onReturnPressed: picker.open()
    Keys.onEnterPressed: picker.open()
    Keys.onPressed: (event) => {
        event.accepted = event.text > " " && event.text !== "\x7f" && !(event.modifiers & (Qt.ControlModifier | Qt.AltModifier));
        if (!event.accepted) return;
        picker.open();
        picker.search = event.text;
    }

    contentItem: Label { // qmllint disable deferred-property-id
        verticalAlignment: Text.AlignVCenter
        text: field.displayText
        Accessible.ignored: true
    }
    background: Rectangle {
        radius: Theme.radius
        color: field.hovered ? Theme.hover : Theme.raised
        border.color: Theme.strongOutline
        FocusRing { shown: field.visualFocus }
    }
    Icon {
        anchors.right: parent.right
        anchors.rightMargin: Theme.gapTiny
        anchors.verticalCenter: parent.verticalCenter
        name: "chevron-down"
        color: Theme.muted
    }
    ChoicePicker {
        id: picker
        y: field.height + 2
        width: Math.max(220, field.width)
        margins: Theme.gapTiny
        choices: field.answering(search)
        onChosen: (type, choice) => field.chosen(choice)
    }
}
