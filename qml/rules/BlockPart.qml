// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// An argument in its block, with the operator before it unless it is the first.
Row {
    id: part

    /// The flow of the block.
    readonly property var flow: parent
    required property int index
    required property var modelData

    spacing: 3
    Chip {
        objectName: "blockComparison-" + part.flow?.row + "-" + part.index
        visible: (part.flow?.isBetween ?? false) && part.index > 0
        ink: Theme.accent
        text: part.flow?.title ?? ""
        Accessible.name: qsTr("%1: choose another comparison").arg(text)
        onClicked: part.flow.choose(this)
    }
    Chip {
        objectName: "blockPart-" + part.flow?.row + "-" + part.index
        ink: part.modelData.isBelow ? Theme.muted : Theme.text
        text: part.modelData.shown
        Accessible.name: qsTr("%1: change").arg(text)
        onClicked: part.flow.edit(part.index, part.modelData.text, this)
    }
}
