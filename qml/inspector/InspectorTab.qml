// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// One tab of the inspector: narrow, so that many fit side by side. Arrows go to the next.
T.TabButton {
    id: control

    required property var modelData
    required property string shownId

    signal chosen(string id)

    objectName: "inspectorTab-" + modelData.id
    text: modelData.title
    checked: shownId === modelData.id
    Accessible.role: Accessible.PageTab
    onClicked: chosen(modelData.id)
    Keys.onRightPressed: nextItemInFocusChain().forceActiveFocus(Qt.TabFocusReason)
    Keys.onLeftPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
    implicitWidth: label.implicitWidth + 10
    implicitHeight: Theme.rowHeight
    width: implicitWidth
    font.family: Theme.family
    font.pixelSize: Theme.fontCaption
    Accessible.name: text

    contentItem: Text { // qmllint disable deferred-property-id
        id: label
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        text: control.text
        font: control.font
        color: control.checked ? Theme.text : Theme.muted
    }
    background: Rectangle {
        color: control.hovered && !control.checked ? Theme.hover : "transparent"
        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: 2
            color: Theme.accent
            visible: control.checked
        }
        FocusRing {
            shown: control.visualFocus
            anchors.margins: 1
        }
    }
}
