// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQml
import Campaign.Actions
import Campaign.Shell

/// The same with its submenus, each where it was declared.
ActionList {
    id: menu

    // Once the lines stand, so that each submenu finds its position among them.
    Instantiator {
        model: menu.isFilled ? menu.entries.filter((entry) => entry.action === undefined) : []
        delegate: ActionList {
            required property var modelData
            registry: modelData.registry
            place: modelData.place
            title: modelData.title
        }
        onObjectAdded: (index, object) => menu.insertMenu(object.modelData.position, object as ActionList)
        onObjectRemoved: (index, object) => menu.removeMenu(object as ActionList)
    }
}
