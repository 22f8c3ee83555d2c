// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.MapView

/// What of the map is shown, how many there are of it, and how strong picture and tints are.
Panel {
    id: panel

    required property var layers
    /// The height there is; what does not fit is scrolled to.
    property real room: 10000
    required property real pictureOpacity
    required property real tint

    signal layerToggled(string key, bool shown)
    signal pictureOpacityPicked(real opacity)
    signal tintPicked(real tint)

    component Strength: Row {
        id: strength
        property alias text: words.text
        required property real share
        signal picked(real share)
        spacing: Theme.gap
        Label {
            id: words
            width: 110
            anchors.verticalCenter: parent.verticalCenter
            kind: "muted"
        }
        NumberField {
            width: 72
            from: 0
            to: 100
            stepSize: 10
            value: Math.round(strength.share * 100)
            Accessible.name: qsTr("%1, percent").arg(words.text)
            onValueModified: (newValue) => strength.picked(newValue / 100)
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            kind: "muted"
            text: qsTr("%", "percent")
        }
    }

    // The id inside only sizes the page itself; an immediate content item is what a panel wants.
    contentItem: Flickable { // qmllint disable deferred-property-id
        implicitWidth: lines.implicitWidth
        implicitHeight: Math.min(lines.implicitHeight, panel.room - panel.topPadding - panel.bottomPadding)
        contentHeight: lines.implicitHeight
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}

        Column {
            id: lines
            spacing: Theme.gapTiny
            Label {
                kind: "section"
                text: qsTr("Layers")
            }
            Repeater {
                model: panel.layers
                delegate: CheckBox {
                    required property var modelData
                    objectName: "layer-" + modelData.key
                    checked: modelData.shown
                    text: modelData.count < 0 ? modelData.label : qsTr("%1 (%2)").arg(modelData.label).arg(modelData.count)
                    onToggled: panel.layerToggled(modelData.key, checked) // qmllint disable unqualified
                }
            }
            Separator { width: 190 }
            Strength {
                text: qsTr("Picture strength")
                share: panel.pictureOpacity
                onPicked: (share) => panel.pictureOpacityPicked(share)
            }
            Strength {
                text: qsTr("Tint strength")
                share: panel.tint
                onPicked: (share) => panel.tintPicked(share)
            }
        }
    }
}
