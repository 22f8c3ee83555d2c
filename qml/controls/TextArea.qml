// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// Several lines of text, for descriptions and notes.
T.TextArea {
    id: control

    // Tab leaves the field: a form is walked with the keyboard more often than a tab stop is typed.
    Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
    Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)

    implicitWidth: 200
    implicitHeight: Math.max(3 * Theme.rowHeight, contentHeight + topPadding + bottomPadding)
    padding: Theme.gap
    color: Theme.text
    placeholderTextColor: Theme.muted
    selectionColor: Theme.accent
    selectedTextColor: Theme.accentText
    selectByMouse: true
    wrapMode: TextEdit.Wrap
    font.family: Theme.family
    font.pixelSize: Theme.fontBody
    Accessible.name: placeholderText

    Text {
        x: control.leftPadding
        y: control.topPadding
        width: control.width - control.leftPadding - control.rightPadding
        text: control.placeholderText
        font: control.font
        color: control.placeholderTextColor
        wrapMode: Text.Wrap
        visible: control.length === 0 && control.preeditText.length === 0
    }

    background: Rectangle {
        radius: Theme.radius
        color: control.readOnly ? "transparent" : Theme.raised
        border.width: control.activeFocus ? 2 : 1
        border.color: control.activeFocus ? Theme.focus : Theme.strongOutline
    }
}
