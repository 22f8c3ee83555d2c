// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// How far things are: a bar of a round length with its distance above it.
Item {
    id: bar

    required property real barLength
    required property string text

    visible: barLength > 0
    implicitWidth: barLength
    implicitHeight: caption.implicitHeight + 10
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Scale: the bar stands for %1").arg(text)

    // Borders and coasts run below it.
    Rectangle {
        anchors.fill: parent
        anchors.margins: -Theme.gapTiny
        anchors.leftMargin: -Theme.gap
        anchors.rightMargin: -Theme.gap
        radius: Theme.radius
        color: Theme.mapHalo
        opacity: 0.92
    }
    Text {
        id: caption
        anchors.horizontalCenter: parent.horizontalCenter
        text: bar.text
        color: Theme.mapLabel
        style: Text.Outline
        styleColor: Theme.mapHalo
        font.family: Theme.family
        font.pixelSize: Theme.fontCaption
    }
    Row {
        y: caption.height + 3
        Rectangle {
            width: bar.width / 2
            height: 4
            color: Theme.mapLabel
        }
        Rectangle {
            width: bar.width / 2
            height: 4
            color: Theme.raised
            border.width: 1
            border.color: Theme.mapLabel
        }
    }
}
