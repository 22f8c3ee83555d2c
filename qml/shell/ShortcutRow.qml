// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Actions
import Campaign.Controls

/// A command and its keys; waits for new ones after a press.
ListRow {
    id: row

    required property var model
    readonly property Action command: model.action
    property bool isWaiting: false

    signal keysWanted(string keys)

    width: ListView.view ? ListView.view.width : 200
    flat: true
    text: command ? command.text : ""
    iconName: command ? command.iconName : ""
    keepsIconRoom: true
    rightPadding: Theme.gapWide // the scroll bar's
    detail: command && command.otherShortcutText.length > 0 ? qsTr("also %1").arg(command.otherShortcutText) : ""
    shortcutText: isWaiting ? qsTr("press keys…") : (command ? command.shortcutText : "")
    highlighted: isWaiting
    onClicked: {
        isWaiting = true;
        forceActiveFocus();
    }
    onActiveFocusChanged: if (!activeFocus) isWaiting = false
    Keys.onShortcutOverride: (event) => event.accepted = row.isWaiting
    Keys.onPressed: (event) => {
        if (!isWaiting || event.key === Qt.Key_Control || event.key === Qt.Key_Shift || event.key === Qt.Key_Alt || event.key === Qt.Key_Meta) return;
        event.accepted = true;
        isWaiting = false;
        if (event.key === Qt.Key_Escape) return;
        keysWanted(event.key === Qt.Key_Backspace ? "" : command.keysOf(event.key, event.modifiers));
    }
}
