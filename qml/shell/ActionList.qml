// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQml
import Campaign.Actions
import Campaign.Controls
import Campaign.Shell

/// A menu of the commands that are declared to stand in a place.
Menu {
    id: menu

    required property ActionRegistry registry
    required property string place
    // Their number tells when they have changed.
    readonly property var entries: registry.count > 0 ? registry.entries(place) : []
    readonly property bool isFilled: lines.count === lines.model.length

    Instantiator {
        id: lines
        model: menu.entries.filter((entry) => entry.action !== undefined)
        delegate: ActionMenuItem {}
        onObjectAdded: (index, object) => menu.insertItem(index, object as ActionMenuItem)
        onObjectRemoved: (index, object) => menu.removeItem(object as ActionMenuItem)
    }
}
