// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Campaign.Controls
import Campaign.Shell
import Campaign.Workspace

/// The command palette: a field, and below it what the text finds. Up and down move, Enter opens, Ctrl+Enter beside,
/// Alt+Enter on the map.
T.Popup {
    id: popup

    required property Workspace workspace

    function openWith(start: string) {
        found.open(start);
        open();
        field.text = start;
        field.cursorPosition = start.length;
        field.forceActiveFocus();
    }
    function take(row: int, modifiers: int) {
        if (found.count === 0) return; // the words stand there to be mended
        close();
        if (modifiers & Qt.AltModifier) found.chooseOnMap(row);
        else if (modifiers & Qt.ControlModifier) found.chooseBeside(row);
        else found.choose(row);
    }

    objectName: "palette"
    parent: T.Overlay.overlay
    x: parent ? (parent.width - width) / 2 : 0
    y: parent ? Math.min(96, parent.height * 0.1) : 0
    width: parent ? Math.min(640, parent.width - 2 * Theme.gapPage) : 640
    implicitHeight: contentItem.implicitHeight + 2 * padding
    padding: Theme.gapTiny
    modal: true
    focus: true
    T.Overlay.modal: Rectangle { color: Theme.shade }
    background: Rectangle {
        color: Theme.raised
        radius: Theme.radius + 2
        border.color: Theme.strongOutline
    }

    CommandPalette {
        id: found
        workspace: popup.workspace
        onCountChanged: list.currentIndex = 0
    }

    // The ids inside make it immediate; it is made anew for every opening.
    contentItem: Column { // qmllint disable deferred-property-id
        spacing: Theme.gapTiny
        SearchField {
            id: field
            objectName: "paletteField"
            width: parent.width
            implicitHeight: Theme.comfortableRow
            placeholderText: qsTr("Find or do anything")
            onTextChanged: found.text = text
            onAccepted: popup.take(list.currentIndex, Qt.NoModifier)
            Keys.onDownPressed: list.incrementCurrentIndex()
            Keys.onUpPressed: list.decrementCurrentIndex()
            Keys.onPressed: (event) => {
                const isEnter = event.key === Qt.Key_Return || event.key === Qt.Key_Enter;
                if (!isEnter || !(event.modifiers & (Qt.AltModifier | Qt.ControlModifier))) return;
                event.accepted = true;
                popup.take(list.currentIndex, event.modifiers);
            }
        }
        ListView {
            id: list
            signal taken(int row)
            onTaken: (row) => popup.take(row, Qt.NoModifier)
            objectName: "paletteList"
            width: parent.width
            implicitHeight: Math.min(contentHeight, 12 * Theme.rowHeight)
            clip: true
            model: found
            boundsBehavior: Flickable.StopAtBounds
            highlightMoveDuration: 0
            section.property: "section"
            section.delegate: Label {
                required property string section
                visible: section.length > 0
                height: section.length > 0 ? Theme.rowHeight : 0
                verticalAlignment: Text.AlignVCenter
                kind: "section"
                leftPadding: Theme.gap
                text: section
            }
            Accessible.role: Accessible.List
            Accessible.name: qsTr("What was found")
            T.ScrollBar.vertical: ScrollBar {}
            delegate: PaletteRow {}
        }
        Label {
            width: parent.width
            visible: found.foundNothing
            padding: Theme.gap
            kind: "muted"
            text: qsTr("Nothing by that name. @ finds entries, # tags, > commands.")
        }
        Label {
            width: parent.width
            visible: !found.foundNothing
            leftPadding: Theme.gap
            bottomPadding: Theme.gapTiny
            kind: "caption"
            text: qsTr("Enter opens · Ctrl+Enter beside · Alt+Enter on the map · @ entries · # tags · > commands")
        }
    }
}
