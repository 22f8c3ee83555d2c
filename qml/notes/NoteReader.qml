// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Notes

/// A note as it reads: Markdown with links to what it mentions.
Item {
    id: reader

    required property string shown

    signal linkFollowed(string link)
    signal writingWanted()

    implicitHeight: body.implicitHeight
    height: implicitHeight

    TextEdit {
        id: body
        objectName: "noteShown"
        width: parent.width
        readOnly: true
        textFormat: TextEdit.MarkdownText
        wrapMode: TextEdit.Wrap
        color: reader.shown.length > 0 ? Theme.text : Theme.muted
        font.family: Theme.family
        font.pixelSize: Theme.fontHeading
        text: reader.shown.length > 0 ? reader.shown : qsTr("Empty. Press here to write.")
        activeFocusOnTab: true
        Accessible.role: Accessible.StaticText
        Accessible.name: text.length > 0 ? getText(0, length) : ""
        Keys.onReturnPressed: reader.writingWanted()
        onLinkActivated: (link) => reader.linkFollowed(link)
    }
    ReadingStyle {
        document: body.textDocument
        linkColor: Theme.accent
        goneColor: Theme.muted
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
