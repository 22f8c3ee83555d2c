// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Rules

/// What stands in a block: typed as a number, a "text", a name or a formula, or chosen from the names there are.
T.Popup {
    id: popup

    required property RuleBlocks blocks
    property int row: -1
    property int part: -1
    property string problem

    function edit(atRow: int, atPart: int, text: string, place: Item) {
        row = atRow;
        part = atPart;
        problem = "";
        const at = place.mapToItem(parent, 0, place.height);
        x = Math.max(0, Math.min(at.x, parent.width - width));
        y = at.y + 2;
        open();
        field.text = text;
        field.selectAll();
        field.forceActiveFocus();
    }

    function take(text: string) {
        problem = blocks.setPart(row, part, text);
        if (problem.length === 0) close();
    }

    objectName: "partPopup"
    width: Math.min(280, parent ? parent.width : 280)
    // A popup without a style takes no height from its content by itself.
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    margins: Theme.gapTiny
    padding: Theme.gapTiny
    focus: true
    background: Rectangle {
        color: Theme.raised
        radius: Theme.radius
        border.color: Theme.strongOutline
    }
    contentItem: Column { // qmllint disable deferred-property-id
        spacing: Theme.gapTiny
        TextField {
            id: field
            objectName: "partText"
            width: parent.width
            placeholderText: qsTr("1000, a word, yes or a name")
            Accessible.name: qsTr("What stands here")
            onAccepted: popup.take(popup.blocks.meant(text, popup.row))
            Keys.onDownPressed: names.forceActiveFocus()
        }
        Label {
            width: parent.width
            visible: popup.problem.length > 0
            color: Theme.critical
            wrapMode: Text.Wrap
            text: popup.problem
        }
        ListView {
            id: names
            objectName: "partNames"

            function take(text: string) { popup.take(text); }

            width: parent.width
            height: Math.min(contentHeight, 6 * Theme.rowHeight)
            clip: true
            model: popup.opened ? popup.blocks.offers(field.selectedText === field.text ? "" : field.text, popup.row) : []
            keyNavigationEnabled: true
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Names to choose from")
            T.ScrollBar.vertical: ScrollBar {}
            Keys.onReturnPressed: if (currentItem) popup.take(model[currentIndex].text)
            delegate: ListRow {
                required property var modelData
                required property int index
                readonly property var names: ListView.view
                objectName: "offer-" + modelData.text
                width: names ? names.width : 200
                flat: true
                text: modelData.label
                detail: modelData.detail
                highlighted: names ? names.activeFocus && names.currentIndex === index : false
                onClicked: names.take(modelData.text)
            }
        }
    }
}
