// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// One effect: its name, and a line for everything it changes or the reason why it fails.
Column {
    id: effect

    required property var modelData

    objectName: "effect-" + modelData.name
    width: parent ? parent.width : 400

    Label {
        width: parent.width
        font.weight: Font.DemiBold
        text: effect.modelData.name
    }
    Repeater {
        model: effect.modelData.lines
        delegate: Label {
            required property string modelData
            width: parent ? parent.width : 400
            leftPadding: Theme.gap
            wrapMode: Text.Wrap
            text: modelData
        }
    }
    Label {
        width: parent.width
        leftPadding: Theme.gap
        visible: effect.modelData.problem.length > 0
        color: Theme.critical
        wrapMode: Text.Wrap
        text: effect.modelData.problem
    }
}
