// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// A button that says why it cannot be pressed, while it cannot. Around it, as what is disabled feels no pointer.
Item {
    id: around

    property alias button: inner
    property alias kind: inner.kind
    property alias text: inner.text
    property alias iconName: inner.iconName
    property alias buttonName: inner.objectName
    /// "": it can be pressed.
    property string reason

    signal clicked()

    implicitWidth: inner.implicitWidth
    implicitHeight: inner.implicitHeight
    HoverHandler { id: hover }
    Button {
        id: inner
        anchors.fill: parent
        enabled: around.reason.length === 0
        Accessible.description: around.reason
        onClicked: around.clicked()
    }
    ToolTip {
        visible: hover.hovered && around.reason.length > 0
        text: around.reason
    }
}
