// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQml.Models
import Campaign.Controls
import Campaign.Session

/// What can be made where the selection stands.
Menu {
    id: menu

    required property Session session

    signal chosen(string type, string label)

    objectName: "createMenu"

    Instantiator {
        model: menu.session.creatable
        delegate: MenuItem {
            required property var modelData
            text: modelData.label
            iconName: modelData.icon
            onTriggered: menu.chosen(modelData.type, modelData.label)
        }
        onObjectAdded: (index, object) => menu.insertItem(index, object)
        onObjectRemoved: (index, object) => menu.removeItem(object)
    }
}
