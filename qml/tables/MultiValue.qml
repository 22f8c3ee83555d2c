// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Session

/// The editor of the field that is to be set for all.
Item {
    id: holder

    required property Session session
    required property var field
    readonly property string key: field?.key ?? ""

    signal edited(var newValue)

    implicitHeight: loader.height

    Loader {
        id: loader
        width: holder.width
    }
    onKeyChanged: {
        loader.source = "";
        if (key.length > 0) loader.setSource("MultiField.qml", { "holder": holder });
    }
}
