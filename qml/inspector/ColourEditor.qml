// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Campaign.Controls
import Campaign.Inspector

/// A colour as a swatch and its name, #rrggbb for who wants it exact, and a few to choose from, apart for colour-blind
/// eyes too.
Item {
    id: field

    required property FieldEditor editor

    function choose(colour: string) { editor.edited(colour); }

    objectName: "field-" + editor.name
    width: editor.width
    implicitHeight: Theme.rowHeight + 26

    Rectangle {
        id: swatch
        y: 4
        width: 20
        height: 20
        radius: Theme.radius
        color: field.editor.shown.length > 0 ? field.editor.shown : "transparent"
        border.color: Theme.strongOutline
    }
    Label {
        objectName: "colourName"
        anchors.left: swatch.right
        anchors.leftMargin: Theme.gap
        anchors.right: exact.left
        anchors.rightMargin: Theme.gapTiny
        height: Theme.rowHeight
        verticalAlignment: Text.AlignVCenter
        text: field.editor.shown.length > 0 ? ColourNames.nameOf(field.editor.shown) : qsTr("None")
    }
    TextField {
        id: exact
        anchors.right: parent.right
        width: Math.round(84 * Math.max(1, Theme.fontScale))
        text: field.editor.shown
        placeholderText: "#rrggbb"
        Accessible.name: field.editor.label
        validator: RegularExpressionValidator { regularExpression: /(#[0-9a-fA-F]{6})?/ }
        onEditingFinished: if (text !== field.editor.shown) field.choose(text)
    }
    Row {
        y: Theme.rowHeight + 4
        spacing: Theme.gapTiny
        ColourOffer { colour: "#b5543c"; chosen: field.editor.shown; onPicked: field.choose(colour) }
        ColourOffer { colour: "#c98a2b"; chosen: field.editor.shown; onPicked: field.choose(colour) }
        ColourOffer { colour: "#8a8f3c"; chosen: field.editor.shown; onPicked: field.choose(colour) }
        ColourOffer { colour: "#3f7f6a"; chosen: field.editor.shown; onPicked: field.choose(colour) }
        ColourOffer { colour: "#3d74a8"; chosen: field.editor.shown; onPicked: field.choose(colour) }
        ColourOffer { colour: "#6a5aa0"; chosen: field.editor.shown; onPicked: field.choose(colour) }
        ColourOffer { colour: "#a0527d"; chosen: field.editor.shown; onPicked: field.choose(colour) }
    }
}
