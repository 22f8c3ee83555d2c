// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Flow

/// What is wrong with what is drawn, or missing from it. Stands over it, so that nothing moves.
Rectangle {
    id: notice

    required property FlowModel flow
    property bool isLinking: false
    readonly property string sentence: {
        if (isLinking) return qsTr("Choose what it leads to: let go on it, or go there with the arrow keys and press Enter. Esc leaves it.");
        if (flow.circles.length > 0) return qsTr("Derived from itself: %1").arg(flow.circles);
        if (flow.unread > 0) return qsTr("%L1 more are not drawn: there are too many.").arg(flow.unread);
        return flow.depth > 0 && flow.centreName.length === 0 && flow.count > 0 ? qsTr("Select something to see what is around it.") : "";
    }

    height: sentence.length > 0 ? words.implicitHeight + Theme.gap : 0
    visible: sentence.length > 0
    color: Theme.sunken

    Icon {
        id: sign
        x: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        name: notice.flow.circles.length > 0 ? "critical" : "info"
        color: notice.flow.circles.length > 0 ? Theme.critical : Theme.muted
    }
    Label {
        id: words
        objectName: "flowNotice"
        anchors.left: sign.right
        anchors.leftMargin: Theme.gap
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        wrapMode: Text.Wrap
        text: notice.sentence
    }
}
