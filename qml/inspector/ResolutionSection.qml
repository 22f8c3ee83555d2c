// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// Whether the event or encounter can happen now, and the way to let it.
Column {
    id: section

    required property Inspector inspector
    readonly property var reasons: state.reasons

    width: parent ? parent.width : 280
    topPadding: Theme.gapTiny
    spacing: Theme.gap
    visible: state.canHappen && state.isKnown

    Resolution {
        id: state
        session: section.inspector.session
        typeName: section.inspector.typeName
        entityId: section.inspector.entityId
    }
    Row {
        width: parent.width
        spacing: Theme.gapTiny
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: state.isDone ? "check" : state.isAvailable ? "event" : "secret"
            size: Theme.iconSize
            color: state.isAvailable ? Theme.positive : Theme.muted
        }
        Label {
            objectName: "availability"
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - 20 - Theme.gapTiny
            font.weight: Font.DemiBold
            color: state.isAvailable ? Theme.positive : Theme.text
            text: state.isDone ? qsTr("It has happened") : state.isAvailable ? qsTr("It can happen now") : qsTr("It cannot happen yet")
        }
    }
    Repeater {
        model: state.isDone ? [] : section.reasons
        delegate: Label {
            required property string modelData
            width: parent ? parent.width : 280
            kind: "caption"
            wrapMode: Text.Wrap
            text: modelData
        }
    }
    Button {
        objectName: "resolveEntity"
        visible: !state.isDone
        kind: state.isAvailable ? "primary" : "normal"
        text: qsTr("Resolve…")
        onClicked: dialog.openFor()
    }
    ResolveDialog {
        id: dialog
        resolution: state
        name: section.inspector.name
    }
    Separator { width: parent.width }
}
