// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Actions
import Campaign.Controls
import Campaign.Shell

/// The menu bar, as the commands declare it: only what works.
MenuBar {
    id: bar

    required property ActionRegistry registry
    required property EscapeLadder ladder

    // The bar believes that the menu is still open while the pointer rests on its title; the next title would open at
    // a touch and close at the click.
    Connections {
        target: bar.ladder
        function onPopupLeft() {
            for (let i = 0; i < bar.count; ++i) {
                const title = bar.itemAt(i) as MenuBarItem;
                if (title?.highlighted && !title.menu.visible) title.triggered();
            }
        }
    }

    Instantiator {
        model: bar.registry.menus
        delegate: ActionMenu {
            required property var modelData
            objectName: modelData.place + "Menu"
            registry: modelData.registry
            place: modelData.place
            title: modelData.title
        }
        onObjectAdded: (index, object) => {
            bar.insertMenu(index, object as ActionMenu);
            // Esc is the ladder's, which tells the bar.
            (object as ActionMenu).closePolicy = T.Popup.CloseOnPressOutsideParent;
        }
        onObjectRemoved: (index, object) => bar.removeMenu(object as ActionMenu)
    }
}
