// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls

/// A row of a list or tree: indent, fold arrow, icon, name, quiet detail at the end, the mark of a secret.
T.ItemDelegate {
    id: control

    property string iconName
    property string detail
    property bool secret: false
    property bool starred: false
    property int depth: 0
    property bool expandable: false
    property bool expanded: false
    /// A list that is no tree: no room for the fold arrow.
    property bool flat: false
    /// A row without an icon leaves its room free, where others have one.
    property bool keepsIconRoom: false
    /// What cannot be done now: quiet as its detail, and still to be chosen.
    property bool dimmed: false
    /// Keys, shown in a frame at the end.
    property string shortcutText
    /// Quiet words after the name, as far as there is room.
    property string note
    /// Which part of a name too long for the row is left out.
    property int elide: Text.ElideRight
    /// Whether some of the name is.
    readonly property bool isCut: nameLabel.truncated

    /// Whether a click there, in the row's coordinates, is one on the fold arrow.
    function isArrowAt(x: real): bool {
        return expandable && x < leftPadding + arrow.width + Theme.gapTiny;
    }

    implicitWidth: 200
    implicitHeight: Theme.rowHeight
    leftPadding: Theme.gap + depth * 14
    rightPadding: Theme.gap
    font.family: Theme.family
    font.pixelSize: Theme.fontBody
    Accessible.name: secret ? qsTr("%1, secret").arg(text) : text
    Accessible.description: starred ? qsTr("%1, favourite").arg(detail) : detail

    // The ids inside only anchor siblings; an immediate content item is what a row wants.
    contentItem: Item { // qmllint disable deferred-property-id
        Icon {
            id: arrow
            anchors.verticalCenter: parent.verticalCenter
            opacity: control.expandable ? 1 : 0
            name: control.expanded ? "chevron-down" : "chevron-right"
            size: control.flat ? 0 : Theme.iconTiny
            color: Theme.muted
        }
        Icon {
            id: kindIcon
            anchors.left: arrow.right
            anchors.leftMargin: Theme.gapTiny
            anchors.verticalCenter: parent.verticalCenter
            visible: control.iconName.length > 0
            name: control.iconName
            size: Theme.iconSize
            color: control.highlighted ? Theme.accent : Theme.muted
        }
        Label {
            id: nameLabel
            anchors.left: kindIcon.visible || control.keepsIconRoom ? kindIcon.right : arrow.right
            anchors.leftMargin: Theme.gapTiny + 2
            width: Math.min(implicitWidth, (noteLabel.visible ? 0.6 : 1) * (secretMark.x - x))
            anchors.verticalCenter: parent.verticalCenter
            text: control.text
            kind: control.dimmed ? "muted" : "body"
            font: control.font
            elide: control.elide
            Accessible.ignored: true
        }
        Label {
            id: noteLabel
            anchors.left: nameLabel.right
            anchors.leftMargin: Theme.gap
            anchors.right: secretMark.left
            anchors.rightMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            visible: control.note.length > 0
            kind: "caption"
            text: control.note
        }
        Icon {
            id: star
            anchors.right: detailLabel.left
            anchors.rightMargin: Theme.gapTiny
            anchors.verticalCenter: parent.verticalCenter
            visible: control.starred
            size: control.starred ? Theme.iconTiny : 0
            name: "star"
            color: Theme.accent
        }
        Icon {
            id: secretMark
            anchors.right: star.left
            anchors.rightMargin: Theme.gapTiny
            anchors.verticalCenter: parent.verticalCenter
            visible: control.secret
            size: control.secret ? Theme.iconSmall : 0
            name: "secret"
            color: Theme.secret
        }
        Label {
            id: detailLabel
            anchors.right: keys.left
            anchors.rightMargin: keys.visible ? Theme.gap : 0
            anchors.verticalCenter: parent.verticalCenter
            kind: "caption"
            text: control.detail
            Accessible.ignored: true
        }
        KeyCap {
            id: keys
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: control.shortcutText
        }
    }

    background: Rectangle {
        color: control.highlighted ? Theme.selected : (control.hovered ? Theme.hover : "transparent")
        Rectangle {
            width: 2
            height: parent.height
            color: Theme.accent
            visible: control.highlighted
        }
        FocusRing {
            shown: control.visualFocus
            anchors.margins: 0
        }
    }
}
