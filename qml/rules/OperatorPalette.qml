// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Rules

/// All operators with what they do, to be found by a word.
T.Popup {
    id: popup

    required property RuleBlocks blocks

    signal chosen(string operation)

    objectName: "operatorPalette"
    width: Math.min(380, parent ? parent.width : 380)
    y: 2 * Theme.rowHeight
    // A popup without a style takes no height from its content by itself.
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    margins: Theme.gapTiny
    padding: Theme.gapTiny
    focus: true
    onOpened: {
        search.clear();
        search.forceActiveFocus();
    }
    background: Rectangle {
        color: Theme.raised
        radius: Theme.radius
        border.color: Theme.strongOutline
    }
    contentItem: Column { // qmllint disable deferred-property-id
        spacing: Theme.gapTiny
        SearchField {
            id: search
            objectName: "paletteWords"
            width: parent.width
            placeholderText: qsTr("What should it do?")
            onAccepted: found.chooseCurrent()
            Keys.onEscapePressed: popup.close() // with words in it, too
            Keys.onDownPressed: found.incrementCurrentIndex()
            Keys.onUpPressed: found.decrementCurrentIndex()
        }
        ListView {
            id: found
            objectName: "paletteOperators"

            function choose(name: string) {
                popup.close();
                popup.chosen(name);
            }
            function chooseCurrent() {
                if (currentIndex >= 0 && currentIndex < count) choose(model[currentIndex].name);
            }

            width: parent.width
            height: Math.min(contentHeight, 320)
            clip: true
            model: popup.opened ? popup.blocks.palette(search.text) : []
            onModelChanged: currentIndex = count > 0 ? 0 : -1
            keyNavigationEnabled: true
            highlightMoveDuration: 0
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Operators")
            T.ScrollBar.vertical: ScrollBar {}
            Keys.onReturnPressed: chooseCurrent()
            delegate: T.ItemDelegate {
                id: line
                required property var modelData
                required property int index
                readonly property var found: ListView.view
                objectName: "palette-" + modelData.name
                width: found ? found.width : 200
                implicitHeight: texts.implicitHeight + Theme.gap
                Accessible.name: modelData.title
                Accessible.description: modelData.meaning
                onClicked: found.choose(modelData.name)
                background: Rectangle {
                    color: line.ListView.isCurrentItem ? Theme.selected : line.hovered ? Theme.hover : "transparent"
                }
                contentItem: Column { // qmllint disable deferred-property-id
                    id: texts
                    leftPadding: Theme.gap
                    Label {
                        font.weight: Font.DemiBold
                        text: line.modelData.title
                    }
                    Label {
                        width: line.width - 2 * Theme.gap
                        kind: "caption"
                        wrapMode: Text.Wrap
                        text: line.modelData.meaning
                    }
                }
            }
        }
        Label {
            width: parent.width
            visible: found.count === 0
            padding: Theme.gap
            kind: "muted"
            wrapMode: Text.Wrap
            text: qsTr("Nothing does that. Try another word, for example: any, count, contains.")
        }
    }
}
