// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// The menu bar of the window.
T.MenuBar {
    id: control

    implicitWidth: contentItem.implicitWidth
    implicitHeight: Theme.rowHeight
    delegate: MenuBarItem {}
    contentItem: Row {
        spacing: 0
        Repeater { model: control.contentModel }
    }
    background: Rectangle { color: Theme.surface }
}
