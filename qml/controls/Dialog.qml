// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// A modal frame in the middle of the window: title, content, buttons (set footer, or use the two texts).
T.Dialog {
    id: control

    property string acceptText: qsTr("OK")
    property string rejectText: qsTr("Cancel")
    property bool acceptEnabled: true

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    modal: true
    focus: true
    padding: Theme.gapWide
    margins: Theme.gapWide
    implicitWidth: Math.max(360, implicitContentWidth + leftPadding + rightPadding, implicitFooterWidth)
    implicitHeight: implicitContentHeight + topPadding + bottomPadding + implicitHeaderHeight + implicitFooterHeight
    T.Overlay.modal: Rectangle { color: Theme.shade }

    header: Label {
        leftPadding: Theme.gapWide
        rightPadding: Theme.gapWide
        topPadding: Theme.gapWide
        kind: "heading"
        text: control.title
        visible: text.length > 0
    }
    footer: Item {
        implicitWidth: buttons.implicitWidth + 2 * Theme.gapWide
        implicitHeight: Theme.controlHeight + 2 * Theme.gapWide
        Row {
            id: buttons
            anchors.right: parent.right
            anchors.rightMargin: Theme.gapWide
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.gap
            Button {
                visible: control.rejectText.length > 0
                text: control.rejectText
                onClicked: control.reject()
            }
            Button {
                objectName: "dialogAccept"
                visible: control.acceptText.length > 0
                enabled: control.acceptEnabled
                kind: "primary"
                text: control.acceptText
                onClicked: control.accept()
            }
        }
    }
    background: Rectangle {
        color: Theme.surface
        radius: Theme.radius + 2
        border.color: Theme.strongOutline
    }
}
