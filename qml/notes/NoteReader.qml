// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls

/// A note as it reads: Markdown with links to what it mentions.
Item {
    id: reader

    required property string shown

    signal linkFollowed(string link)
    signal writingWanted()

    implicitHeight: body.implicitHeight
    height: implicitHeight

    Text {
        id: body
        objectName: "noteShown"
        width: parent.width
        textFormat: Text.MarkdownText
        wrapMode: Text.Wrap
        color: reader.shown.length > 0 ? Theme.text : Theme.muted
        linkColor: Theme.accent
        font.family: Theme.family
        font.pixelSize: Theme.fontHeading
        lineHeight: 1.25
        text: reader.shown.length > 0 ? reader.shown : qsTr("Empty. Press here to write.")
        activeFocusOnTab: true
        Accessible.role: Accessible.StaticText
        Accessible.name: text
        Keys.onReturnPressed: reader.writingWanted()
        onLinkActivated: (link) => reader.linkFollowed(link)
    }
    FocusRing { shown: body.activeFocus }
    MouseArea {
        anchors.fill: parent
        cursorShape: body.linkAt(mouseX, mouseY).length > 0 ? Qt.PointingHandCursor : Qt.IBeamCursor
        hoverEnabled: true
        onClicked: (mouse) => {
            const link = body.linkAt(mouse.x, mouse.y);
            if (link.length > 0) reader.linkFollowed(link);
            else reader.writingWanted();
        }
    }
}
