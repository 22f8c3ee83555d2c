// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// A passing message at the foot of a view, with one action ("Undo"). Shown by show(), gone after a while.
Rectangle {
    id: toast

    property string message
    property string actionText
    /// positive, warning, critical or empty.
    property string status
    property int duration: 6000
    /// How often a resting pointer has kept it so far; it may so often, and no longer.
    property int kept: 0
    readonly property int mostKept: 3

    signal actionTriggered()

    function show(newMessage: string, newAction: string, newStatus: string) {
        message = newMessage;
        actionText = newAction;
        status = newStatus;
        visible = true;
        kept = 0;
        clock.restart();
    }

    /// What went well goes by itself; of the rest Esc is asked first.
    readonly property bool isInTheWay: visible && status !== "positive"
    function hide() { visible = false; }

    readonly property color statusColor: status === "critical" ? Theme.critical : (status === "warning" ? Theme.warning : Theme.positive)

    visible: false
    /// How wide it may become; longer messages take more lines.
    property real room: 900
    readonly property real lettersRoom: room - 2 * Theme.gapWide - (status.length > 0 ? Theme.iconSize + Theme.gap : 0) - (actionText.length > 0 ? action.implicitWidth + Theme.gap : 0)
    implicitWidth: row.implicitWidth + 2 * Theme.gapWide
    implicitHeight: Math.max(Theme.comfortableRow + Theme.gapTiny, row.implicitHeight + 2 * Theme.gap)
    color: Theme.raised
    radius: Theme.radius
    border.color: Theme.strongOutline
    Accessible.role: Accessible.AlertMessage
    Accessible.name: message

    Timer {
        id: clock
        interval: toast.duration
        onTriggered: {
            if (hover.hovered && toast.kept < toast.mostKept) {
                toast.kept += 1;
                restart();
            } else {
                toast.visible = false;
            }
        }
    }
    HoverHandler { id: hover }
    Row {
        id: row
        anchors.centerIn: parent
        spacing: Theme.gap
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: toast.status.length > 0
            name: toast.status === "positive" ? "check" : toast.status
            size: Theme.iconSize
            color: toast.statusColor
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, toast.lettersRoom)
            wrapMode: Text.Wrap
            text: toast.message
        }
        Button {
            id: action
            anchors.verticalCenter: parent.verticalCenter
            visible: toast.actionText.length > 0
            kind: "quiet"
            text: toast.actionText
            onClicked: {
                toast.visible = false;
                toast.actionTriggered();
            }
        }
    }
}
